"""Whether a ledger is whole: what must hold between its rows, looked at one rule at a time."""

from collections.abc import Callable, Iterator

from sqlalchemy import Connection, select, text

from sayso.ledger.index import build_match
from sayso.ledger.query import parse_query
from sayso.ledger.tables import article, statement
from sayso.words import split_words

#: Rules as queries that count what breaks them.
_RULES = {
    "statements whose article is gone": """
        SELECT count(*) FROM statement s LEFT JOIN article a ON a.n = s.article WHERE a.n IS NULL""",
    "statements whose speaker is gone": """
        SELECT count(*) FROM statement s LEFT JOIN speaker p ON p.id = s.speaker
        WHERE s.speaker IS NOT NULL AND p.id IS NULL""",
    "statements with another party than their speaker": """
        SELECT count(*) FROM statement s LEFT JOIN speaker p ON p.id = s.speaker
        WHERE coalesce(s.party, '') <> coalesce(p.party, '')""",
    "speakers whose party is gone": """
        SELECT count(*) FROM speaker p LEFT JOIN party r ON r.id = p.party WHERE r.id IS NULL""",
    "parties without a speaker": """
        SELECT count(*) FROM party r WHERE NOT EXISTS (SELECT 1 FROM speaker p WHERE p.party = r.id)""",
    "parties that are not named after their first speaker": """
        SELECT count(*) FROM party r WHERE r.id <> (SELECT min(p.id) FROM speaker p WHERE p.party = r.id)""",
    "keys whose party is gone": """
        SELECT count(*) FROM party_key k LEFT JOIN party r ON r.id = k.party WHERE r.id IS NULL""",
    "sayings that are not named after their first statement": """
        SELECT count(*) FROM (SELECT saying FROM statement GROUP BY saying HAVING min(id) <> saying) AS broken""",
    "copies that are not named after their first article": """
        SELECT count(*) FROM (SELECT copy FROM article GROUP BY copy HAVING min(id) <> copy) AS broken""",
    "figures whose statement is gone": """
        SELECT count(*) FROM figure f LEFT JOIN statement s ON s.n = f.statement WHERE s.n IS NULL""",
    "pages without exactly one newest version": """
        SELECT count(*) FROM
            (SELECT page FROM article GROUP BY page HAVING sum(CASE WHEN latest THEN 1 ELSE 0 END) <> 1) AS broken""",
    "judgements of persons about a speaker that is gone": """
        SELECT count(*) FROM judgement j WHERE NOT j.by_rule AND j.withdrawn_at IS NULL AND
            (NOT EXISTS (SELECT 1 FROM speaker p WHERE p.id = j."left")
             OR NOT EXISTS (SELECT 1 FROM speaker p WHERE p.id = j."right"))""",
    "corrections of an article that is gone": """
        SELECT count(*) FROM correction c LEFT JOIN article a ON a.id = c.article WHERE a.n IS NULL""",
    "relations with another party than their statements": """
        SELECT count(*) FROM relation r
        LEFT JOIN statement s ON s.id = r.from_id LEFT JOIN statement t ON t.id = r.to_id
        WHERE coalesce(r.from_party, '') <> coalesce(s.party, '')
           OR coalesce(r.to_party, '') <> coalesce(t.party, '')""",
    "relations from a statement that is gone": """
        SELECT count(*) FROM relation r LEFT JOIN statement s ON s.id = r.from_id WHERE s.n IS NULL""",
}


def find_faults(connection: Connection) -> list[str]:
    """What is wrong with a ledger, a line each; none where it is whole."""
    checks: tuple[Callable[[Connection], Iterator[str]], ...] = (_check_store, _check_rules, _check_spans, _check_words)
    return [fault for check in checks for fault in check(connection)]


def _check_store(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    for line in connection.execute(text("PRAGMA integrity_check")).scalars():
        if line != "ok":
            yield f"the file is damaged: {line}"
    broken = len(connection.execute(text("PRAGMA foreign_key_check")).all())
    if broken:
        yield f"{broken} rows refer to rows that are gone"


def _check_rules(connection: Connection) -> Iterator[str]:
    for name, query in _RULES.items():
        if count := connection.execute(text(query)).scalar():
            yield f"{count} {name}"


def _check_spans(connection: Connection) -> Iterator[str]:
    """Every statement as it was read stands on words of its article."""
    columns = select(article.c.text, statement.c.id, statement.c.data).join(
        statement, statement.c.article == article.c.n
    )
    rows = connection.execution_options(stream_results=True).execute(columns.where(~statement.c.by_hand))
    for words, id_, data in rows:
        spans = [*data["source"], *data["cue"], *data["content"]]
        if any(not 0 <= start < end <= len(words) for start, end in spans):
            yield f"statement {id_} stands outside its article's text"


def _check_words(connection: Connection) -> Iterator[str]:
    """Every statement is indexed and nothing else, and the first and the last are found by their words."""
    indexed = "statement_words_docsize" if connection.dialect.name == "sqlite" else "statement_words"
    key = "id" if connection.dialect.name == "sqlite" else "statement"
    for left, right, what in (
        ("statement", indexed, "statements that are not"),
        (indexed, "statement", "rows gone that are"),
    ):
        one, other = ("n", key) if left == "statement" else (key, "n")
        query = f"SELECT count(*) FROM {left} l LEFT JOIN {right} r ON r.{other} = l.{one} WHERE r.{other} IS NULL"
        if count := connection.execute(text(query)).scalar():
            yield f"{count} {what} in the index of words"
    for order in (statement.c.n.asc(), statement.c.n.desc()):
        row = connection.execute(select(statement.c.n, statement.c.text).order_by(order).limit(1)).first()
        if row and (words := split_words(row.text)) and not _is_found(connection, row.n, words[:8]):
            yield f"the index of words does not find the statement in row {row.n}"


def _is_found(connection: Connection, n: int, words: list[str]) -> bool:
    phrase = " ".join(words)
    match = build_match(parse_query(f'"{phrase}"'), connection.dialect.name)
    query = select(match.key).select_from(text(match.table)).where(match.condition, match.key == n)
    return connection.execute(query).first() is not None
