"""JSON-LD, read back with PyLD and with rdflib; neither fetches anything."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from export_samples import export, make_hostile, make_silent, make_usual, statements_of, words_of

pyld = pytest.importorskip("pyld", reason="PyLD, which reads JSON-LD, is not installed")
rdflib = pytest.importorskip("rdflib", reason="rdflib, which reads JSON-LD, is not installed")

SCHEMA = "https://schema.org/"
TERM = "urn:sayso:term:"
STATEMENT = "urn:sayso:statement:"

#: What schema.org defines for the classes that are used, each with what it inherits.
DEFINED = {
    "NewsArticle": {"identifier", "url", "headline", "datePublished", "inLanguage", "publisher", "author"},
    "Quotation": {"spokenByCharacter", "isPartOf"},
    "Claim": {"appearance"},
    "Person": {"name", "additionalType", "jobTitle", "sameAs"},
    "Organization": {"name", "additionalType", "sameAs"},
    "CreativeWork": {"name", "additionalType", "sameAs"},
    "PropertyValue": {"propertyID", "value"},
    "QuantitativeValue": {"name", "minValue", "maxValue", "unitText"},
}
SAYING = {"additionalType", "text", "inLanguage", "author", "isBasedOn", "dateCreated", "mentions"}
DEFINED["Quotation"] |= SAYING
DEFINED["Claim"] |= SAYING


def refuse(url: str, _options: Any) -> Any:
    raise AssertionError(f"{url} was to be fetched")


def expand(data: bytes) -> list[Any]:
    nodes = pyld.jsonld.expand(json.loads(data), {"documentLoader": refuse})
    return pyld.jsonld.flatten(nodes, None, {"documentLoader": refuse})


def find_spans(literals: list[str]) -> list[list[int]]:
    found = (re.fullmatch(r"char=(\d+),(\d+)", literal) for literal in literals)
    return [[int(one[1]), int(one[2])] for one in found if one]


def read_pyld(data: bytes) -> dict[str, dict[str, Any]]:
    read = {}
    for node in expand(data):
        if node["@id"].startswith(STATEMENT) and "@type" in node:
            parts = {
                part: find_spans([v["@value"] for one in node.get(TERM + part, []) for v in one["@list"]])
                for part in ("source", "cue", "content")
            }
            text = node.get(SCHEMA + "text", [{"@value": ""}])[0]["@value"]
            (sure,) = node[TERM + "confidence"]
            authors = [a["@id"] for a in node.get(SCHEMA + "author", [])]
            read[node["@id"].removeprefix(STATEMENT)] = parts | {
                "text": text,
                "confidence": sure["@value"],
                "authors": authors,
            }
    return read


def read_rdflib(data: bytes) -> dict[str, dict[str, Any]]:
    graph = rdflib.Graph().parse(data=data, format="json-ld")
    schema, term = rdflib.Namespace(SCHEMA), rdflib.Namespace(TERM)
    read = {}
    for node in {*graph.subjects(rdflib.RDF.type, schema.Claim), *graph.subjects(rdflib.RDF.type, schema.Quotation)}:
        lists = {part: graph.value(node, term[part]) for part in ("source", "cue", "content")}
        parts = {
            part: find_spans([str(v) for v in rdflib.collection.Collection(graph, head)]) if head else []
            for part, head in lists.items()
        }
        read[str(node).removeprefix(STATEMENT)] = parts | {
            "text": str(graph.value(node, schema.text) or ""),
            "confidence": float(graph.value(node, term.confidence)),
            "authors": [str(a) for a in graph.objects(node, schema.author)],
        }
    return read


@pytest.mark.parametrize("read", [read_pyld, read_rdflib])
def test_statements_offsets_and_speakers_come_back(read: Callable[[bytes], dict[str, dict[str, Any]]]) -> None:
    usual, hostile = make_usual(), make_hostile()
    found = read(export("jsonld", usual, make_silent(), hostile))
    assert set(found) == set(statements_of(usual, hostile))
    for name, statement in statements_of(usual, hostile).items():
        assert {part: found[name][part] for part in ("source", "cue", "content")} == {
            part: statement[part] for part in ("source", "cue", "content")
        }
        assert found[name]["text"] == words_of(usual if name.startswith("s") else hostile, statement["content"])
        assert found[name]["confidence"] == statement["confidence"]
    assert found["s1"]["authors"] == found["s2"]["authors"] == ["urn:sayso:party:p1f0c2"]
    assert found["s4"]["authors"] == found["h2"]["authors"] == found["h4"]["authors"] == []


def test_classes_and_properties_are_those_of_the_vocabulary() -> None:
    for node in expand(export("jsonld", make_usual(), make_hostile(), make_silent())):
        own = {key.removeprefix(SCHEMA) for key in node if key.startswith(SCHEMA)}
        for class_ in node.get("@type", []):
            assert own <= DEFINED[class_.removeprefix(SCHEMA)]
        assert all(key.startswith((SCHEMA, TERM, "@")) for key in node)
        assert not any(word in key for key in node for word in ("ating", "eview", "articleBody"))


def test_quotations_are_parts_of_the_article_and_claims_appear_in_it() -> None:
    nodes = {node["@id"]: node for node in expand(export("jsonld", make_usual()))}
    here = [{"@id": f"urn:sayso:article:{make_usual().record['article']['id']}"}]
    first, second, third = (nodes[f"{STATEMENT}s{n}"] for n in (1, 2, 3))
    assert (first["@type"], first[SCHEMA + "appearance"]) == ([SCHEMA + "Claim"], here)
    assert (second["@type"], second[SCHEMA + "isPartOf"]) == ([SCHEMA + "Quotation"], here)
    assert second[SCHEMA + "spokenByCharacter"] == [{"@id": "urn:sayso:party:p1f0c2"}]
    assert first[SCHEMA + "dateCreated"] == [{"@value": "2024-03-04", "@type": SCHEMA + "Date"}]
    assert {"@id": "urn:sayso:act:promise"} in first[SCHEMA + "additionalType"]
    assert third[TERM + "disputes"] == third[TERM + "parent"] == [{"@id": STATEMENT + "s2"}]
    article, mayor = nodes[here[0]["@id"]], nodes["urn:sayso:party:p1f0c2"]
    assert article[SCHEMA + "datePublished"][0]["@value"] == "2024-03-05"
    assert (mayor["@type"], mayor[SCHEMA + "name"]) == ([SCHEMA + "Person"], [{"@value": "Maria Anna Lindqvist"}])
    assert mayor[SCHEMA + "sameAs"] == [{"@id": "http://www.wikidata.org/entity/Q42"}]


def test_each_node_has_a_line() -> None:
    first, *nodes, last = export("jsonld", make_usual(), make_silent()).decode("utf-8").rstrip("\n").split("\n")
    assert (json.loads(first + last)["@graph"], last) == ([], "]}")
    assert [json.loads(node.removesuffix(","))["@type"] for node in nodes].count("NewsArticle") == 2
