"""What finds statements of one matter and articles of one event, and the words that introduce a statement."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables; `sayso relate` fills them for what is there."""
    op.add_column("statement", sa.Column("cue", TEXT))
    for owner in ("statement", "article"):
        op.create_table(
            f"{owner}_key",
            sa.Column("key", sa.BigInteger(), nullable=False),
            sa.Column(owner, COUNTED, nullable=False),
            sa.ForeignKeyConstraint([owner], [f"{owner}.n"], ondelete="CASCADE"),
            sa.PrimaryKeyConstraint("key", owner),
            sqlite_with_rowid=False,
        )
        op.create_index(f"ix_{owner}_key_{owner}", f"{owner}_key", [owner])
