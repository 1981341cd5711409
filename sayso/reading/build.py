"""The last step of every reader: an `Article` from its parts, if it is one."""

from collections.abc import Sequence

from sayso.errors import ReadError
from sayso.model import Article
from sayso.reading.dates import parse_date
from sayso.reading.hints import Hints
from sayso.reading.language import find_language
from sayso.scalars import to_scalars

UNNAMED = "text"


def build_article(
    text: str,
    ref: str | None,
    hints: Hints,
    *,
    url: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    byline: Sequence[str] = (),
    published: object = None,
    declared: str | None = None,
    where: str | None = None,
) -> Article:
    """The article, with hints where a part is missing; `text` goes in as it is, but for lone halves of characters
    (surrogates), which are no text: each becomes U+FFFD, there and everywhere else.

    Raises `ReadError` or `LanguageError`, on `where` the article stands (else its `ref`), if there
    is no text or it is not English. A date that is none is unknown, and the article still stands.
    """
    place = where or ref or UNNAMED
    if not text or text.isspace():
        raise ReadError(place, "holds no text")
    return Article(
        text=to_scalars(text),
        ref=to_scalars(ref),
        url=_kept(url) or _kept(hints.url),
        outlet=_kept(outlet) or _kept(hints.outlet),
        title=_kept(title) or _kept(hints.title),
        byline=tuple(dict.fromkeys(name for name in map(_kept, byline) if name)),
        published=parse_date(published) or parse_date(hints.published),
        language=find_language(text, place, declared),
    )


def _kept(value: str | None) -> str | None:
    return (to_scalars(value).strip() or None) if value else None
