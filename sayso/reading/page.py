"""An HTML page: its article as trafilatura finds it, without what is left of the page's noise."""

import logging
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

import trafilatura
from trafilatura.settings import Document
from trafilatura.utils import decode_file

from sayso.errors import ReadError
from sayso.model import Article
from sayso.reading.build import build_article
from sayso.reading.charset import decode_page
from sayso.reading.hints import Hints, Input, Outcome
from sayso.reading.markup import find_declared, join_paragraphs
from sayso.reading.mend import mend_text
from sayso.reading.names import split_names
from sayso.reading.noise import Cleaned, clean_text
from sayso.reading.streams import read_document

#: The largest page, in bytes; a hostile one of this size takes half a minute.
MAX_PAGE = 5_000_000
#: Publication rather than update, and no guess from whatever date stands in the text.
DATES = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"}
#: Characters that HTML forbids, and their references; lxml gives up a page whose title has one.
NO_HTML = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bcef]|1[0-9a-f]));",
    re.I,
)


class Page(NamedTuple):
    """What trafilatura found in a page, its text cleaned, and the language the page says it is in."""

    found: Document
    cleaned: Cleaned
    declared: str | None


# Without a handler of their own, what these libraries log would reach the terminal.
for _library in ("trafilatura", "htmldate", "courlan", "charset_normalizer"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


def read_stream(given: Input) -> Iterator[Outcome]:
    """The one article of a page."""
    data = read_document(given.stream, given.ref, MAX_PAGE)
    yield build_page(data, given.ref, given.hints, fast=given.fast, url=given.url, charset=given.charset)


def build_page(
    data: bytes,
    ref: str,
    hints: Hints,
    *,
    fast: bool = False,
    url: str | None = None,
    charset: str | None = None,
) -> Article:
    """The article of a page's bytes; `url` and `charset` are known from the transfer, if from anywhere.

    Text and metadata are found by trafilatura (Barbaresi 2021). Raises `ReadError` where the page
    holds no article, `LanguageError` where it is not English.
    """
    page = find_article(data, ref, fast=fast, url=url or hints.url, charset=charset)
    found, cleaned = page.found, page.cleaned
    address = url or _address(found.url) or hints.url
    host = (urlsplit(address).hostname or "").removeprefix("www.") if address else ""
    named = (
        None if found.sitename == urlsplit(address or "").netloc or found.sitename == found.hostname else found.sitename
    )
    names = [*split_names(found.author or ""), *cleaned.byline]
    return build_article(
        cleaned.text,
        ref,
        hints,
        url=address,
        outlet=_mended(named) or hints.outlet or host,
        title=_mended(found.title),
        byline=[mend_text(name) for name in names if name.casefold() != (named or "").casefold()],
        published=found.date,
        declared=page.declared,
    )


def find_article(
    data: bytes, ref: str, *, fast: bool = False, url: str | None = None, charset: str | None = None
) -> Page:
    """Text and metadata of a page in any language; `ReadError` where it holds no article."""
    html = NO_HTML.sub("", decode_page(data, charset) or decode_file(data))
    found = _extract(html, ref, url, fast)
    cleaned = clean_text(mend_text(join_paragraphs(found.text or "")), title=found.title)
    return Page(found, cleaned, find_declared(html))


def _extract(html: str, ref: str, url: str | None, fast: bool) -> Document:
    try:
        found = trafilatura.bare_extraction(
            html,
            url=url,
            fast=fast,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=dict(DATES),
        )
    except Exception as problem:  # a page can break the parser in ways that no list of errors covers
        raise ReadError(ref, f"the page cannot be parsed ({type(problem).__name__})") from problem
    if not isinstance(found, Document) or not (found.text or "").strip():
        raise ReadError(ref, "no article was found in the page")
    return found


def _address(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None


def _mended(value: str | None) -> str | None:
    return mend_text(value) if value else None
