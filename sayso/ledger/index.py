"""The index of statements' words in each store: SQLite's FTS5, PostgreSQL's text search.

Both are given `sayso.words` and asked for the same; how hits are ranked is each store's own (BM25 and
`ts_rank_cd`).
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Float, bindparam, cast, column, func, literal_column, text
from sqlalchemy.dialects.postgresql import TSQUERY

from sayso.ledger.query import Query, Term
from sayso.words import split_words, stem

#: Words of a statement that are indexed: more than any has, unless a page is broken.
_MOST = 20000
#: Bytes of different words that PostgreSQL takes for one statement, with room to spare.
_ROOM = 500_000


class Indexed(NamedTuple):
    """A statement by its row, with its words and the name of its speaker."""

    n: int
    text: str
    name: str


_ADD = "INSERT INTO statement_words (rowid, words, stems, names) VALUES (:n, :w, :s, :a)"
_SERVER_ADD = "INSERT INTO statement_words (statement, words) VALUES (:n, CAST(:w AS tsvector))"


def add_words(connection: Connection, rows: Iterable[Indexed]) -> None:
    """Index statements."""
    if connection.dialect.name == "sqlite":
        _run(connection, _ADD, map(_columns, rows))
    else:
        _run(connection, _SERVER_ADD, map(_vector, rows))


def remove_words(connection: Connection, numbers: Iterable[int]) -> None:
    """Take the statements of some rows out of the index."""
    key = "rowid" if connection.dialect.name == "sqlite" else "statement"
    _run(connection, f"DELETE FROM statement_words WHERE {key} = :n", ({"n": n} for n in numbers))


def _run(connection: Connection, statement: str, rows: Iterable[dict[str, object]]) -> None:
    if values := list(rows):
        connection.execute(text(statement), values)


def _columns(row: Indexed) -> dict[str, object]:
    words = split_words(row.text)[:_MOST]
    stems, names = " ".join(map(stem, words)), " ".join(split_words(row.name))
    return {"n": row.n, "w": " ".join(words), "s": stems, "a": names}


def _vector(row: Indexed) -> dict[str, object]:
    words, names = split_words(row.text)[:_MOST], split_words(row.name)[:_MOST]
    tagged = [("w", words), ("s", [stem(w) for w in words]), ("n", names)]
    places: dict[str, list[str]] = {}
    room = _ROOM
    for tag, many in tagged:
        for place, word in enumerate(many, 1):
            if tag + word not in places:
                room -= len(word.encode())
            if room > 0:
                places.setdefault(tag + word, []).append(str(place))
    return {"n": row.n, "w": " ".join(f"'{word}':{','.join(at)}" for word, at in places.items())}


class Match(NamedTuple):
    """What finds statements by words: the table to join, its key, the condition and the rank, smaller ones first."""

    table: str
    key: ColumnElement[int]
    condition: ColumnElement[bool]
    rank: ColumnElement[float]


def build_match(query: Query, dialect: str) -> Match:
    """The condition of a query."""
    if dialect == "sqlite":
        condition = text("statement_words MATCH :words").bindparams(bindparam("words", _fts5(query)))
        rank: ColumnElement[float] = literal_column("statement_words.rank", Float)
        return Match("statement_words", column("rowid"), condition, rank)  # type: ignore[arg-type]
    vector: ColumnElement[Any] = literal_column("statement_words.words")
    words = cast(_tsquery(query), TSQUERY)
    return Match("statement_words", column("statement"), vector.op("@@")(words), -func.ts_rank_cd(vector, words, 1))


def are_many(connection: Connection, query: Query, many: int) -> bool:
    """Whether more than so many statements match; always False where the store cannot tell at once."""
    if connection.dialect.name != "sqlite":
        return False
    some = "SELECT count(*) FROM (SELECT 1 FROM statement_words WHERE statement_words MATCH :words LIMIT :count)"
    return int(connection.execute(text(some), {"words": _fts5(query), "count": many + 1}).scalar_one()) > many


def find_best(connection: Connection, query: Query, count: int) -> list[tuple[int, float]] | None:
    """The rows of the best matches in order with their ranks, smaller ones first, if the store can tell them without
    looking at the statements.
    """
    if connection.dialect.name != "sqlite":
        return None
    best = "SELECT rowid, rank FROM statement_words WHERE statement_words MATCH :words ORDER BY rank LIMIT :count"
    return [(n, rank) for n, rank in connection.execute(text(best), {"words": _fts5(query), "count": count})]


def _fts5(query: Query) -> str:
    wanted = " AND ".join(_fts5_term(term) for term in query.wanted)
    return f"({wanted})" + "".join(f" NOT {_fts5_term(term)}" for term in query.unwanted)


def _fts5_term(term: Term) -> str:
    words = " ".join(term.words)
    if term.prefix:
        return f'({{words names}} : "{words}" *)'
    if term.phrase:
        return f'({{words names}} : "{words}")'
    return f'({{stems}} : "{stem(words)}" OR {{names}} : "{words}")'


def _tsquery(query: Query) -> str:
    wanted = " & ".join(_server_term(term) for term in query.wanted)
    return wanted + "".join(f" & !{_server_term(term)}" for term in query.unwanted)


def _server_term(term: Term) -> str:
    def side_by_side(tag: str, words: Sequence[str]) -> str:
        return " <-> ".join(f"'{tag}{word}'" + ":*" * term.prefix for word in words)

    if term.prefix or term.phrase:
        return f"(({side_by_side('w', term.words)}) | ({side_by_side('n', term.words)}))"
    return f"('s{stem(term.words[0])}' | 'n{term.words[0]}')"
