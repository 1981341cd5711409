"""What the commands of a ledger share: its opening, the moment, and who decides."""

import getpass
from argparse import Namespace
from datetime import UTC, datetime

from sayso.ledger.decision import Decision
from sayso.ledger.ledger import Ledger


def open_ledger(arguments: Namespace, *, writing: bool = False, create: bool = True) -> Ledger:
    """The ledger that the command line names."""
    return Ledger(arguments.ledger, writing=writing, create=create)


def now() -> str:
    """The moment in UTC, as the ledger keeps it."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def decide(arguments: Namespace) -> Decision:
    """The user's decision: by whom the command line says, or this computer knows."""
    return Decision(arguments.by or _find_user(), now(), arguments.note)


def _find_user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
