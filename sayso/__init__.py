"""Sayso reads news and keeps the record of it: who said what, on whose say-so.

    import sayso
    record = sayso.read("article.html")
    for statement in record.statements:
        print(record.speaker(statement).name, record.words(statement.content))

Importing the package loads nothing heavy; the model is loaded by the first `read` or `Reader`.
"""

import importlib
from typing import TYPE_CHECKING

from sayso.errors import LanguageError, ModelError, ReadError, SaysoError, UsageError
from sayso.model import Article, Record, Span, Speaker, Statement

if TYPE_CHECKING:
    from sayso.library import Reader, read

__version__ = "0.1.0"

__all__ = [
    "Article",
    "LanguageError",
    "ModelError",
    "ReadError",
    "Reader",
    "Record",
    "SaysoError",
    "Span",
    "Speaker",
    "Statement",
    "UsageError",
    "read",
]

_LATER = {"Reader": "sayso.library", "read": "sayso.library"}


def __getattr__(name: str) -> object:
    """The heavy names, imported when first asked for (PEP 562)."""
    if name in _LATER:
        return getattr(importlib.import_module(_LATER[name]), name)
    raise AttributeError(f"module 'sayso' has no attribute {name!r}")
