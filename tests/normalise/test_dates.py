"""Time expressions of our own, each with the days that it means in an article of Friday 6 May 2016."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.normalise.dates import find_dates
from sayso.normalise.dates.find import match_rules
from sayso.normalise.dates.words import RULES
from sayso.wordlist import word_set

TODAY = "2016-05-06"
CASES = [
    ("The board met on May 4.", "May 4", "2016-05-04", "2016-05-04"),
    ("The board met on 4 May 2015.", "4 May 2015", "2015-05-04", "2015-05-04"),
    ("Monday, May 2, was calm.", "Monday, May 2", "2016-05-02", "2016-05-02"),
    ("It began on Dec. 3 and went on.", "Dec. 3", "2015-12-03", "2015-12-03"),
    ("The fair of June 11-14 was planned well.", "June 11-14", "2016-06-11", "2016-06-14"),
    ("She said on Monday that it rained.", "Monday", "2016-05-02", "2016-05-02"),
    ("She said Friday that it rained.", "Friday", "2016-05-06", "2016-05-06"),
    ("The council will vote on Monday.", "Monday", "2016-05-09", "2016-05-09"),
    ("Monday’s vote will stand, she said.", "Monday", "2016-05-02", "2016-05-02"),
    ("Last Friday he resigned.", "Last Friday", "2016-04-29", "2016-04-29"),
    ("He spoke late Tuesday night at the quay.", "late Tuesday night", "2016-05-03", "2016-05-03"),
    ("Earlier this month she denied it.", "Earlier this month", "2016-05-01", "2016-05-06"),
    ("She denied it last week.", "last week", "2016-04-25", "2016-05-01"),
    ("This week the mood turned.", "This week", "2016-05-02", "2016-05-06"),
    ("The price rose in the past week.", "the past week", "2016-04-29", "2016-05-06"),
    ("She wrote two weeks ago.", "two weeks ago", "2016-04-22", "2016-04-22"),
    ("He said so three days ago.", "three days ago", "2016-05-03", "2016-05-03"),
    ("Five months ago he was silent.", "Five months ago", "2015-12-01", "2015-12-31"),
    ("Since last autumn he has said so.", "last autumn", "2015-09-01", "2015-11-30"),
    ("The line closed last winter.", "last winter", "2015-12-01", "2016-02-29"),
    ("Profits fell in the first quarter.", "the first quarter", "2016-01-01", "2016-03-31"),
    ("Profits fell in the fourth quarter.", "the fourth quarter", "2015-10-01", "2015-12-31"),
    ("Overnight the wind turned.", "Overnight", "2016-05-05", "2016-05-06"),
    ("Last night he left.", "Last night", "2016-05-05", "2016-05-05"),
    ("She said so yesterday.", "yesterday", "2016-05-05", "2016-05-05"),
    ("They met over the weekend.", "over the weekend", "2016-04-30", "2016-05-01"),
    ("In March he promised a bridge.", "March", "2016-03-01", "2016-03-31"),
    ("In November he had promised a bridge.", "November", "2015-11-01", "2015-11-30"),
    ("Last year it flooded.", "Last year", "2015-01-01", "2015-12-31"),
    ("She spoke earlier in the week.", "earlier in the week", "2016-05-02", "2016-05-06"),
    ("Late last year it flooded.", "Late last year", "2015-09-01", "2015-12-31"),
    ("In 2012 it flooded.", "2012", "2012-01-01", "2012-12-31"),
    ("It flooded in the 1990s.", "the 1990s", "1990-01-01", "1999-12-31"),
    ("It flooded in the 19th century.", "the 19th century", "1800-01-01", "1899-12-31"),
    ("He spoke on Thanksgiving.", "Thanksgiving", "2015-11-26", "2015-11-26"),
    ("He spoke on Easter Monday.", "Easter Monday", "2016-03-28", "2016-03-28"),
    ("On Tuesday she agreed. The next day she did not.", "The next day", "2016-05-04", "2016-05-04"),
    ("The report of 2016-04-12 says so.", "2016-04-12", "2016-04-12", "2016-04-12"),
]


@pytest.mark.parametrize(("text", "words", "first", "last"), CASES, ids=[c[1] for c in CASES])
def test_days_that_words_mean(text: str, words: str, first: str, last: str) -> None:
    found = {text[slice(*when.span)]: when for when in find_dates(text, TODAY)}
    assert words in found, list(found)
    assert (str(found[words].first), str(found[words].last)) == (first, last)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was the summer of 2015.", "2015-SU"),
        ("Sales of the third quarter of 1989 fell.", "1989-Q3"),
        ("The week of the storm was last week.", "2016-W17"),
        ("They are now at sea.", "PRESENT_REF"),
        ("He has recently left.", "PAST_REF"),
        ("It was the nineties.", "199"),
        ("A transcript has nineteen ninety-six in words.", "1996"),
    ],
)
def test_timex3_values(text: str, value: str) -> None:
    assert value in [when.value for when in find_dates(text, TODAY)]


@pytest.mark.parametrize(
    "text",
    [
        "He may march for the cause.",
        "The second half of the match was dull.",
        "In her 30s she wrote.",
        "Jan Kavan said so.",
        "The code 11/45 is wrong.",
        "It was the March of the Miners.",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert not [text[slice(*w.span)] for w in find_dates(text, TODAY) if w.unit != "ref"]


def test_without_a_day_of_publication_only_full_dates_mean_days() -> None:
    found = find_dates("On Monday, and on May 4, and on May 4, 2015, and last week.", None)
    assert [str(when.first) for when in found if when.first] == ["2015-05-04"]


def test_impossible_days_are_no_dates() -> None:
    assert not [w for w in find_dates("February 30, 2015 and 2015-02-30 and 99/99/2015", TODAY) if w.unit == "day"]


DAYS = st.dates().map(str)
WORDLIST = """
last this next early late mid- May March Monday Sunday 4 31 2015 ’98 the past week month quarter first half of year two
weeks ago later 1990s century 19th weekend Christmas Feb. 29 now - , . to
"""
WORDS = st.lists(st.sampled_from(sorted(word_set(WORDLIST))), max_size=12).map(" ".join)


@given(text=WORDS | st.text(max_size=60), published=DAYS)
def test_a_range_never_ends_before_it_begins_and_lies_in_the_text(text: str, published: str) -> None:
    end = 0
    for when in find_dates(text, published):
        assert end <= when.span.start < when.span.end <= len(text)
        assert (when.first is None) == (when.last is None)
        assert when.first is None or when.last is None or when.first <= when.last
        end = when.span.end


def tried(text: str, number: int) -> set[tuple[int, int]]:
    return {match.span() for rule, match in match_rules(text) if rule == number}


@pytest.mark.parametrize("number", [n for n, rule in enumerate(RULES) if rule.name not in ("within", "ongoing")])
@settings(max_examples=10, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.data())
def test_a_rule_is_tried_wherever_it_can_match(number: int, data: st.DataObject) -> None:
    pattern = RULES[number].pattern
    alphabet = st.characters(codec="cp1252", exclude_categories=["Cc", "Cs"])
    text = data.draw(st.from_regex(pattern, fullmatch=True, alphabet=alphabet))
    assert {match.span() for match in pattern.finditer(text)} <= tried(text, number)


def test_rules_that_look_around_are_tried_wherever_they_can_match() -> None:
    text = """Early in the year, later in the week and late in the day; the end of the month, for the full year,
    by year-end and a year-ago loss; year-earlier sales, the latest quarter, the same period and the comparable
    year-ago quarter."""
    for number, rule in enumerate(RULES):
        assert tried(text, number) == {match.span() for match in rule.pattern.finditer(text)}
    assert sum(bool(tried(text, n)) for n, rule in enumerate(RULES) if rule.name in ("within", "ongoing")) == 6
