"""How Alembic runs the migrations: on the connection that `sayso.ledger.versions` gives it."""

from alembic import context

from sayso.ledger.tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, version_table="sayso_version"
)
context.run_migrations()
