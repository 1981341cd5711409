"""How prominent the mention of a person is: subjects and speakers before objects and owners."""

from sayso.resolve.cast import Party
from sayso.resolve.grammar import FINITE, PREPOSITIONS, RELATIVES
from sayso.resolve.kinds import kind_of
from sayso.resolve.words import Word, Words

# The weights were set by hand and checked on the training records (see lab/bench/speakers.py).
SUBJECT = 1.6
SPEAKER = 1.0
SPEAKS_ON = 0.8
OWNER = -0.4
OWNER_FIRST = 0.6
EMBEDDED = 0.6
HEAD = 1.0
OBJECT = -0.5
MODIFIER = -0.6
OPEN_GENDER = -1.2
UNPROVED = -2.0
UNNAMED = -0.3
#: Verbs whose object is the one who speaks next.
ASKING = frozenset({"asked", "asks", "pressed", "questioned", "interviewed"})


def weigh(words: Words, first: int, last: int, speaks: bool) -> float:
    """The weight of a mention at the places [first, last); `speaks` where it is a source."""
    items, word = words.items, words.items[last - 1]
    before = items[first - 1].low if first and items[first - 1].sentence == word.sentence else ""
    after = items[last] if last < len(items) and items[last].gap == " " else None
    if word.owns or word.low in ("his", "her"):
        weight = OWNER_FIRST if items[first].initial and word.owns else OWNER
    elif last < len(items) and items[last].low == "who":
        weight = HEAD
    elif before in PREPOSITIONS or word.low in ("him", "himself", "herself"):
        weight = OBJECT
    elif after and after.low not in FINITE and after.text.islower() and kind_of(after.low) is not None:
        weight = MODIFIER
    elif before == "that" and not speaks:
        weight = EMBEDDED
    elif speaks or before in ASKING or _is_subject(items[first], before, after):
        weight = SUBJECT
    else:
        weight = 0.0
    return weight + SPEAKER * (speaks or before in ASKING)


def _is_subject(word: Word, before: str, after: Word | None) -> bool:
    verb = after is not None and (after.low in FINITE or (after.text.islower() and after.text.endswith("ed")))
    return word.initial or before in RELATIVES or verb or "," in word.gap or "—" in word.gap


def bias(party: Party, speaks_on: bool) -> float:
    """What speaks for a party whatever its mention: `speaks_on` where it was the last to speak."""
    if party.kind == "unnamed":
        return UNNAMED + SPEAKS_ON * speaks_on
    return OPEN_GENDER * (not party.gender) + UNPROVED * (not party.evident) + SPEAKS_ON * speaks_on
