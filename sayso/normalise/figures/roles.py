"""What a number is there for: a figure, or an age, a clock time, a rank, part of a name.

The guidelines count as figures what says how much, how many, how often or what share, and not dates, ages as mere
apposition, ordinals and numbers in names.
"""

import re
from dataclasses import dataclass
from typing import Literal

from sayso.model import Span
from sayso.normalise.figures.counted import STOPS, Counted
from sayso.normalise.figures.numerals import Numeral
from sayso.normalise.figures.units import MEASURES
from sayso.wordlist import word_set

Role = Literal[
    "figure", "age", "group age", "clock", "name", "one", "one of", "compound", "score", "pronoun", "year", "time",
    "other",
]  # fmt: skip

_CLOCK = re.compile(r"(?::\d\d)|(?::\d\d)?\s?(?:[ap]\.?\s?m\b|o[’']clock|hours\sGMT)", re.I)
_ORDINAL = re.compile(r"(?:st|nd|rd|th|s)\b|[’']s\b|-?(?:st|nd|rd|th)\b")
_FRACTIONAL = re.compile(r"[/.]\d|/\w|[A-Za-z_@]")
_LABEL = re.compile(
    r"""(?:\b[Nn]os?\.|\bGang\sof|\b[Nn]umber|\#|\b(?:Section|Sec\.|Article|Chapter|Game|Phase|Room|[Pp]age|Route|Highway
    |Interstate|Flight|Channel|Title|Proposition|Prop\.?|Amendment|Class|Group\sof|Act|Level|Tier|Windows|Boeing|Airbus
    |Formula|Psalm|Week|Day|Type|World\sWar|Super\sBowl|Resolution|H\.R\.|Bill|District|Ward|Area|Pier|Line|Unit|Gate
    |Terminal|Measure|Question|Part|Volume|Vol\.|Book|Season|Episode|Version|Apollo|Mach|Round|Category|Stage|Step|Rule
    |Item|Count|Exhibit|Order|Case|Docket|Suite|Apt\.?|Box|[Tt]op|Big|Fortune|Forbes|Nikkei|Dow|Stoxx|FTSE|Nasdaq
    |Russell|S&P|Euro|Catch|Studio|Pentium|iPhone|iPad|Galaxy|PlayStation|Xbox|Model|Carbon|Planet))\s?$""",
    re.X,
)
_CAPITAL = re.compile(r"(?<![.!?:;”\"’]\s)(?<!^)\b([A-Z][\w’.&-]*)\s$")
_AGE_BEFORE = re.compile(r"\b(?:ages?d?|between\sthe\sages\sof|the\sage\sof|turn(?:s|ed|ing))\s(?:of\s)?$", re.I)
_AGE_AFTER = re.compile(r"[\s-]years?[\s-](?:old|of\sage)s?\b|-?yo\b")
_OLDER = re.compile(
    r"\b(?:people|voters|adults|(?:wo)?men|those|children|anyone|everyone|Americans|Democrats|Republicans)\s"
    r"(?:under|over|aged|younger\sthan|older\sthan)\s$"
)
_WAS = re.compile(r"\b(?:was|is|turned|at)\s$")
_COMMA_AGE = re.compile(r"[A-Za-z.”\"’)]+,\s$")
_ENDS = re.compile(r"\s?[,;.)]|\sand\b|$")
_PHONE = re.compile(r"\d{0,4}[).]?[\s.-]?\d{3,4}[-.]\d{4}\b")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:\s?(?:-|–|and|to)\s?(?:1[5-9]|20)\d\d)?")
_TIME_UNITS = word_set("second minute hour day night week weekend fortnight month quarter year decade century")
_PLACED = re.compile(
    r"""\b(?:in|within|after|before|past|last|next|previous|first|final|early|earlier|coming|recent|following
    |(?:the|these|those|every|since)\s\w+|by|for\sthe|over|over\sthe|than|every)\s$""",
    re.I | re.X,
)
_LATER = re.compile(
    r"""[\s-](?:ago|later|earlier|before|after|since|from\snow|ahead|out\b|mark|anniversary|hence|beforehand|prior|into
    |away|old|of\sage|running|straight)\b""",
    re.X,
)
_NO_ONE = re.compile(
    r"""(?:\b(?:no|the|this|that|each|every|any|some|which|another|only|last|next|first|other|number|day|big|little|new
    |same|loved|not)\s|[-’'])$""",
    re.I | re.X,
)
_ONLY_ONE = re.compile(r"\b(?:only|just|exactly)\s$", re.I)
_POLL = re.compile(r"percent|per cent|%|points?\b|[-–]\d|\sto\s\d")
_HOUR_NAMES = word_set("Hours Minutes Days Years Weeks Months Seconds")
#: What "one" stands before as a pronoun or a turn of phrase.
_AFTER_ONE = STOPS | word_set(
    "day time thing way side reason point day’s person’s might needs gets knows moment place minute last final"
)
#: "A three-judge panel" tells how many.
_MEMBERS = word_set("member judge person page seat bedroom juror vote")
_THE = re.compile(r"\b(?:the|those|these|of|all|other)\s$", re.I)
_OF_THEM = re.compile(r"\sof\s(?:them|us|you)\b")
_OF = re.compile(r"[\s-](?:of|or)\s")
_NOT_HALF_BEFORE = re.compile(
    r"\b(?:second|first|other|better|latter|early|back|front|bottom|top|and\sa|an?|this|that|one)\s$", re.I
)
_NOT_HALF_AFTER = re.compile(
    r"\s(?:empty|full|expect|hour|joking|asleep|(?:of\s)?an?\s(?:hour|minute|day|year|century|dozen))"
)
_ORDINAL_PART = re.compile(r"(?:an?|one)[\s-](?:quarter|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)$")
#: "a third of voters" is a share, "a third party" is not.
_SHARE_AFTER = re.compile(r"\sof\b")
_DOUBLED_DOWN = re.compile(r"\s(?:down|as|back|over|up)\b")
_BY_PEOPLE = 110


