"""The same party across articles: an id for each speaker of an article, and the keys that it shares with others.

A speaker's *id* is its own, of this article; it never changes and says nothing about other articles. Its *keys* say
what would make speakers of other articles the same party: an identifier (Wikidata), or a full name of one kind together
with a circumstance that both have. Persons need a circumstance (an office, or another name that the article gives), and
so do bodies whose name is made of common words, such as a ministry's; a body with a name of its own needs none. A
surname alone, a description and "officials" have no key: they are the same as nobody elsewhere.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sayso.model import Json
from sayso.wordlist import fold, word_set

WORD = re.compile(r"[^\W_]+")
SUFFIXES = word_set("jr sr ii iii iv")
LEAST = 2  # words of a person's full name
#: Words of offices that many hold at once, in any place; alone they tell nobody apart.
COMMON_OFFICES = word_set(
    """
    a an the of for and in at to on s u us former current new top senior deputy vice assistant acting chief head leader
    president chairman chairwoman chair director manager executive officer official spokesman spokeswoman spokesperson
    minister secretary senator sen rep representative congressman congresswoman governor gov mayor ambassador judge
    justice general gen colonel col major sergeant captain professor prof dr doctor lawyer attorney analyst expert
    economist strategist adviser advisor aide candidate nominee member lawmaker founder owner editor reporter author
    writer researcher scientist student resident father mother son daughter wife husband police mr mrs ms miss sir lord
    """
)
#: Words of bodies' names that are no names: a body of such words alone has one like it in every country or town.
COMMON_BODIES = word_set(
    """
    the of for and in on a ministry department office agency bureau council committee commission court supreme high
    constitutional federal national state central local city county district regional general public house senate
    parliament congress assembly cabinet government army navy air force military police defense defence foreign interior
    justice finance treasury health education labor labour trade commerce energy transport transportation environment
    agriculture affairs security intelligence service services board authority union association federation league
    party democratic republican liberal conservative socialist people social bank university hospital
    school college institute center centre company group times post news opposition campaign coalition administration
    presidency prime minister president embassy prosecutors prosecutor attorney fire electoral election
    """
)
#: Names of two words that stand in half of all news, and first words that begin sentences and not names.
COMMON_NAMES = frozenset(
    """
    white house|new york|united states|supreme court|los angeles|san francisco|wall street|capitol hill|social security
    middle east|north america|south america|latin america|united nations|united kingdom|european union|prime minister
    attorney general|secretary state|vice president|associated press|fox news|new hampshire|south carolina
    north carolina|new jersey|republican party|democratic party|justice department|state department|super tuesday
    facebook twitter|reporting editing|thomson reuters|washington post|york times|wall journal|inc said|co ltd
    """.replace("\n", "|")
    .replace("    ", "")
    .split("|")
)
FIRST_WORDS = word_set(
    """
    the a an this that these those it he she they we i you his her their its our my in on at by for from with without to
    of as if when while where after before since until during although though because but and or so yet not no there
    here what who why how which some many most all both each every another other one two mr mrs ms dr rep sen gov gen
    president senator representative congressman secretary chairman speaker minister judge justice former new monday
    tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december
    """
)
_NAME = re.compile(r"\b([A-Z][\w’'-]+)(?:[ \t]+(?:[A-Z]\.|of|the|de|al|bin|van|von|der))*[ \t]+([A-Z][\w’'-]+)")
#: How many of an article's other names make keys, the most frequent first.
MOST_NAMES = 10


class Identity(NamedTuple):
    """`id` of a speaker in its article, and its `keys`."""

    id: str
    keys: tuple[str, ...]


def identify(record: Json) -> dict[str, Identity]:
    """The identity of each speaker of a contract's record, by its local id; the same whatever else was read."""
    article: str = record["article"]["id"]
    beside = _names_beside(record)
    found: dict[str, Identity] = {}
    seen: dict[str, int] = {}
    for speaker in record["speakers"]:
        made = "\x1f".join((article, speaker["kind"], " ".join(_words(speaker["name"]))))
        seen[made] = seen.get(made, 0) + 1
        found[speaker["id"]] = Identity(speaker_id(f"{made}\x1f{seen[made]}"), tuple(_keys(speaker, beside)))
    return found


def _names_beside(record: Json) -> list[str]:
    """The full names that an article gives, folded to first and last: those of speakers, and the most frequent."""
    keys = [_name_key(speaker["kind"], speaker["name"]) for speaker in record["speakers"]]
    speak = [key.partition(":")[2] for key in keys if key and key.startswith("person:")]
    pairs = ((fold(a), fold(b).removesuffix("'s")) for a, b in _NAME.findall(record["article"]["text"]))
    counts = Counter(f"{a} {b}" for a, b in pairs if a not in FIRST_WORDS and f"{a} {b}" not in COMMON_NAMES)
    often = sorted(counts, key=lambda name: (-counts[name], name))[:MOST_NAMES]
    return list(dict.fromkeys([*speak, *often]))


def speaker_id(made: str) -> str:
    """The id of what makes a speaker this one."""
    return "p" + hashlib.sha256(made.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _keys(speaker: Json, beside: Sequence[str]) -> list[str]:
    keys = [f"wikidata:{speaker['wikidata']}"] if speaker["wikidata"] else []
    name = _name_key(speaker["kind"], speaker["name"])
    if name is None:
        return keys
    words = name.partition(":")[2].split()
    if speaker["kind"] == "organisation" and set(words) - COMMON_BODIES:
        return [*keys, name]
    keys += [f"{name} | office: {office}" for office in _offices(speaker["offices"])]
    keys += [f"{name} | beside: {other}" for other in beside if not set(other.split()) & set(words)]
    return list(dict.fromkeys(keys))


def _offices(offices: Sequence[str]) -> list[str]:
    """What of a speaker's offices tells it apart: their rarer words, and whole offices of two words and more."""
    found = []
    for office in offices:
        words = _words(office)
        plain = [w for w in words if w not in ("the", "a", "an", "former", "u", "s")]
        found += [" ".join(plain)] if len(plain) > 1 else []
        found += [w for w in words if w not in COMMON_OFFICES and len(w) > 1]
    return list(dict.fromkeys(found))


def _name_key(kind: str, name: str) -> str | None:
    """Kind and full name as they are compared, or None where the name is not full."""
    words = _words(name)
    plain = [word for word in words if word not in SUFFIXES]
    if kind == "person" and len(plain) >= LEAST and " and " not in f" {' '.join(words)} ":
        # Middle names and initials come and go between papers; a suffix parts father and son.
        suffix = [word for word in words if word in SUFFIXES]
        return f"person:{' '.join([plain[0], plain[-1], *suffix])}"
    if kind == "organisation" and plain:
        return f"organisation:{' '.join(word for word in words if word != 'the')}"
    return None


def _words(name: str) -> list[str]:
    return [fold(word) for word in WORD.findall(name.replace("’", "'").replace("'s", ""))]


def fullest(names: Iterable[str]) -> str:
    """The fullest of a party's names: most words, not shouted, then most letters, then first by the alphabet."""
    return min(names, key=lambda name: (-len(WORD.findall(name)), name.isupper() and len(name) > 5, -len(name), name))
