"""What is known of a statement as tags of a machine: `sayso:act=assert`, for formats that have no fields for it."""

from sayso.model import Json


def make_tags(statement: Json) -> list[str]:
    """The form, act and circumstances of a statement, and its confidence; what is unknown has no tag."""
    to, at, when = (statement[key] or {} for key in ("addressee", "venue", "said_on"))
    values = {
        "form": statement["form"],
        "act": statement["act"],
        "hedged": None if statement["hedged"] is None else str(statement["hedged"]).lower(),
        "addressee": to.get("name"),
        "venue": at.get("text"),
        "said_from": when.get("from"),
        "said_to": when.get("to"),
        "parent": statement["parent"],
        "confidence": statement["confidence"],
    }
    return [f"sayso:{key}={value}" for key, value in values.items() if value is not None]


def make_span_tags(statement: Json) -> list[str]:
    """Where the pieces of source, cue and content stand, a tag each: `sayso:content=20-90`, in code points."""
    return [f"sayso:{part}={start}-{end}" for part in ("source", "cue", "content") for start, end in statement[part]]
