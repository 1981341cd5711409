"""The words around a number that bound it, blur it, or make it a rate: "more than", "some", "or so", "a week"."""

import re
from dataclasses import dataclass
from typing import Literal

from sayso.normalise.figures.units import SIGNS

Bound = Literal["", "low", "high"]

_LOW = (
    r"as\slow\sas|more\sthan|no\s(?:less|fewer)\sthan|not\s(?:less|fewer)\sthan|at\s(?:the\svery\s)?least|a\sminimum\sof|minimum\sof|over|above|upwards?\sof|"
    r"north\sof|in\sexcess\sof|(?:greater|higher|larger|bigger|longer|better|older)\sthan|exceed(?:s|ed|ing)?|topp(?:ed|ing)|surpass(?:es|ed|ing)?|"
    r"past|beyond|well\sover|well\sabove|as\s(?:few|little)\sas|from\sas\s(?:low|little|few)\sas|just\sover|a\slittle\s(?:more\sthan|over)|slightly\s(?:more\sthan|over|above)|>|≥"
)
_HIGH = (
    r"(?:no|not)\s(?:more|longer|greater|higher)\sthan|less\sthan|fewer\sthan|(?:lower|smaller|shorter|younger)\sthan|under|below|up\sto|"
    r"as\s(?:many|much|high|long)\sas|at\s(?:the\svery\s)?most|a\smaximum\sof|maximum\sof|shy\sof|just\sshy\sof|short\sof|just\sshort\sof|"
    r"just\sunder|slightly\s(?:less\sthan|under|below)|a\slittle\s(?:less\sthan|under)|well\s(?:under|below)|south\sof|within|inside|<|≤|sub(?=-)"
)
_NEARLY = r"nearly|almost|approaching|not\squite|virtually|practically"
_ABOUT = (
    r"about|around|roughly|approximately|approx\.?|some|an?\sestimated|estimated|estimates?\sof|an\saverage\sof|circa|ca\.|c\.|~|≈|somewhere\s(?:around|near|between)|"
    r"in\sthe\s(?:neighbou?rhood|region|order|vicinity)\sof|or\sso|near|close\sto|more\sor\sless|maybe|perhaps|probably|likely|barely|possibly|an?\sapproximate|"
    r"something\slike"
)
_BEFORE = re.compile(
    rf"""(?<![\w’'-])(?:(?P<low>{_LOW})|(?P<high>{_HIGH})|(?P<nearly>{_NEARLY})|(?P<about>{_ABOUT}))
         (?:\s(?P<second>about|around|roughly|approximately|some|an?\sestimated|estimated|nearly|almost|between|up\sto))?
         (?:\s(?:(?<!\bover\s)(?<!\bunder\s)(?<!\bpast\s)(?<!\bbelow\s)(?<!\babove\s)(?<!\bwithin\s)(?<!\bbeyond\s)(?<!\binside\s)the|a\stotal\sof|just|only|another|an\sadditional|additional))?[\s-]?$""",
    re.X | re.I,
)
_BETWEEN = re.compile(r"(?<![\w’'-])(?:(?P<about>about|roughly|somewhere|anywhere|around)\s)?(?:in\s)?between\s$", re.I)
#: Words before a number that a careful reader reads past on the way to the bound.
_HOLLOW = re.compile(
    r"(?<!\w)(?:the|a\stotal\sof|just|only|another|an\sadditional|additional|a\swhopping|an?\sastonishing|as)\s$", re.I
)
_OR_MORE = re.compile(
    r"\+(?!\w)|[\s-]plus\b|,?\sor\s(?:more|higher|above|greater|better|longer|older)\b|\sand\s(?:up|above|over|counting|more)\b",
    re.I,
)
_OR_LESS = re.compile(r",?\sor\s(?:less|fewer|lower|under|below|younger)\b", re.I)
_OR_SO = re.compile(r"[\s-](?:or\sso|odd|ish|give\sor\stake|more\sor\sless|or\sthereabouts)\b", re.I)
_PERIODS = "second|minute|hour|day|night|week|weekend|fortnight|month|quarter|season|semester|year|decade|century|term"
_THINGS = (
    "person|head|capita|share|barrel|gallon|litre|liter|pound|ounce|ton|tonne|mile|kilometre|kilometer|acre|hectare|vote|piece|bottle|ticket|seat|plate|household|family|"
    "student|pupil|child|worker|employee|visit|visitor|unit|copy|game|episode|shift|ride|trip|pop|dose|square\\s(?:foot|metre|meter|mile|kilometre)|watt|bushel|kilogram|gram|couple|customer|patient|resident|citizen|voter|inhabitant"
)
_RATE = re.compile(
    rf"""\s?/\s?(?P<slash>sec|s|min|h|hr|hour|day|d|week|wk|month|mo|year|yr)\b
       |[\s-](?:a|an|each|every|per)[\s-](?P<period>{_PERIODS}|{_THINGS})\b(?!\s(?:ago|later|earlier|before|after|old))
       |\s(?:per)\s(?P<per>(?:\d[\d,.]*\s)?[a-z]+(?:[\s-](?:miles?|foot|metre|meter|capita))?)
       |\s(?:every|in\severy)\s(?P<every>(?:\w+\s)(?:{_PERIODS})s)\b
       |\s(?P<adverb>hourly|daily|nightly|weekly|monthly|quarterly|annually|yearly)\b
    """,
    re.X | re.I,
)
_ADVERBS = {"hourly": "hour", "daily": "day", "nightly": "night", "weekly": "week", "monthly": "month",
            "quarterly": "quarter", "annually": "year", "yearly": "year"}  # fmt: skip
