"""Pairs that plain words decide, and those that only look so."""

import pytest

from sayso.relate.judge import Pair
from sayso.relate.plain import RIGHT, judge_plainly
from sayso.relate.sides import Party, Side, Words, build_apart

TOLD = {"id": "x", "said_on": None, "figures": [], "act": "assert", "hedged": False, "parent": None}
DAM = "the dam above Tornfelt is cracked"


def side(words: str, party: str | None, cue: str = "said", day: str = "2024-03-05") -> Side:
    return build_apart(dict(TOLD), Party(party, party or "", "person"), Words(words, cue, party or ""), day)


def kind(later: Side, earlier: Side) -> str | None:
    judged = judge_plainly(Pair(later, earlier))
    assert judged is None or judged.confidence == RIGHT
    return judged.kind if judged else None


@pytest.mark.parametrize(
    ("words", "cue", "found"),
    [
        ("that the dam was cracked", "denied", "disputes"),
        ("that the dam at Tornfelt was not cracked", "said", "disputes"),
        ("that the dam was cracked", "confirmed", "supports"),
        ("that the dam was cracked", "did not confirm", None),
        ("that the dam was cracked", "said", None),
        ("that the dam was not cracked", "denied", None),
        ("that he did not know if the dam was cracked", "said", None),
        ("that the dam was not only cracked but leaking", "said", None),
        ("“Is the dam at Tornfelt not cracked?”", "asked", None),
        ("that the pier was cracked", "denied", None),
    ],
)
def test_another_party_says_denies_or_confirms_the_same_words(words: str, cue: str, found: str | None) -> None:
    assert kind(side(words, "Per Holm", cue), side(DAM, "Lotte Brandvold")) == found


def test_a_denial_is_disputed_by_who_says_so_later() -> None:
    assert kind(side(DAM, "Lotte Brandvold"), side("the dam above Tornfelt was cracked", "Per Holm", "denied"))


@pytest.mark.parametrize(
    ("cue", "day", "found"),
    [
        ("walked back his remarks and said", "2024-03-05", "reverses"),
        ("said", "2024-06-01", "reverses"),
        ("said", "2024-03-05", None),
    ],
)
def test_a_party_says_the_opposite_later_or_says_that_it_takes_it_back(cue: str, day: str, found: str | None) -> None:
    earlier = side("the bridge would be closed", "Jonas Weil")
    assert kind(side("the bridge would not be closed", "Jonas Weil", cue, day), earlier) == found


def test_a_party_that_is_left_open_disputes_nobody() -> None:
    assert kind(side("that the dam was cracked", None, "denied"), side(DAM, "Lotte Brandvold")) is None


@pytest.mark.parametrize(
    ("earlier", "cue", "found"),
    [
        ("Lund's office had plans to sell the harbour", "denied", "disputes"),
        ("the railway had plans to sell the harbour", "denied", None),
        ("Lund's office had plans to sell the harbour", "rejected", None),
    ],
)
def test_a_denial_that_is_no_clause_is_about_the_party_itself(earlier: str, cue: str, found: str | None) -> None:
    later = side("plans to sell the harbour", "Ada Lund", cue)
    judged = judge_plainly(Pair(later, side(earlier, "Per Holm")), across=True)
    assert (judged.kind if judged else None) == found
