"""The types of the ledger's columns, the same in both stores: exact text, and JSON."""

import json
import re
from typing import Any

from sqlalchemy import BigInteger, Integer, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

#: What neither store can hold: NUL (PostgreSQL), half surrogates (both), and the mark itself.
_ESCAPED = "\ufdd0"
_TROUBLE = re.compile(f"[\x00\ud800-\udfff{_ESCAPED}]")

#: Ordered by code points in both stores, so that an export has one order.
PLAIN = String().with_variant(String(collation="C"), "postgresql")
#: A key that the store counts up; SQLite does so for plain integers alone.
COUNTED = BigInteger().with_variant(Integer(), "sqlite")


def _by_code_points(dialect: Dialect) -> Any:
    return dialect.type_descriptor(String(collation="C") if dialect.name == "postgresql" else String())


class Exact(TypeDecorator[str]):
    """Any Python string, given back character for character."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """Ordered by code points, as `PLAIN`."""
        return _by_code_points(dialect)

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """The string as it is, or escaped where a store could not hold it."""
        if value is None or not _TROUBLE.search(value):
            return value
        return _ESCAPED + json.dumps(value, ensure_ascii=True)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> str | None:
        """The string that was stored."""
        if value is None or not value.startswith(_ESCAPED):
            return value
        found: str = json.loads(value[1:])
        return found


class Json(TypeDecorator[Any]):
    """Plain JSON as text: its bytes are the same in both stores, and nothing asks a store to look inside."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """Ordered by code points, as `PLAIN`."""
        return _by_code_points(dialect)

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        """As short as JSON gets; escapes where a store could not hold a character."""
        if value is None:
            return None
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return json.dumps(value, ensure_ascii=True, separators=(",", ":")) if _TROUBLE.search(text) else text

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Any:
        """The value that was stored."""
        return None if value is None else json.loads(value)
