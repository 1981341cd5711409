"""Web annotations, read back with PyLD and rdflib by a context of the terms used, and by a reader's own search."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from export_samples import export, make_hostile, make_silent, make_usual, statements_of, words_of

from sayso.export import Entry
from sayso.export.addresses import find_web_address
from sayso.export.webannotation import AROUND, CONTEXT

pyld = pytest.importorskip("pyld", reason="PyLD, which reads JSON-LD, is not installed")
rdflib = pytest.importorskip("rdflib", reason="rdflib, which reads JSON-LD, is not installed")

OA = "http://www.w3.org/ns/oa#"
#: The terms that we use, as the Web Annotation Vocabulary (W3C 2017) defines them; any other term would be lost.
TERMS = {
    "oa": OA,
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": {"@id": "@id", "@type": "@id"},
    "type": {"@id": "@type", "@type": "@id"},
    **{
        name: f"oa:{name}"
        for name in (
            *("Annotation", "SpecificResource", "TextualBody", "TextQuoteSelector", "TextPositionSelector"),
            *("TimeState", "describing", "identifying", "tagging", "exact", "prefix", "suffix"),
        )
    },
    "Software": "http://www.w3.org/ns/activitystreams#Application",
    "Person": "foaf:Person",
    "Organization": "foaf:Organization",
    "name": "foaf:name",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "generator": {"@id": "http://www.w3.org/ns/activitystreams#generator", "@type": "@id"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "state": {"@id": "oa:hasState", "@type": "@id"},
    "cached": {"@id": "oa:cachedSource", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
}


def load(url: str, _options: Any) -> Any:
    assert url == CONTEXT
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": TERMS},
    }


def read_lines(*entries: Entry) -> list[Any]:
    return [json.loads(line) for line in export("webannotation", *entries).decode("utf-8").split("\n")[:-1]]


def keys_of(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            yield from one
            for inner in one.values():
                yield from keys_of(inner)


def find_pieces(resources: list[Any]) -> list[list[int]]:
    """The positions that expanded resources select, in their order."""
    pieces = []
    for resource in resources:
        for selector in resource.get(f"{OA}hasSelector", []):
            if selector["@type"] == [f"{OA}TextPositionSelector"]:
                pieces.append([int(selector[f"{OA}{end}"][0]["@value"]) for end in ("start", "end")])
    return pieces


def has_purpose(body: Any, name: str) -> bool:
    return body.get(f"{OA}hasPurpose") == [{"@id": f"{OA}{name}"}]


def test_statements_offsets_and_speakers_come_back() -> None:
    usual, hostile = make_usual(), make_hostile()
    lines = read_lines(usual, make_silent(), hostile)
    assert len(lines) == len(statements_of(usual, hostile))
    speakers = {}
    for line, (name, statement) in zip(lines, statements_of(usual, hostile).items(), strict=True):
        (read,) = pyld.jsonld.expand(line, {"documentLoader": load})
        assert read["@id"] == f"urn:sayso:statement:{name}"
        assert read["@type"] == [f"{OA}Annotation"]
        assert read[f"{OA}motivatedBy"] == [{"@id": f"{OA}describing"}]
        assert find_pieces(read[f"{OA}hasTarget"]) == statement["content"]
        bodies = read[f"{OA}hasBody"]
        assert find_pieces([b for b in bodies if has_purpose(b, "identifying")]) == statement["source"]
        assert find_pieces([b for b in bodies if has_purpose(b, "describing")]) == statement["cue"]
        speakers[name] = [
            body[f"{OA}hasSource"][0]["@id"]
            for body in bodies
            if has_purpose(body, "identifying") and f"{OA}hasSelector" not in body
        ]
    assert speakers["s1"] == speakers["s2"] == ["urn:sayso:party:p1f0c2"]
    assert speakers["s4"] == speakers["h2"] == speakers["h4"] == []


def test_every_term_is_one_of_the_model() -> None:
    for line in read_lines(make_usual(), make_hostile()):
        assert line["@context"] == CONTEXT
        assert set(keys_of(line)) - {"@context"} <= set(TERMS)


def test_rdflib_reads_the_same_annotations() -> None:
    graph = rdflib.Graph()
    for line in read_lines(make_usual(), make_hostile()):
        graph.parse(data=json.dumps(line | {"@context": TERMS}), format="json-ld")
    oa = rdflib.Namespace(OA)
    for name, statement in statements_of(make_usual(), make_hostile()).items():
        targets = list(graph.objects(rdflib.URIRef(f"urn:sayso:statement:{name}"), oa.hasTarget))
        starts = [graph.value(s, oa.start) for t in targets for s in graph.objects(t, oa.hasSelector)]
        assert sorted(int(s) for s in starts if s is not None) == sorted(start for start, _ in statement["content"])


def test_words_and_surroundings_find_the_piece_in_the_text() -> None:
    entry = make_usual()
    text = entry.record["article"]["text"]
    for line in read_lines(entry):
        for target in line["target"]:
            quote, position = target["selector"]
            start, end = position["start"], position["end"]
            assert quote["exact"] == text[start:end]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert text.count(around) == 1
            assert text.index(around) + len(quote["prefix"]) == start
            assert len(quote["prefix"]) == min(AROUND, start)
            assert target["source"] == "https://herald.example/ferry?a=1"
            assert target["state"]["cached"] == f"urn:sayso:article:{entry.record['article']['id']}"


def test_half_a_character_is_what_a_browser_shows() -> None:
    hostile = make_hostile()
    line = read_lines(hostile)[0]
    assert line["target"][0]["selector"][0]["exact"] == words_of(hostile, statements_of(hostile)["h1"]["content"])
    assert line["target"][0]["source"].startswith("urn:sayso:article:")
    assert "state" not in line["target"][0]


def test_a_statement_without_content_is_one_on_the_article() -> None:
    hostile = make_hostile()
    assert read_lines(hostile)[3]["target"] == [f"urn:sayso:article:{hostile.record['article']['id']}"]


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://herald.example/ferry", True),
        ("http://herald.example/fähre?q=%20", True),
        ("ferry.html", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://[herald", False),
        ("https://herald.example/a b", False),
        ("https://herald.example/<b>", False),
        ("https://herald.example/\u202egnp", False),
        ("https://herald.example/\ud83d", False),
        ("https://herald.example/\x00", False),
        ("", False),
        (None, False),
    ],
)
def test_only_an_address_on_the_web_is_one(url: str | None, is_one: bool) -> None:
    assert find_web_address({"url": url}) == (url if is_one else None)
