"""The same party across articles: an id for each party of an article, and the keys under which later judgements look.

A party's *id* is its own, of this article; it never changes and says nothing about other articles. Its *keys* say
where to look for the same party elsewhere: an identifier (Wikidata) is as good as a judgement, a full name of one
kind is a proposal. Nothing is merged here: two people of one name have two ids and share a key, and whether they are
one is for a judgement to say, which can be taken back (the ledger keeps it). A surname alone, a description and
"officials" have no key: they are the same as nobody elsewhere.
"""

import hashlib
import re
from typing import NamedTuple

from sayso.model import Article, Speaker
from sayso.resolve.gazetteer import SUFFIXES
from sayso.resolve.spelling import fold

WORD = re.compile(r"[^\W_]+")
NAMED = frozenset({"person", "organisation"})
LEAST = 2  # words of a person's full name


class Identity(NamedTuple):
    """`id` of the party in its article; `keys` in order of their worth, those of identifiers first; `proof` is how
    many of them are identifiers, which join without a judgement.
    """

    id: str
    keys: tuple[str, ...]
    proof: int


def identify(article: Article, speaker: Speaker) -> Identity:
    """The id and the keys of a speaker of an article; the same for the same article, kind and name, whatever else was
    read.
    """
    words = [fold(word) for word in WORD.findall(speaker.name.replace("’", "'").replace("'s", ""))]
    plain = [word for word in words if word not in SUFFIXES]
    keys = [f"wikidata:{speaker.wikidata}"] if speaker.wikidata else []
    proof = len(keys)
    if speaker.kind == "person" and len(plain) >= LEAST:
        # Middle names and initials come and go between papers; a suffix parts father and son.
        suffix = [word for word in words if word in SUFFIXES]
        keys.append(f"person:{' '.join([plain[0], plain[-1], *suffix])}")
    elif speaker.kind == "organisation" and plain:
        keys.append(f"organisation:{' '.join(word for word in words if word != 'the')}")
    made = "\x1f".join((article.id, speaker.kind, " ".join(words)))
    return Identity(hashlib.sha256(made.encode("utf-8", "surrogatepass")).hexdigest()[:20], tuple(keys), proof)
