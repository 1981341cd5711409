"""The words that news uses for countries: names and adjectives, without those that two countries share."""

import re
from collections import Counter
from collections.abc import Iterable

from lab.offices.countryinfo import Country

#: Words that news uses for two countries, or for a part whose offices are its own.
UNCLEAR = frozenset(
    (
        *("congo", "congolese", "korea", "korean", "dominican", "samoan", "virgin islander", "micronesian", "guinean"),
        *("west bank", "gaza", "washington", "england", "english", "serb", "turkish cypriot", "central african"),
    )
)
#: Organisations of Phoenix that have a head by name.
BODIES = {
    "UNO": ("United Nations", ("un", "united nations", "uno")),
    "WBK": ("World Bank", ("world bank",)),
    "IMF": ("International Monetary Fund", ("imf", "international monetary fund")),
    "ECB": ("European Central Bank", ("ecb", "european central bank")),
    "WHO": ("World Health Organization", ("world health organization", "world health organisation")),
    "NATO": ("NATO", ("nato",)),
    "EUU": ("European Union", ("eu", "european union")),
    "EUC": ("European Commission", ("european commission", "eu commission")),
    "EUL": ("European Council", ("european council", "eu council")),
    "EUP": ("European Parliament", ("european parliament", "eu parliament")),
}
#: Words that the list lacks.
LACKING = {"ISL": {"icelandic"}, "KAZ": {"kazakh"}, "NPL": {"nepali"}, "SWE": {"swedish"}, "USA": {"america"}}
PLACE = re.compile(r"\b(?:city|county|province|state|borneo|alps)\b")
#: What a state calls itself beside its name.
STATE = re.compile(r"^(?:United )?Republic of | Federation$| of America$| Darussalam$|^Federation of ")
STATES = (
    "AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|FL Florida"
    "|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine"
    "|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska"
    "|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio"
    "|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas"
    "|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming"
)


def country_words(countries: Iterable[Country]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Code, name and words of each country, organisation and state, sorted.

    Of the list's many words only the first two, and those that begin like them or like the name, are what news uses;
    the others are misspellings, other languages, regions and nicknames.
    """
    found = {c.code: (_tidy(c.name), _words(c) | LACKING.get(c.code, set())) for c in countries}
    times = Counter(word for _, words in found.values() for word in words)
    clear = {code: (name, {w for w in words if times[w] == 1} - UNCLEAR) for code, (name, words) in found.items()}
    for code, (name, words) in clear.items():
        own = _plain(STATE.sub("", name))
        words |= {own} if own not in UNCLEAR and not any(own in other[1] for other in clear.values()) else set()
        found[code] = (name, words)
    found |= {code: (name, set(words)) for code, (name, words) in BODIES.items()}
    for state in STATES.split("|"):
        code, _, name = state.partition(" ")
        found[f"US-{code}"] = (name, {name.lower()})
    return sorted((code, name, tuple(sorted(words))) for code, (name, words) in found.items() if words)


def _tidy(name: str) -> str:
    return name.partition("#")[0].strip()


def _words(country: Country) -> set[str]:
    lines = [line.strip() for line in country.fields["Nationality"]]
    printed = [line.partition("#")[0].strip() for line in lines]
    words = [_plain(word) for word in printed if re.fullmatch(r"[A-Za-z_.'\- ]+", word)]
    lead = [*words[:2], _plain(STATE.sub("", _tidy(country.name)))]
    short = {_plain(word) for word in printed if re.fullmatch(r"(?:[A-Z]\.)+_?", word)}
    like = {word for word in words if any(word[:3] == other[:3] for other in lead) and len(word.split()) < 5}
    return {word for word in {*words[:2], *short, *like} if len(word) > 1 and not PLACE.search(word)}


def _plain(word: str) -> str:
    return " ".join(word.replace(".", "").replace("_", " ").replace("-", " ").lower().split())
