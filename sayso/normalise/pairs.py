"""What is known of a pair of a statement and a candidate apart from their words: places, speakers, days.

The features say where the candidate stands beside the statement (in its sentence, its content, a neighbour's, how far
before or after), who else speaks between the two, and how long before publication a time lies.
"""

from collections.abc import Sequence
from datetime import date
from typing import get_args

import numpy as np
import numpy.typing as npt

from sayso.dense import Floats, Ints
from sayso.encoded import Encoded
from sayso.layout import Layout
from sayso.model import Attribution, Kind
from sayso.normalise.candidates import SORTS, Candidate
from sayso.normalise.layout import Statements

Bools = npt.NDArray[np.bool_]
UNITS = ("day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century")
#: Days before publication, and subwords to the nearest cue, up to which each class reaches.
BACK = (-1, 0, 2, 7, 31, 366)
NEAR_CUE = (2, 6)
#: Distances in sentences or paragraphs up to which they are told apart, before and after.
STEPS = np.array([-5, -2, -1, 0, 1, 2, 3, 6])
KINDS = get_args(Kind)
OWN = 5 + len(UNITS) + len(BACK) + 1 + len(NEAR_CUE) + 1 + len(KINDS)
PAIR = 33
FEATURES = PAIR + OWN
#: Subwords beyond which a candidate is no candidate: an ordinary article is shorter.
REACH = 3000


