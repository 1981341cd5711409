"""Labelled articles as the product sees them: vectors, places of statements, candidates, and which are right."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from lab.fields import Labelled, Value, read_labelled
from sayso.attribute.tagger import Analysis, Tagger
from sayso.encoded import token_places
from sayso.layout import Layout, lay_out
from sayso.model import Article, Meant, Span
from sayso.normalise.candidates import LISTENER, OCCASION, Candidate, find_times, place_candidate
from sayso.normalise.dates import find_dates, parse_day
from sayso.normalise.layout import Statements, place_statements
from sayso.normalise.pairs import Pairs
from sayso.normalise.values import name_listener
from sayso.resolve import Resolver

#: The labelled fields in the order of the candidates' sorts.
FIELDS = ("said_on", "venue", "addressee")
#: For each sort and statement, the candidates that are right: none of them, or (None) not known.
Answers = list[list[list[int] | None]]
_WORD = re.compile(r"[a-z0-9]+")
_SMALL = frozenset({"a", "an", "the", "of"})


@dataclass(slots=True)
class Example:
    """An article as the product sees it, with its labels.

    `tags` [t] are those of occasions and listeners, `hedges` for each statement the subwords that hedge. The candidates
    are the `times` and the `spots`; `names` are the parties that listeners mean.
    """

    labelled: Labelled
    analysis: Analysis
    statements: Statements
    speakers: tuple[str | None, ...]
    layout: Layout
    times: list[Candidate]
    tags: npt.NDArray[np.int64]
    hedges: list[npt.NDArray[np.int64]]
    meant: tuple[Meant, ...] = ()
    spots: list[Candidate] = field(default_factory=list)
    features: npt.NDArray[np.float16] | None = None
    names: dict[Span, str | None] = field(default_factory=dict)

    @property
    def candidates(self) -> list[Candidate]:
        """All of them, times first."""
        return self.times + self.spots


def collect(shared: Path) -> Iterator[Example]:
    """The labelled articles of the training set, read by the shipped model, with the gold attributions."""
    tagger, resolver = Tagger(), Resolver()
    for row in read_labelled(shared):
        analysis = tagger.analyse(row.text)
        article = Article(row.text, ref=row.name, published=row.published, title=row.title)
        resolution = resolver.resolve(article, row.attributions, analysis)
        yield Example(
            row,
            analysis,
            place_statements(row.text, row.attributions, analysis),
            resolution.chosen,
            lay_out(row.text),
            find_times(find_dates(row.text, row.published), analysis),
            _tags(row, analysis),
            [token_places(f.hedge, analysis) for f in row.fields],
            resolution.meant,
        )


def _tags(row: Labelled, analysis: Analysis) -> npt.NDArray[np.int64]:
    """Tags of listeners where they are told something, not wherever they are named; over them those of occasions, which
    may have a listener in them ("an interview with the Herald").
    """
    tags = np.zeros(len(analysis.starts), np.int64)
    for sort in (LISTENER, OCCASION):
        for a, f in zip(row.attributions, row.fields, strict=True):
            value: Value | None = getattr(f, FIELDS[sort])
            begin = min((s.start for s in (*a.source, *a.cue, *a.content)), default=0)
            nearest = sorted(value.at if value else (), key=lambda span: abs(span.start - begin))
            for span in nearest[:1] if sort == LISTENER else nearest:
                if len(places := token_places((span,), analysis)):
                    tags[places] = 2 * sort
                    tags[places[0]] = 2 * sort - 1
    return tags


def gold_spots(example: Example) -> list[Candidate]:
    """The labelled occasions and listeners, as candidates."""
    found: dict[tuple[int, Span], None] = {}
    for f in example.labelled.fields:
        for sort in (OCCASION, LISTENER):
            value: Value | None = getattr(f, FIELDS[sort])
            for span in value.at if value else ():
                found[sort, span] = None
    places = sorted(found, key=lambda k: (k[1], k[0]))
    return [place_candidate(sort, span, example.analysis) for sort, span in places]


def set_candidates(example: Example, spots: list[Candidate]) -> None:
    """Give an example its occasions and listeners, and the features of all pairs."""
    row = example.labelled
    example.spots = spots
    example.names = {c.span: name_listener(c, row.text, example.meant) for c in spots if c.sort == LISTENER}
    pairs = Pairs(
        example.layout,
        row.attributions,
        example.statements,
        example.speakers,
        example.candidates,
        parse_day(row.published),
        example.analysis,
    )
    columns = np.arange(len(example.candidates))
    example.features = pairs.features(slice(None), columns).astype(np.float16) if len(columns) else None


def fold(text: str) -> frozenset[str]:
    """A value's words, for comparing."""
    return frozenset(_WORD.findall(re.sub(r"[’']s\b", "", text.lower()))) - _SMALL


def fits(value: Value, c: Candidate, example: Example) -> bool:
    """Whether a candidate is the labelled value."""
    if c.when:
        return value.days == (str(c.when.first), str(c.when.last))
    gold = fold(value.words)
    said = [fold(example.labelled.text[slice(*c.span)]), fold(example.names.get(c.span) or "")]
    if any(_shares_place(span, c.span) for span in value.at):
        return True
    return any(len(gold & s) / max(len(gold | s), 1) >= 0.5 for s in said)


def _shares_place(gold: Span, said: Span) -> bool:
    """Whether two spans overlap and are of a size."""
    near = gold.start < said.end and said.start < gold.end
    return near and (gold.end - gold.start) < 2.5 * (said.end - said.start) + 8


def answers_of(example: Example) -> Answers:
    """Which candidates are right, for each sort and each statement in order."""
    made: Answers = []
    for sort, name in enumerate(FIELDS):
        rows: list[list[int] | None] = []
        for number in example.statements.order:
            f = example.labelled.fields[number]
            value: Value | None = getattr(f, name)
            if f.only_act:
                rows.append(None)
            elif value is None:
                rows.append([])
            else:
                right = (k for k, c in enumerate(example.candidates) if c.sort == sort and fits(value, c, example))
                rows.append(list(right))
        made.append(rows)
    return made


def same_speaker(example: Example) -> Tensor:
    """1 for statements of one speaker [s, s]."""
    said = [example.speakers[n] for n in example.statements.order]
    return torch.tensor([[float(a is not None and a == b) for b in said] for a in said])
