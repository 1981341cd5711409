"""Relations across articles, the same in both stores; who judges here compares by plain words."""

from collections.abc import Sequence

import numpy as np
from ledger_samples import Story, keep

from sayso.dense import Floats
from sayso.ledger.bearings import Bearing, Wanted, find_bearings, find_between
from sayso.ledger.correct import correct_statement, undo_correction
from sayso.ledger.corrections import DROP, SET, Change
from sayso.ledger.decision import Decision
from sayso.ledger.ledger import Ledger
from sayso.ledger.relating import list_articles, relate_again, relate_article
from sayso.model import Json
from sayso.relate.judge import Judged, Pair

LIGHTHOUSE = "The lighthouse keeper costs 30 crowns a day and the lamp needs repairs"
DENIAL = "The lighthouse keeper costs nothing and the lamp needs no repairs"


class PlainJudge:
    """Finds that what differs by a word "no" or "nothing" is disputed, or taken back by the same speaker."""

    def __init__(self) -> None:
        self.asked: list[Pair] = []

    def judge(self, pairs: Sequence[Pair], *, across: bool = False) -> list[Judged | None]:
        self.asked += pairs
        return [self._judge(pair) if across else None for pair in pairs]

    def condense(self, vectors: Floats) -> Floats:
        return vectors[:, :2]

    def _judge(self, pair: Pair) -> Judged | None:
        if {"no", "nothing"}.isdisjoint({*pair.later.words, *pair.earlier.words}):
            return None
        known = pair.later.party.key is not None and pair.later.party.key == pair.earlier.party.key
        return Judged("reverses" if known else "disputes", 0.8)


def story(name: str, words: str, page: str, day: str, more: str = "") -> Json:
    told = Story(f"{words}, {name} said in Port Ellery. {more}", url=f"https://{page}.example/lamp", published=day)
    return told.says(name, words, office=None).record()


def add(ledger: Ledger, *records: Json) -> PlainJudge:
    judge = PlainJudge()
    for kept in keep(ledger, *records):
        with ledger.write() as connection:
            relate_article(connection, kept.n, judge, {})
    return judge


def find(ledger: Ledger, **wanted: object) -> list[Bearing]:
    with ledger.read() as connection:
        return find_bearings(connection, None, Wanted((), **wanted))[0]  # type: ignore[arg-type]


def test_the_later_statement_disputes_the_earlier_whichever_was_added_first(ledger: Ledger) -> None:
    add(
        ledger,
        story("Ines Falk", DENIAL, "gazette", "2024-04-02"),
        story("Per Holm", LIGHTHOUSE, "herald", "2024-03-05"),
    )
    (one,) = find(ledger, across=True)
    assert (one.kind, one.basis, one.evidence) == ("disputes", "inferred", [])
    assert one.later.data["article"]["published"] == "2024-04-02"


def test_a_correction_leaves_what_joins_articles_and_it_is_found_for_the_next(ledger: Ledger) -> None:
    record = story("Per Holm", LIGHTHOUSE, "herald", "2024-03-05")
    add(ledger, record, story("Ines Falk", DENIAL, "gazette", "2024-04-02"))
    own = record["statements"][0]["id"]
    decision = Decision("Ada", "2024-05-01T00:00:00Z")
    with ledger.write() as connection:
        correct_statement(connection, own, Change(SET, "hedged", True), decision)
        dropped = correct_statement(connection, own, Change(DROP), decision)
    assert find(ledger, across=True) == []
    with ledger.write() as connection:
        undo_correction(connection, dropped, decision)
    assert [one.kind for one in find(ledger, across=True)] == ["disputes"]
    add(ledger, story("Ada Quist", DENIAL + " at all", "courier", "2024-05-03"))
    assert len(find(ledger, across=True, speaker="Holm")) == 2


