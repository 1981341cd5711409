"""What the encoder read of statements."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table; `sayso relate` fills it for what is there."""
    op.create_table(
        "statement_vector",
        sa.Column("statement", COUNTED, nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["statement"], ["statement.n"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("statement"),
    )