@dataclass(frozen=True, slots=True)
class Setting:
    """A number with what stands around it; `bound` tells whether words bound it."""

    before: str
    words: str
    after: str
    numeral: Numeral
    unit: str | None
    counted: Counted
    bound: bool

    @property
    def low(self) -> str:
        """The number's words in small letters."""
        return self.words.lower()

    @property
    def may_be_age(self) -> bool:
        """Whether it is a whole number in digits that a person can be old."""
        value = self.numeral.low
        return self.numeral.digits and value <= _BY_PEOPLE and value == int(value) and not self.counted.plural


def find_role(text: str, number: Span, numeral: Numeral, unit: str | None, counted: Counted, bound: bool) -> Role:
    """What the number at a place is there for."""
    before = text[max(0, number.start - 40) : number.start].split("\n\n")[-1]
    after = text[number.end : number.end + 60].split("\n\n")[0]
    setting = Setting(before, text[slice(*number)], after, numeral, unit, counted, bound)
    finders = (_as_part, _as_digits, _as_name, _as_age, _as_year, _as_word, _as_one, _as_time)
    return next((role for find in finders if (role := find(setting))), "figure")


def _as_part(s: Setting) -> Role | None:
    """ "Half" is a share in "half of", "half the"; it is none in "second half", "half an hour"."""
    if s.numeral.shape != "fraction":
        return None
    if s.low == "half" and (_NOT_HALF_BEFORE.search(s.before) or _NOT_HALF_AFTER.match(s.after)):
        return "other"
    if _ORDINAL_PART.match(s.low) and not (s.bound or _SHARE_AFTER.match(s.after)):
        return "other"
    return None


