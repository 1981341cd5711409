"""What a number counts: the noun after it ("300 Syrian refugees" -> "Syrian refugee").

There is no parser here: the noun phrase is read as the words up to the first plural noun, and ends at any word that
cannot stand inside one. Where no plural is found, a number of one takes the next word, and others none.
"""

import re
from dataclasses import dataclass

from sayso.model import Span
from sayso.normalise.figures.numerals import Numeral
from sayso.normalise.figures.units import MEASURES, is_plural, make_singular
from sayso.wordlist import word_set

_WORD = re.compile(r"(?:[^\S\n]{1,2}|\n(?!\n))(?:[“\"‘])?([A-Za-z][\w’'.&-]*[\w]|[A-Za-z])|(-)([A-Za-z][\w’'-]*)")
#: Words at which a noun phrase that a number begins must have ended.
STOPS = word_set(
    """a an the this that these those of in on at by for from to with without into onto over under above below
    between among against about around as than like and or but nor so yet if when while because since until
    before after during through across per via within who whom whose which what where why how he she it they we
    you i him her them us me his its their our your my is are was were be been being am has have had having do
    does did done doing will would can could may might shall should must said says say told tells went goes go
    going came come comes made make makes took take takes got get gets gave give gives put puts not no n't never
    ever also too very only just even still already now then there here again ago later earlier away out up down
    off back more less fewer most least much many some any each every both either neither other another such all
    today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday"""
)
#: Words that a number may be followed by on the way to its noun.
_THROUGH = word_set("""more other new additional different of such most""")
_REACH = 5
_DEGREE = re.compile(r"\s(Celsius|Fahrenheit|centigrade)\b", re.I)
#: "digital and physical sales"
_AND_NOUN = re.compile(r"\s\w[\w-]*\s(\w+)\b")
_PARTICIPLE = re.compile(r"^[^-]+(?:ly|ed)$")


@dataclass(frozen=True, slots=True)
class Counted:
    """The counted noun: its name in the singular, and where it ends; `hyphen` where it is joined to the number."""

    unit: str | None
    end: int
    hyphen: bool = False
    plural: bool = False
    word: str = ""  # the first word after the number, as printed


def find_counted(text: str, number: Span, numeral: Numeral, end: int, unit: str | None) -> Counted:
    """The noun that is counted by the number; none where its unit stands at it already."""
    found = _WORD.match(text, number.end)
    first = (found[1] or found[3]) if found else ""
    if unit or not found:
        return Counted(None, end, bool(found and found[2]), False, first)
    if first.startswith("year-old") or (first in ("year", "years") and re.match(r"[\s-]old", text[found.end() :])):
        return Counted("year", found.end(), bool(found[2]), False, first)
    if found[2]:
        head = re.split(r"[-‑]", found[3])[0]
        return Counted(make_singular(head.lower()), found.start(3) + len(head), True, False, found[3])
    return _read_phrase(text, end if end > number.end else number.end, numeral, first)


def _read_phrase(text: str, at: int, numeral: Numeral, first: str) -> Counted:
    words: list[str] = []
    begin = at
    while (found := _WORD.match(text, at)) and len(words) < _REACH and found[1]:
        word = found[1].removesuffix("’s").removesuffix("'s")
        low = word.lower()
        if low in _THROUGH and not words:
            at = found.end(1)
            continue
        if low == "and" and words and (ahead := _AND_NOUN.match(text, found.end(1))) and is_plural(ahead[1]):
            at = found.end(1)
            continue
        if low in STOPS:
            break
        if not words and make_singular(low) in MEASURES and (low.endswith("s") or not _goes_on(text, found.end(1))):
            if low == "basis" and text.startswith(" point", found.end(1)):
                return Counted("basis point", found.end(1) + 7, False, True, first)
            scale = _DEGREE.match(text, found.end(1)) if low.startswith("degree") else None
            return Counted(
                scale[1].lower() if scale else make_singular(low),
                scale.end() if scale else found.end(1),
                False,
                True,
                first,
            )
        words.append(word)
        at = found.end(1)
        if word != found[1] and not word.endswith("."):  # a possessive owns the rest
            at = found.end(1)
        if is_plural(word):
            head = make_singular(words[-1])
            kept = [] if head.lower() in MEASURES else [w for w in words[:-1] if not _PARTICIPLE.search(w)]
            unit = " ".join([*kept, head])
            return Counted(_fold(unit), at, False, True, first)
    if words and numeral.low == 1:
        return Counted(_fold(words[0]), begin + len(words[0]), False, False, first)
    return Counted(None, begin, False, False, first)


def _goes_on(text: str, end: int) -> bool:
    """Whether another noun follows, so that a noun of measure only qualifies it ("two month contracts")."""
    found = _WORD.match(text, end)
    return bool(found and found[1] and found[1].lower() not in STOPS and is_plural(found[1]))


def _fold(unit: str) -> str:
    return unit if any(c.isupper() for c in unit[1:]) or unit.istitle() else unit.lower() if unit.isupper() else unit
