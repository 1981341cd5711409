"""Statements as they are compared, and what is known of their pairs."""

from typing import Any

import numpy as np
import pytest

from sayso.relate.cues import is_negative
from sayso.relate.features import FEATURES, NEARNESS, compare, compare_figures, days_between
from sayso.relate.sides import Party, Side, build_sides
from sayso.relate.terms import terms_of, weigh

TEXT = (
    "The ferry company said on Monday that 200 passengers were stranded on the island.\n"
    "Mayor Ada Lund denied that. “No more than 30 passengers were stranded,” she added."
)
PARTIES = {"p1": Party("p1", "ferry company", "organisation"), "p2": Party("p2", "Ada Lund", "person")}


def place(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def told(id_: str, speaker: str | None, source: str, cue: str, content: str, **more: Any) -> dict[str, Any]:
    known = {"id": id_, "speaker": speaker, "source": [place(source)], "cue": [place(cue)], "content": [place(content)]}
    rest = {"act": "assert", "hedged": False, "parent": None, "said_on": None, "figures": []}
    return known | rest | more


def figure(low: float | None, high: float | None, unit: str | None = "passenger", **more: Any) -> dict[str, Any]:
    return {"low": low, "high": high, "unit": unit, "per": None, "approx": False} | more


@pytest.fixture
def sides() -> list[Side]:
    day = {"from": "2016-05-02", "to": "2016-05-02", "span": place("on Monday")}
    statements = [
        told("b", "p2", "she", "added", "“No more than 30 passengers were stranded,”", figures=[figure(None, 30)]),
        told("a", "p1", "The ferry company", "said", "that 200 passengers were stranded on the island", said_on=day,
             figures=[figure(200, 200)]),
        told("d", "p2", "Mayor Ada Lund", "denied", "that.", act="deny"),
    ]  # fmt: skip
    return build_sides({"text": TEXT, "published": "2016-05-05"}, statements, PARTIES)


def test_sides_come_in_the_order_of_the_text(sides: list[Side]) -> None:
    assert [side.id for side in sides] == ["a", "d", "b"]
    assert sides[0].said == "that 200 passengers were stranded on the island"
    assert [(side.sentence, side.paragraph) for side in sides] == [(0, 0), (1, 1), (2, 1)]


def test_a_content_is_rejected_by_the_words_that_introduce_it(sides: list[Side]) -> None:
    assert [side.denies for side in sides] == [False, True, False]


def test_words_outside_the_content_tell_how_a_statement_bears_on_others(sides: list[Side]) -> None:
    start, end = sides[1].cues["deny"][0]
    assert TEXT[start:end] == "denied"
    assert not sides[0].cues["deny"]


def test_negation_and_telling_words_are_those_of_the_content(sides: list[Side]) -> None:
    assert [side.negative for side in sides] == [False, False, True]
    assert sides[0].terms & sides[2].terms == terms_of("stranded passengers")


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    assert weigh("flibbertigibbet") == 1 > weigh("govern") > weigh("said") >= 0


def test_days_between_statements_are_those_of_the_saying(sides: list[Side]) -> None:
    assert days_between(sides[0], sides[2]) == 3


@pytest.mark.parametrize(
    ("one", "other", "agree", "exclude"),
    [
        (figure(200, 200), figure(None, 30), False, True),
        (figure(200, None), figure(250, 250), True, False),
        (figure(200, 200, approx=True), figure(210, 210), True, False),
        (figure(200, 200), figure(30, 30, "bus"), False, False),
        (figure(200, 200), figure(30, 30, per="month"), False, False),
        (figure(200, 200, None), figure(30, 30, None), False, False),
    ],
)
def test_figures_exclude_each_other_for_the_same_thing_alone(
    one: dict[str, Any], other: dict[str, Any], agree: bool, exclude: bool
) -> None:
    assert compare_figures([one], [other], frozenset({"passeng"})) == (agree, exclude)


def test_across_articles_nothing_is_known_of_nearness(sides: list[Side]) -> None:
    near, far = compare(sides[2], sides[0]), compare(sides[2], sides[0], across=True)
    assert near.shape == far.shape == (FEATURES,)
    assert not far[: NEARNESS - 1].any()
    assert far[NEARNESS - 1] == 1
    assert np.array_equal(near[NEARNESS:], far[NEARNESS:])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("the pier is not safe", True),
        ("nobody has ever crossed", True),
        ("the pier is not only old but rotten", False),
        ("if the pier were not safe, I would close it", False),
        ("if the pier is old, it isn’t safe", True),
        ("there is no doubt that it is safe", False),
    ],
)
def test_a_negation_counts_where_it_is_meant(words: str, found: bool) -> None:
    assert is_negative(words) == found
