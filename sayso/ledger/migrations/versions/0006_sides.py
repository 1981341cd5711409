"""The parties of a relation, so that those of one speaker are found without looking at all."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the columns, and fill them for what is there."""
    for end in ("from", "to"):
        op.add_column("relation", sa.Column(f"{end}_party", TEXT))
        party = f"(SELECT s.party FROM statement s WHERE s.id = relation.{end}_id)"
        op.execute(f"UPDATE relation SET {end}_party = {party}")
        op.create_index(f"ix_relation_{end}_party_kind", "relation", [f"{end}_party", "kind"])
