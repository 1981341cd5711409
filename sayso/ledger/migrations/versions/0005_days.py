"""The day of a relation, so that the newest are found without looking at all."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the column, and fill it for what is there."""
    op.add_column("relation", sa.Column("day", TEXT, nullable=False, server_default=""))
    day = "(SELECT coalesce(s.day, '') FROM statement s WHERE s.id = relation.from_id)"
    op.execute(f"UPDATE relation SET day = coalesce({day}, '')")
    op.create_index("ix_relation_kind_day", "relation", ["kind", "day"])
    op.create_index("ix_relation_day", "relation", ["day"])
