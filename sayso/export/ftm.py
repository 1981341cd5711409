"""FollowTheMoney entities as JSON Lines, as Aleph and its kin load them; ids are stable, what is repeated is merged.

* The article is an `Article`, without its text, which belongs to the publisher.
* A person or named author is a `Person`, an organisation an `Organization`, a group a `LegalEntity`. Parties that are
  unnamed or unknown, and documents, are no entities: they would be matched with one another by words that name nobody.
* A statement is a `Note`, FollowTheMoney's annotation of an entity or document: it stands on the page of the speaker
  and of the article, and the article is its `proof`. It is no `Event`: what somebody said would stand in a timeline
  as something that happened, with the speaker involved. Nor does it need a speaker, as a link of two would. Its
  `description` is "speaker: content", so that it cannot be read as a finding on the speaker; offsets and fields are
  `keywords` like `sayso:act=assert`.
* A `Documentation` leads from the article to each of its speakers, for graphs.

Names are squeezed and cut to the length that the schema allows, control characters are blanks, longer texts are
split into several values. Relations between statements are not written. The product does not need the library.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from sayso.export.addresses import find_web_address, find_wikidata
from sayso.export.days import to_day
from sayso.export.entry import Entry, Party, Said, each_statement, join_words
from sayso.export.jsonl import to_line
from sayso.export.tags import make_span_tags, make_tags
from sayso.model import Json
from sayso.scalars import to_scalars

_SCHEMATA = {"person": "Person", "author": "Person", "organisation": "Organization", "group": "LegalEntity"}
#: The one language that Sayso reads, as ISO 639-2 has it.
_LANGUAGES = {"en": "eng"}
#: The longest values, in code points (followthemoney/types).
_NAME, _LABEL, _TEXT, _ADDRESS = 384, 1024, 65_000, 4096
_ID = re.compile(r"[0-9a-zA-Z](?:[0-9a-zA-Z.-]{0,120}[0-9a-zA-Z])?")
#: All but tab and line feed.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def write(entries: Iterable[Entry], out: BinaryIO) -> int:
    """Write the entities of each article, the article first, and return the count of articles."""
    count = 0
    for entry in entries:
        for entity in _each_entity(entry):
            out.write(to_line(to_scalars(entity)))
        count += 1
    return count


def _each_entity(entry: Entry) -> Iterator[Json]:
    article = entry.record["article"]
    here = _make_id("article", article["id"])
    yield _to_article(here, article)
    introduced: set[str] = set()
    for said in each_statement(entry):
        if said.speaker and (who := _find_entity(said.party)) and said.party and who not in introduced:
            introduced.add(who)
            yield _to_speaker(who, said.party, said.speaker)
            ends = {"document": [here], "entity": [who], "role": ["speaker"]}
            yield _to_entity(_make_id("speaks", here + who), "Documentation", ends)
        yield _to_note(said, here, article)


def _to_article(here: str, article: Json) -> Json:
    address = find_web_address(article)
    return _to_entity(
        here,
        "Article",
        {
            # The schema requires a file's name.
            "fileName": _to_labels(article["ref"]) or [article["id"]],
            "title": _to_labels(article["title"]),
            "author": [label for name in article["byline"] for label in _to_labels(name)],
            "publisher": _to_labels(article["outlet"]),
            "publishedAt": _to_days(article["published"]),
            "language": [_LANGUAGES[code] for code in (article["language"],) if code in _LANGUAGES],
            "sourceUrl": [address] if address and len(address) <= _ADDRESS else [],
        },
    )


def _to_speaker(who: str, party: Party, speaker: Json) -> Json:
    schema = _SCHEMATA[party.kind]
    names = _to_names(party.name)
    wikidata = find_wikidata(speaker)
    return _to_entity(
        who,
        schema,
        {
            "name": names,
            "alias": [name for name in _to_names(speaker["name"]) if name not in names],
            "position": [label for o in speaker["offices"] for label in _to_labels(o)] if schema == "Person" else [],
            "wikidataId": [wikidata] if wikidata else [],
        },
    )


def _to_note(said: Said, here: str, article: Json) -> Json:
    statement, who = said.statement, _find_entity(said.party)
    name = (said.party.name if said.party else "") or join_words(article["text"], statement["source"])
    words = _clean(f"{name or 'Nobody named'}: {join_words(article['text'], statement['content'])}")
    return _to_entity(
        _make_id("statement", statement["id"]),
        "Note",
        {
            # Its own name must match no party's.
            "name": [f"Statement {statement['id']}"[:_NAME]],
            "description": _to_texts(words),
            "summary": _to_texts(_clean(join_words(article["text"], statement["cue"]))),
            "entity": [who, here] if who else [here],
            "proof": [here],
            "keywords": [x for tag in make_tags(statement) + make_span_tags(statement) for x in _to_labels(tag)],
        },
    )


def _find_entity(party: Party | None) -> str | None:
    """The id of the party's entity, or None if it has none."""
    has_one = party is not None and party.kind in _SCHEMATA and _to_names(party.name)
    return _make_id("party", party.id) if party and has_one else None


def _to_entity(name: str, schema: str, properties: dict[str, list[str]]) -> Json:
    return {"id": name, "schema": schema, "properties": {key: values for key, values in properties.items() if values}}


def _make_id(kind: str, name: str) -> str:
    """An id of the signs that the schema allows; any other name is known by its hash."""
    if kind == "speaks" or not _ID.fullmatch(name):
        name = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    return f"sayso-{kind}-{name}"


def _clean(text: str) -> str:
    return _CONTROLS.sub(" ", text).strip()


def _to_names(text: str) -> list[str]:
    name = " ".join(_clean(text).split())[:_NAME].strip("\"' ")
    return [name] if _is_visible(name) else []


def _to_labels(text: str | None) -> list[str]:
    label = _clean(text or "")[:_LABEL].rstrip()
    return [label] if _is_visible(label) else []


def _to_texts(text: str) -> list[str]:
    pieces = (text[n : n + _TEXT] for n in range(0, len(text), _TEXT))
    return [piece for piece in pieces if _is_visible(piece)]


def _is_visible(text: str) -> bool:
    """Whether anything is left once the library has taken out blanks and marks that are not seen."""
    return any(sign.isprintable() and not sign.isspace() for sign in text)


def _to_days(value: str | None) -> list[str]:
    day = to_day(value)
    return [day.isoformat()] if day else []
