"""The line of which act, how sure, to whom, where and when; bare mentions; the list of figures."""

import io
import json
from dataclasses import replace

import pytest
from show_samples import TEXT, spans_of, state

from sayso.model import (
    Act,
    Addressee,
    Article,
    Figure,
    Record,
    Relation,
    SaidOn,
    Saying,
    Span,
    Speaker,
    Statement,
    Venue,
)
from sayso.show.circumstances import compose_circumstances
from sayso.show.figures import FiguresView, describe, make_plural
from sayso.show.terminal import TerminalView
from sayso.wording import format_days

(SPAN,) = spans_of(TEXT, "reporters")
FIGURE = Figure(spans_of(TEXT, "40")[0], "40", 40, 40, "job")


def record_of(*statements: Statement, figures: tuple[Figure, ...] = ()) -> Record:
    return Record(Article(TEXT, title="Ferry"), (Speaker("p1", "Ada Moor", "person"),), statements, figures=figures)


def show(record: Record, **options: bool) -> str:
    stream = io.StringIO()
    TerminalView(stream, 80, **options).show(record)
    return stream.getvalue()


def test_all_that_is_known_stands_in_one_line() -> None:
    (hedge,) = spans_of(TEXT, "about")
    venue, day = Venue("the quay", spans_of(TEXT, "the quay")[0]), SaidOn("2024-03-04", "2024-03-04", SPAN)
    saying = Saying("predict", True, (hedge,), Addressee("reporters", SPAN), venue, day)
    record = record_of(replace(state("s1", "p1", "indirect", ("40 jobs would go",)), saying=saying))
    assert "predicts · hedged: “about” · to reporters · on the quay · 4 March 2024" in show(record)


def test_where_nothing_is_known_there_is_no_line() -> None:
    record = record_of(replace(state("s1", "p1", "indirect", ("40 jobs would go",)), saying=Saying("assert", False)))
    assert compose_circumstances(record, record.statements[0]) == []


def test_a_relation_tells_on_whose_statement_or_on_which_words_it_bears() -> None:
    told = state("s1", "p1", "indirect", ("40 jobs would go",))
    open_ = replace(state("s2", None, "indirect", ("40 jobs would go",)), cue=spans_of(TEXT, "told"))
    own = state("s3", "p1", "indirect", ("40 jobs would go",))
    relations = (Relation("s1", "s2", "disputes", "reported", (SPAN,), 0.9),
                 Relation("s2", "s3", "responds", "reported", (SPAN,), 0.9))  # fmt: skip
    record = replace(record_of(told, open_, own), relations=relations)
    assert [compose_circumstances(record, s)[-1:] for s in record.statements] == [
        ["disputes the “told”"],
        ["responds to Ada Moor"],
        [],
    ]


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2024-03-04", "2024-03-04", "4 March 2024"),
        ("2024-03-04", "2024-03-10", "4–10 March 2024"),
        ("2024-02-26", "2024-03-03", "26 February – 3 March 2024"),
        ("2023-12-28", "2024-01-03", "28 December 2023 – 3 January 2024"),
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("1990-01-01", "1999-12-31", "1990–1999"),
    ],
)
def test_days_are_as_short_as_they_can_be(first: str, last: str, shown: str) -> None:
    assert format_days(first, last) == shown


def of_act(name: str, act: Act, parent: str | None = None) -> Statement:
    made = state(name, "p1", "indirect", ("40 jobs would go",), parent=parent)
    return replace(made, saying=Saying(act, False))


def test_bare_mentions_are_counted_and_shown_only_if_asked_for() -> None:
    record = record_of(of_act("s1", "assert"), of_act("s2", "mention"))
    assert show(record).count("40 jobs would go") == 1
    assert "2 statements · 1 speaker · 1 bare mention not shown (--all shows them)" in " ".join(show(record).split())
    assert show(record, all_=True).count("40 jobs would go") == 2
    assert "not shown" not in show(record, all_=True)


def test_a_mention_in_which_something_is_said_is_shown() -> None:
    record = record_of(of_act("s1", "mention"), of_act("s2", "deny", parent="s1"))
    assert show(record).count("40 jobs would go") == 2


def test_figures_are_listed_with_their_statement_or_none() -> None:
    said = replace(state("s1", "p1", "indirect", ("40 jobs would go",)), saying=Saying(figures=(FIGURE,)))
    other = Figure(spans_of(TEXT, "thirty")[0], "thirty", 30, 30, "year")
    record = record_of(said, figures=(FIGURE, other))
    stream = io.StringIO()
    FiguresView(stream, 80).show(record)
    shown = stream.getvalue()
    assert "40 jobs · Ada Moor" in shown
    assert "30 years · in the article's own voice" in shown
    assert "The union estimates that 40 jobs would go." in shown


def test_figures_as_json_lines() -> None:
    said = replace(state("s1", "p1", "indirect", ("40 jobs would go",)), saying=Saying(figures=(FIGURE,)))
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    FiguresView(stream, as_json=True).show(record_of(said, figures=(FIGURE,)))
    stream.seek(0)
    (row,) = map(json.loads, stream)
    assert row["statement"] == "s1"
    assert (row["low"], row["high"], row["unit"], row["span"]) == (40, 40, "job", list(FIGURE.span))


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        (Figure(Span(0, 1), "", 300, 300, "refugee", "week", True), "about 300 refugees per week"),
        (Figure(Span(0, 1), "", 200, None, "person"), "at least 200 people"),
        (Figure(Span(0, 1), "", None, 1.5e9, "USD"), "up to 1,500,000,000 USD"),
        (Figure(Span(0, 1), "", 3.5, 5, "percent"), "3.5 to 5 percent"),
        (Figure(Span(0, 1), "", 1, 1, "debate"), "1 debate"),
        (Figure(Span(0, 1), "", 7, 7), "7"),
    ],
)
def test_a_figure_in_a_few_words(figure: Figure, shown: str) -> None:
    assert describe(figure) == shown


@pytest.mark.parametrize(("unit", "many"), [("boat", "boats"), ("party", "parties"), ("day", "days"), ("tax", "taxes"),
                                            ("USD", "USD"), ("foreign minister", "foreign ministers")])  # fmt: skip
def test_plurals(unit: str, many: str) -> None:
    assert make_plural(unit) == many
