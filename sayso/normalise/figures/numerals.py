"""Numerals in English news: "1.5 million", "forty-two", "$1.5bn"'s "1.5bn", "half a million", "hundreds of thousands".

A numeral is only how the number is written; what it counts and how it is bounded is read around it
(`sayso.normalise.figures`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

Shape = Literal["number", "plural", "fraction", "dozen", "times", "couple"]

SMALL = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: 10 * n
    for n, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
#: How papers shorten a scale after digits.
LETTERS = {
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "mio": 1e6, "mil": 1e6, "b": 1e9, "bn": 1e9, "bln": 1e9, "tn": 1e12,
    "trn": 1e12, "t": 1e12,
}  # fmt: skip
#: A plural without a number says at least so many ("hundreds": the guidelines' 200), and "tens" of something larger.
PLURALS = {"dozens": 24.0, "scores": 40.0, "hundreds": 2e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9,
           "trillions": 1e12}  # fmt: skip
_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
          "eighth": 8, "ninth": 9, "tenth": 10}  # fmt: skip
_VULGAR = {"¼": 0.25, "½": 0.5, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625, "⅞": 0.875}

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|(?<![\w.])\.\d+)"
_VULGARS = "".join(_VULGAR)
_SMALL = "|".join(sorted(SMALL, key=len, reverse=True))
_TENS = "|".join(TENS)
_SCALE = "|".join(SCALES)
_ORDINAL = "|".join(p for p in _PARTS if p not in ("half", "halves"))
#: "forty-two", "a hundred and five thousand": words of number in a row. Whether they make one number is seen later.
_WORD = rf"(?:(?:{_TENS})(?:[-‑ ](?:one|two|three|four|five|six|seven|eight|nine))?|{_SMALL}|{_SCALE})(?![\w’'])"
#: No number has more words than this; without an end a page of them would take for ever.
_MOST = 11
_WORDS = rf"{_WORD}(?:(?:[-‑]|\s{{1,2}}|\s{{1,2}}and\s{{1,2}}){_WORD}){{0,{_MOST}}}"

#: All begin with a sign, a digit or a letter that no word goes on from: what is cheap to see is asked first.
_PATTERN = re.compile(
    rf"""(?:(?=[-−–.\d{_VULGARS}])|(?<!\w)(?=[a-z]))(?:(?<![\w’'.,$-])(?P<ratio>(?P<part>{_DIGITS}|(?:{_TENS})(?:[-‑](?:{_SMALL}))?|{_SMALL})
         \s(?P<of>in|out\sof)\s(?:every\s)?(?P<whole>{_DIGITS}|(?:{_TENS})|{_SMALL}))(?![\w’'%])(?!\s(?:million|billion|per\s?cent))
     |(?:(?<![\w.,/:’'‑-])|(?<=\bsub-)|(?<=\bRM)|(?<=\bUS)|(?<=\bPS)|(?<=\bRs)|(?<=\bRp)|(?<=\bUSD)|(?<=\bEUR)|(?<=\bGBP)|(?<=\$A)|(?<=\$US)|(?<=[Y¥]=))
         (?P<sign>[-−–](?=[\d.]))?(?P<digits>[1-9]/[2-9](?![\d/])(?=\s(?:of\s)?(?:an?\s)?[a-z])|{_DIGITS})
         (?:(?:\s|-)?(?P<vulgar>[{_VULGARS}])|\s(?P<over>[1-7]/[2-8])(?![\d/]))?
         (?:×\s?10(?P<power>[-−–]?\d+))?
         (?:(?P<hyphen>[\s-]{{0,2}})(?P<scale>(?:{_SCALE})(?:\s(?:million|billion|trillion))?)(?![\w’'])
           |\s?(?P<letters>(?!m\s?(?:\(|-?\s?(?:long|tall|wide|high|deep|thick|away|across|above|below|race|sprint|dash|hurdles|freestyle)\b))(?:mln|mn|mio|bln|bn|tn|trn)|(?<=\d)[kKmMbBtT])(?![\w’']))?
     |(?<!\w)(?P<alone>[{_VULGARS}])
     |(?<![\w’'-])(?P<mixed>(?:(?:{_TENS})[-‑])?(?:{_SMALL})\sand\s(?:a\s|one[-\s])(?P<mixpart>half|quarter|third))
         (?:[\s-](?P<mixscale>{_SCALE}))?(?![\w’'])
     |(?<![\w’'-])(?P<cut>(?:half[-\s](?:an?\s)?|(?:an?|one|three)[-\s](?:quarter|quarters)[-\s](?:of\sa\s|an?\s)?)
         (?P<cutscale>hundred|thousand|million|billion|trillion|dozen))(?![\w’'])
     |(?<![\w’'-])(?P<dozen>(?P<dozens>half[-\s](?:a\s)?|an?\s(?:half[-\s])?|(?:{_SMALL})\s|several\s|few\s|a\sfew\s)?dozen)
         (?![\w’'])
     |(?<![\w’'-])(?P<fraction>(?:(?P<count>an?|one|two|three|four|five|six|seven|eight|nine)[-\s])
         (?P<name>(?:{_ORDINAL})s?))(?![\w’'-])
     |(?<![\w’'-])(?P<half>[Hh]alf)(?![\w’'-])
     |(?<![\w’'-])(?P<article>an?[\s-])?(?P<words>{_WORDS})
     |(?<![\w’'-])(?:(?P<tens>tens?)\sof\s(?P<tensof>thousands|millions|billions)
         |(?P<plural>(?:dozens|scores|hundreds|thousands|millions|billions|trillions)
           (?:\sof\s(?:thousands|millions|billions|trillions))?)(?:\s(?:and|upon)\s(?P=plural))*(?:,?\sif\snot\s(?:hundreds|thousands|millions))?)(?![\w’'])
     |(?<![\w’'-])(?P<double>double[\s-]digits?|(?:single|triple)[\s-]digits?)(?![\w’'])
     |(?<![\w’'-])(?P<times>twice|thrice)(?![\w’'])
     |(?<![\w’'-])(?P<change>doubl(?:ed|es|ing|e(?=\s(?:the|its|their|his|that|what|from|in|to)\b|[.,;]))|tripl(?:ed|es|ing)|quadrupl(?:ed|es|ing)|halv(?:ed|es|ing))(?![\w’'])
     |(?:(?<=\bthan\s)|(?<=\bnearly\s)|(?<=\balmost\s)|(?<=\bover\s)|(?<=\bleast\s))
         (?P<single>an?)(?=\s(?:year|decade|century|month|week|day|hour|mile|foot|ton|pound|acre|gallon|barrel)\b)
     |(?<![\w’'-])(?P<couple>(?:an?|another)\s(?:couple|pair)(?:\sof)?)(?![\w’'])(?!\s(?:hundred|thousand|million|billion|who|from|is|was|said|and|in|at|had|has|whose)\b)
     |(?<![\w’'-])(?P<several>(?:a\sfew|few|several|many|a\scouple(?:\sof)?)\s(?P<manyscale>hundred|thousand|million|billion))
         (?![\w’']))
    """,
    re.X | re.I,
)  # fmt: skip
_CHANGES = {"doubl": 2.0, "tripl": 3.0, "quadr": 4.0, "halv": 0.5}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at [start, end) of the text.

    `high` is the value too, or None where the words only say "at least" ("hundreds"), or another number in
    "six or seven". `shape` is how it is written: a fraction's value is in percent; "times" is "twice".
    `digits` tells whether it is written in digits.
    """

    start: int
    end: int
    low: float
    high: float | None
    shape: Shape = "number"
    digits: bool = False


#: Nobody counts so far; what is multiplied further would be no number any more.
_BEYOND = 1e30


def find_numerals(text: str) -> Iterator[Numeral]:
    """The numerals of a text, in its order; none overlaps another."""
    at = 0
    while found := _PATTERN.search(text, at):
        numeral = _read(found, text)
        if numeral is None:
            at = found.end()
            continue
        yield numeral
        at = max(numeral.end, found.start() + 1)


def read_numeral(text: str, at: int) -> Numeral | None:
    """The numeral that begins at a place of the text, whatever stands before it."""
    found = _PATTERN.match(text[at : at + 60])
    numeral = _read(found, text[at : at + 60]) if found else None
    return numeral and replace(numeral, start=at + numeral.start, end=at + numeral.end)


def _read(found: re.Match[str], text: str) -> Numeral | None:
    """The numeral of a match; digits without end are none."""
    numeral = _read_any(found, text)
    return numeral if numeral and max(numeral.low, numeral.high or 0) < _BEYOND else None


def _read_any(found: re.Match[str], text: str) -> Numeral | None:
    start, end = found.span()
    group = {key: value.lower() for key, value in found.groupdict().items() if value is not None}
    if "digits" in group:
        return _read_digits(group, start, end, found)
    for key, reader in _READERS.items():
        if key in group:
            return reader(group, start, end)
    return _read_words(found, text)


def _read_digits(group: dict[str, str], start: int, end: int, found: re.Match[str]) -> Numeral:
    above, _, below = group["digits"].replace(",", "").partition("/")
    value = float(above) / float(below or 1)
    if "vulgar" in group:
        value += _VULGAR[group["vulgar"]]
    if "over" in group:
        above, _, below = group["over"].partition("/")
        value += int(above) / int(below)
    if "power" in group:
        value *= 10.0 ** int(group["power"].replace("−", "-").replace("–", "-"))
    for word in group.get("scale", "").split():
        value *= SCALES[word]
    if letters := group.get("letters"):
        value *= LETTERS[letters]
    value = round(value, 10) if abs(value) > 1e-6 else value
    if "sign" in group:
        start = found.start("digits")  # a dash before a number is as often punctuation as a minus
    return Numeral(start, end, value, value, digits=True)


def _read_alone(group: dict[str, str], start: int, end: int) -> Numeral:
    value = 100 * _VULGAR[group["alone"]]
    return Numeral(start, end, value, value, "fraction")


def _read_mixed(group: dict[str, str], start: int, end: int) -> Numeral:
    value = _sum_words(group["mixed"].split(" and ")[0]) or 0.0
    value += 1 / _PARTS[group["mixpart"]]
    value *= SCALES[group["mixscale"]] if "mixscale" in group else 1
    return Numeral(start, end, value, value)


def _read_cut(group: dict[str, str], start: int, end: int) -> Numeral:
    share = 0.5 if group["cut"].startswith("half") else 0.75 if group["cut"].startswith("three") else 0.25
    value = share * (SCALES | {"dozen": 12.0})[group["cutscale"]]
    return Numeral(start, end, value, value)


def _read_dozen(group: dict[str, str], start: int, end: int) -> Numeral:
    before = group.get("dozens", "").strip(" -")
    if before in ("several", "few", "a few"):
        return Numeral(start, end, 24.0, None, "plural")
    value = 6.0 if "half" in before else 12.0 * (SMALL.get(before) or 1)
    return Numeral(start, end, value, value, "dozen")


def _read_ratio(group: dict[str, str], start: int, end: int) -> Numeral | None:
    part, whole = (_sum_words(group[k]) for k in ("part", "whole"))
    if part is None or not whole or part > whole or (group["of"] == "in" and whole > 1e6):
        return None
    share = round(100 * part / whole, 2)
    return Numeral(start, end, share, share, "fraction")


def _read_fraction(group: dict[str, str], start: int, end: int) -> Numeral:
    count = 1 if group["count"] in ("a", "an") else SMALL[group["count"]]
    share = round(100 * count / _PARTS[group["name"].removesuffix("s")], 2)
    return Numeral(start, end, share, share, "fraction")


def _read_half(_group: dict[str, str], start: int, end: int) -> Numeral:
    return Numeral(start, end, 50.0, 50.0, "fraction")


def _read_tens(group: dict[str, str], start: int, end: int) -> Numeral:
    return Numeral(start, end, 10 * PLURALS[group["tensof"]], None, "plural")


def _read_plural(group: dict[str, str], start: int, end: int) -> Numeral:
    value = 1.0
    for word in group["plural"].split():
        value *= PLURALS.get(word, 1.0)
    return Numeral(start, end, value, None, "plural")


def _read_double(group: dict[str, str], start: int, end: int) -> Numeral:
    places = {"single": 1, "double": 2, "triple": 3}[re.split(r"[\s-]", group["double"])[0]]
    return Numeral(start, end, float(10 ** (places - 1)), float(10**places - 1))


def _read_times(group: dict[str, str], start: int, end: int) -> Numeral:
    value = 2.0 if group["times"] == "twice" else 3.0
    return Numeral(start, end, value, value, "times")


def _read_single(_group: dict[str, str], start: int, end: int) -> Numeral:
    return Numeral(start, end, 1.0, 1.0)


def _read_couple(_group: dict[str, str], start: int, end: int) -> Numeral:
    return Numeral(start, end, 2.0, 2.0, "couple")


def _read_change(group: dict[str, str], start: int, end: int) -> Numeral:
    value = next(v for stem, v in _CHANGES.items() if group["change"].startswith(stem))
    return Numeral(start, end, value, value, "times")


def _read_several(group: dict[str, str], start: int, end: int) -> Numeral:
    return Numeral(start, end, 2 * SCALES[group["manyscale"]], None, "plural")


_READERS = {
    "alone": _read_alone,
    "mixed": _read_mixed,
    "cut": _read_cut,
    "dozen": _read_dozen,
    "ratio": _read_ratio,
    "fraction": _read_fraction,
    "half": _read_half,
    "tens": _read_tens,
    "plural": _read_plural,
    "double": _read_double,
    "times": _read_times,
    "change": _read_change,
    "several": _read_several,
    "couple": _read_couple,
    "single": _read_single,
}


def _read_words(found: re.Match[str], text: str) -> Numeral | None:
    """The longest beginning of words of number that is one number."""
    start, end = found.span("words")
    while end > start:
        words = text[start:end].lower()
        value = _sum_words(words)
        if value is not None:
            has_article = found["article"] and words.split("-")[0].split()[0] in SCALES
            return Numeral(found.start() if has_article else start, end, value, value)
        shorter = re.search(r"(?:[-‑]|\s+and|\s)\s*\w+$", text[start:end])
        end = start + (shorter.start() if shorter else 0)
    return None


def _sum_words(words: str) -> float | None:
    """What words of number are worth; None where they are no single number ("one two")."""
    if re.fullmatch(r"[\d.,]+", words):
        return float(words.replace(",", ""))
    total, part, last = 0.0, 0.0, 1e15
    for word in re.split(r"[-‑\s]+", words):
        if word == "and":
            continue
        if word in SCALES:
            scale = SCALES[word]
            if word == "hundred":
                if part >= 100:
                    return None
                part = (part or 1) * 100
            elif scale >= last:
                return None
            else:
                total, part, last = total + (part or 1) * scale, 0.0, scale
            continue
        value = TENS.get(word) or SMALL.get(word)
        if value is None or not _fits(part, value):
            return None
        part += value
    return total + part


def _fits(part: float, value: int) -> bool:
    """Whether a word of number may follow what stands before it: "twenty" then "two", not "two" then "two"."""
    if not part:
        return True
    room = 10 if part % 100 >= 20 and part % 10 == 0 else 100 if part % 100 == 0 else 0
    return 0 < value < room
