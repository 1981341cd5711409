"""The addresses under which articles, statements and parties are known outside of the ledger."""

import re
from typing import Literal
from urllib.parse import quote, urlsplit

from sayso.model import Json
from sayso.scalars import to_scalars

#: What no IRI may hold (RFC 3987): blanks, controls, marks of writing direction, and the delimiters of other notations.
_NO_ADDRESS = re.compile('[\\s\0-\x20\x7f-\x9f<>"{}|\\\\^`\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]')
_WIKIDATA = re.compile(r"Q[1-9]\d*", re.A)


def make_urn(kind: Literal["article", "statement", "party", "act", "form", "kind"], name: str) -> str:
    """The URN of something with this id or value, such as `urn:sayso:statement:1f0c…`."""
    return f"urn:sayso:{kind}:{quote(to_scalars(name), safe='')}"


def find_web_address(article: Json) -> str | None:
    """The article's address if it is one on the web that may stand as an IRI; else None."""
    url = article["url"]
    if not isinstance(url, str) or _NO_ADDRESS.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def find_wikidata(speaker: Json) -> str | None:
    """The speaker's id in Wikidata if it has the form of one; else None."""
    known = speaker["wikidata"]
    return known if isinstance(known, str) and _WIKIDATA.fullmatch(known) else None
