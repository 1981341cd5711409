"""The names in a byline."""

import re

PARTICLE = r"(?:de|del|della|di|da|van|von|der|den|la|le|bin|al|el|du|dos|ter|ten)"
NAME_WORD = r"(?:(?:[A-Z]\.){1,3}|(?:[A-ZÀ-ÖØ-Þ]|[OD]'|al-|el-)[^\W\d_]*(?:['’-][^\W\d_]+)*)"
#: Two to five words with capitals, such as "Anna-Lena de la Cruz" or "J.R. Smith Jr."
NAME = rf"{NAME_WORD}(?: (?:{PARTICLE} ){{0,2}}{NAME_WORD}){{1,4}}(?:,? [JS]r\.)?"
WHOLE_NAME = re.compile(NAME)
LEAD = re.compile(
    r"^\s*(?:(?:written|reported|story|reporting|text|words|posted)\s+)?by\b[:\s]+|^\s*(?:author|autor)s?\b\s*:?\s+",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\s*(?:[;|&]|\band\b|,\s*and\b|,(?!\s*[JS]r\b))\s*", re.IGNORECASE)
#: What stands in author fields and is nobody's name.
NOBODY = re.compile(
    r"https?:|www\.|@|\.(?:com|org|net)\b|\d|^(?:admin|administrator|editors?|staff|guest|author|unknown|none|null|"
    r"(?:the )?associated press|ap|afp|reuters|bloomberg|newsroom|web\s?desk|news\s?desk)$",
    re.IGNORECASE,
)
#: A part with one of these words is a role, an outlet, a day or a place in the year, not a person.
NO_PERSON = re.compile(
    r"\b(?:staff|writers?|reporters?|editors?|correspondents?|columnists?|producers?|contributors?|bureau|"
    r"press|news|desk|chief|special|senior|newspapers?|media|times|post|herald|tribune|gazette|daily|weekly|"
    r"journal|beacon|courier|chronicle|observer|sentinel|review|magazine|network|radio|television|politics|"
    r"sports?|business|opinion|agency|service|company|inc|university|county|city|team|page|channel|online|"
    r"mr|mrs|ms|sen|rep|gov|president|senator|the|this|our|us|popular|demand|election|christmas|easter|"
    r"new|year|eve|day|night|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|"
    r"april|july|august|september|october|november|december|numbers?)\b",
    re.IGNORECASE,
)
LONGEST = 60


def split_names(author: str) -> list[str]:
    """The names in an author field or byline, in order, without "By", roles and addresses.

    >>> split_names("By Jane Doe and John Roe, Staff Writers")
    ['Jane Doe', 'John Roe']
    """
    parts = (part.strip(" ,-–—\t") for part in BETWEEN.split(LEAD.sub("", author)))
    kept = [name for name in parts if name and len(name) <= LONGEST and not NOBODY.search(name)]
    return [name for name in kept if not is_role(name)]


def is_person(name: str) -> bool:
    """Whether a name is formed like that of a person: two to five words, none of an outlet or a day."""
    return bool(WHOLE_NAME.fullmatch(name)) and not NO_PERSON.search(name)


def is_role(name: str) -> bool:
    """Whether a part of a byline says what its writers are and not who."""
    return (bool(NO_PERSON.search(name)) and not WHOLE_NAME.fullmatch(name)) or name.lower().endswith(
        ("writer", "writers", "reporter", "reporters", "editor", "correspondent", "staff", "press", "news")
    )
