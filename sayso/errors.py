"""What can go wrong, as a caller may tell it apart.

SaysoError
├─ UsageError       an option or setting is unknown or impossible
├─ ReadError        one input cannot become an article; it names the input and the reason
│  └─ LanguageError its language is not one that is read
├─ ModelError       the model is missing or damaged
└─ LedgerError      the ledger cannot be opened, is busy, damaged, or newer than this version
   ├─ NotFoundError it does not have what was asked for
   └─ ConflictError what was asked does not go with what is there
"""


class SaysoError(Exception):
    """The base of all errors that Sayso raises on purpose; its text is one line for a person."""


class UsageError(SaysoError):
    """An option or setting is unknown or impossible."""


class ReadError(SaysoError):
    """One input cannot become an article.

    `ref` names the input as the user gave it, `reason` says why in a few words.
    """

    def __init__(self, ref: str, reason: str) -> None:
        super().__init__(f"{ref}: {reason}")
        self.ref = ref
        self.reason = reason


class LanguageError(ReadError):
    """The article is in a language that Sayso does not read."""


class ModelError(SaysoError):
    """The model is missing, damaged or of another version."""


class LedgerError(SaysoError):
    """The ledger cannot be opened, is busy, damaged, or of a newer version; the text names it."""


class NotFoundError(LedgerError):
    """The ledger does not have what was asked for."""


class ConflictError(LedgerError):
    """What was asked does not go with what the ledger has."""
