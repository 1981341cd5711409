"""The model of relations, and the pairs that it is asked about."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sayso.errors import ModelError
from sayso.model import Article
from sayso.pipeline import Reader
from sayso.relate.comparer import Comparer
from sayso.relate.inferred import list_pairs
from sayso.relate.judge import KINDS, Pair
from sayso.relate.keys import article_keys, statement_keys
from sayso.relate.sides import Party, Side, Words, build_apart
from sayso.relate.terms import terms_of

TOLD = {"id": "x", "said_on": None, "figures": [], "act": "assert", "hedged": False, "parent": None}


def side(words: str, party: str | None = None, cue: str = "said", day: str = "2024-03-05") -> Side:
    return build_apart(dict(TOLD), Party(party, party or "", "person"), Words(words, cue, party or ""), day)


@pytest.fixture(scope="module")
def comparer() -> Comparer:
    return Comparer()


def test_shares_of_the_kinds_add_up_to_one(comparer: Comparer) -> None:
    pairs = [
        Pair(side("the pier is rotten", "Ines Falk"), side("the pier is sound", "Per Holm")),
        Pair(side("it will rain", "Ines Falk"), side("the ferry sank", "Per Holm")),
    ]
    for across in (True, False):
        shares = comparer.weigh(pairs, across=across)
        assert shares.shape == (2, len(KINDS))
        assert np.allclose(shares.sum(1), 1, atol=1e-5)


def test_nobody_disputes_himself_or_repeats_another_across_articles(comparer: Comparer) -> None:
    words = "the lighthouse keeper costs thirty crowns a day"
    own = comparer.weigh([Pair(side(words, "Ines Falk"), side(words, "Ines Falk"))], across=True)[0]
    other = comparer.weigh([Pair(side(words, "Ines Falk"), side(words, "Per Holm"))], across=True)[0]
    assert own[KINDS.index("disputes")] == own[KINDS.index("supports")] == 0
    assert other[KINDS.index("repeats")] == other[KINDS.index("reverses")] == 0


def test_what_is_said_not_to_be_so_is_no_repetition(comparer: Comparer) -> None:
    words = "the lighthouse will open this autumn"
    pair = Pair(side("the lighthouse will not open this autumn", "Ines Falk"), side(words, "Ines Falk"))
    assert comparer.weigh([pair], across=True)[0][KINDS.index("repeats")] == 0


def test_nothing_is_judged_of_nothing(comparer: Comparer) -> None:
    assert comparer.judge([]) == []


def test_a_damaged_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"relate\.npz"):
        Comparer(tmp_path)


def test_an_article_s_relations_are_the_same_each_time_and_point_backwards(reader: Reader) -> None:
    case = json.loads((Path(__file__).parents[1] / "cases/relations.jsonl").read_text(encoding="utf-8").splitlines()[3])
    record = reader.read(Article(case["text"]))
    place = {s.id: n for n, s in enumerate(record.statements)}
    assert record.relations
    assert record.relations == reader.read(Article(case["text"])).relations
    assert all(place[r.source] > place[r.target] and 0 < r.confidence < 1 for r in record.relations)


def test_far_statements_are_compared_only_where_they_share_words() -> None:
    def at(place: int, words: str) -> Side:
        made = side(words)
        return Side(**{name: getattr(made, name) for name in Side.__slots__} | {"id": str(place), "place": place})

    sides = [at(0, "the lighthouse keeper"), at(1, "a harvest of barley"), at(99, "the lighthouse keeper left")]
    assert [(p.later.id, p.earlier.id) for p in list_pairs(sides)] == [("1", "0"), ("99", "0")]


def test_keys_are_shared_by_texts_with_two_telling_words_in_common() -> None:
    one, other = terms_of("the lighthouse keeper of Ellery"), terms_of("a keeper for the lighthouse")
    assert statement_keys(one) & statement_keys(other)
    assert not statement_keys(one) & statement_keys(terms_of("the lighthouse is old"))
    assert article_keys("The ferry sank. The ferry of Hollin sank.") & article_keys("A ferry sank off Hollin.")
    assert article_keys("") == frozenset()


def test_across_articles_what_is_kept_of_statements_counts_and_is_not_needed(comparer: Comparer) -> None:
    words = "the keeper of the lighthouse left"
    pair = Pair(side(words, "Ines Falk"), side("the lighthouse has no keeper", "Per Holm"))
    width = comparer.condense(np.zeros((1, 2304), np.float32)).shape[1]
    kept = Pair(*(replace(end, condensed=np.full(width, n, np.float32)) for n, end in enumerate(pair)))
    alone, read = (comparer.weigh([some], across=True)[0] for some in (pair, kept))
    assert 0 < alone[0] < 1
    assert not np.allclose(alone, read)
    assert np.allclose(read.sum(), 1, atol=1e-5)
