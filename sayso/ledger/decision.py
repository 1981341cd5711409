"""Who decided something about the ledger, when, and why."""

from typing import NamedTuple


class Decision(NamedTuple):
    """`by` whom, `at` which moment (ISO, UTC), and a `note` on why."""

    by: str
    at: str
    note: str | None = None
