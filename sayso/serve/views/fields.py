"""The fields of a statement, as a card shows them: each with its words and where they stand."""

from collections.abc import Sequence
from typing import NamedTuple

from sayso.model import Json
from sayso.wording import ACTS, format_days, name_unit

Spans = list[list[int]]


class Field(NamedTuple):
    """A field: what it is called, its value for people, where its words stand, and by which name it is corrected."""

    label: str
    value: str
    spans: Spans
    name: str


def list_fields(told: Json, text: str | None = None) -> list[Field]:
    """The fields of a statement that are known, in the order in which they are told; `text` is the article's."""

    def words(spans: Sequence[Sequence[int]]) -> str:
        return " … ".join(text[a:b] for a, b in spans) if text is not None else ""

    made = [Field("Cue", words(told["cue"]), told["cue"], "cue")] if told["cue"] and text is not None else []
    if told["act"]:
        made.append(Field("Act", ACTS.get(told["act"], "says"), told["cue"], "act"))
    if told["addressee"]:
        made.append(Field("To whom", told["addressee"]["name"], _one(told["addressee"]["span"]), "addressee"))
    if told["venue"]:
        made.append(Field("Where", told["venue"]["text"], _one(told["venue"]["span"]), "venue"))
    if when := told["said_on"]:
        made.append(Field("When", format_days(when["from"], when["to"]), _one(when["span"]), "said_on"))
    if told["hedged"] is not None:
        made.append(Field("How sure", _compose_hedge(told, words(told["hedge"])), told["hedge"], "hedged"))
    for figure in told["figures"]:
        made.append(Field("Figure", f"{figure['text']}: {compose_figure(figure)}", _one(figure["span"]), "figures"))
    return made


def list_spans(told: Json) -> list[Spans]:
    """Where all words of a statement stand."""
    own = [told[part] for part in ("content", "source", "cue", "hedge")]
    return own + [field.spans for field in list_fields(told)]


def compose_figure(figure: Json) -> str:
    """The bounds of a figure in plain numbers: "300 to 500 refugees a week", "at least 3,000"."""
    low, high = figure["low"], figure["high"]
    if low is not None and high is not None:
        told = _number(low) if low == high else f"{_number(low)} to {_number(high)}"
    elif low is not None:
        told = f"{_number(low)} or more"
    elif high is not None:
        told = f"{_number(high)} or less"
    else:
        told = "some"
    about = "about " if figure["approx"] else ""
    unit = f" {name_unit(figure['unit'], is_one=low == high == 1)}" if figure["unit"] else ""
    return f"{about}{told}{unit}" + (f" per {figure['per']}" if figure["per"] else "")


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.4g}"


def _compose_hedge(told: Json, words: str) -> str:
    if not told["hedged"]:
        return "plainly"
    return f"hedged: “{words}”" if words else "hedged"


def _one(span: list[int] | None) -> Spans:
    return [span] if span else []
