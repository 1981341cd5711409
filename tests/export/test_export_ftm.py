"""FollowTheMoney, read back and validated with its own library."""

import json
from typing import Any

import pytest
from export_samples import export, make_hostile, make_silent, make_usual, statements_of

from sayso.export import Entry, Party
from sayso.model import Article, Record, Span, Speaker, Statement

ftm = pytest.importorskip("followthemoney", reason="followthemoney, which validates the entities, is not installed")


def read_entities(*entries: Entry) -> list[Any]:
    """The entities, each valid, with nothing lost to the library's own cleaning but invisible marks."""
    proxies = []
    for line in export("ftm", *entries).decode("utf-8").split("\n")[:-1]:
        data = json.loads(line)
        ftm.model.get(data["schema"]).validate(data)
        proxy = ftm.model.get_proxy(data)
        cleaned = ftm.model.get_proxy(data, cleaned=False)
        assert set(data["properties"]) == {p.name for p in cleaned.iterprops()}
        assert all(len(cleaned.get(key)) == len(proxy.get(key)) for key in data["properties"])
        assert set(proxy.schema.required) <= set(data["properties"])
        proxies.append(proxy)
    return proxies


def by_schema(proxies: list[Any], schema: str) -> list[Any]:
    return [proxy for proxy in proxies if proxy.schema.name == schema]


def test_statements_offsets_and_speakers_come_back() -> None:
    usual, hostile = make_usual(), make_hostile()
    notes = by_schema(read_entities(usual, make_silent(), hostile), "Note")
    for note, statement in zip(notes, statements_of(usual, hostile).values(), strict=True):
        assert note.id == f"sayso-statement-{statement['id']}"
        for part in ("source", "cue", "content"):
            tags = (tag.removeprefix(f"sayso:{part}=") for tag in note.get("keywords") if f":{part}=" in tag)
            assert [list(map(int, tag.split("-"))) for tag in tags] == statement[part]
    first, second, third, fourth, *_ = notes
    assert first.get("entity")[0] == second.get("entity")[0] == "sayso-party-p1f0c2"
    assert third.get("entity")[0] == "sayso-party-p77aa"
    assert fourth.get("entity") == fourth.get("proof") == [f"sayso-article-{usual.record['article']['id']}"]
    assert first.caption == "Maria Anna Lindqvist: The ferry will stop in March"
    assert {"sayso:act=promise", "sayso:form=indirect", "sayso:addressee=reporters"} <= set(first.get("keywords"))
    assert fourth.caption == "Nobody named: a buyer had been found"


def test_articles_and_speakers_are_entities_that_refer_to_one_another() -> None:
    proxies = read_entities(make_usual(), make_hostile(), make_silent())
    known = {proxy.id for proxy in proxies}
    for proxy in proxies:
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert value in known
                assert next(p for p in proxies if p.id == value).schema.is_a(prop.range)
    article, *_ = by_schema(proxies, "Article")
    assert (article.first("title"), article.first("language")) == ("Ferry to stop, mayor says", "eng")
    assert (article.first("publishedAt"), article.first("author")) == ("2024-03-05", "Tom Adeyemi")
    assert article.first("sourceUrl") == "https://herald.example/ferry?a=1"
    assert not article.has("bodyText")
    mayor, *_ = by_schema(proxies, "Person")
    assert (mayor.get("name"), mayor.get("alias")) == (["Maria Anna Lindqvist"], ["Maria Lindqvist"])
    assert (mayor.get("wikidataId"), mayor.get("position")) == (["Q42"], ["the mayor of Eastport"])
    links = by_schema(proxies, "Documentation")
    assert {pair for link in links for pair in link.edgepairs()} >= {(article.id, mayor.id)}


@pytest.mark.parametrize(
    ("kind", "schema"),
    [
        ("person", "Person"),
        ("organisation", "Organization"),
        ("group", "LegalEntity"),
        ("author", "Person"),
        ("document", None),
        ("unnamed", None),
        ("unknown", None),
    ],
)
def test_only_those_with_a_name_of_their_own_are_entities(kind: Any, schema: str | None) -> None:
    statement = Statement("s", "p1", (), (), (Span(0, 3),), "direct", None, 1.0)
    record = Record(Article("Yes"), (Speaker("p1", "Some Body", kind),), (statement,))
    proxies = read_entities(Entry(record.to_json(), {"p1": Party("p9", "Some Body", kind)}))
    assert [p.schema.name for p in proxies if p.id == "sayso-party-p9"] == ([schema] if schema else [])
    assert by_schema(proxies, "Note")[0].first("description") == "Some Body: Yes"


def test_what_is_too_long_is_cut_or_goes_on_in_another_value() -> None:
    text = "word " * 20_000
    statement = Statement("s", "p1", (), (), (Span(0, len(text)),), "direct", None, 1.0)
    record = Record(Article(text, title=text, ref=text), (Speaker("p1", text, "person"),), (statement,))
    proxies = read_entities(Entry(record.to_json(), {"p1": Party("p9", text, "person")}))
    (note,) = by_schema(proxies, "Note")
    assert "".join(note.get("description")).count("word") == 40_000
