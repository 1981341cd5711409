"""A statement as it is compared with others: its words in their place, whose it is, and what is known of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from sayso.dense import Floats
from sayso.encoded import Encoded
from sayso.layout import lay_out
from sayso.model import Json, RelationKind, Span, Spans
from sayso.relate.cues import find_cues, is_negative
from sayso.relate.reported import find_verb
from sayso.relate.terms import find_terms
from sayso.relate.vectors import read_statement
from sayso.words import split_words

_DIGITS = re.compile(r"\d[\d,.]*\d|\d")
#: What rejects the content that it introduces.
_REJECTS = re.compile(r"\b(?:den(?:y|ies|ied|ying)|reject|dismiss|disput|refut|rebuff|disavow|repudiat)", re.I)
#: Characters around a statement that are looked through for words that tell how it bears on others.
BEFORE, AFTER = 120, 80


class Words(NamedTuple):
    """The words of a statement: its content, what introduces it, and its source, each "" where there are none."""

    said: str
    cue: str
    source: str


class Verb(NamedTuple):
    """What a verb of a cue says outright of how its statement bears on another, and its words."""

    kind: RelationKind
    words: str


class Party(NamedTuple):
    """Whose a statement is: `key` is the same for one party and no other; None where it is left open."""

    key: str | None
    name: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """A statement to be compared: whose it is, the words of its content, and what is known of it.

    `cues` are the words outside the content that tell how it bears on others, by what they tell; `denies` is true where
    the content is what somebody rejects ("denied that …"), and `verb` is one of the cue that says so outright. `place`,
    `sentence` and `paragraph` are where it begins in its article. `day` and `last` bound when it was said, or else
    published. `vectors` is what the encoder reads of it in its place, where that is known, and
    `condensed` what a ledger keeps of that.
    """

    id: str
    party: Party
    said: str
    words: tuple[str, ...]
    terms: frozenset[str]
    around: frozenset[str]
    runs: frozenset[tuple[str, ...]]
    numbers: frozenset[str]
    figures: tuple[Json, ...]
    cues: Mapping[str, Sequence[Span]]
    denies: bool
    verb: Verb | None
    act: str | None
    hedged: bool
    negative: bool
    parent: str | None
    place: int = 0
    sentence: int = 0
    paragraph: int = 0
    day: str | None = None
    last: str | None = None
    vectors: Floats | None = field(default=None, compare=False, repr=False)
    condensed: Floats | None = field(default=None, compare=False, repr=False)


def build_sides(
    article: Json, statements: Sequence[Json], parties: Mapping[str | None, Party], encoded: Encoded | None = None
) -> list[Side]:
    """The statements of an article (the contract's) in the order of their places; `parties` by their local ids."""
    text = article["text"]
    layout = lay_out(text)
    order = sorted(statements, key=lambda s: (_reach(s)[0], s["parent"] is not None, s["id"]))
    made = []
    for place, told in enumerate(order):
        begin, end = _reach(told)
        at = (place, layout.sentence(begin), layout.paragraph(begin))
        content = tuple(Span(*span) for span in sorted(told["content"]))
        said = " … ".join(text[start:stop] for start, stop in content)
        around = text[max(0, begin - 40) : min(end, begin + 600) + 40]
        outside = _outside(text, content, max(layout.sentences[at[1]], begin - BEFORE), end)
        party = parties.get(told["speaker"]) or Party(None, "")
        cues = find_cues(text, outside)
        bearing = _bearing(text, tuple(Span(*span) for span in told["cue"]))
        vectors = read_statement(told, encoded) if encoded else None
        side = _build(told, party, said, around, cues, bearing, article["published"], at)
        made.append(replace(side, vectors=vectors))
    return made


def build_apart(told: Json, party: Party, words: Words, published: str | None) -> Side:
    """A statement (the contract's) to be compared with those of other articles, where its place tells nothing."""
    outside = f"{words.source} {words.cue}"
    cues = find_cues(outside, (Span(0, len(outside)),))
    bearing = _bearing(words.cue, (Span(0, len(words.cue)),))
    return _build(told, party, words.said, f"{outside} {words.said}", cues, bearing, published, (0, 0, 0))


def _build(
    told: Json,
    party: Party,
    said: str,
    around: str,
    cues: Mapping[str, Sequence[Span]],
    bearing: tuple[bool, Verb | None],
    published: str | None,
    at: tuple[int, int, int],
) -> Side:
    words = tuple(split_words(said))
    when = told["said_on"]
    return Side(
        id=told["id"],
        party=party,
        said=said,
        words=words,
        terms=find_terms(words),
        around=frozenset(split_words(around)),
        runs=frozenset(words[n : n + 3] for n in range(len(words) - 2)),
        numbers=frozenset(number.strip(",.") for number in _DIGITS.findall(said)),
        figures=tuple(told["figures"] or ()),
        cues=cues,
        denies=bearing[0],
        verb=bearing[1],
        act=told["act"],
        hedged=bool(told["hedged"]),
        negative=is_negative(said),
        parent=told["parent"],
        place=at[0],
        sentence=at[1],
        paragraph=at[2],
        day=when["from"] if when else published,
        last=when["to"] if when else published,
    )


def _bearing(text: str, cue: Spans) -> tuple[bool, Verb | None]:
    """Whether the words that introduce a content reject it, and a verb of them that says outright how it bears."""
    found = find_verb(text, cue)
    rejects = any(_REJECTS.search(text, start, end) for start, end in cue)
    return rejects, Verb(found[0], text[found[1].start : found[1].end].lower()) if found else None


def _reach(told: Json) -> tuple[int, int]:
    """Where the parts of a statement begin and end."""
    spans = (*told["source"], *told["cue"], *told["content"])
    return min(start for start, _ in spans), max(end for _, end in spans)


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
