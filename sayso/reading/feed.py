"""RSS and Atom: an article for each entry that carries text; nothing is fetched."""

import io
from collections.abc import Iterator
from typing import Any

import feedparser

from sayso.errors import ReadError
from sayso.model import Article
from sayso.reading.build import build_article
from sayso.reading.hints import Input, Outcome
from sayso.reading.markup import read_fragment
from sayso.reading.mend import mend_text
from sayso.reading.names import split_names
from sayso.reading.noise import clean_text
from sayso.reading.streams import read_document


def read_stream(given: Input) -> Iterator[Outcome]:
    """The entries of a feed as articles, in the feed's order; an entry without text is an error."""
    data = read_document(given.stream, given.ref)
    # A stream, never a string: feedparser would take a string for an address or a file name.
    feed = feedparser.parse(io.BytesIO(data))
    if not feed.entries:
        raise ReadError(given.ref, "is a broken feed" if feed.bozo else "the feed has no entries")
    outlet = feed.feed.get("title")
    for number, entry in enumerate(feed.entries, start=1):
        where = f"{given.ref}: entry {number}"
        try:
            yield _build_entry(entry, where, given, outlet)
        except ReadError as problem:
            yield problem
        except Exception as problem:  # one odd entry must not end the feed
            yield ReadError(where, f"cannot be read ({type(problem).__name__})")


def _build_entry(entry: Any, where: str, given: Input, outlet: str | None) -> Article:
    title = mend_text(read_fragment(entry.get("title") or "")) or None
    cleaned = clean_text(mend_text(read_fragment(_longest(entry))), title=title)
    names = [name for author in _authors(entry) for name in split_names(author)]
    return build_article(
        cleaned.text,
        where,
        given.hints,
        url=entry.get("link"),
        outlet=mend_text(outlet) if outlet else None,
        title=title,
        byline=[*names, *cleaned.byline],
        published=entry.get("published") or entry.get("updated"),
    )


def _longest(entry: Any) -> str:
    texts = [part.get("value") or "" for part in entry.get("content") or []]
    return max([entry.get("summary") or "", *texts], key=len)


def _authors(entry: Any) -> list[str]:
    listed = [author.get("name") for author in entry.get("authors") or []]
    return [name for name in listed if name] or [entry.get("author") or ""]
