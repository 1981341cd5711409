"""Relations within an article: which statements bear on others, by the article's words or by comparison."""

from collections.abc import Sequence

from sayso.encoded import Encoded
from sayso.model import Basis, Json, Relation, Span
from sayso.relate.judge import Judge, Pair
from sayso.relate.reported import find_words
from sayso.relate.sides import Party, Side, build_sides
from sayso.relate.terms import weight_of

#: Statements of an article further apart than this are compared only where they share words of this weight.
REACH, SHARED = 40, 1.0


def find_inferred(record: Json, sides: Sequence[Side], judge: Judge) -> list[Relation]:
    """The relations between the outer statements of a record (the contract's), its `sides`, in reading order."""
    pairs = list_pairs(sides)
    cues = {told["id"]: tuple(Span(*span) for span in told["cue"]) for told in record["statements"]}
    text = record["article"]["text"]
    made = []
    for (later, earlier), judged in zip(pairs, judge.judge(pairs), strict=True):
        if judged:
            words = find_words(judged.kind, text, cues[later.id])
            basis: Basis = "reported" if words else "inferred"
            evidence = (words,) if words else ()
            made.append(Relation(later.id, earlier.id, judged.kind, basis, evidence, judged.confidence))
    return made


def sides_of(record: Json, encoded: Encoded | None) -> list[Side]:
    """The outer statements of a record, as they are compared with each other; `encoded` is its text, if it is read."""
    parties: dict[str | None, Party] = {s["id"]: Party(s["id"], s["name"], s["kind"]) for s in record["speakers"]}
    outer = [statement for statement in record["statements"] if statement["parent"] is None]
    return build_sides(record["article"], outer, parties, encoded)


def list_pairs(sides: Sequence[Side]) -> list[Pair]:
    """The pairs of statements of an article that are compared, each with all before it that are near or share words."""
    return [
        Pair(later, earlier)
        for place, later in enumerate(sides)
        for earlier in sides[:place]
        if later.place - earlier.place <= REACH or weight_of(later.terms & earlier.terms) >= SHARED
    ]
