"""Pages and their versions: when two addresses are one, and what has become of a statement on its page.

A statement's *standing*:

only       the page has one version
added      its words are in the newest version, and in none before
kept       its words are in the newest version, and in an earlier one
replaced   found in an earlier version; a later one has it as a statement of its own
withdrawn  found in an earlier version; its words are in the newest no more
dropped    a person judged that it is no statement (`sayso.ledger.corrections`)

The words decide, not what was found: a version in which a statement was overlooked has not withdrawn it.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from urllib.parse import urldefrag

from courlan import normalize_url
from sqlalchemy import Connection, bindparam, func, select, update

from sayso.ledger.tables import article, statement
from sayso.model import Json
from sayso.words import split_words

ONLY, ADDED, KEPT, REPLACED, WITHDRAWN, DROPPED = "only", "added", "kept", "replaced", "withdrawn", "dropped"
#: Statements that nobody is shown: another one stands for them, or a person dropped them.
HIDDEN = (REPLACED, DROPPED)
#: Two contents of two versions are one where the shorter is this part of the longer, in characters.
LEAST_SAME = 0.6


def canonical(url: str) -> str:
    """One form for the addresses of a page: no fragment, no trackers, no default port, https for http."""
    plain = url.strip()
    with suppress(ValueError, TypeError):
        plain = normalize_url(urldefrag(plain)[0])
    return "https://" + plain.removeprefix("http://") if plain.startswith("http://") else plain


def page_keys(known: Json) -> tuple[str, str]:
    """What makes a contract's article the same (page and text), and its page; without an address, the text alone."""
    url, text = known["url"], known["text"]
    page = canonical(url) if url else None
    key = _digest(page, text)
    return key, _digest(page) if page else key


def _digest(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode("ascii")).hexdigest()[:32]


def mark_versions(connection: Connection, page: str) -> int:
    """Work out the standing of every statement of a page; the number of its versions.

    Versions are in the order of publication, then of adding.
    """
    order = (func.coalesce(article.c.published, ""), article.c.added, article.c.n)
    versions = connection.scalars(select(article.c.n).where(article.c.page == page).order_by(*order)).all()
    newest = versions[-1]
    connection.execute(update(article).where(article.c.page == page).values(latest=article.c.n == newest))
    if len(versions) == 1:
        return 1
    bodies = select(article.c.n, article.c.text).where(article.c.page == page)
    texts = {row.n: _flat(row.text) for row in connection.execute(bodies)}
    columns = select(statement.c.n, statement.c.article, statement.c.standing, statement.c.text)
    rows = connection.execute(columns.where(statement.c.article.in_(versions))).all()
    told: dict[int, list[list[str]]] = {n: [] for n in versions}
    for row in rows:
        told[row.article].append(_words(row.text))
    changed = []
    for row in rows:
        at = versions.index(row.article)
        later = [words for n in versions[at + 1 :] for words in told[n]]
        before = [texts[n] for n in versions[:at]]
        standing = _find_standing(_words(row.text), later, texts[newest], before if row.article == newest else None)
        if row.standing not in (standing, DROPPED):
            changed.append({"row": row.n, "standing": standing})
    if changed:
        change = update(statement).where(statement.c.n == bindparam("row")).values(standing=bindparam("standing"))
        connection.execute(change, changed)
    return len(versions)


def _find_standing(
    words: Sequence[str], later: Iterable[Sequence[str]], newest: str, before: Sequence[str] | None
) -> str:
    """The standing of a statement by the words of its pieces: `later` are those of later versions, `newest` is the
    newest version's text and `before` are the texts of those before it, for one that stands in the newest itself.
    """
    if before is not None:
        return KEPT if any(_stands_in(words, text) for text in before) else ADDED
    if any(_is_same(words, other) for other in later):
        return REPLACED
    return KEPT if _stands_in(words, newest) else WITHDRAWN


def _words(content: str) -> list[str]:
    return [" ".join(split_words(piece)) for piece in content.split(" … ")]


def _flat(text: str) -> str:
    return f" {' '.join(split_words(text))} "


def _stands_in(pieces: Iterable[str], text: str) -> bool:
    return all(f" {piece} " in text for piece in pieces if piece)


def _is_same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two contents are one found twice: most of the words of the longer are the shorter."""
    first, second = " ".join(one), " ".join(other)
    short, long = sorted((first, second), key=len)
    return short in long and len(short) >= LEAST_SAME * len(long)
