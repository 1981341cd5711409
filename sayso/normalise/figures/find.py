"""Figures: how much, how many, how often or what share, with bounds, unit and rate.

`find_quantities` reads every quantity of a text by a grammar of our own: a numeral (`numerals`), the money or unit that
stands at it (`units`), the words that bound it or make it a rate (`bounds`), and the noun that it counts. A quantity
that is a date, an age, a rank or part of a name has another role than "figure".
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.model import Figure, Span
from sayso.normalise.figures.bounds import Limits, read_after, read_before, read_between, read_rate, skip_hollow
from sayso.normalise.figures.counted import find_counted
from sayso.normalise.figures.numerals import LETTERS, SCALES, Numeral, find_numerals, read_numeral
from sayso.normalise.figures.roles import Role, find_role
from sayso.normalise.figures.units import CURRENCIES, PERCENT, POINTS, name_money, name_sign

_CURRENCY = re.compile(rf"(?:{'|'.join(re.escape(c) for c in sorted(CURRENCIES, key=len, reverse=True))})\s?$")
_JOINT = re.compile(r"-to-|\s?[-–]\s?to[-–]\s?|\s?[-–—‑]\s?|\s(?:to|or)\s")
#: A number without a unit counts what the one before it does: "460 vehicles … compared with 63".
_COMPARED = re.compile(
    r"^[^.;\n]{0,90}\b(?:compared\s(?:with|to)|from|to|versus|against|than|or)\s(?:\w+\s){0,2}[$£€]?$"
)
#: What rises "from" one number to another had both; a range "ranges from".
_FROM = re.compile(
    r"""(?<!\brange\s)(?<!\branges\s)(?<!\branged\s)(?<!\branging\s)(?<!\banywhere\s)
    (?:\b(?:ris|rais|rose|grow|grew|increas|fall|fell|drop|cut|went|go|jump|climb|declin|lower|reduc|up|down|boost|expand
    |shr[iau]nk|improv|slip|surg|swing|mov|chang)\w*\s[^.;]{0,60})\bfrom\s(?:the\s|a\s)?(?:current\s)?$""",
    re.X,
)
_BY = re.compile(r"\bby\s(?:\w+\s){0,2}$")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_VOTE = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|poll|percent|lead(?:s|ing)?|ruling|ruled|decision|margin|majority|approv|pass|points?)",
    re.I,
)
#: Of matches that are told by a score; votes have more.
_HIGHEST_SCORE = 30
_SCORE = re.compile(r"[-–](?=\d)")
#: The scale that a numeral ends with.
_SCALE = re.compile(rf"({'|'.join([*SCALES, *LETTERS])})$", re.I)
_AND = re.compile(r"\sand\s")
_MONEY_WORDS = re.compile(r"[\s-]((?:(?:New Zealand|Hong Kong|[A-Z][\w.]+|pounds?) )?[a-z]+)\b")
_SIGN = re.compile(r"(\s?)-?((?:sq\s(?:ft|km|m)|km/hr?|lb-ft|[°º]\s?[CF]?|[A-Za-zμµ]+\d?))(?![\w])")
_OF_MONEY = re.compile(r"\s(?:of|in)\s((?:[A-Z]\w+ )?[a-z]+)\b")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity at `span` of the text with its number at `number`; `role` tells what it is there for."""

    span: Span
    number: Span
    low: float | None
    high: float | None
    unit: str | None
    per: str | None
    approx: bool
    role: Role
    #: The numeral's shape, and whether a hyphen joins it to what it counts, for those who judge it.
    shape: str = "number"
    hyphen: bool = False

    def to_figure(self, text: str) -> Figure:
        """The contract's figure."""
        return Figure(self.span, text[slice(*self.span)], self.low, self.high, self.unit, self.per, self.approx)


@dataclass(slots=True)
class _Amount:
    """A numeral, or two of a range, with the sign of its unit."""

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str | None = None
    is_range: bool = False