class Pairs:
    """The pairs of the statements and candidates of one article; `speakers` are ids, None for nobody."""

    def __init__(
        self,
        layout: Layout,
        attributions: Sequence[Attribution],
        statements: Statements,
        speakers: Sequence[str | None],
        candidates: Sequence[Candidate],
        published: date | None,
        encoded: Encoded,
    ) -> None:
        self._anchors = statements.anchor
        ordered = [attributions[n] for n in statements.order]
        places = encoded.starts[statements.anchor].tolist()
        self._sentences = np.array([layout.sentence(p) for p in places], np.int64)
        self._paragraphs = np.array([layout.paragraph(p) for p in places], np.int64)
        contents = [a.content[0].start if a.content else p for a, p in zip(ordered, places, strict=True)]
        self._content_sentences = np.array([layout.sentence(p) for p in contents], np.int64)
        self._first = np.array([c.first for c in candidates], np.int64)
        self._sort = np.array([c.sort for c in candidates], np.int64)
        spots = [c.span.start for c in candidates]
        self._spot_sentences = np.array([layout.sentence(p) for p in spots], np.int64)
        self._spot_paragraphs = np.array([layout.paragraph(p) for p in spots], np.int64)
        self._inside = [_cover(ordered, role, candidates) for role in ("content", "source", "cue")]
        self._set_speakers([speakers[n] for n in statements.order])
        self._own = self._describe(candidates, published)

    def _set_speakers(self, speakers: Sequence[str | None]) -> None:
        numbers = {s: n for n, s in enumerate(dict.fromkeys(s for s in speakers if s))}
        self.speakers: Ints = np.array([numbers.get(s or "", -1) for s in speakers], np.int64)
        said = np.zeros((len(numbers) + 1, len(speakers) + 1), np.int64)  # the last row is nobody's
        said[self.speakers, np.arange(1, len(speakers) + 1)] = 1
        self._said = said.cumsum(axis=1)
        self._said[-1] = 0
        hosts: Bools = np.equal(self._spot_sentences[:, None], self._sentences[None])
        self._hosted: Bools = np.asarray(hosts.any(axis=1), np.bool_)
        speaking = np.zeros((len(self._first), len(numbers) + 1), bool)
        for k, n in zip(*np.nonzero(hosts), strict=True):
            speaking[k, self.speakers[n]] = True
        speaking[:, -1] = False
        self._speaking = speaking

    def near(self, rows: slice) -> Ints:
        """The candidates that statements of these rows can have."""
        anchors = self._anchors[rows]
        close = (self._first >= anchors.min() - REACH) & (self._first <= anchors.max() + REACH)
        return np.flatnonzero(close)

    def features(self, rows: slice, columns: Ints) -> Floats:
        """Features [rows, columns, FEATURES]."""
        apart = self._spot_sentences[columns][None] - self._sentences[rows][:, None]
        parted = self._spot_paragraphs[columns][None] - self._paragraphs[rows][:, None]
        made = np.zeros((*apart.shape, FEATURES), np.float32)
        content, source, cue = (m[rows][:, columns] for m in self._inside)
        made[..., 0] = apart == 0
        made[..., 1] = self._spot_sentences[columns][None] == self._content_sentences[rows][:, None]
        made[..., 2], made[..., 3], made[..., 4] = content, source, cue
        made[..., 5] = self._inside[0].sum(axis=0)[columns][None] > content
        _mark(made, 6, np.searchsorted(STEPS, apart, side="right"))
        _mark(made, 15, np.searchsorted(STEPS, parted, side="right"))
        away = self._first[columns][None] - self._anchors[rows][:, None]
        made[..., 24] = np.minimum(np.log2(1 + np.abs(away)) / 10, 1.2)
        made[..., 25] = away > 0
        made[..., 26], made[..., 27] = self._nearest(rows, columns, away)
        self._fill_speakers(made, rows, columns)
        made[..., PAIR:] = self._own[columns]
        return made

    def _nearest(self, rows: slice, columns: Ints, away: Ints) -> tuple[Bools, Bools]:
        """Whether a candidate is the nearest of its sort before, and after, a statement."""
        before, after = np.zeros(away.shape, bool), np.zeros(away.shape, bool)
        for sort in range(len(SORTS)):
            here = self._sort[columns] == sort
            if here.any():
                firsts = np.sort(self._first[columns][here])
                at = np.searchsorted(firsts, self._anchors[rows], side="right")
                last = np.where(at > 0, firsts[np.maximum(at - 1, 0)], -1)
                coming = np.where(at < len(firsts), firsts[np.minimum(at, len(firsts) - 1)], -1)
                before[:, here] = np.equal(self._first[columns][here][None], last[:, None])
                after[:, here] = np.equal(self._first[columns][here][None], coming[:, None])
        return np.logical_and(before, away <= 0), np.logical_and(after, away > 0)

    def _fill_speakers(self, made: Floats, rows: slice, columns: Ints) -> None:
        mine = self.speakers[rows]
        with_me = self._speaking[columns].T[mine]
        hosted = self._hosted[columns][None]
        made[..., 28], made[..., 29], made[..., 30] = with_me, hosted & ~with_me, ~hosted
        first, anchor = self._first[columns][None], self._anchors[rows][:, None]
        low = np.searchsorted(self._anchors, np.minimum(first, anchor), side="right")
        high = np.maximum(np.searchsorted(self._anchors, np.maximum(first, anchor), side="left"), low)
        between = high - low
        own = self._said[mine[:, None], high] - self._said[mine[:, None], low]
        made[..., 31] = (between > 0) & (own == between)
        made[..., 32] = np.minimum(between - own, 6) / 6

    def _describe(self, candidates: Sequence[Candidate], published: date | None) -> Floats:
        """What is known of the candidates alone [c, OWN]."""
        own = np.zeros((len(candidates), OWN), np.float32)
        anchors = np.sort(self._anchors)
        inside: Bools = np.asarray(self._inside[0].any(axis=0), np.bool_)
        for k, c in enumerate(candidates):
            paragraph = self._spot_paragraphs[k]
            at = int(np.searchsorted(anchors, c.first))
            cue = min((abs(int(a) - c.first) for a in anchors[max(at - 1, 0) : at + 1]), default=REACH)
            own[k, :3] = c.probability, paragraph == 0, paragraph <= 2
            own[k, 3] = inside[k]
            begin = 5 + len(UNITS) + len(BACK) + 1
            own[k, begin + int(np.searchsorted(NEAR_CUE, cue))] = 1
            if c.kind:
                own[k, begin + len(NEAR_CUE) + 1 + KINDS.index(c.kind)] = 1
            if c.when:
                own[k, 4] = bool(c.when.part)
                own[k, 5 + UNITS.index(c.when.unit)] = 1
                if published and c.when.first:
                    own[k, 5 + len(UNITS) + int(np.searchsorted(BACK, (published - c.when.first).days))] = 1
        return own


def _cover(attributions: Sequence[Attribution], role: str, candidates: Sequence[Candidate]) -> Bools:
    """Whether each candidate lies inside a part of each statement [s, c]."""
    starts = np.array([c.span.start for c in candidates], np.int64)
    ends = np.array([c.span.end for c in candidates], np.int64)
    made = np.zeros((len(attributions), len(candidates)), bool)
    for n, attribution in enumerate(attributions):
        for start, end in getattr(attribution, role):
            made[n] |= (starts >= start) & (ends <= end)
    return made


def _mark(made: Floats, at: int, classes: Ints) -> None:
    """Set the feature of each pair's class, counted from `at`."""
    np.put_along_axis(made, (at + classes)[..., None], 1, axis=-1)
