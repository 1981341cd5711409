"""Figures of our own, one for each way to write them, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.normalise.dates import find_dates
from sayso.normalise.figures import find_figures, find_quantities
from sayso.wordlist import word_set

#: text, low, high, unit, per, approx
CASES = [
    ("an estimated 300 a week", 300, 300, None, "week", True),
    ("almost half a million refugees", None, 500_000, "refugee", None, True),
    ("hundreds more", 200, None, None, None, True),
    ("between 3,000 and 5,000 people", 3000, 5000, "person", None, False),
    ("The deal is worth $1.5bn.", 1.5e9, 1.5e9, "USD", None, False),
    ("Rents are up 12 percent.", 12, 12, "percent", None, False),
    ("a dozen boats", 12, 12, "boat", None, False),
    ("two dozen boats", 24, 24, "boat", None, False),
    ("one in five voters", 20, 20, "percent", None, False),
    ("nine out of ten voters", 90, 90, "percent", None, False),
    ("fewer than 200 tickets", None, 200, "ticket", None, False),
    ("Traffic doubled.", 2, 2, "time", None, False),
    ("twice as many", 2, 2, "time", None, False),
    ("more than $915 million", 9.15e8, None, "USD", None, False),
    ("$9 million to $10 million", 9e6, 1e7, "USD", None, False),
    ("2 to 3 million trees", 2e6, 3e6, "tree", None, False),
    ("8 to 10 percent of the catch", 8, 10, "percent", None, False),
    ("about 40 miles", 40, 40, "mile", None, True),
    ("at least eight states", 8, None, "state", None, False),
    ("up to 60 workers", None, 60, "worker", None, False),
    ("as many as five years in prison", None, 5, "year", None, False),
    ("tens of thousands of letters", 10_000, None, "letter", None, True),
    ("hundreds of millions of dollars", 2e8, None, "USD", None, True),
    ("dozens of boats", 24, None, "boat", None, True),
    ("two-thirds of the members", 66.67, 66.67, "percent", None, False),
    ("a third of voters", 33.33, 33.33, "percent", None, False),
    ("more than half of them", 50, None, "percent", None, False),
    ("forty-two ships", 42, 42, "ship", None, False),
    ("one hundred and twenty-three ships", 123, 123, "ship", None, False),
    ("two and a half million trees", 2.5e6, 2.5e6, "tree", None, False),
    ("$15 an hour", 15, 15, "USD", "hour", False),
    ("325,000 barrels per day", 325_000, 325_000, "barrel", "day", False),
    ("50km of cable", 50, 50, "kilometre", None, False),
    ("€20 billion", 2e10, 2e10, "EUR", None, False),
    ("20 euros", 20, 20, "EUR", None, False),
    ("a 52-month sentence", 52, 52, "month", None, False),
    ("an 18-point lead", 18, 18, "point", None, False),
    ("roughly 70,000 pages", 70_000, 70_000, "page", None, True),
    ("200 or more villagers", 200, None, "villager", None, False),
    ("40 degrees Celsius", 40, 40, "celsius", None, False),
    ("Only one debate was held.", 1, 1, "debate", None, False),
    ("six weeks of paid leave", 6, 6, "week", None, False),
    ("3.5 percentage points", 3.5, 3.5, "percentage point", None, False),
]


@pytest.mark.parametrize(("text", "low", "high", "unit", "per", "approx"), CASES, ids=[c[0] for c in CASES])
def test_a_figure_has_bounds_unit_and_rate(
    text: str, low: float | None, high: float | None, unit: str | None, per: str | None, approx: bool
) -> None:
    (figure,) = find_figures(text)
    assert (figure.low, figure.high, figure.per, figure.approx) == (low, high, per, approx)
    assert figure.unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "Lind, 45, left.", "a 45-year-old woman", "voters aged 18 to 34", "She watched “48 Hours” there.",
        "the attacks of 9/11", "an F-16 over the bay", "Call 555-0134-2210 now.", "Call 020-7946-0123 now.",
        "one of them",
        "No one came.", "one another", "It is the only one.", "at 9:30 p.m.", "at 7 a.m. sharp", "the 3rd of them",
        "in the third quarter", "Flight 417 was late.", "a Boeing 787 was late", "Article 50 was named.",
        "a third party",
        "the second half", "three years later", "in the 72 hours since", "24/7", "the two of them", "a two-man race",
        "to settle scores", "He doubled down on it.", "World War 2", "the Group of 20 met",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_figure_is_none(text: str) -> None:
    assert not [text[slice(*f.span)] for f in find_figures(text)]


@pytest.mark.parametrize(
    "text", ["in 2016", "on May 4, 2016", "the 1990s", "2006 and 2012", "the 2015 season", "Sept. 11"]
)
def test_dates_are_no_figures(text: str) -> None:
    dates = [d.span for d in find_dates(text, "2016-06-01")]
    assert not find_figures(text, dates)


def test_a_vote_is_two_figures_and_a_score_of_a_match_none() -> None:
    assert [f.low for f in find_figures("The senate voted 50-48 for it.")] == [50, 48]
    assert find_figures("The club won 2-1 at home.") == []


def test_what_rises_from_one_number_to_another_is_two_figures() -> None:
    assert [(f.low, f.high) for f in find_figures("The limit rose from 70,000 to 85,000.")] == [
        (70_000,) * 2,
        (85_000,) * 2,
    ]


def test_a_number_without_a_unit_counts_what_the_one_before_counted() -> None:
    assert [f.unit for f in find_figures("They lost 460 boats compared with 63 a year before.")] == ["boat", "boat"]


PIECES = """
about more than nearly at least up to fewer between and - 3 40 1,200 2.5 .5 half a dozen million billion hundreds of
thousands two one twenty percent % $ € km people boats week per day or so doubled in five 1/2 ½ × 10 –
"""
TEXTS = st.lists(st.sampled_from(sorted(word_set(PIECES))), max_size=14).map(" ".join) | st.text(max_size=60)


@given(TEXTS)
def test_low_is_never_above_high_and_spans_lie_in_the_text(text: str) -> None:
    for quantity in find_quantities(text):
        assert 0 <= quantity.span.start <= quantity.number.start < quantity.number.end <= quantity.span.end <= len(text)
        assert quantity.low is not None or quantity.high is not None
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high


@given(TEXTS.filter(lambda t: t == t.strip()))
def test_a_sentence_elsewhere_leaves_figures_unchanged(text: str) -> None:
    more = f"{text}\n\nA quiet morning followed.\n"
    kept = [f for f in find_figures(more) if f.span.end <= len(text)]
    assert kept == find_figures(text)
