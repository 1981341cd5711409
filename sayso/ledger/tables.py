"""The tables of a ledger, the same in SQLite and PostgreSQL.

Derived rows (speaker, statement, figure, relation and what finds them) are what a version of Sayso read; they are
replaced by a later reading. Corrections and the judgements of persons are what was decided; they are only added to, and
withdrawn.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
)

from sayso.ledger.columns import COUNTED, PLAIN, Exact, Json

metadata = MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s"})


def _within(table: str) -> ForeignKey:
    return ForeignKey(f"{table}.n", ondelete="CASCADE")


#: A version of a page. `key` is the hash of canonical address and text, `page` of the address alone (of the text, where
#: there is no address); `copy` is the smallest id among its near-duplicates, `sketch` what tells them.
article = Table(
    "article",
    metadata,
    Column("n", COUNTED, primary_key=True),
    Column("id", PLAIN, nullable=False, unique=True),
    Column("key", PLAIN, nullable=False, unique=True),
    Column("page", PLAIN, nullable=False),
    Column("url", Exact),
    Column("outlet", Exact),
    Column("outlet_folded", Exact),
    Column("title", Exact),
    Column("byline", Json, nullable=False),
    Column("published", PLAIN),
    Column("language", PLAIN),
    Column("text", Exact, nullable=False),
    Column("sketch", LargeBinary, nullable=False),
    Column("copy", PLAIN, nullable=False),
    Column("latest", Boolean, nullable=False),
    Column("reader", PLAIN, nullable=False),
    Column("added", PLAIN, nullable=False),
    Index(None, "page"),
    Index(None, "copy"),
    Index(None, "outlet_folded"),
)

#: Under which names the inputs gave an article.
article_ref = Table(
    "article_ref",
    metadata,
    Column("article", COUNTED, _within("article"), primary_key=True),
    Column("ref", Exact, primary_key=True),
)

#: Where near-duplicates are looked for.
article_print = Table(
    "article_print",
    metadata,
    Column("print", BigInteger, primary_key=True),
    Column("article", COUNTED, _within("article"), primary_key=True),
    Index(None, "article"),
    sqlite_with_rowid=False,
)

#: A speaker of one article. `id` depends on article, kind and name alone; `party` is the smallest id among the speakers
#: that are judged to be one party; `shared` are the keys that it has in common with others of
#: the party.
speaker = Table(
    "speaker",
    metadata,
    Column("id", PLAIN, primary_key=True),
    Column("article", COUNTED, _within("article"), nullable=False),
    Column("local", PLAIN, nullable=False),
    Column("party", PLAIN, nullable=False),
    Column("name", Exact, nullable=False),
    Column("kind", PLAIN, nullable=False),
    Column("shared", Json, nullable=False),
    Column("data", Json, nullable=False),
    Index(None, "article"),
    Index(None, "party"),
)

#: A party under the fullest name that any article gives it.
party = Table(
    "party",
    metadata,
    Column("id", PLAIN, primary_key=True),
    Column("name", Exact, nullable=False),
    Column("kind", PLAIN, nullable=False),
)

#: Speakers that share a key are one party.
party_key = Table(
    "party_key",
    metadata,
    Column("key", Exact, primary_key=True),
    Column("party", PLAIN, nullable=False),
    Index(None, "party"),
    sqlite_with_rowid=False,
)

#: The words of all names of a party.
party_word = Table(
    "party_word",
    metadata,
    Column("word", Exact, primary_key=True),
    Column("party", PLAIN, ForeignKey("party.id", ondelete="CASCADE"), primary_key=True),
    Index(None, "party"),
    sqlite_with_rowid=False,
)

#: That two speakers are the same party or different ones: who or what decided, when and why. Those of a rule are made
#: anew with each reading.
judgement = Table(
    "judgement",
    metadata,
    Column("n", COUNTED, primary_key=True),
    Column("left", PLAIN, nullable=False),
    Column("right", PLAIN, nullable=False),
    Column("verdict", PLAIN, nullable=False),
    Column("reason", Exact),
    Column("by", Exact, nullable=False),
    Column("by_rule", Boolean, nullable=False),
    Column("at", PLAIN, nullable=False),
    Column("withdrawn_by", Exact),
    Column("withdrawn_at", PLAIN),
    Index(None, "left"),
    Index(None, "right"),
)

#: A statement with corrections applied; `data` is the contract's statement as it was read, `text` the words of its
#: content, `source` those that tell whose it is, `addressee` its name folded. `day` is the first day on which it can
#: have been said, else that of publication, `last_day` the last. `standing` is what has become of it on its page
#: (`sayso.ledger.pages`), `saying` the smallest id among those that carry the same words. One that is there for a
#: correction alone, and not in the last reading, is `by_hand`. `worth` is how much is gained where a person looks at it
#: (`sayso.ledger.review`).
statement = Table(
    "statement",
    metadata,
    Column("n", COUNTED, primary_key=True),
    Column("id", PLAIN, nullable=False, unique=True),
    Column("article", COUNTED, _within("article"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("by_hand", Boolean, nullable=False),
    Column("parent", PLAIN),
    Column("speaker", PLAIN),
    Column("party", PLAIN),
    Column("source", Exact),
    Column("cue", Exact),
    Column("act", PLAIN),
    Column("hedged", Boolean),
    Column("addressee", Exact),
    Column("day", PLAIN),
    Column("last_day", PLAIN),
    Column("standing", PLAIN, nullable=False),
    Column("saying", PLAIN, nullable=False),
    Column("worth", Float),
    Column("text", Exact, nullable=False),
    Column("data", Json, nullable=False),
    Index(None, "article"),
    Index(None, "speaker"),
    Index(None, "party", "day"),
    Index(None, "saying"),
    Index(None, "day"),
    Index(None, "act", "day"),
    Index(None, "worth"),
)

#: Where the same words are looked for.
statement_print = Table(
    "statement_print",
    metadata,
    Column("print", BigInteger, primary_key=True),
    Column("statement", COUNTED, _within("statement"), primary_key=True),
    Index(None, "statement"),
    sqlite_with_rowid=False,
)

#: Where statements of one matter are looked for, and articles of one event.
statement_key = Table(
    "statement_key",
    metadata,
    Column("key", BigInteger, primary_key=True),
    Column("statement", COUNTED, _within("statement"), primary_key=True),
    Index(None, "statement"),
    sqlite_with_rowid=False,
)
article_key = Table(
    "article_key",
    metadata,
    Column("key", BigInteger, primary_key=True),
    Column("article", COUNTED, _within("article"), primary_key=True),
    Index(None, "article"),
    sqlite_with_rowid=False,
)

#: What the encoder read of statements, as far as it serves comparing them with others (`Judge.condense`).
statement_vector = Table(
    "statement_vector",
    metadata,
    Column("statement", COUNTED, _within("statement"), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)

#: The figures of statements; the unit in lower case.
figure = Table(
    "figure",
    metadata,
    Column("statement", COUNTED, _within("statement"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("low", Float),
    Column("high", Float),
    Column("unit", Exact),
    sqlite_with_rowid=False,
)

#: How one statement bears on another, by their ids; `day` is that of the one that does, "" where it is not known.
relation = Table(
    "relation",
    metadata,
    Column("n", COUNTED, primary_key=True),
    Column("from_id", PLAIN, nullable=False),
    Column("to_id", PLAIN, nullable=False),
    Column("kind", PLAIN, nullable=False),
    Column("basis", PLAIN, nullable=False),
    Column("evidence", Json, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("day", PLAIN, nullable=False, server_default=""),
    Column("from_party", PLAIN),
    Column("to_party", PLAIN),
    Index(None, "from_id"),
    Index(None, "to_id"),
    Index(None, "kind", "confidence"),
    Index(None, "kind", "day"),
    Index(None, "day"),
    Index(None, "from_party", "kind"),
    Index(None, "to_party", "kind"),
)

#: What a person decided of a statement: `action` is "set" (of `field`), "drop", "add" or "accept"; `machine` is the
#: statement as it was read.
correction = Table(
    "correction",
    metadata,
    Column("n", COUNTED, primary_key=True),
    Column("article", PLAIN, nullable=False),
    Column("statement", PLAIN, nullable=False),
    Column("action", PLAIN, nullable=False),
    Column("field", PLAIN),
    Column("value", Json),
    Column("machine", Json),
    Column("note", Exact),
    Column("by", Exact, nullable=False),
    Column("at", PLAIN, nullable=False),
    Column("withdrawn_by", Exact),
    Column("withdrawn_at", PLAIN),
    Index(None, "article"),
    Index(None, "statement"),
)

#: Who may write by the reading room: the secret of a token is kept as a hash alone.
token = Table(
    "token",
    metadata,
    Column("id", PLAIN, primary_key=True),
    Column("name", Exact, nullable=False),
    Column("hash", PLAIN, nullable=False),
    Column("at", PLAIN, nullable=False),
    Column("withdrawn_at", PLAIN),
)
