"""What the API answers, shown by example in its description."""

from sayso.model import Json

TOLD: Json = {
    "id": "8c32fc8e5f19bf5b5b0d",
    "speaker": "p0123456789abcdef",
    "source": [[0, 10]],
    "cue": [[11, 15]],
    "content": [[16, 62]],
    "form": "indirect",
    "act": "assert",
    "hedged": False,
    "hedge": [],
    "parent": None,
    "addressee": {"name": "reporters", "span": [66, 75]},
    "venue": None,
    "said_on": {"from": "2026-03-11", "to": "2026-03-11", "span": [79, 88]},
    "figures": [
        {
            "span": [30, 49],
            "text": "more than 40 crowns",
            "low": 40,
            "high": None,
            "unit": "crown",
            "per": None,
            "approx": False,
        }
    ],
    "confidence": 0.97,
}
WORDED: Json = TOLD | {"text": "a ticket costs more than 40 crowns this summer"}
WHO: Json = {
    "id": "p0123456789abcdef",
    "name": "Tomas Rehn",
    "kind": "person",
    "offices": ["Ports Minister"],
    "wikidata": None,
    "mentions": [[0, 10]],
}
PLACE: Json = {
    "id": "0" * 64,
    "ref": "ferry.html",
    "url": "https://courier.example/ferry",
    "outlet": "The Coast Courier",
    "title": "What the ferry costs",
    "published": "2026-03-12",
}
SIDE: Json = {"statement": WORDED, "speaker": WHO, "article": PLACE}
ANSWER: Json = SIDE | {"origins": 1, "reprints": 0, "status": {"supported": 0, "disputed": 1, "reversed": 0}}
BEARING: Json = {
    "kind": "disputes",
    "basis": "inferred",
    "confidence": 0.86,
    "evidence": [],
    "from": SIDE | {"speaker": WHO | {"name": "Marit Sollund"}},
    "to": SIDE,
}
TEXT: Json = {"text": "“The pier is rotten and must close,” Ada Quist said on Monday.", "title": "The pier"}
