"""A statement as it is compared with others: its words in their place, whose it is, and what is known of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sayso.layout import lay_out
from sayso.model import Json, Span
from sayso.relate.cues import find_cues, is_negative
from sayso.relate.terms import find_terms
from sayso.words import split_words

_DIGITS = re.compile(r"\d[\d,.]*\d|\d")
#: Characters around a statement that are looked through for words that tell how it bears on others.
BEFORE, AFTER = 120, 80
#: Characters of a side's words at most: its beginning tells what it is about.
LONGEST = 320


class Party(NamedTuple):
    """Whose a statement is: `key` is the same for one party and no other; None where it is left open."""

    key: str | None
    name: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """A statement to be compared. `text` is the speaker's name and the printed words around and in the statement,
    `content` where in it the content stands, `cue` where the cue does.

    `cues` are the words outside the content that tell how it bears on others, by what they tell; `sentence` and
    `paragraph` where it begins. `day` and `last` bound when it was said, or else published.
    """

    id: str
    party: Party
    text: str
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    said: str
    words: tuple[str, ...]
    terms: frozenset[str]
    around: frozenset[str]
    runs: frozenset[tuple[str, ...]]
    numbers: frozenset[str]
    figures: tuple[Json, ...]
    cues: Mapping[str, Sequence[Span]]
    act: str | None
    hedged: bool
    negative: bool
    parent: str | None
    place: int
    sentence: int
    paragraph: int
    day: str | None = None
    last: str | None = None


def build_sides(article: Json, statements: Sequence[Json], parties: Mapping[str | None, Party]) -> list[Side]:
    """The statements of an article (the contract's) in the order of their places; `parties` by their local ids."""
    text = article["text"]
    layout = lay_out(text)
    order = sorted(statements, key=lambda s: (_reach(s)[0], s["parent"] is not None, s["id"]))
    made = []
    for place, told in enumerate(order):
        begin = _reach(told)[0]
        at = (layout.sentence(begin), layout.paragraph(begin))
        first = max(layout.sentences[at[0]], begin - BEFORE)
        party = parties.get(told["speaker"]) or Party(None, "")
        made.append(_build(article, told, party, first, (place, *at)))
    return made


def _build(article: Json, told: Json, party: Party, first: int, at: tuple[int, int, int]) -> Side:
    text = article["text"]
    content = tuple(Span(*span) for span in sorted(told["content"]))
    said = " … ".join(text[start:end] for start, end in content)
    words = tuple(split_words(said))
    begin, end = _reach(told)
    shown, moved, cue = _render(text, party.name, first, min(end, first + LONGEST), content, told["cue"])
    when = told["said_on"]
    around = frozenset(split_words(text[max(0, begin - 40) : min(end, begin + 600) + 40]))
    return Side(
        id=told["id"],
        party=party,
        text=shown,
        content=moved,
        cue=cue,
        said=said,
        words=words,
        terms=find_terms(words),
        around=around,
        runs=frozenset(words[n : n + 3] for n in range(len(words) - 2)),
        numbers=frozenset(number.strip(",.") for number in _DIGITS.findall(said)),
        figures=tuple(told["figures"] or ()),
        cues=find_cues(text, _outside(text, content, first, end)),
        act=told["act"],
        hedged=bool(told["hedged"]),
        negative=is_negative(said),
        parent=told["parent"],
        place=at[0],
        sentence=at[1],
        paragraph=at[2],
        day=when["from"] if when else article["published"],
        last=when["to"] if when else article["published"],
    )


def _reach(told: Json) -> tuple[int, int]:
    """Where the parts of a statement begin and end."""
    spans = (*told["source"], *told["cue"], *told["content"])
    return min(start for start, _ in spans), max(end for _, end in spans)


def _render(
    text: str, name: str, first: int, last: int, content: Sequence[Span], cue: Sequence[Sequence[int]]
) -> tuple[str, tuple[Span, ...], tuple[Span, ...]]:
    """A party's name and the text from `first` to `last`, and where content and cue stand in that."""
    head = f"{name} : " if name else ""
    shift = len(head) - first

    def move(spans: Sequence[Sequence[int]]) -> tuple[Span, ...]:
        inside = ((max(start, first), min(end, last)) for start, end in spans)
        return tuple(Span(start + shift, end + shift) for start, end in inside if start < end)

    return head + text[first:last], move(content), move(cue)


def _outside(text: str, content: Sequence[Span], first: int, last: int) -> tuple[Span, ...]:
    """What of a statement's sentence is not its content."""
    spans, at = [], first
    for start, end in content:
        if start > at:
            spans.append(Span(at, start))
        at = max(at, end)
    stop = min((n for n in (text.find(mark, last) for mark in (". ", "\n")) if n >= 0), default=len(text))
    spans.append(Span(at, max(at, min(stop, last + AFTER))))
    return tuple(span for span in spans if span.end > span.start)
