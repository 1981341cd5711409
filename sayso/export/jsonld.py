"""JSON-LD with schema.org's vocabulary: one document with one @graph, a node on each line, written as it comes.

A direct statement is a `Quotation` that `isPartOf` the `NewsArticle`; any other is a `Claim`, in schema.org's sense of
something that may be so or not, whose `appearance` the article is. `author` is who says it, of a `Quotation` also
`spokenByCharacter`; a document that speaks is its `isBasedOn`, since only people and bodies are authors there. The
form, act and kind that Sayso tells apart are each an `additionalType`. schema.org has no class for people named by a
class ("voters"), nor for one who is unnamed: they are an `Organization` and a `Person`, with Sayso's kind beside. A
speaker of kind `unknown` is nobody's node.

Nothing is rated: there is no `Review` and no `Rating`, and `sayso:confidence` is of the reading. The text of an article
belongs to its publisher, so that there is no `articleBody`; a span is a position in it after RFC 5147, `char=20,90`,
in code points. Words of Sayso that schema.org lacks begin with `sayso:`. The context stands in the document, so that
nothing is fetched to read it.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from sayso.export.addresses import find_wikidata, make_urn
from sayso.export.days import to_day
from sayso.export.entry import Entry, Party, Said, each_statement, join_words
from sayso.model import Json
from sayso.scalars import to_scalars

CONTEXT: Json = {
    "@vocab": "https://schema.org/",
    "sayso": "urn:sayso:term:",
    "datePublished": {"@type": "Date"},
    "dateCreated": {"@type": "Date"},
    "additionalType": {"@type": "@id"},
    "sameAs": {"@type": "@id"},
    **{f"sayso:{part}": {"@container": "@list"} for part in ("source", "cue", "content", "hedge")},
}
_CLASSES = {
    "person": "Person",
    "organisation": "Organization",
    "group": "Organization",
    "document": "CreativeWork",
    "unnamed": "Person",
    "author": "Person",
}


def write(entries: Iterable[Entry], out: BinaryIO) -> int:
    """Write the graph and return the count of articles; a party has a node beside each article that it speaks in."""
    out.write(b'{"@context": ' + _encode(CONTEXT) + b', "@graph": [')
    count, between = 0, b"\n"
    for entry in entries:
        for node in _each_node(entry):
            out.write(between + _encode(node))
            between = b",\n"
        count += 1
    out.write(b"\n]}\n")
    return count


def _encode(value: Json) -> bytes:
    return json.dumps(to_scalars(value), ensure_ascii=False).encode("utf-8")


def _each_node(entry: Entry) -> Iterator[Json]:
    article = entry.record["article"]
    yield _to_article(article)
    relations = _sort_relations(entry.record["relations"])
    introduced: set[str] = set()
    for said in each_statement(entry):
        if said.speaker and said.party and said.party.id not in introduced and said.party.kind in _CLASSES:
            introduced.add(said.party.id)
            yield _to_speaker(said.party, said.speaker)
        yield _to_statement(said, article) | relations.get(said.statement["id"], {})


def _to_article(article: Json) -> Json:
    names = {"sha256": article["id"], "ref": article["ref"]}
    return _drop_unknown(
        {
            "@id": make_urn("article", article["id"]),
            "@type": "NewsArticle",
            "identifier": [
                {"@type": "PropertyValue", "propertyID": key, "value": value} for key, value in names.items() if value
            ],
            "url": article["url"],
            "headline": article["title"],
            "datePublished": article["published"] if to_day(article["published"]) else None,
            "inLanguage": article["language"],
            "publisher": {"@type": "Organization", "name": article["outlet"]} if article["outlet"] else None,
            # A byline may be a person's or an agency's, which it does not say: the nodes have no class.
            "author": [{"name": name} for name in article["byline"]],
        }
    )


def _to_speaker(party: Party, speaker: Json) -> Json:
    wikidata = find_wikidata(speaker)
    return _drop_unknown(
        {
            "@id": make_urn("party", party.id),
            "@type": _CLASSES[party.kind],
            "additionalType": make_urn("kind", party.kind),
            "name": party.name,
            "jobTitle": speaker["offices"] if party.kind == "person" else None,
            "sameAs": f"http://www.wikidata.org/entity/{wikidata}" if wikidata else None,
        }
    )


def _to_statement(said: Said, article: Json) -> Json:
    statement = said.statement
    is_direct = statement["form"] == "direct"
    here = {"@id": make_urn("article", article["id"])}
    types = [make_urn("act", statement["act"])] if statement["act"] else []
    return _drop_unknown(
        {
            "@id": make_urn("statement", statement["id"]),
            "@type": "Quotation" if is_direct else "Claim",
            "additionalType": [make_urn("form", statement["form"]), *types],
            "text": join_words(article["text"], statement["content"]),
            "inLanguage": article["language"],
            "isPartOf" if is_direct else "appearance": here,
            **_link_speaker(said.party, is_direct),
            **_tell_saying(statement),
            **{f"sayso:{part}": _to_positions(statement[part]) for part in ("source", "cue", "content", "hedge")},
            "sayso:parent": {"@id": make_urn("statement", statement["parent"])} if statement["parent"] else None,
            "sayso:confidence": statement["confidence"],
        }
    )


def _link_speaker(party: Party | None, is_direct: bool) -> Json:
    if party is None or party.kind not in _CLASSES:
        return {}
    link = {"@id": make_urn("party", party.id)}
    if party.kind == "document":
        return {"isBasedOn": link}
    return {"author": link} | ({"spokenByCharacter": link} if is_direct else {})


def _tell_saying(statement: Json) -> Json:
    to, at, when = (statement[key] or {} for key in ("addressee", "venue", "said_on"))
    first, last = when.get("from"), when.get("to")
    return {
        "dateCreated": first if first == last else None,
        "sayso:saidFrom": first,
        "sayso:saidTo": last,
        "sayso:hedged": statement["hedged"],
        "sayso:addressee": to.get("name"),
        "sayso:venue": at.get("text"),
        "mentions": [_to_quantity(figure) for figure in statement["figures"]],
    }


def _to_quantity(figure: Json) -> Json:
    return _drop_unknown(
        {
            "@type": "QuantitativeValue",
            "name": figure["text"],
            "minValue": figure["low"],
            "maxValue": figure["high"],
            "unitText": figure["unit"],
            "sayso:per": figure["per"],
            "sayso:approx": figure["approx"],
            "sayso:span": _to_positions([figure["span"]])[0] if figure["span"] else None,
        }
    )


def _to_positions(spans: Sequence[Sequence[int]]) -> list[str]:
    return [f"char={start},{end}" for start, end in spans]


def _sort_relations(relations: Sequence[Json]) -> dict[str, Json]:
    """What each statement bears on, by the kind of the relation: schema.org has no word for that."""
    made: dict[str, Json] = {}
    for one in relations:
        kinds = made.setdefault(one["from"], {})
        kinds.setdefault(f"sayso:{one['kind']}", []).append({"@id": make_urn("statement", one["to"])})
    return made


def _drop_unknown(node: Json) -> Json:
    return {key: value for key, value in node.items() if value is not None and value != "" and value != []}
