"""What pages draw: where a text is cut, bars, matters, the words that clash, the sentence around a bare word."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import bridge, ferry

from sayso.serve.views.clash import mark_words
from sayso.serve.views.fields import compose_figure, list_fields
from sayso.serve.views.matters import group_by_matter
from sayso.serve.views.months import HEIGHT, draw_months
from sayso.serve.views.pieces import choose_colours, cut_text
from sayso.serve.views.scenes import MOST, cut_scene

EMPTY: dict[str, Any] = {"hedge": [], "addressee": None, "venue": None, "said_on": None, "figures": [], "act": None}


def told(id_: str, content: list[list[int]], parent: str | None = None, source: list[list[int]] | None = None) -> Any:
    known = {"id": id_, "content": content, "parent": parent, "source": source or [], "cue": [], "speaker": "p1"}
    return EMPTY | known | {"hedged": None}


def record(text: str, *statements: Any) -> Any:
    return {"article": {"text": text}, "statements": list(statements), "speakers": []}


def test_the_pieces_of_a_text_are_the_text_and_know_what_they_stand_in() -> None:
    text = "Ada said that Per said no."
    pieces = cut_text(record(text, told("a", [[9, 25]], source=[[0, 3]]), told("b", [[23, 25]], "a", [[14, 17]])))
    assert "".join(piece.text for piece in pieces) == text
    by_text = {piece.text: piece for piece in pieces}
    assert by_text["Ada"].sources == ("a",)
    assert by_text["no"].statements == ("a", "b")
    assert by_text["no"].inner == "b"
    assert by_text["no"].first == ("b",)
    assert by_text["Per"].statements == ("a",)
    assert by_text["."].inner is None


spans = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=4)


@given(st.text(max_size=60), st.lists(spans, max_size=5))
def test_any_spans_cut_any_text_into_itself(text: str, several: list[list[tuple[int, int]]]) -> None:
    statements = [
        told(str(n), [[min(a, len(text)), min(a + b, len(text))] for a, b in some]) for n, some in enumerate(several)
    ]
    pieces = cut_text(record(text, *statements))
    assert "".join(piece.text for piece in pieces) == text
    for piece in pieces:
        for id_ in piece.statements:
            assert any(a <= piece.start < b for a, b in statements[int(id_)]["content"])


def test_speakers_have_colours_in_the_order_in_which_they_speak_and_who_is_open_has_none() -> None:
    found = bridge()
    assert list(choose_colours(found).values()) == [1, 2, 3]
    found["speakers"][0]["kind"] = "unknown"
    assert found["statements"][0]["speaker"] not in choose_colours(found)


def test_fields_point_at_their_words() -> None:
    found = ferry()
    text = found["article"]["text"]
    fields = {field.label: field for field in list_fields(found["statements"][2], text)}
    (span,) = fields["Figure"].spans
    assert text[slice(*span)] == "about 40"
    assert fields["Figure"].value == "about 40: 40 jobs"


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ({"low": 3, "high": 5}, "3 to 5 jobs"),
        ({"low": 1, "high": 1}, "1 job"),
        ({"low": 9e7, "high": None, "unit": "USD"}, "90,000,000 or more USD"),
        ({"low": None, "high": 2.5, "unit": "percent", "per": "year"}, "2.5 or less percent per year"),
        ({"low": 40, "high": 40, "approx": True}, "about 40 jobs"),
    ],
)
def test_figures_are_told_with_their_bounds(bounds: dict[str, Any], expected: str) -> None:
    assert compose_figure({"unit": "job", "per": None, "approx": False} | bounds) == expected


def test_bars_stand_in_every_month_and_the_highest_is_full() -> None:
    bars = draw_months({"2024-01": 2, "2024-04": 4})
    assert [bar.statements for bar in bars] == [2, 0, 0, 4]
    assert [bar.place for bar in bars] == [0, 1, 2, 3]
    assert bars[-1].height == HEIGHT
    assert (bars[0].first, bars[0].name) == ("2024-01-01", "January 2024")
    assert draw_months({}) == []


def test_long_times_are_drawn_by_year_and_strays_are_left_out() -> None:
    years = draw_months({f"{year}-05": 3 for year in range(1980, 2024)})
    assert [years[0].name, years[-1].name, len(years)] == ["1980", "2023", 44]
    assert draw_months({"1805-01": 1, "2024-01": 200, "2024-02": 100})[0].name == "January 2024"


def test_texts_of_one_matter_stand_together_under_its_word() -> None:
    texts = ["The lighthouse needs a keeper", "lighthouses cost money", "No barley this year", "The Lighthouse’s lamp"]
    matters, rest = group_by_matter(texts)
    assert [(matter.places, matter.word.lower()) for matter in matters] == [([0, 1, 3], "lighthouse")]
    assert rest == [2]


def test_what_both_say_and_what_clashes_is_marked() -> None:
    one = {
        "text": "the pier will not cost 90 million crowns",
        "figures": [{"text": "90 million", "low": 9e7, "high": 9e7}],
    }
    other = {"text": "the pier costs 140 million", "figures": [{"text": "140 million", "low": 1.4e8, "high": None}]}
    marks = {mark.text: mark.kind for mark in mark_words(one, other)}
    assert marks["pier"] == "same"
    assert marks["not"] == "clash"
    assert marks["90 million"] == "clash"
    assert "".join(mark.text for mark in mark_words(one, other)) == one["text"]


def test_a_bare_word_stands_in_its_sentence() -> None:
    text = "It rained. Ada rejected the plan before noon. It rained again."
    start = text.index("the plan")
    assert cut_scene(text, [[start, start + 8]]) == ("Ada rejected ", " before noon.")
    long = "word " * 500
    before, after = cut_scene(long, [[1000, 1004]])
    assert before.startswith("… ")
    assert after.endswith(" …")
    assert len(before) < MOST + 3
