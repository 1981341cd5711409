"""The same article and the same words in many papers."""

from itertools import permutations
from typing import Any

import pytest
from ledger_samples import Story, keep
from sqlalchemy import select

from sayso.ledger.check import find_faults
from sayso.ledger.ledger import Ledger
from sayso.ledger.query import parse_query
from sayso.ledger.sayings import build_told, carry_the_same
from sayso.ledger.search import Filters, search
from sayso.ledger.tables import article, statement
from sayso.model import Json
from sayso.prints import Sketch, are_copies, build_prints

QUOTE = "“We will keep the lighthouse burning through the winter, whatever the harbour board may say about it,”"
BODY = """\
EASTPORT - {quote} Ada Lund said on Friday, after the council had met for six hours behind closed doors.
The lighthouse on Gull Rock was built in 1871 and has been without a keeper since the storm of last October.
Its lamp burns forty litres of oil a night, and the board holds that no ship has asked for it in three years.
Fishermen from both sides of the sound came to the meeting with lanterns and stood along the wall in silence.
A vote on the money is to be held next week, when the two members who are ill are expected to be back.
"""
OTHER = """\
The council of Eastport has sent its members home without a vote, and nobody knows who pays for the oil.
{quote} Ada Lund told a crowd outside. She has been a member for the north shore since the elections.
It was the longest meeting that the clerk could remember, and the soup had gone cold long before its end.
"""


def story(
    ref: str, body: str = BODY, quote: str = QUOTE, day: str | None = "2024-02-02", name: str = "Ada Lund"
) -> Json:
    text = body.format(quote=quote).replace("Ada Lund", name)
    made = Story(text, ref=ref, url=f"https://{ref}.example/", outlet=ref, published=day)
    return made.says(name, quote).record()


def counts(ledger: Ledger) -> set[tuple[int, int]]:
    with ledger.read() as connection:
        assert find_faults(connection) == []
        page = search(connection, parse_query("lighthouse"), Filters(), 50)
        return {(answer.data["origins"], answer.data["reprints"]) for answer in page.answers}


def copies(ledger: Ledger) -> int:
    with ledger.read() as connection:
        return len(set(connection.scalars(select(article.c.copy))))


def test_ten_reprints_are_one_origin(ledger: Ledger) -> None:
    keep(ledger, *(story(f"paper{n}", BODY + f"Printed by paper number {n}.\n") for n in range(11)))
    assert copies(ledger) == 1
    assert counts(ledger) == {(1, 10)}


def test_a_trimmed_copy_is_a_copy_and_a_story_of_the_same_event_is_none(ledger: Ledger) -> None:
    keep(ledger, story("wire"), story("short", "".join(BODY.splitlines(keepends=True)[:3])), story("own", OTHER))
    assert copies(ledger) == 2


def test_one_quotation_with_small_changes_is_one_origin(ledger: Ledger) -> None:
    changed = QUOTE.replace("whatever the harbour board may say", "whatever the harbour’s board might say")
    keep(ledger, story("wire"), story("own", OTHER, changed))
    assert counts(ledger) == {(1, 1)}


def test_another_quotation_of_the_same_person_is_not_the_same(ledger: Ledger) -> None:
    other = "“We will sell the lighthouse before the winter, and the harbour board may have the lamp and the oil,”"
    keep(ledger, story("wire"), story("own", OTHER, other))
    assert counts(ledger) == {(1, 0)}


def test_the_same_words_a_month_later_are_another_origin(ledger: Ledger) -> None:
    keep(ledger, story("wire"), story("own", OTHER), story("late", OTHER + "It is spring.\n", day="2024-04-20"))
    assert counts(ledger) == {(1, 2)}  # the last one copies the second one's article
    keep(ledger, story("later", "Again, {quote} Ada Lund said.\n", day="2024-09-20"))
    assert counts(ledger) == {(2, 2)}


def test_the_order_of_adding_changes_nothing(tmp_path: Any) -> None:
    changed = QUOTE.replace("may say about it", "might say")
    records = [story("a"), story("b", BODY + "More.\n"), story("c", OTHER), story("d", OTHER + "More.\n", changed)]
    found = []
    for number, order in enumerate(permutations(records)):
        with Ledger(str(tmp_path / f"{number}.db"), writing=True) as ledger:
            keep(ledger, *order)
            with ledger.read() as connection:
                copied = connection.execute(select(article.c.id, article.c.copy).order_by(article.c.id)).all()
                said = connection.execute(select(statement.c.id, statement.c.saying).order_by(statement.c.id)).all()
            found.append((copied, said))
    assert all(one == found[0] for one in found)


def test_a_reading_without_the_statement_parts_what_it_had_tied(ledger: Ledger) -> None:
    first, second = story("wire"), story("own", OTHER)
    keep(ledger, first, second)
    gone = {**second, "statements": []}
    keep(ledger, gone, reader="sayso newer")
    assert counts(ledger) == {(1, 0)}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("We go.", "Lund", "2024-01-01"), ("We go", "Ada Lund", "2024-01-02"), True),
        (("We go.", "Lund", "2024-01-01"), ("We go", "Ada Lund", "2024-02-02"), False),  # often said
        (("We go.", "Lund", "2024-01-01"), ("We go", "Holm", "2024-01-01"), False),
        (("We go.", None, "2024-01-01"), ("We go", None, "2024-01-01"), False),  # nobody knows whose
        ((QUOTE, "Ada Lund", None), (QUOTE, None, "2030-01-01"), True),
        ((QUOTE, "Ada Lund", None), (QUOTE, "Eva Holm", None), False),
        ((QUOTE, "Ada Lund", None), (QUOTE + " " + BODY, "Ada Lund", None), False),  # a part of something longer
        (("", None, None), ("", None, None), False),
    ],
)
def test_what_carries_the_same_words(one: tuple[str, Any, Any], other: tuple[str, Any, Any], same: bool) -> None:
    first, second = build_told(1, "a", *one), build_told(2, "b", *other)
    assert carry_the_same(first, second) == carry_the_same(second, first) == same


def test_a_report_of_an_unknown_day_is_no_origin_of_its_own(ledger: Ledger) -> None:
    keep(ledger, story("wire"), story("own", OTHER), story("undated", "Again: {quote} Ada Lund said.\n", day=None))
    assert counts(ledger) == {(1, 2)}


def test_a_short_text_and_its_longer_copy_are_found_in_either_order(tmp_path: Any) -> None:
    lines = BODY.splitlines(keepends=True)
    short, long = story("short", "".join(lines[:3])), story("long", "".join(lines[:4]))
    found = []
    for number, order in enumerate(permutations([short, long])):
        with Ledger(str(tmp_path / f"{number}.db"), writing=True) as ledger:
            keep(ledger, *order)
            found.append(copies(ledger))
    assert found[0] == found[1]


def test_copies_far_apart_in_time_must_share_more() -> None:
    half = "".join(BODY.splitlines(keepends=True)[:2]) + OTHER
    near = [Sketch(build_prints(text), "2024-02-02") for text in (BODY, half)]
    far = Sketch(near[1].prints, "2024-06-02")
    whole = Sketch(build_prints(BODY + "More.\n"), "2024-06-02")
    assert not are_copies(near[0], far)
    assert are_copies(near[0], whole)


def test_texts_without_words_are_no_copies() -> None:
    empty = Sketch(build_prints("…"), None)
    assert not are_copies(empty, empty)
