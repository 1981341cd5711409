"""What is wrong with what was asked, in plain words: pydantic's own speak of patterns and types."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

#: The forms of what is asked.
STATEMENT, ARTICLE, PARTY = r"^[0-9a-f]{20}$", r"^[0-9a-f]{64}$", r"^p[0-9a-f]{16}$"
#: An ISO day.
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
#: No control characters: they are in no name, and no store takes all of them.
PRINTED = r"^[^\x00-\x1f\x7f]*$"
WEB = r"^https?://[^\x00-\x20\x7f]+$"

_FORMS = {
    STATEMENT: "is no statement's id",
    ARTICLE: "is no article's id",
    PARTY: "is no speaker's id",
    DAY: "is no day like 2024-03-05",
    PRINTED: "has signs in it that are not printed",
    WEB: "is no address that begins with http:// or https://",
}
_KINDS = {"missing": "is missing", "extra_forbidden": "is not known here"}
#: Characters of what was given that are said again.
_SHOWN = 80
#: Parts of a place that nobody gave.
_OURS = ("path", "query", "body", "str", "bool")


def explain_first(errors: Sequence[Mapping[str, Any]]) -> str:
    """The first fault of what was asked, in one line; that something is missing is told where nothing else is wrong."""
    if errors[0]["type"] == "json_invalid":
        return "what was sent is no JSON"
    first = next((error for error in errors if error["type"] != "missing"), errors[0])
    return f"{_name_place(first['loc'])}: {_say(first)}"


def _say(error: Mapping[str, Any]) -> str:
    if error["type"] == "string_pattern_mismatch" and (form := _FORMS.get(error["ctx"]["pattern"])):
        return f"{str(error['input'])[:_SHOWN]!r} {form}"
    return _KINDS.get(error["type"], re.sub(r"^(Value error, |(Input|String) (?=should))", "", error["msg"]))


def _name_place(place: Sequence[str | int]) -> str:
    """Where it is, by the names that a caller gave: those of our models and functions are nobody else's business."""
    parts = [str(part) for part in place]
    given = [part.rstrip("_") for part in parts if part not in _OURS and re.fullmatch(r"[0-9]+|[a-z_]+", part)]
    return " ".join(given) or parts[-1]