def find_quantities(text: str, dates: Sequence[Span] = ()) -> Iterator[Quantity]:
    """The quantities of a text in its order; what lies inside one of `dates` (sorted) is left out."""
    last: Quantity | None = None
    for quantity in _find_all(text, dates):
        if (
            last
            and quantity.unit is None
            and quantity.role == "figure"
            and _COMPARED.search(text[last.number.end : quantity.number.start])
        ):
            quantity = replace(quantity, unit=last.unit)
        yield quantity
        last = quantity if quantity.unit else last


def _find_all(text: str, dates: Sequence[Span]) -> Iterator[Quantity]:
    done = 0
    starts = [date.start for date in dates]
    for numeral in find_numerals(text):
        if numeral.start < done:
            continue
        place = bisect_right(starts, numeral.start) - 1
        if place >= 0 and numeral.start < dates[place].end:
            continue
        quantity = _read_quantity(text, numeral)
        read = _read_pair(text, numeral, quantity) or (quantity,)
        done = read[-1].number.end
        yield from read


def _read_pair(text: str, numeral: Numeral, first: Quantity) -> tuple[Quantity, Quantity] | None:
    """ "50-48": two quantities that no range makes, as the first is the larger; of a match they are a score."""
    dash = _SCORE.match(text, first.number.end) if numeral.digits else None
    other = read_numeral(text, dash.end()) if dash else None
    if other is None:
        return None
    second = _read_quantity(text, other)
    signed = re.search(r"[%$£€]|percent|point", text[max(0, numeral.start - 1) : second.number.end + 1])
    told = signed or _VOTE.search(_line(text, numeral.start, second.number.end))
    if first.role == "name":
        second = replace(second, role="name")
    elif second.role == "figure" and not told and max(numeral.low, other.low) <= _HIGHEST_SCORE:
        first, second = replace(first, role="score"), replace(second, role="score")
    return replace(first, unit=first.unit or second.unit), second


def find_figures(text: str, dates: Sequence[Span] = ()) -> list[Figure]:
    """The figures of a text by the guidelines: no dates, ages, ranks and numbers in names."""
    return [q.to_figure(text) for q in find_quantities(text, dates) if q.role == "figure"]


def _read_quantity(text: str, numeral: Numeral) -> Quantity:
    amount = _read_amount(text, numeral)
    number = Span(amount.start, amount.end)
    between = read_between(text, amount.start) if not amount.is_range else None
    if between and (other := _read_other(text, numeral, amount, _AND)):
        amount = other
        number = Span(number.start, amount.end)
    elif between:
        between = None
    before = between or _read_before(text, amount.start)
    after = read_after(text, amount.end)
    rate = read_rate(text, after.at)
    end = rate[1] if rate else after.at
    counted = find_counted(text, number, numeral, end, amount.unit)
    if rate is None and counted.end > end and (rate := read_rate(text, counted.end)):
        end = max(end, rate[1]) if amount.unit else end
    low, high = _bound(amount, before, after)
    is_bound = bool(before.bound or after.bound)
    role = find_role(text, number, numeral, amount.unit, counted, is_bound)
    return Quantity(
        span=Span(min(before.at, amount.start), max(end, amount.end)),
        number=number,
        low=low,
        high=high,
        unit=amount.unit or counted.unit,
        per=rate[0] if rate else None,
        approx=before.approx or after.approx or numeral.shape in ("plural", "couple"),
        role=role,
        shape=numeral.shape,
        hyphen=counted.hyphen,
    )


def _read_before(text: str, start: int) -> Limits:
    limits = read_before(text, start)
    if limits.at == start and (further := skip_hollow(text, start)) < start:
        behind = read_before(text, further)
        return behind if behind.at < further else limits
    return limits


def _bound(amount: _Amount, before: Limits, after: Limits) -> tuple[float | None, float | None]:
    if amount.is_range:
        return amount.low, amount.high
    bound = before.bound or after.bound
    if bound == "low":
        return amount.low, None
    if bound == "high":
        return None, amount.low
    return amount.low, amount.high


def _read_amount(text: str, numeral: Numeral) -> _Amount:
    """The number with its money sign before and unit sign after, and the other end of a range."""
    amount = _read_one(text, numeral)
    other = _read_other(text, numeral, amount, _JOINT)
    return other or amount


