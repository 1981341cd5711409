"""The words that time expressions are made of, as regular expressions: one rule for each way to say when."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from sayso.normalise.dates.calendar import MONTHS, SEASONS, WEEKDAYS
from sayso.normalise.figures.numerals import SMALL, TENS


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(words)})"


class Rule(NamedTuple):
    """A way to say when; `begins` are the beginnings (`beginning_of`) of all that it can match, None if any do."""

    name: str
    pattern: re.Pattern[str]
    begins: frozenset[str] | None = None


def beginning_of(word: str) -> str:
    """What tells by a word's first letters whether a rule need be tried: two of them; any digit is "0"."""
    return "0" if word[0].isdigit() else word[:2].lower()


def _rule(name: str, begins: str, pattern: str, flags: int = 0) -> Rule:
    known = frozenset(map(beginning_of, begins.split()))
    return Rule(name, re.compile(rf"(?<![\w’'$£€/-]){pattern}(?![\w])", re.X | flags), known)


_LONG_MONTHS = [m.capitalize() for m in MONTHS if len(m) > 3 and m != "sept"]
_SHORT_MONTHS = [m.capitalize() for m in MONTHS if m.capitalize() not in _LONG_MONTHS and m != "may"]
#: "may" and "march" are verbs too, so a capital is asked for; of a short name also a stop or a number.
MONTH = _any([*_LONG_MONTHS, "May", *(rf"{m}(?:\.|(?=\s\d))" for m in _SHORT_MONTHS)])
_DAY_NAMES = [w.capitalize() for w in WEEKDAYS if w.endswith("day")]
WEEKDAY = _any([*_DAY_NAMES, *(rf"{w.capitalize()}\b\." for w in WEEKDAYS if not w.endswith("day"))])
_ONES = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_TEENS = _any(word for word, value in SMALL.items() if value > 9)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d,]{0,12}\d|\s?%|\spercent|[:.]\d)"
_YEAR = r"(?:1[4-9]\d\d|20\d\d)(?![\d,.]{0,12}\d|-\d|\s?%)"
_PART = r"(?:\s(?:at\s)?(?P<part>morning|afternoon|evening|night|midday|noon))?"
_UNIT = r"""(?P<unit>seconds?|minutes?|hours?|days?|weeks?|fortnights?|months?|quarters?|years?|decades?
    |centur(?:y|ies))"""
_COUNT = rf"""(?P<count>an?|one|a\sfew|several|some|many|a\scouple(?:\sof)?|half\sa|\d{{1,3}}
    |{_any([*TENS, *SMALL])}(?:-{_ONES})?)"""
_STAGE = r"""(?P<stage>(?i:early|later?|earlier)\s(?:in\s)?|(?i:mid)-?\s?
    |(?i:the)\s(?:end|beginning|start|middle|close|first\spart)\sof\s)"""
_ROUGHLY = r"(?:(?i:early|late|earlier|later|mid)[\s-](?:in\s|on\s)?)?"
_SEASON = f"(?P<season>{'|'.join(SEASONS)})"
_PERIODS = r"(?:days|weeks|months|years)"
_HOLIDAY = r"""Christmas(?:\s(?:Day|Eve))?|New\sYear[’']?s\s(?:Day|Eve)|Boxing\sDay|Valentine[’']?s\sDay
    |(?:St\.?|Saint)\sPatrick[’']?s\sDay|Independence\sDay|(?:Fourth|4th)\sof\sJuly|Halloween|Veterans[’']?\sDay
    |Armistice\sDay|Bastille\sDay|May\sDay|Earth\sDay|Cinco\sde\sMayo|Juneteenth|Thanksgiving(?:\sDay)?|Labor\sDay
    |Memorial\sDay|Presidents[’']?\sDay|Martin\sLuther\sKing\sDay|Columbus\sDay|Mother[’']?s\sDay|Father[’']?s\sDay
    |Easter(?:\s(?:Sunday|Monday))?|Election\sDay|Good\sFriday|Ash\sWednesday|Palm\sSunday|Pentecost|Flag\sDay"""

#: What the parts above begin with.
_DAYS = " ".join(WEEKDAYS)
_MONTHS = f" {' '.join(MONTHS)} "
_ROUGH = " early late mid"
_STAGES = " early late mid the"
_COUNTS = " ".join(["a an one several some many half 0", *TENS, *SMALL])
_HOLIDAYS = """last this next past Christmas New Boxing Valentine St Saint Independence Fourth 4th Halloween Veterans
    Armistice Bastille May Earth Cinco Juneteenth Thanksgiving Labor Memorial Presidents Martin Columbus Mother Father
    Easter Election Good Ash Palm Pentecost Flag"""

