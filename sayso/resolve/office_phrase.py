"""Take an office phrase of news apart: which office, and of which country.

Strict on purpose: every word of the phrase must be the country's or the office's. So "former", "then-", "acting",
"-elect", "deputy" and all that is not foreseen make it no office at all.
"""

import re
from collections.abc import Mapping

#: Heads of ministries' names as news has them, by the table's office.
MINISTRIES = {
    "foreign minister": ("foreign", "foreign affairs", "external affairs", "foreign relations"),
    "finance minister": ("finance",),
    "defence minister": ("defence", "defense", "national defense", "national defence"),
    "interior minister": ("interior", "home", "home affairs", "internal affairs"),
    "justice minister": ("justice",),
    "health minister": ("health", "public health"),
    "education minister": ("education",),
    "agriculture minister": ("agriculture", "farm"),
    "environment minister": ("environment",),
    "labour minister": ("labour", "labor"),
    "culture minister": ("culture",),
    "tourism minister": ("tourism",),
    "transport minister": ("transport", "transportation"),
    "energy minister": ("energy",),
    "oil minister": ("oil", "petroleum"),
    "trade minister": ("trade", "foreign trade"),
    "information minister": ("information",),
}
#: Other phrases for the table's offices.
PHRASES = {
    "president": "president",
    "prime minister": "prime minister|pm|premier",
    "chancellor": "chancellor|federal chancellor",
    "monarch": "king|queen|emperor|empress|sultan|emir|monarch",
    "governor general": "governor general",
    "chief executive": "chief executive",
    "vice president": "vice president",
    "attorney general": "attorney general",
    "central bank governor": "central bank governor|central bank chief|central bank head|central bank president"
    "|central bank chairman|governor of the central bank|head of the central bank|president of the central bank",
    "foreign minister": "minister of external relations",
    "finance minister": "chancellor of the exchequer|treasury chief",
    "interior minister": "minister of the interior",
    "ambassador to the united nations": "ambassador to the united nations|ambassador to the un|un ambassador"
    "|united nations ambassador|permanent representative to the united nations|permanent representative to the un"
    "|un envoy|envoy to the un|envoy to the united nations",
    "ambassador to the united states": "ambassador to the united states|ambassador to the us|us ambassador"
    "|ambassador to washington|ambassador in washington",
    "national security adviser": "national security adviser|national security advisor",
    "house speaker": "house speaker|speaker of the house|speaker of the house of representatives",
    "house majority leader": "house majority leader",
    "house minority leader": "house minority leader",
    "senate majority leader": "senate majority leader",
    "senate minority leader": "senate minority leader",
    "senate president pro tempore": "senate president pro tempore|president pro tempore of the senate",
    "trade representative": "trade representative",
    "director of national intelligence": "director of national intelligence|national intelligence director",
    "homeland security secretary": "homeland security secretary|secretary of homeland security",
    "lord chancellor": "lord chancellor",
    "cia director": "cia director|director of central intelligence|director of the cia|cia chief|cia head",
    "fbi director": "fbi director|director of the fbi|fbi chief|fbi head",
    "treasurer": "treasurer",
    "senator": "senator|sen",
    "senior senator": "senior senator",
    "junior senator": "junior senator",
}
#: Phrases that name an office in these countries only, some of which mean another elsewhere.
NATIONAL = {
    "USA": {
        "secretary of state": "foreign minister",
        "treasury secretary": "finance minister",
        "secretary of the treasury": "finance minister",
        "fed chairman": "central bank governor",
        "fed chair": "central bank governor",
        "fed chief": "central bank governor",
        "federal reserve chairman": "central bank governor",
        "federal reserve chair": "central bank governor",
        "federal reserve chief": "central bank governor",
        "defense secretary": "defence minister",
        "defence secretary": "defence minister",
        "secretary of defense": "defence minister",
        "secretary of defence": "defence minister",
    },
    "GBR": {"chancellor": "finance minister"},
    "UNO": dict.fromkeys(("secretary general", "chief", "head"), "secretary general"),
    "WBK": dict.fromkeys(("president", "chief", "head"), "president"),
    "IMF": dict.fromkeys(("managing director", "chief", "head", "boss"), "managing director"),
    "ECB": dict.fromkeys(("president", "chief", "head"), "president"),
    "WHO": dict.fromkeys(("director general", "chief", "head"), "director general"),
    "NATO": dict.fromkeys(("secretary general", "chief", "head"), "secretary general"),
    "EUU": dict.fromkeys(
        ("foreign policy chief", "foreign affairs chief", "high representative"), "foreign policy chief"
    ),
    "EUC": dict.fromkeys(("president", "chief", "head"), "president"),
    "EUL": dict.fromkeys(("president", "chief", "head"), "president"),
    "EUP": dict.fromkeys(("president", "speaker", "head"), "president"),
}
#: Countries whose ministers are called secretaries.
SECRETARIES = frozenset({"GBR", "MEX", "PHL"})
#: Organisations, which have the offices of `NATIONAL` and no others.
BODIES = frozenset({"UNO", "WBK", "IMF", "ECB", "WHO", "NATO", "EUU", "EUC", "EUL", "EUP"})
#: How the codes of American states begin, which have senators and nothing else.
STATE = "US-"
SENATORS = frozenset({"senator", "senior senator", "junior senator"})
LEAD = re.compile(r"(?:the|an?) ")
DROPPED = str.maketrans({"’": "'", "‘": "'", ".": "", "-": " ", "‑": " ", "–": " "})


