"""Tag and pointer scores -> attributions: the spans, and which belong together.

Tags are read by the best path that obeys the BIO rules; each content span goes to the cue span that
its tokens together point at, each cue span to its source span or to none (the scheme is that of the
model card in `sayso/data`). Content spans of one cue are the pieces of one content.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from sayso.attribute.windows import Window

Floats = npt.NDArray[np.float32]

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
SOURCE, CUE, CONTENT = range(3)
NONE = -1

#: A token becomes a cue or source by pointers alone where this share of them agrees on it, and
#: its own tags give the role this probability (both chosen on held-out training articles).
AGREED = 0.3
LIKELY = 0.05

#: follows[a, b]: tag b may stand after tag a (an inside tag only after its own begin or inside).
FOLLOWS = np.array([[not b.startswith("I-") or a[2:] == b[2:] for b in TAGS] for a in TAGS], dtype=bool)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model says of one level in one window.

    `tags` [t, 7] and `pointers` [2, t, 1 + t] are probabilities; in a pointer, column 0 is none and column
    1 + i is token i of the window.
    """

    window: Window
    tags: Floats
    pointers: Floats


@dataclass(slots=True)
class Found:
    """An attribution as token spans [start, end) of the article, with the probabilities behind it."""

    source: list[tuple[int, int]] = field(default_factory=list)
    cue: list[tuple[int, int]] = field(default_factory=list)
    content: list[tuple[int, int]] = field(default_factory=list)
    tag_probability: float = 1.0
    link_probability: float = 1.0
    source_probability: float = 1.0


@dataclass(frozen=True, slots=True)
class _Span:
    role: int
    start: int
    end: int
    probability: float


def find_attributions(readings: Sequence[Reading]) -> list[Found]:
    """All attributions of one level, in the order of their content, as tokens of the article.

    `readings` are consecutive windows, of a whole article or of a part that nothing crosses.
    """
    if not readings:
        return []
    tags = np.concatenate([r.tags[_kept(r.window)] for r in readings])
    spans = _Spans(tags, readings[0].window.keep_start)
    anchors, links = _Links(readings, 0), _Links(readings, 1)
    for content in spans.of(CONTENT):
        spans.add_pointed(CUE, *anchors.peak(content))
    for cue in spans.of(CUE):
        spans.add_pointed(SOURCE, *links.peak(cue))
    by_role = [spans.of(role) for role in range(3)]
    sources = [links.choose(cue, by_role[SOURCE]) for cue in by_role[CUE]]
    made: dict[tuple[str, int], Found] = {}
    for content in by_role[CONTENT]:
        at, sure = anchors.choose(content, [*by_role[CUE], *by_role[SOURCE]])
        found = _place(made, at, by_role, sources, content)
        found.content.append((content.start, content.end))
        found.tag_probability = min(found.tag_probability, content.probability)
        found.link_probability = min(found.link_probability, sure)
    return sorted(made.values(), key=lambda found: found.content[0])


def _place(
    made: dict[tuple[str, int], Found],
    at: int,
    by_role: list[list[_Span]],
    sources: list[tuple[int, float]],
    content: _Span,
) -> Found:
    """The attribution that a content span belongs to; `at` numbers the cues, then the sources."""
    cues = by_role[CUE]
    if at == NONE:
        return made.setdefault(("content", content.start), Found())
    if at >= len(cues):
        source = by_role[SOURCE][at - len(cues)]
        return made.setdefault(("source", at), Found(source=[(source.start, source.end)]))
    if ("cue", at) not in made:
        chosen, sure = sources[at]
        named = [] if chosen == NONE else [by_role[SOURCE][chosen]]
        made["cue", at] = Found(
            source=[(s.start, s.end) for s in named],
            cue=[(cues[at].start, cues[at].end)],
            tag_probability=min([cues[at].probability, *(s.probability for s in named)]),
            source_probability=sure,
        )
    return made["cue", at]


