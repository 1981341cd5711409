"""Text that every reader of UTF-8 takes: half surrogates, which are no characters, become U+FFFD."""

import re
from typing import Any

_HALVES = re.compile("[\ud800-\udfff]")


def to_scalars(value: Any) -> Any:
    """A JSON value whose texts are made of Unicode scalar values only.

    A half surrogate becomes U+FFFD, as it does in a browser; one for one, so that every offset stays true.
    """
    if isinstance(value, str):
        return _HALVES.sub("\ufffd", value)
    if isinstance(value, dict):
        return {to_scalars(key): to_scalars(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_scalars(one) for one in value]
    return value
