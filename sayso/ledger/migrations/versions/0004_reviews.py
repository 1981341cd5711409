"""What it is worth to look at a statement, and who may write by the reading room."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
#: As `sayso.ledger.review` had it at this version.
STAKES = {"person": 1.0, "organisation": 0.7, "group": 0.4}
AT_ONCE = 5000


def upgrade() -> None:
    """Make the table and the column, and fill it for what is there."""
    op.create_table(
        "token",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("hash", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("withdrawn_at", TEXT),
        sa.PrimaryKeyConstraint("id"),
    )
    op.add_column("statement", sa.Column("worth", sa.Float()))
    _fill(op.get_bind())
    op.create_index("ix_statement_worth", "statement", ["worth"])
    op.create_index("ix_relation_kind_confidence", "relation", ["kind", "confidence"])


def _fill(connection: sa.Connection) -> None:
    told = sa.text(
        "SELECT s.n, s.data, p.kind FROM statement s LEFT JOIN speaker p ON p.id = s.speaker"
        " WHERE s.n > :after ORDER BY s.n LIMIT :count"
    )
    change = sa.text("UPDATE statement SET worth = :worth WHERE n = :n")
    after = 0
    while rows := connection.execute(told, {"after": after, "count": AT_ONCE}).all():
        made = [{"n": row.n, "worth": _weigh(json.loads(row.data), row.kind)} for row in rows]
        connection.execute(change, made)
        after = rows[-1].n


def _weigh(data: dict[str, float], kind: str | None) -> float:
    return round((1 - data["confidence"]) * STAKES.get(kind or "", 0.2), 4)