def _phrases() -> dict[str, str]:
    found = {phrase: office for office, listed in PHRASES.items() for phrase in listed.split("|")}
    for office, nouns in MINISTRIES.items():
        for noun in nouns:
            found |= dict.fromkeys((f"{noun} minister", f"minister of {noun}", f"minister for {noun}"), office)
    return found


def _secretaries() -> dict[str, str]:
    found: dict[str, str] = {}
    for office, nouns in MINISTRIES.items():
        for noun in nouns:
            found |= dict.fromkeys((f"{noun} secretary", f"secretary of {noun}", f"secretary for {noun}"), office)
    return found


COMMON, SECRETARIAL = _phrases(), _secretaries()


def read_office(phrase: str, words: Mapping[str, tuple[str, ...]], home: str | None) -> tuple[str, str] | None:
    """The office and the country's code that a phrase names, or None.

    `words` gives the codes of countries and states by their words, lower case; `home` is the code of the country that
    is meant where the phrase has none.
    """
    low = plain(phrase)
    for place, office in _splits(low):
        for code in words.get(place, ()):
            if found := _office(office, code):
                return found, code
    if home and (found := _office(low, home)):
        return found, home
    return None


def plain(phrase: str) -> str:
    """Lower case, without article, full stops, hyphens and what is left of spacing."""
    low = " ".join(phrase.translate(DROPPED).lower().split())
    return LEAD.sub("", low, count=1) if LEAD.match(low) else low


def _splits(low: str) -> list[tuple[str, str]]:
    """The ways to part a phrase into place and office: "X's office", "X office", "office of X", "office from X"."""
    found = []
    tokens = low.split(" ")
    for size in range(min(len(tokens) - 1, 6), 0, -1):
        before = " ".join(tokens[:size])
        found.append((re.sub(r"(?<=s)'$|'s$", "", before), " ".join(tokens[size:])))
        link, place = tokens[-size - 1], " ".join(tokens[-size:])
        if link in ("of", "from", "for") and len(tokens) > size + 1:
            found.append((LEAD.sub("", place, count=1) if LEAD.match(place) else place, " ".join(tokens[: -size - 1])))
    return found


def _office(low: str, code: str) -> str | None:
    """The office that a phrase without its country names in this country."""
    national = NATIONAL.get(code, {})
    if low in national:
        return national[low]
    if code in BODIES:
        return None
    office = COMMON.get(low) or (SECRETARIAL.get(low) if code in SECRETARIES else None)
    if office in SENATORS or code.startswith(STATE):
        return office if office in SENATORS and code.startswith(STATE) else None
    return office
