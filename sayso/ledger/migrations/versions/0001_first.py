"""The first tables: articles, speakers, statements, what finds them, judgements and corrections."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")

#: "SAYS": tells a ledger from other SQLite files.
MARK = "PRAGMA application_id = 1396791635"
#: The words of each statement: as printed, their stems, and the words of its speaker's name.
SQLITE_WORDS = """
CREATE VIRTUAL TABLE statement_words USING fts5(
    words, stems, names, tokenize = "unicode61 remove_diacritics 0"
)
"""
#: The name of a speaker counts half of what is said.
SQLITE_RANK = "INSERT INTO statement_words (statement_words, rank) VALUES ('rank', 'bm25(1.0, 1.0, 0.5)')"
SERVER_WORDS = """
CREATE TABLE statement_words (
    statement bigint PRIMARY KEY REFERENCES statement (n) ON DELETE CASCADE, words tsvector NOT NULL
)
"""
SERVER_INDEX = "CREATE INDEX ix_statement_words_words ON statement_words USING gin (words)"


def upgrade() -> None:
    """Make the tables."""
    _make_tables()
    if op.get_bind().dialect.name == "sqlite":
        op.execute(MARK)
        op.execute(SQLITE_WORDS)
        op.execute(SQLITE_RANK)
    else:
        op.execute(SERVER_WORDS)
        op.execute(SERVER_INDEX)


def _make_tables() -> None:
    op.create_table(
        "article",
        sa.Column("n", COUNTED, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("page", TEXT, nullable=False),
        sa.Column("url", TEXT),
        sa.Column("outlet", TEXT),
        sa.Column("outlet_folded", TEXT),
        sa.Column("title", TEXT),
        sa.Column("byline", TEXT, nullable=False),
        sa.Column("published", TEXT),
        sa.Column("language", TEXT),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("sketch", sa.LargeBinary(), nullable=False),
        sa.Column("copy", TEXT, nullable=False),
        sa.Column("latest", sa.Boolean(), nullable=False),
        sa.Column("reader", TEXT, nullable=False),
        sa.Column("added", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index("ix_article_copy", "article", ["copy"])
    op.create_index("ix_article_outlet_folded", "article", ["outlet_folded"])
    op.create_index("ix_article_page", "article", ["page"])
    op.create_table(
        "correction",
        sa.Column("n", COUNTED, nullable=False),
        sa.Column("article", TEXT, nullable=False),
        sa.Column("statement", TEXT, nullable=False),
        sa.Column("action", TEXT, nullable=False),
        sa.Column("field", TEXT),
        sa.Column("value", TEXT),
        sa.Column("machine", TEXT),
        sa.Column("note", TEXT),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("withdrawn_by", TEXT),
        sa.Column("withdrawn_at", TEXT),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("ix_correction_article", "correction", ["article"])
    op.create_index("ix_correction_statement", "correction", ["statement"])
    op.create_table(
        "judgement",
        sa.Column("n", COUNTED, nullable=False),
        sa.Column("left", TEXT, nullable=False),
        sa.Column("right", TEXT, nullable=False),
        sa.Column("verdict", TEXT, nullable=False),
        sa.Column("reason", TEXT),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("by_rule", sa.Boolean(), nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("withdrawn_by", TEXT),
        sa.Column("withdrawn_at", TEXT),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("ix_judgement_left", "judgement", ["left"])
    op.create_index("ix_judgement_right", "judgement", ["right"])
    op.create_table(
        "party",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "party_key",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("party", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_party_key_party", "party_key", ["party"])
    op.create_table(
        "relation",
        sa.Column("n", COUNTED, nullable=False),
        sa.Column("from_id", TEXT, nullable=False),
        sa.Column("to_id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("basis", TEXT, nullable=False),
        sa.Column("evidence", TEXT, nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("ix_relation_from_id", "relation", ["from_id"])
    op.create_index("ix_relation_to_id", "relation", ["to_id"])
    op.create_table(
        "article_print",
        sa.Column("print", sa.BigInteger(), nullable=False),
        sa.Column("article", COUNTED, nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.n"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("print", "article"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_article_print_article", "article_print", ["article"])
    op.create_table(
        "article_ref",
        sa.Column("article", COUNTED, nullable=False),
        sa.Column("ref", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.n"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article", "ref"),
    )
    op.create_table(
        "party_word",
        sa.Column("word", TEXT, nullable=False),
        sa.Column("party", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["party"], ["party.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("word", "party"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_party_word_party", "party_word", ["party"])
    op.create_table(
        "speaker",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("article", COUNTED, nullable=False),
        sa.Column("local", TEXT, nullable=False),
        sa.Column("party", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("shared", TEXT, nullable=False),
        sa.Column("data", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.n"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_speaker_article", "speaker", ["article"])
    op.create_index("ix_speaker_party", "speaker", ["party"])
    op.create_table(
        "statement",
        sa.Column("n", COUNTED, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("article", COUNTED, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("parent", TEXT),
        sa.Column("speaker", TEXT),
        sa.Column("party", TEXT),
        sa.Column("source", TEXT),
        sa.Column("act", TEXT),
        sa.Column("hedged", sa.Boolean()),
        sa.Column("addressee", TEXT),
        sa.Column("day", TEXT),
        sa.Column("last_day", TEXT),
        sa.Column("standing", TEXT, nullable=False),
        sa.Column("saying", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("data", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.n"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_statement_act_day", "statement", ["act", "day"])
    op.create_index("ix_statement_article", "statement", ["article"])
    op.create_index("ix_statement_day", "statement", ["day"])
    op.create_index("ix_statement_party_day", "statement", ["party", "day"])
    op.create_index("ix_statement_saying", "statement", ["saying"])
    op.create_index("ix_statement_speaker", "statement", ["speaker"])
    op.create_table(
        "figure",
        sa.Column("statement", COUNTED, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("low", sa.Float()),
        sa.Column("high", sa.Float()),
        sa.Column("unit", TEXT),
        sa.ForeignKeyConstraint(["statement"], ["statement.n"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("statement", "place"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "statement_print",
        sa.Column("print", sa.BigInteger(), nullable=False),
        sa.Column("statement", COUNTED, nullable=False),
        sa.ForeignKeyConstraint(["statement"], ["statement.n"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("print", "statement"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_statement_print_statement", "statement_print", ["statement"])