_SLASHES = {
    "sec": "second",
    "s": "second",
    "min": "minute",
    "h": "hour",
    "hr": "hour",
    "d": "day",
    "wk": "week",
    "mo": "month",
    "yr": "year",
}
_BEFORE_REACH = 48


@dataclass(frozen=True, slots=True)
class Limits:
    """What the words before or after a number say of its bounds; `at` is where they begin (or end, after it)."""

    at: int
    bound: Bound = ""
    approx: bool = False


def read_before(text: str, start: int) -> Limits:
    """The bounding words before a number that begins at `start`."""
    found = _BEFORE.search(text, max(0, start - _BEFORE_REACH), start)
    if not found:
        return Limits(start)
    second = (found["second"] or "").lower()
    bound: Bound = "low" if found["low"] else "high" if found["high"] or found["nearly"] else ""
    if second in ("nearly", "almost", "up to"):
        bound = bound or "high"
    approx = bool(found["nearly"] or found["about"] or second not in ("", "between", "up to"))
    return Limits(found.start(), bound, approx)


def read_between(text: str, start: int) -> Limits | None:
    """Whether "between" stands before a number, and how exactly."""
    found = _BETWEEN.search(text, max(0, start - _BEFORE_REACH), start)
    return Limits(found.start(), approx=bool(found["about"])) if found else None


def skip_hollow(text: str, start: int) -> int:
    """The place before words that say nothing of a number's bounds ("only", "just", "another")."""
    found = _HOLLOW.search(text, max(0, start - _BEFORE_REACH), start)
    return found.start() if found else start


def read_after(text: str, end: int) -> Limits:
    """The bounding words after a number that ends at `end`."""
    if found := _OR_MORE.match(text, end):
        return Limits(found.end(), "low")
    if found := _OR_LESS.match(text, end):
        return Limits(found.end(), "high")
    if found := _OR_SO.match(text, end):
        return Limits(found.end(), approx=True)
    return Limits(end)


def read_rate(text: str, end: int) -> tuple[str, int] | None:
    """The period or thing that a number is counted by ("a week" -> "week"), and where those words end."""
    found = _RATE.match(text, end)
    if not found:
        return None
    kind, words = next((k, v) for k, v in found.groupdict().items() if v)
    low = " ".join(words.lower().split())
    if kind == "slash":
        low = _SLASHES.get(low, low)
    elif kind == "adverb":
        low = _ADVERBS[low]
    elif kind == "per" and low in SIGNS:
        low = SIGNS[low]
    return low, found.end()
