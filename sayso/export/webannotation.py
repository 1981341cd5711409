"""W3C Web Annotation Data Model (2017), as JSON-LD: an annotation of the article for each statement, one on a line.

The target is the content, in the article at its address on the web, or `urn:sayso:article:…` where that is unknown.
Several selectors of one target have to choose the same words (section 4.2 of the model), so that the pieces of an
interrupted quotation are a target each, of which the bodies say the same. Each is found by its words, with what stands
before and behind, and by its position in the text that Sayso read, in code points as the model says; since a page
holds more than its article, a target on the web has that text as its `cached` state. A statement whose content is
empty targets the whole article.

The bodies: the speaker, `identifying`, with name and class after FOAF; the words of the source, `identifying`, and of
the cue, `describing`, as parts of the article; all else as `tagging` tags like `sayso:act=assert`. Relations between
statements are not written.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from sayso.export.addresses import find_web_address, make_urn
from sayso.export.entry import Entry, Party, Said, each_statement
from sayso.export.jsonl import to_line
from sayso.export.tags import make_tags
from sayso.model import Json
from sayso.scalars import to_scalars

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
#: Code points of a quotation's surroundings.
AROUND = 32
_CLASSES = {
    "person": "Person",
    "organisation": "Organization",
    "group": "foaf:Group",
    "document": "foaf:Document",
    "unnamed": "foaf:Agent",
    "author": "Person",
}


def write(entries: Iterable[Entry], out: BinaryIO) -> int:
    """Write a line for each statement and return the count of articles; one without statements has no line."""
    count = 0
    for entry in entries:
        article = entry.record["article"]
        for said in each_statement(entry):
            out.write(to_line(to_scalars(_to_annotation(said, article))))
        count += 1
    return count


def _to_annotation(said: Said, article: Json) -> Json:
    return {
        "@context": CONTEXT,
        "id": make_urn("statement", said.statement["id"]),
        "type": "Annotation",
        "motivation": "describing",
        "generator": {"id": "urn:sayso:software", "type": "Software", "name": "Sayso"},
        "body": list(_each_body(said, article)),
        "target": _select(article, said.statement["content"]) or [_find_source(article)],
    }


def _each_body(said: Said, article: Json) -> Iterator[Json]:
    if said.party and said.party.kind in _CLASSES:
        yield {"type": "SpecificResource", "purpose": "identifying", "source": _to_agent(said.party)}
    for part, purpose in (("source", "identifying"), ("cue", "describing")):
        for piece in _select(article, said.statement[part]):
            yield piece | {"purpose": purpose}
    for tag in make_tags(said.statement):
        yield {"type": "TextualBody", "purpose": "tagging", "value": tag}


def _to_agent(party: Party) -> Json:
    agent = {"id": make_urn("party", party.id), "type": _CLASSES[party.kind]}
    return agent | ({"name": party.name} if party.name else {})


def _select(article: Json, spans: Sequence[Sequence[int]]) -> list[Json]:
    """The pieces of the article at these spans, each by words and by position."""
    source = _find_source(article)
    text = make_urn("article", article["id"])
    state = {} if source == text else {"state": {"type": "TimeState", "cached": text}}
    return [
        {"type": "SpecificResource", "source": source, **state, "selector": _to_selectors(article["text"], start, end)}
        for start, end in spans
    ]


def _find_source(article: Json) -> str:
    return find_web_address(article) or make_urn("article", article["id"])


def _to_selectors(text: str, start: int, end: int) -> list[Json]:
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - AROUND) : start],
        "suffix": text[end : end + AROUND],
    }
    return [quote, {"type": "TextPositionSelector", "start": start, "end": end}]
