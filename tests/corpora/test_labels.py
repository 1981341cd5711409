"""The labels of our own fit the articles that they are of."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from lab.corpora import read_jsonl
from lab.own_labels import LABELS, read_own_labels
from sayso.model import Kind

THIRD = frozenset(
    ("he", "him", "his", "himself", "she", "her", "hers", "herself", "they", "them", "their", "theirs", "themselves")
)


def read_articles(shared: Path, part: str) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in read_jsonl(shared / "data" / "polnear" / f"{part}.jsonl.gz")}


@pytest.mark.parametrize(("name", "part", "count"), [("speakers", "train", 3652), ("pronouns-dev", "dev", 150)])
def test_speakers_have_kinds_and_names_of_their_article(shared: Path, name: str, part: str, count: int) -> None:
    articles = read_articles(shared, part)
    statements = [(r["id"], s) for r in read_own_labels(name, articles) for s in r["statements"]]
    assert len(statements) == count
    for article, statement in statements:
        kind = statement["speaker"]["kind"]
        assert kind in get_args(Kind)
        assert bool(statement["speaker"]["name"].strip()) == (kind not in ("unknown", "author"))
        assert statement["n"] < len(articles[article]["annotations"][0]["attributions"])


def test_labelled_pronouns_are_pronouns(shared: Path) -> None:
    articles = read_articles(shared, "train")
    rows = [json.loads(line) for line in (LABELS / "pronouns.jsonl").read_text(encoding="utf-8").splitlines()]
    found = [articles[row["id"]]["text"][slice(*label["at"])] for row in rows for label in row["pronouns"]]
    assert len(found) == 1877
    assert {word.lower() for word in found} <= THIRD


@pytest.mark.parametrize(
    ("name", "articles"),
    [
        ("parties", "polnear/train.jsonl.gz"),
        ("news", "news/rss2016.jsonl.gz"),
        ("news-dev", "news/rss2016.jsonl.gz"),
    ],
)
def test_parties_have_their_names_where_the_labels_say(shared: Path, name: str, articles: str) -> None:
    texts = {row["id"]: row["text"] for row in read_jsonl(shared / "data" / articles)}
    for row in read_jsonl(LABELS / f"{name}.jsonl"):
        text, count = texts[row["id"]], len(row["parties"])
        for party in row["parties"]:
            spans = [party["name"], *party["at"], *party.get("maybe", [])]
            assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
        whose = [who for label in (*row["speakers"], *row["pronouns"]) for who in label["who"]]
        assert all(who in ("unknown", "author", "none", "skip") or 0 <= who < count for who in whose)


def test_what_is_measured_on_is_not_learnt_from() -> None:
    assert not {r["id"] for r in read_jsonl(LABELS / "news.jsonl")} & {
        r["id"] for r in read_jsonl(LABELS / "news-dev.jsonl")
    }
