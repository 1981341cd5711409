"""Relations that an article reports by a noun of saying: "rejected the mayor's claim that …"."""

import pytest

from sayso.model import Relation, Span, Spans, Statement
from sayso.relate.reported import RIGHT, find_reported


def spans(text: str, words: str) -> Spans:
    if not words:
        return ()
    start = text.index(words)
    return (Span(start, start + len(words)),)


def make(text: str, id_: str, speaker: str | None, parts: tuple[str, str, str], parent: str | None = None) -> Statement:
    source, cue, content = (spans(text, words) for words in parts)
    return Statement(id_, speaker, source, cue, content, "indirect", parent, 0.9)


def relate(
    outer: tuple[str, str, str], inner: tuple[str, str, str], whose: tuple[str | None, str | None]
) -> list[Relation]:
    """The relations of "SOURCE CUE CONTENT." with a statement in the content."""
    text = " ".join(outer) + "."
    told = [make(text, "outer", whose[0], outer), make(text, "inner", whose[1], inner, "outer")]
    return list(find_reported(text, told))


CLAIM = ("the mayor's", "claim", "that the ferry was unsafe")


@pytest.mark.parametrize(
    ("cue", "kind", "evidence"),
    [
        ("rejected", "disputes", "rejected"),
        ("on Monday pushed back against", "disputes", "pushed back against"),
        ("takes issue with", "disputes", "takes issue with"),
        ("is rejecting", "disputes", "rejecting"),
        ("echoed", "supports", "echoed"),
        ("agreed with", "supports", "agreed with"),
        ("criticised", "responds", "criticised"),
        ("replied to", "responds", "replied to"),
    ],
)
def test_verb_of_the_cue_tells_the_kind_and_is_the_evidence(cue: str, kind: str, evidence: str) -> None:
    outer = ("The ministry", cue, "the mayor's claim that the ferry was unsafe")
    text = " ".join(outer)
    assert relate(outer, CLAIM, ("p1", "p2")) == [
        Relation("outer", "inner", kind, "reported", spans(text, evidence), RIGHT)  # type: ignore[arg-type]
    ]


@pytest.mark.parametrize(
    "cue",
    [
        "did not dispute",
        "neither confirmed nor denied",
        "declined to confirm",
        "would have rejected",
        "has been rejected",
        "said about",
        "refused to endorse",
        "stopped short of denying",
    ],
)
def test_what_is_not_done_or_is_done_to_it_relates_nothing(cue: str) -> None:
    assert relate(("The ministry", cue, "the mayor's claim that the ferry was unsafe"), CLAIM, ("p1", "p2")) == []


def test_a_denied_saying_is_no_denial_of_what_it_says() -> None:
    outer = ("The ministry", "denied", "that the mayor had warned that the ferry was unsafe")
    assert relate(outer, ("the mayor", "warned", "that the ferry was unsafe"), ("p1", "p2")) == []
    clause = ("The ministry", "confirmed", "that the mayor's plan to sell the ferry stands")
    assert relate(clause, ("the mayor's", "plan", "to sell the ferry"), ("p1", "p2")) == []


def test_one_party_does_not_dispute_itself_but_an_open_one_may_be_disputed() -> None:
    outer = ("The ministry", "rejected", "claims that the ferry was unsafe")
    inner = ("", "claims", "that the ferry was unsafe")
    assert relate(outer, inner, ("p1", "p1")) == []
    assert [r.kind for r in relate(outer, inner, (None, None))] == ["disputes"]


def test_a_request_that_is_turned_down_is_answered_not_disputed() -> None:
    outer = ("The court", "rejected", "the mayor's request to sail at night")
    inner = ("the mayor's", "request", "to sail at night")
    assert [r.kind for r in relate(outer, inner, ("p1", "p2"))] == ["responds"]


def test_a_saying_far_inside_the_content_is_not_what_is_taken_up() -> None:
    outer = (
        "The ministry",
        "rejected",
        "a bill for ships that took up at last the mayor's claim that the ferry was unsafe",
    )
    assert relate(outer, CLAIM, ("p1", "p2")) == []


@pytest.mark.parametrize("cue", ["walked back", "retracted", "has backed away from", "apologised for"])
def test_who_takes_back_an_own_claim_reverses_it(cue: str) -> None:
    outer = ("The mayor", cue, "her claim that the ferry was unsafe")
    inner = ("her", "claim", "that the ferry was unsafe")
    (found,) = relate(outer, inner, ("p1", "p1"))
    assert (found.kind, found.basis) == ("reverses", "reported")
    assert relate(outer, inner, ("p1", "p2")) == []
