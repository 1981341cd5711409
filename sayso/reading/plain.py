"""Plain text: one article, without the noise of the page it was copied from."""

from collections.abc import Iterator

from sayso.model import Article
from sayso.reading.build import build_article
from sayso.reading.charset import decode_text
from sayso.reading.hints import Hints, Input, Outcome
from sayso.reading.mend import mend_text
from sayso.reading.noise import clean_text
from sayso.reading.streams import read_document


def read_stream(given: Input) -> Iterator[Outcome]:
    """The one article of a text file."""
    data = read_document(given.stream, given.ref)
    yield build_plain(decode_text(data, given.charset), given.ref, given.hints, given.url)


def build_plain(text: str, ref: str | None, hints: Hints, url: str | None = None) -> Article:
    """The article of a plain text: mended, its noise lines off, the rest line for line."""
    cleaned = clean_text(mend_text(text))
    return build_article(cleaned.text, ref, hints, url=url, byline=cleaned.byline)