def _read_one(text: str, numeral: Numeral) -> _Amount:
    amount = _Amount(numeral.start, numeral.end, numeral.low, numeral.high)
    if numeral.shape == "fraction":
        amount.unit = "percent"
    elif numeral.shape == "times":
        amount.unit = "time"
    before = _CURRENCY.search(text, max(0, numeral.start - 5), numeral.start)
    if before and not (before[0].strip()[-1].isalpha() and text[before.start() - 1 : before.start()].isalnum()):
        amount.start, amount.unit = before.start(), CURRENCIES[before[0].strip()]
        return amount
    _read_unit(text, amount)
    return amount


def _read_unit(text: str, amount: _Amount) -> None:
    """The unit that stands right after the number: percent, money, a sign of measure."""
    if found := POINTS.match(text, amount.end):
        amount.unit, amount.end = "percentage point", found.end()
    elif found := PERCENT.match(text, amount.end):
        amount.unit, amount.end = "percent", found.end()
    elif ((found := _MONEY_WORDS.match(text, amount.end)) and (money := name_money(found[1]))) or (
        amount.high is None and (found := _OF_MONEY.match(text, amount.end)) and (money := name_money(found[1]))
    ):
        amount.unit, amount.end = money, found.end(1)
    elif (found := _SIGN.match(text, amount.end)) and text[amount.start].isdigit():
        sign = found[2].replace(" ", "") if found[2][0] in "°º" else found[2]
        if unit := name_sign(sign, not found[1], text[amount.start : amount.end]):
            amount.unit, amount.end = unit, found.end()
    elif text[amount.end : amount.end + 1] in ("€", "£"):
        amount.unit, amount.end = CURRENCIES[text[amount.end]], amount.end + 1


def _read_other(text: str, numeral: Numeral, first: _Amount, joint: re.Pattern[str]) -> _Amount | None:
    """The range that begins with `first`, if one does: "8 to 10 percent", "$9 million to $10 million"."""
    found = joint.match(text, first.end)
    if not found or first.low is None:
        return None
    if first.unit and found[0].strip() == "to" and _BY.search(text, max(0, first.start - 30), first.start):
        return None  # "by $43.6 billion to $419.2 billion"
    if found[0].strip() == "to" and _FROM.search(text, max(0, first.start - 90), first.start):
        return None  # "rose from 70 to 85": where it was and where it is
    at = found.end()
    if sign := re.compile(r"(?:US|A|C|HK|NZ)?[$£€¥](?:US|A)?").match(text, at):
        at = sign.end()
    numeral2 = read_numeral(text, at)
    if not numeral2 or numeral2.shape in ("times", "plural") or numeral2.high is None:
        return None
    second = _read_one(text, numeral2)
    low, high = first.low, numeral2.low
    if first.unit and second.unit and first.unit != second.unit:
        return None
    is_year = not first.unit and _YEAR.fullmatch(text[first.start : first.end])
    if is_year and not _YEAR.fullmatch(text[numeral2.start : numeral2.end]):
        return None
    if found[0].strip() == "or" and high > 2 * low:
        return None
    low = _share_scale(text, numeral, numeral2, low)
    if not low < high:
        return None
    unit = second.unit or first.unit
    return _Amount(first.start, second.end, low, high, unit, is_range=True)


def _share_scale(text: str, first: Numeral, second: Numeral, low: float) -> float:
    """ "2 to 3 million" begins with two million."""
    scale = _SCALE.search(text, second.start, second.end)
    if not scale or low >= 1000 or (re.search(r"[A-Za-z]", text[first.start : first.end]) and first.digits):
        return low
    word = scale[1].lower()
    factor = SCALES.get(word) or LETTERS[word]
    return low * factor if low * factor < second.low else low


def _line(text: str, start: int, end: int) -> str:
    """What stands near a place in its paragraph."""
    return text[max(0, start - 60) : start].split("\n")[-1] + text[start:end] + text[end : end + 60].split("\n")[0]
