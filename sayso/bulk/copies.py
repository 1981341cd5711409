"""Near-duplicates in all of a dataset, found on disk: what is held in memory is a few numbers an article.

The ledger's method (`sayso.prints`), turned round: the runs that are indexed are dealt into files by their value, and
each file is sorted by itself, so that articles that share a run stand together; the pairs are dealt again, so that
those that share several runs do. Of many articles that share a run each is paired with the first and some before it:
copies of one text meet in other runs and through each other. What is found is compared as in the ledger.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sayso.prints import INDEXED, SHARED, Prints, Sketch, are_copies

#: Files into which runs and pairs are dealt.
FILES = 64
#: With so many before it, in the order of the input, an article that shares a run with them is paired.
NEAR = 8
_SHIFT = np.uint64(32)


def find_copies(sketches: Iterable[tuple[Prints, str | None]], scratch: Path) -> NDArray[np.int64]:
    """For each article the place of the first of its near-duplicates; its own where it has none.

    `sketches` are the prints and days of publication in the order of the articles, `scratch` a folder to work in.
    """
    ends, days = _deal_runs(sketches, scratch)
    if not ends[-1]:
        return np.arange(len(days))
    _deal_pairs(scratch)
    prints = np.memmap(scratch / "prints", np.uint32, "r")
    roots = np.arange(len(days))
    for one, other in _find_pairs(scratch):
        a, b = _root(roots, one), _root(roots, other)
        if a != b and are_copies(*(Sketch(prints[ends[n] : ends[n + 1]], days[n]) for n in (one, other))):
            roots[max(a, b)] = min(a, b)
    return np.array([_root(roots, n) for n in range(len(roots))], np.int64)


def _root(roots: NDArray[np.int64], n: int) -> int:
    while roots[n] != n:
        roots[n] = roots[roots[n]]
        n = int(roots[n])
    return n


def _deal_runs(sketches: Iterable[tuple[Prints, str | None]], scratch: Path) -> tuple[list[int], list[str | None]]:
    """Write all prints one after the other, and the indexed ones into files; where each article's end, and its day."""
    ends, days = [0], []  # type: list[int], list[str | None]
    with ExitStack() as stack:
        whole = stack.enter_context((scratch / "prints").open("wb"))
        files = [stack.enter_context((scratch / f"runs-{n}").open("wb")) for n in range(FILES)]
        for number, (prints, day) in enumerate(sketches):
            whole.write(prints.tobytes())
            ends.append(ends[-1] + len(prints))
            days.append(day)
            runs = prints[prints % INDEXED == 0]
            rows = (runs.astype(np.uint64) << _SHIFT) | np.uint64(number)
            dealt = (runs // INDEXED) % FILES
            for n in np.unique(dealt):
                files[n].write(rows[dealt == n].tobytes())
    return ends, days


def _deal_pairs(scratch: Path) -> None:
    """Write the pairs of articles that share a run into files, as often as they share one."""
    with ExitStack() as stack:
        files = [stack.enter_context((scratch / f"pairs-{n}").open("wb")) for n in range(FILES)]
        for n in range(FILES):
            rows = np.sort(np.fromfile(scratch / f"runs-{n}", np.uint64))
            runs, numbers = rows >> _SHIFT, rows & np.uint64(0xFFFFFFFF)
            for pairs in _pairs_of(runs, numbers):
                dealt = pairs % np.uint64(FILES)
                for place in np.unique(dealt):
                    files[int(place)].write(pairs[dealt == place].tobytes())


def _pairs_of(runs: NDArray[np.uint64], numbers: NDArray[np.uint64]) -> Iterator[NDArray[np.uint64]]:
    """Pairs (smaller << 32 | larger) of articles of one run: those up to `NEAR` apart, and with the first."""
    for step in range(1, NEAR + 1):
        same = runs[step:] == runs[:-step]
        if not same.any():
            return
        yield (numbers[:-step][same] << _SHIFT) | numbers[step:][same]
    starts = np.r_[True, runs[1:] != runs[:-1]]
    first = np.maximum.accumulate(np.where(starts, np.arange(len(runs)), 0))
    far = np.arange(len(runs)) - first > NEAR
    yield (numbers[first[far]] << _SHIFT) | numbers[far]


def _find_pairs(scratch: Path) -> Iterator[tuple[int, int]]:
    for n in range(FILES):
        pairs, counts = np.unique(np.fromfile(scratch / f"pairs-{n}", np.uint64), return_counts=True)
        for pair in pairs[counts >= SHARED].tolist():
            yield pair >> 32, pair & 0xFFFFFFFF