def test_what_shares_no_two_telling_words_is_not_compared(ledger: Ledger) -> None:
    judge = add(
        ledger,
        story("Ines Falk", DENIAL, "gazette", "2024-04-02"),
        story("Per Holm", "No harvest of barley was so poor in a generation", "herald", "2024-03-05"),
    )
    assert judge.asked == []


def test_versions_of_a_page_and_reprints_are_not_compared(ledger: Ledger) -> None:
    page = {"name": "Per Holm", "words": LIGHTHOUSE, "day": "2024-03-05"}
    judge = add(
        ledger,
        story(page="herald", more="No ship was seen.", **page),
        story(page="herald", more="Two ships were seen.", **page),
        story(page="gazette", **page),
    )
    assert judge.asked == []


def test_one_who_says_otherwise_later_has_changed_with_what_came_between(ledger: Ledger) -> None:
    add(
        ledger,
        story("Ines Falk", LIGHTHOUSE, "herald", "2024-01-05"),
        story("Ines Falk", "The lighthouse keeper and the lamp will be looked at by a board", "herald.b", "2024-02-05"),
        story("Ines Falk", DENIAL, "gazette", "2024-04-02"),
    )
    change = next(one for one in find(ledger, own=True) if one.earlier.day == "2024-01-05")
    with ledger.read() as connection:
        between = find_between(connection, change)
    assert [answer.day for answer in between] == ["2024-02-05"]


def test_relating_again_gives_what_adding_gave(ledger: Ledger) -> None:
    add(
        ledger,
        story("Ines Falk", DENIAL, "gazette", "2024-04-02"),
        story("Per Holm", LIGHTHOUSE, "herald", "2024-03-05"),
        story("Rosa Quist", "No lamp of a lighthouse needs repairs like this one", "tribune", "2024-03-06"),
    )
    before = [one.to_json() for one in find(ledger)]
    for _ in range(2):
        with ledger.write() as connection:
            for n in list_articles(connection):
                relate_again(connection, n, PlainJudge(), lambda _: None)
    assert before
    assert [one.to_json() for one in find(ledger)] == before


def test_an_article_that_is_read_again_keeps_its_place_among_the_others(ledger: Ledger) -> None:
    first, second = (
        story("Ines Falk", DENIAL, "gazette", "2024-04-02"),
        story("Per Holm", LIGHTHOUSE, "herald", "2024-03-05"),
    )
    add(ledger, first, second)
    before = [one.to_json() for one in find(ledger)]
    (kept,) = keep(ledger, first, reader="another")
    assert find(ledger) == []
    with ledger.write() as connection:
        relate_article(connection, kept.n, PlainJudge(), {})
    assert [one.to_json() for one in find(ledger)] == before


def test_what_is_likelier_wrong_is_left_out_on_demand(ledger: Ledger) -> None:
    add(
        ledger,
        story("Ines Falk", DENIAL, "gazette", "2024-04-02"),
        story("Per Holm", LIGHTHOUSE, "herald", "2024-03-05"),
    )
    assert len(find(ledger, least=0.8)) == 1
    assert find(ledger, least=0.81) == []


def test_what_the_encoder_read_is_kept_for_those_that_come_later(ledger: Ledger) -> None:
    judge = PlainJudge()
    for number, record in enumerate(
        (
            story("Per Holm", LIGHTHOUSE, "herald", "2024-03-05"),
            story("Ines Falk", DENIAL, "gazette", "2024-04-02"),
            story("Rosa Quist", "No lamp of a lighthouse needs repairs like this one", "tribune", "2024-04-03"),
        )
    ):
        (kept,) = keep(ledger, record)
        read = {told["id"]: np.full(3, number, np.float32) for told in record["statements"]}
        with ledger.write() as connection:
            relate_article(connection, kept.n, judge, read if number < 2 else {})
    condensed = {
        side.party.name: None if side.condensed is None else side.condensed.tolist()
        for pair in judge.asked
        for side in pair
    }
    assert condensed == {"Per Holm": [0, 0], "Ines Falk": [1, 1], "Rosa Quist": None}
