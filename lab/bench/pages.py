"""Article text from web pages: how much of it is found, and how much else, on annotated pages.

    python -m lab.bench.pages --shared PATH [--every N] [--limit N]

Each page of trafilatura's evaluation names segments that its article text must hold and segments
that it must not. One that is rightly held counts as found, so precision, recall and F1 are over
segments of all pages together. The pages are in many languages, so the language check is left out.
"""

import argparse
import json
import tarfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import trafilatura

from sayso.errors import ReadError
from sayso.reading.markup import join_paragraphs
from sayso.reading.mend import mend_text
from sayso.reading.page import find_article


class Page(NamedTuple):
    """An annotated page: its bytes, the segments of its article and those beside it."""

    data: bytes
    inside: list[str]
    outside: list[str]


def read_pages(folder: Path) -> Iterator[Page]:
    """The annotated pages of the folder, in the order of their file names."""
    notes = json.loads((folder / "evaldata.json").read_text(encoding="utf-8"))
    noted = {note["file"]: note for note in notes.values()}
    with tarfile.open(folder / "eval_html.tar.gz") as archive:
        for member in archive:
            note = noted.pop(PurePosixPath(member.name).name, None)
            packed = archive.extractfile(member) if note else None
            if note and packed:
                yield Page(packed.read(), note["with"], note["without"])


def _plain(data: bytes, **mode: Any) -> str:
    return trafilatura.extract(data, include_comments=False, **mode) or ""


def _sayso(data: bytes, *, fast: bool = False) -> str:
    try:
        return find_article(data, "page", fast=fast).cleaned.text
    except ReadError:
        return ""


def _uncleaned(data: bytes) -> str:
    """Sayso without its noise rules, to show what these change."""
    try:
        return mend_text(join_paragraphs(find_article(data, "page").found.text or ""))
    except ReadError:
        return ""


SYSTEMS: dict[str, Callable[[bytes], str]] = {
    "trafilatura": _plain,
    "trafilatura, precision": partial(_plain, favor_precision=True),
    "trafilatura, recall": partial(_plain, favor_recall=True),
    "trafilatura, fast": partial(_plain, fast=True),
    "sayso": _sayso,
    "sayso, noise left in": _uncleaned,
    "sayso, fast": partial(_sayso, fast=True),
}


def measure(pages: list[Page], find_text: Callable[[bytes], str]) -> dict[str, float]:
    """Precision, recall and F1 over segments, and seconds for a thousand pages."""
    found = missed = wrong = 0
    started = time.perf_counter()
    for page in pages:
        text = find_text(page.data)
        held = sum(segment in text for segment in page.inside)
        found += held
        missed += len(page.inside) - held
        wrong += sum(segment in text for segment in page.outside)
    seconds = (time.perf_counter() - started) / len(pages) * 1000
    precision, recall = found / max(found + wrong, 1), found / max(found + missed, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"precision": precision, "recall": recall, "f1": f1, "seconds_per_1000": seconds}


def main(arguments: list[str] | None = None) -> dict[str, dict[str, float]]:
    """Measures all systems, prints a table and returns the figures by system."""
    parser = argparse.ArgumentParser(description="measure article text on annotated pages")
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds data/pages")
    parser.add_argument("--every", type=int, default=1, help="take every so many-th page")
    parser.add_argument("--limit", type=int, help="take at most so many pages")
    options: Any = parser.parse_args(arguments)
    pages = list(read_pages(options.shared / "data" / "pages"))[:: options.every][: options.limit]
    print(f"{len(pages)} pages{'':16} precision  recall      F1  s/1000")
    figures = {}
    for name, find_text in SYSTEMS.items():
        figures[name] = measure(pages, find_text)
        p, r, f1, seconds = figures[name].values()
        print(f"{name:25}    {p:.4f}  {r:.4f}  {f1:.4f}  {seconds:6.1f}")
    return figures


if __name__ == "__main__":
    main()
