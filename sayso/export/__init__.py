"""Export: the records of a ledger in the formats that other programs read."""

from sayso.export.entry import Entry, Party
from sayso.export.write import FORMATS, write_entries

__all__ = ["FORMATS", "Entry", "Party", "write_entries"]