class _Links:
    """One pointer of all windows: which of some spans does a span point at?"""

    def __init__(self, readings: Sequence[Reading], which: int) -> None:
        self._readings = readings
        self._which = which
        self._starts = [r.window.keep_start for r in readings]

    def choose(self, span: _Span, candidates: Sequence[_Span]) -> tuple[int, float]:
        """(number of the best candidate or NONE, its share of what the span's tokens point at)."""
        total, none = np.zeros(len(candidates)), 0.0
        for window, mass in self._masses(span):
            none += float(mass[0])
            sums = np.concatenate([[0.0], np.cumsum(mass[1:], dtype=np.float64)])
            for number, candidate in enumerate(candidates):
                if candidate.start < window.end and candidate.end > window.start and candidate is not span:
                    begin = max(candidate.start - window.start, 0)
                    total[number] += sums[min(candidate.end, window.end) - window.start] - sums[begin]
        length = span.end - span.start
        best = int(np.argmax(total)) if len(candidates) else NONE
        if best == NONE or none >= total[best]:
            return NONE, none / length
        return best, float(total[best]) / length

    def peak(self, span: _Span) -> tuple[int, float]:
        """(the token that most of the span's tokens point at or NONE, its share)."""
        best, most = NONE, 0.0
        for window, mass in self._masses(span):
            at = int(mass.argmax())
            if mass[at] > most:
                best, most = (window.start + at - 1 if at else NONE), float(mass[at])
        return best, most / (span.end - span.start)

    def _masses(self, span: _Span) -> Iterator[tuple[Window, Floats]]:
        """For each window that keeps some of the span: what its tokens point at [1 + t], added up."""
        first = int(np.searchsorted(self._starts, span.start, side="right")) - 1
        last = int(np.searchsorted(self._starts, span.end - 1, side="right"))
        for reading in self._readings[first:last]:
            window = reading.window
            low = max(span.start, window.keep_start) - window.start
            high = min(span.end, window.keep_end) - window.start
            yield window, reading.pointers[self._which, low:high].sum(axis=0)


class _Spans:
    """The spans of the best path of tags, and those that pointers add to them."""

    def __init__(self, tags: Floats, first: int) -> None:
        self._tags = tags
        self._first = first
        self._path = best_path(tags)
        self._found = list(self._read())

    def of(self, role: int) -> list[_Span]:
        """The spans of one role, in order."""
        return sorted((s for s in self._found if s.role == role), key=lambda s: s.start)

    def add_pointed(self, role: int, at: int, share: float) -> None:
        """Make a span where pointers agree on a token that has the role's tag as its second choice.

        A cue is easier to see from its content than alone: what most of a content's tokens point at is believed with
        less evidence of its own. The span grows to the right while the role stays likely.
        """
        at -= self._first
        if not 0 <= at < len(self._path) or self._path[at] or share < AGREED:
            return
        likely = self._tags[:, 2 * role + 1] + self._tags[:, 2 * role + 2]
        end = at
        while end < len(self._path) and not self._path[end] and likely[end] >= LIKELY:
            end += 1
        if end > at:
            self._path[at:end] = 2 * role + 2
            self._path[at] = 2 * role + 1
            self._found.append(_Span(role, self._first + at, self._first + end, float(likely[at:end].mean())))

    def _read(self) -> Iterator[_Span]:
        path = self._path
        chosen = self._tags[np.arange(len(path)), path]
        start = previous = -2
        for at in [*np.flatnonzero(path).tolist(), -1]:
            begins = at != previous + 1 or at == -1 or path[at] % 2 == 1
            if begins and start >= 0:
                role, sure = int(path[start] - 1) // 2, float(chosen[start : previous + 1].mean())
                yield _Span(role, self._first + start, self._first + previous + 1, sure)
            if begins:
                start = at
            previous = at


def _kept(window: Window) -> slice:
    return slice(window.keep_start - window.start, window.keep_end - window.start)


def best_path(tags: Floats) -> npt.NDArray[np.int64]:
    """The most probable tag sequence [t] that obeys the BIO rules (Viterbi).

    Where the most probable tag of each token already obeys them, that is the answer; only the
    stretches around a breach are searched.
    """
    path: npt.NDArray[np.int64] = tags.argmax(axis=1)
    breaches = np.flatnonzero(~FOLLOWS[np.concatenate([[0], path[:-1]]), path])
    outside = np.flatnonzero(path == 0)
    done = 0
    for breach in breaches.tolist():
        if breach < done:
            continue
        low, high = _stretch(outside, breach, len(path))
        before = int(path[low - 1]) if low else 0
        path[low:high] = _viterbi(np.log(np.maximum(tags[low:high], 1e-9)), before)
        done = high
    return path


def _stretch(outside: npt.NDArray[np.int64], at: int, length: int) -> tuple[int, int]:
    """The tokens from before the last outside tag at or before `at` to the next one after it."""
    place = int(np.searchsorted(outside, at))
    # One outside token on the left joins in: it may become the begin that the inside tags lack.
    low = int(outside[place - 1]) if place else 0
    high = int(outside[place]) + 1 if place < len(outside) else length
    return low, high


def _viterbi(scores: npt.NDArray[np.float32], before: int) -> npt.NDArray[np.int64]:
    """The best path through log scores [t, 7] that may follow the tag `before`."""
    barred = np.where(FOLLOWS, 0.0, -np.inf)
    best = scores[0] + barred[before]
    back = np.zeros(scores.shape, dtype=np.int64)
    for at in range(1, len(scores)):
        paths = best[:, None] + barred
        back[at] = paths.argmax(axis=0)
        best = paths.max(axis=0) + scores[at]
    path = np.zeros(len(scores), dtype=np.int64)
    path[-1] = int(best.argmax())
    for at in range(len(scores) - 1, 0, -1):
        path[at - 1] = back[at, path[at]]
    return path