#: Each rule with the name of what reads it; of two that begin at one place the longer wins, then the earlier.
RULES: tuple[Rule, ...] = (
    _rule(
        "full",
        _DAYS + _MONTHS,
        rf"""(?:(?P<weekday>{WEEKDAY}),?\s)?(?P<month>{MONTH})\s(?:the\s)?(?P<day>{_DAY})
        (?:\s?(?:-|–|to|through)\s?(?P<until>3[01]|[12]\d|0?[1-9])(?!\d))?
        (?:(?:,\s?|\sof\s|\s)(?P<year>{_YEAR}))?""",
    ),
    _rule(
        "full",
        _DAYS + " the 0",
        rf"""(?:(?P<weekday>{WEEKDAY}),?\s)?(?:the\s)?(?P<day>{_DAY})\s(?:of\s)?(?P<month>{MONTH})
        (?:,?\s(?P<year>{_YEAR}))?""",
    ),
    _rule("iso", "0", r"(?P<year>(?:19|20)\d\d)-?(?P<month>0[1-9]|1[0-2])-?(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"),
    _rule("slashed", "0", r"(?<!\.)(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>(?:19|20)?\d\d)(?!/)"),
    _rule(
        "weekday",
        _DAYS + _ROUGH + " the last next this past coming",
        rf"""{_ROUGHLY}(?:(?:the\s)?(?P<which>(?i:last|next|this|past|coming))\s)?(?P<weekday>{WEEKDAY}){_PART}
        (?!\s{MONTH}\s\d)""",
    ),
    _rule(
        "near day",
        _ROUGH + " the yesterday tomorrow today tonight overnight last this",
        rf"""{_ROUGHLY}(?P<name>the\sday\s(?:before\syesterday|after\stomorrow)|yesterday|tomorrow|today|tonight
        |overnight|(?:last|this)\s(?:night|morning|afternoon|evening)){_PART}""",
        re.I,
    ),
    _rule(
        "month",
        _MONTHS + _STAGES + " last this next past coming",
        rf"""{_STAGE}?(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Cc]oming)\s)?(?P<month>{MONTH})
        (?:,?\s(?:of\s)?(?:(?P<year>{_YEAR})|(?P<ofyear>(?:last|next|this|that)\syear)))?
        (?!\s(?:for|of|on|to)\s(?:the\s)?[A-Z]|\s\d{{1,2}}\b(?!\s?(?:percent|%)))""",
    ),
    _rule(
        "year",
        _STAGES + " fiscal calendar 0",
        rf"{_STAGE}?(?:(?:fiscal|calendar)\s(?:year\s)?)?(?P<year>{_YEAR})(?![’']s\s?\b(?=\d)|s\b)",
    ),
    Rule("year", re.compile(r"(?<!\w)(?P<year>[’']\d\d)(?![\w’'])")),
    _rule(
        "spoken year",
        "the nineteen twenty two",
        rf"""(?:the\syear\s)?(?P<century>nineteen|twenty|two\sthousand)[-\s](?:and\s)?
        (?P<rest>{_TEENS}|(?:oh|{_any(TENS)})(?:[-\s]{_ONES})?)
        (?![-\s](?:hundred|thousand|million|percent|years?|people))""",
    ),
    _rule(
        "decade",
        _STAGES + " the 0 '2 '3 '4 '5 '6 '7 '8 '9 ’2 ’3 ’4 ’5 ’6 ’7 ’8 ’9 "
        "twenties thirties forties fifties sixties seventies eighties nineties",
        rf"""(?<!\bhis\s)(?<!\bher\s)(?<!\btheir\s)(?<!\bmy\s)(?<!\bour\s)(?:the\s)?{_STAGE}?
        (?P<decade>(?:1[5-9]|20)\d0[’']?s|[’']?[2-9]0[’']?s
        |(?:twen|thir|for|fif|six|seven|eigh|nine)ties)""",
    ),
    _rule(
        "century",
        _ROUGH + " the 0 twenty nineteenth eighteenth seventeenth sixteenth",
        rf"""(?:the\s)?{_ROUGHLY}(?P<century>\d{{1,2}}(?:st|nd|rd|th)
        |twenty-first|(?:twentie|(?:nine|eigh|seven|six)teen)th)[\s-]century""",
        re.I,
    ),
    _rule(
        "quarter",
        "the this last 0 fiscal first second third fourth",
        rf"""(?:the\s|(?:this|last)\syear[’']s\s)?(?:(?P<yearbefore>{_YEAR})\s)?(?:fiscal[\s-])?
        (?P<number>first|second|third|fourth)[\s-](?:fiscal\s)?(?P<unit>quarter|half)
        (?:\s(?:of\s)?(?:fiscal\s)?(?:(?P<year>{_YEAR})|(?P<ofyear>(?:this|last|next|the)\s(?:fiscal\s)?year)))?""",
        re.I,
    ),
    _rule("quarter", "q1 q2 q3 q4", rf"(?P<number>Q[1-4])(?:\s(?:of\s)?(?P<year>{_YEAR}))?"),
    _rule(
        "season",
        _ROUGH + " last this next past coming the",
        rf"{_ROUGHLY}(?P<which>last|this|next|past|coming|the)\s{_SEASON}(?:\sof\s(?P<year>{_YEAR}))?",
        re.I,
    ),
    _rule("season", " ".join(["in", *SEASONS]), rf"(?:in\s)?{_SEASON}\s(?:of\s)?(?P<year>{_YEAR})", re.I),
    _rule(
        "relative",
        _STAGES + " the last this next past previous prior coming following",
        rf"""{_STAGE}?(?P<the>the\s)?(?P<which>last|this|next|past|previous|prior|coming|following)\s
        (?P<unit>weekend|week|month|quarter|year|decade|century)(?![\w-])""",
        re.I,
    ),
    _rule(
        "within",
        "early later",
        r"(?P<stage>early|earlier|late|later)\sin\sthe\s(?P<unit>day|week|month|year)(?!-)",
        re.I,
    ),
    _rule(
        "within", "the", r"the\s(?P<stage>end|beginning|start|middle)\sof\sthe\s(?P<unit>week|month|year)(?!-)", re.I
    ),
    _rule("within", "the", r"(?<=\bfor\s)the\s(?:full\s)?(?P<unit>year)(?=[\s,.;](?!of|when|that))", re.I),
    _rule("within", "year", r"(?P<stage>year)[-\s]end"),
    _rule("ongoing", "year", r"(?P<which>year-(?:ago|earlier))", re.I),
    _rule("weekend", "over the", r"(?:over\s)?(?P<which>the)\sweekend", re.I),
    _rule(
        "ago",
        _COUNTS + " about almost nearly more less over just some around",
        rf"""(?:(?:about|almost|nearly|more\sthan|less\sthan|over|just|some|around)\s)?{_COUNT}[\s-]{_UNIT}\s
        (?P<how>ago|earlier)""",
        re.I,
    ),
    _rule("later", _COUNTS, rf"{_COUNT}\s{_UNIT}\s(?P<how>later|(?:before|after|afterwards?)(?=[.,;]))", re.I),
    _rule("later", "the", r"the\s(?P<how>next|following|previous)\s(?P<unit>day|morning|night|week|month|year)", re.I),
    _rule("later", "a the", r"(?:a|the)\s(?P<unit>day|night)\s(?P<how>earlier|later|(?:before|after)(?=[.,;]))", re.I),
    _rule(
        "holiday",
        _HOLIDAYS,
        rf"(?:(?P<which>last|this|next|past)\s)?(?P<name>{_HOLIDAY})(?:,?\s(?P<year>{_YEAR}))?",
        re.I,
    ),
    _rule(
        "ongoing",
        "the",
        r"""the\s(?:comparable\s)?(?P<which>latest|current|quarter|present|previous|prior|preceding|year-ago
        |year-earlier|same|recent)(?:\s(?:third|second|first|fourth))?(?:\s(?:quarter|period))?
        (?:(?<=quarter)|(?<=period))""",
        re.I,
    ),
    _rule(
        "reference",
        "now currently at these soon the in recently lately long",
        rf"""(?:(?P<present>now|currently|current|at\s(?:present|this\s(?:time|point))|these\sdays|at\sthe\smoment
            |nowadays)(?!\sthat)
        |(?<!\bas\s)(?P<future>soon|the\s(?:near\s|foreseeable\s)?future|the\s(?:near|short|long)\sterm
            |in\sthe\scoming\s{_PERIODS})(?!\safter)
        |(?P<past>recently|recent(?!\s{_PERIODS})|the\spast(?!\s(?:few|several|\w+\s(?:days?|weeks?|months?|years?
            |decades?)))|lately|long\sago))""",
        re.I,
    ),
)
#: Words that tell whether an expression near them lies ahead or back.
TENSE = re.compile(
    r"""\b(?:(?P<ahead>(?:to|will|shall)\sbe\s\w+ed|will|won[’']t|shall|[’']ll|until|plan(?:s|ned)?\s(?:to|on|for|an?)|planning|would
        |scheduled|due|expect(?:s|ed)?|set\sto|going\sto|is\sto|are\sto|to\sbe|upcoming|slated|ahead\sof|as\searly\sas
        |as\ssoon\sas)
    |(?P<back>said|says|told|was|were|had|did|has|have|since|wrote|went|came|made|began|took|gave|held|rose|fell|after
        |(?!need|feed)\w{3,}ed))\b""",
    re.I | re.X,
)


def read_count(words: str) -> int | None:
    """How many: a number in words or digits; None where the words leave it open ("a few")."""
    low = " ".join(words.lower().split())
    if low.isdigit():
        return int(low)
    if low in ("a", "an", "one", "the"):
        return 1
    if low.startswith("a couple"):
        return 2
    total = 0
    for word in low.split("-"):
        value = TENS.get(word) or SMALL.get(word)
        if value is None:
            return None
        total += value
    return total
