from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from sayso.attribute.decode import FOLLOWS, TAGS, Found, Reading, best_path, find_attributions
from sayso.attribute.windows import Window


def reading(tags: str, anchors: dict[int, int], sources: dict[int, int]) -> Reading:
    """A window in which the model is all but sure; tags by letter (o, s, c, t for content, capital for begin)."""
    number = {"o": 0, "S": 1, "s": 2, "C": 3, "c": 4, "T": 5, "t": 6}
    length = len(tags)
    sure = np.full((length, len(TAGS)), 0.01, np.float32)
    sure[np.arange(length), [number[t] for t in tags]] = 0.94
    pointers = np.full((2, length, length + 1), 0.001, np.float32)
    for which, goals in enumerate((anchors, sources)):
        for at in range(length):
            pointers[which, at, goals.get(at, -1) + 1] = 0.99
    return Reading(Window(0, length, 0, length), sure, pointers)


def moved(made: Reading, by: int) -> Reading:
    """The same reading of a window that begins later in the article."""
    return replace(made, window=Window(*(at + by for at in made.window)))


def everywhere(tags: str, letters: str, goal: int) -> dict[int, int]:
    return {at: goal for at, letter in enumerate(tags) if letter in letters}


def test_content_around_he_said_is_one_attribution_in_pieces() -> None:
    tags = "TttSCTtt"
    found = find_attributions([reading(tags, everywhere(tags, "CTt", 4), {4: 3})])
    assert [(f.source, f.cue, f.content) for f in found] == [([(3, 4)], [(4, 5)], [(0, 3), (5, 8)])]


def test_source_is_shared_by_two_cues() -> None:
    tags = "SCTtoCTt"
    anchors = {1: 1, 2: 1, 3: 1, 5: 5, 6: 5, 7: 5}
    found = find_attributions([reading(tags, anchors, {1: 0, 5: 0})])
    assert [f.source for f in found] == [[(0, 1)], [(0, 1)]]
    assert [f.content for f in found] == [[(2, 4)], [(6, 8)]]


def test_cue_that_points_at_nothing_has_no_source() -> None:
    tags = "SoCTtt"
    found = find_attributions([reading(tags, everywhere(tags, "CTt", 2), {})])
    assert [(f.source, f.cue) for f in found] == [([], [(2, 3)])]


def test_content_without_a_cue_is_kept_alone() -> None:
    found = find_attributions([reading("oTtto", {}, {})])
    assert found == [
        Found(
            content=[(1, 4)],
            tag_probability=found[0].tag_probability,
            link_probability=found[0].link_probability,
        )
    ]


def test_content_without_a_cue_may_hang_on_a_source() -> None:
    tags = "SoTtt"
    found = find_attributions([reading(tags, everywhere(tags, "Tt", 0), {})])
    assert [(f.source, f.cue, f.content) for f in found] == [([(0, 1)], [], [(2, 5)])]


def test_spans_are_numbered_by_the_article_not_by_the_window() -> None:
    tags = "SCTtt"
    found = find_attributions([moved(reading(tags, everywhere(tags, "CTt", 1), {1: 0}), 40)])
    assert [(f.source, f.cue, f.content) for f in found] == [([(40, 41)], [(41, 42)], [(42, 45)])]


def test_no_readings_no_attributions() -> None:
    assert find_attributions([]) == []


@given(
    arrays.arrays(
        np.float32,
        st.tuples(st.integers(1, 9), st.just(len(TAGS))),
        elements=st.floats(2**-10, 1.0, width=32),
    )
)
def test_best_path_obeys_the_rules_and_beats_every_neighbour(tags: np.ndarray) -> None:
    path = best_path(tags)
    before = np.concatenate([[0], path[:-1]])
    assert FOLLOWS[before, path].all()
    total = np.log(tags[np.arange(len(path)), path]).sum()
    for at in range(len(path)):
        for tag in range(len(TAGS)):
            other = path.copy()
            other[at] = tag
            if FOLLOWS[np.concatenate([[0], other[:-1]]), other].all():
                assert np.log(tags[np.arange(len(other)), other]).sum() <= total + 1e-4


def test_inside_tag_without_its_begin_is_mended() -> None:
    tags = np.full((3, len(TAGS)), 0.02, np.float32)
    tags[0, 0] = tags[1, 6] = tags[2, 6] = 0.8
    tags[1, 5] = 0.15
    assert [TAGS[t] for t in best_path(tags)] == ["O", "B-content", "I-content"]


@pytest.mark.parametrize("length", [1, 5])
def test_sure_outside_gives_nothing(length: int) -> None:
    assert find_attributions([reading("o" * length, {}, {})]) == []