def _as_digits(s: Setting) -> Role | None:
    """Clock times, ranks, telephone numbers, numbers in lists, codes."""
    if s.unit or not s.numeral.digits:
        return None
    if s.words.isdigit() and len(s.words) > 4 and not s.counted.word and not s.bound:
        return "name"
    if _CLOCK.match(s.after):
        return "clock"
    if _ORDINAL.match(s.after) or _PHONE.match(s.words + s.after) or _FRACTIONAL.match(s.after):
        return "name"
    is_item = len(s.words) < 3 and re.match(r"\)\s|[.)]\s?$", s.after) and not s.before.strip(" (…\n")
    return "name" if is_item else None


def _as_name(s: Setting) -> Role | None:
    """Numbers in names: "Boeing 787", "48 Hours", "Fortune 500"."""
    if s.unit:
        return None
    if _LABEL.search(s.before):
        return "name"
    if s.counted.word in _HOUR_NAMES and s.numeral.low != 1 and not _is_title(s.after):
        return "name"
    if s.counted.plural or not _CAPITAL.search(s.before):
        return None
    if s.numeral.digits:
        return None if s.counted.hyphen or "," in s.words or s.bound or _POLL.search(s.after) else "name"
    return "name" if s.words[0].isupper() else None


def _as_age(s: Setting) -> Role | None:
    if (s.unit and s.unit != "year") or s.bound:
        return None
    if _AGE_BEFORE.search(s.before):
        return "group age"
    if _AGE_AFTER.match(s.after):
        return "age"
    if not s.may_be_age:
        return None
    if _COMMA_AGE.search(s.before) and _ENDS.match(s.after):
        return "age"
    alone = not s.counted.word and re.match(r"[,.;\s]", s.after)
    return "age" if _OLDER.search(s.before) or (alone and _WAS.search(s.before)) else None


def _as_year(s: Setting) -> Role | None:
    people = (s.counted.unit or "").endswith("person")
    return "year" if _YEAR.fullmatch(s.words) and not (s.unit or s.bound or people) else None


def _as_word(s: Setting) -> Role | None:
    """Words that only look like numbers: settled scores, "doubled down", "the two", "a two-man race"."""
    if s.numeral.digits or s.low == "one":
        return None
    if (s.low == "scores" and not s.after.startswith(" of ")) or (
        s.low.startswith("doubl") and _DOUBLED_DOWN.match(s.after)
    ):
        return "other"
    if s.counted.hyphen and s.numeral.low < 13 and s.counted.unit not in MEASURES | _MEMBERS:
        return "compound"
    if _OF_THEM.match(s.after) and _THE.search(s.before):
        return "pronoun"
    if not (s.unit or s.counted.unit) and not _OF.match(s.after) and _THE.search(s.before):
        return "pronoun"
    return None


def _as_one(s: Setting) -> Role | None:
    """ "One" counts where it is "only one debate" or "one more question"; "one candidate or another" seldom does."""
    if s.low != "one" or s.unit or (s.bound and not s.after.startswith(" of ")):
        return None
    if _ONLY_ONE.search(s.before) or s.after.startswith(" more"):
        return None if s.counted.unit else "pronoun"
    follows = re.match(r"[\s\u00a0-]([A-Za-z’']+)", s.after)
    if follows and follows[1] == "of":
        return "one of"
    if not follows or follows[1].lower() in _AFTER_ONE or _NO_ONE.search(s.before):
        return "pronoun"
    if s.counted.hyphen:
        return None if s.counted.unit in MEASURES else "compound"
    return "one"


def _as_time(s: Setting) -> Role | None:
    """A stretch of time that only places an event: "in the 72 hours since", "three years later"."""
    last = (s.counted.unit or s.unit or "").split(" ")[-1]
    if last not in _TIME_UNITS:
        return None
    at = s.after.lower().find(last[:3])
    rest = re.sub(r"^[\w’']+", "", s.after[max(at, 0) :])
    placed = not s.counted.hyphen and not s.bound and _PLACED.search(s.before)
    return "time" if _LATER.match(rest) or placed else None


def _is_title(after: str) -> bool:
    words = [w for w in re.findall(r"[A-Za-z]+", after) if len(w) > 3]
    return len(words) > 2 and all(w[0].isupper() for w in words)
