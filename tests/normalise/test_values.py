"""From marked subwords to occasions and listeners as they are printed."""

import re
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pytest

from sayso.model import Meant, Span
from sayso.normalise.candidates import Candidate, find_listeners, find_spots
from sayso.normalise.values import choose, name_listener, to_venue


@dataclass
class Words:
    """A text whose words are its subwords."""

    text: str
    starts: npt.NDArray[np.int32] = field(init=False)
    ends: npt.NDArray[np.int32] = field(init=False)
    vectors: npt.NDArray[np.float16] = field(init=False)

    def __post_init__(self) -> None:
        spans = [m.span() for m in re.finditer(r"\w+|[^\w\s]", self.text)]
        self.starts, self.ends = (np.array(c, np.int32) for c in zip(*spans, strict=True))
        self.vectors = np.zeros((len(spans), 1), np.float16)

    def mark(self, words: str) -> npt.NDArray[np.float32]:
        """Tags that take these words for an occasion."""
        tags = np.zeros((len(self.starts), 5), np.float32)
        start = self.text.index(words)
        inside = np.flatnonzero((self.starts >= start) & (self.ends <= start + len(words)))
        tags[inside, 2] = 1
        tags[inside[0], 1:3] = 1, 0
        return tags


@pytest.mark.parametrize(
    ("text", "marked", "venue"),
    [
        ('He spoke on ABC\'s "This Week." It rained.', "'s \"This Week", 'ABC\'s "This Week."'),
        ("She said in an interview with the board.", "an interview with the", "an interview"),
        ("She spoke at a rally in Velmar on Friday.", "a rally in Velmar on Friday", "a rally in Velmar"),
        ("She wrote in the “Coast Herald”.", "the “Coast Herald", "the “Coast Herald”"),
        ("She spoke at a rally filmed by a neighbour.", "a rally filmed", "a rally"),
        ("He said so on Twitter.", "on Twitter", "Twitter"),
    ],
)
def test_an_occasion_is_a_whole_phrase(text: str, marked: str, venue: str) -> None:
    words = Words(text)
    (candidate,) = find_spots(words.mark(marked), text, words)
    found = to_venue(candidate, text)
    assert found is not None
    assert found.text == venue
    assert text[slice(*found.span)] == venue


TEXT = "Ada Moor told the mayor. She told him, and she told reporters in the hall."


def listener(words: str) -> Candidate:
    start = TEXT.index(words)
    return Candidate(2, Span(start, start + len(words)), 0, 0)


@pytest.mark.parametrize(
    ("words", "meant", "sure", "name"),
    [
        ("the mayor", "Ilse Brandt", 0.9, "Ilse Brandt"),
        ("the mayor", "Ilse Brandt", 0.5, "mayor"),
        ("him", "Otto Lind", 0.9, "Otto Lind"),
        ("him", "Otto Lind", 0.5, None),
    ],
)
def test_a_listener_is_named_only_where_it_is_sure(words: str, meant: str, sure: float, name: str | None) -> None:
    candidate = listener(words)
    assert name_listener(candidate, TEXT, [Meant(candidate.span, meant, "person", sure)]) == name


def test_a_listener_that_nothing_means_goes_by_its_own_words() -> None:
    assert name_listener(listener("reporters"), TEXT, []) == "reporters"
    assert name_listener(listener("him"), TEXT, []) is None


def test_who_made_the_report_is_no_listener() -> None:
    text = "The mayor told Otto Lind. (Reporting by Jan Holt; Editing by Eva Sund)"
    words = Words(text)
    meant = [
        Meant(Span(text.index(n), text.index(n) + len(n)), n, "person") for n in ("Otto Lind", "Jan Holt", "Eva Sund")
    ]
    found = find_listeners(np.zeros((len(words.starts), 5), np.float32), meant, [], text, words)
    assert [text[slice(*c.span)] for c in found] == ["Otto Lind"]


def test_places_of_one_value_count_together() -> None:
    one, other, third = (Candidate(1, Span(n, n + 1), n, n) for n in range(3))
    names = {0: "a rally", 1: "a speech", 2: "a rally"}
    shares = np.array([0.25, 0.3, 0.2, 0.25], np.float32)
    assert choose([one, other, third], shares, lambda c: names[c.first], 1.0) == one
    assert choose([one, other, third], shares, lambda c: names[c.first], 2.0) is None
    assert choose([], np.ones(1, np.float32), lambda c: c.first, 1.0) is None
