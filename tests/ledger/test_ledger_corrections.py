"""Corrections: over what was read, in the open, and for good."""

from typing import Any

import pytest
from ledger_samples import FERRY, Story, bridge, ferry, keep
from sqlalchemy import select

from sayso.errors import ConflictError, LedgerError, UsageError
from sayso.export import FORMATS, Entry, Party, write_entries
from sayso.ledger.check import find_faults
from sayso.ledger.correct import (
    Missing,
    add_statement,
    correct_statement,
    iterate_training_data,
    list_corrections,
    undo_correction,
)
from sayso.ledger.corrections import DROP, PARSERS, SET, Change, parse_value
from sayso.ledger.decision import Decision
from sayso.ledger.ledger import Ledger
from sayso.ledger.query import parse_query
from sayso.ledger.records import iterate_records
from sayso.ledger.search import Filters, search
from sayso.ledger.tables import statement
from sayso.ledger.who import find_voices
from sayso.model import Json

DECISION = Decision("nora", "2026-01-03T00:00:00Z", "I was there")
FIRST = ferry()["statements"][0]["id"]
ARTICLE = {"text": FERRY}


def records(ledger: Ledger) -> list[Json]:
    with ledger.read() as connection:
        assert find_faults(connection) == []
        return [whole.record for whole in iterate_records(connection)]


def correct(ledger: Ledger, field: str, value: str, id_: str = FIRST) -> int:
    with ledger.write() as connection:
        change = Change(SET, field, parse_value(field, value, ARTICLE))
        return correct_statement(connection, id_, change, DECISION)


def found(ledger: Ledger, words: str | None = None, **filters: Any) -> list[Json]:
    with ledger.read() as connection:
        page = search(connection, parse_query(words) if words else None, Filters(**filters))
        return [answer.data["statement"] for answer in page.answers]


def test_what_was_read_is_not_added_a_second_time(ledger: Ledger) -> None:
    keep(ledger, ferry())
    words, who = "The night ferry will stop in March", {"name": "maria  LINDQVIST", "kind": "person"}
    with ledger.write() as connection:
        with pytest.raises(ConflictError, match=FIRST):
            add_statement(connection, ferry()["article"]["id"], Missing(words, who, "promise"), DECISION)
        assert list_corrections(connection) == []
        correct_statement(connection, FIRST, Change(DROP), DECISION)
        add_statement(connection, ferry()["article"]["id"], Missing(words, who, "promise"), DECISION)


def test_the_words_of_another_speaker_are_added_beside_what_was_read(ledger: Ledger) -> None:
    keep(ledger, ferry())
    with ledger.write() as connection:
        other = {"name": "Ada Quist", "kind": "person"}
        missing = Missing("The night ferry will stop in March", other, "assert")
        add_statement(connection, ferry()["article"]["id"], missing, DECISION)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("act", "deny", "deny"),
        ("form", "mixed", "mixed"),
        ("hedged", "yes", True),
        ("hedge", "[[4, 9]]", []),  # of what is not hedged, no words hedge
        ("addressee", "-", None),
        ("addressee", "the Eastport Herald", {"name": "the Eastport Herald", "span": None}),
        ("venue", "Monday", {"text": "Monday", "span": [FERRY.index("Monday"), FERRY.index("Monday") + 6]}),
        ("said_on", "2024-03-01/2024-03-02", {"from": "2024-03-01", "to": "2024-03-02", "span": None}),
        ("content", "[[0, 9]]", [[0, 9]]),
        ("source", "[]", []),
        ("figures", '[{"text": "two", "low": 2, "high": 2, "unit": "crown", "per": null, "approx": false}]',
         [{"span": [FERRY.index("two"), FERRY.index("two") + 3], "text": "two", "low": 2, "high": 2, "unit": "crown",
           "per": None, "approx": False}]),
    ],
)  # fmt: skip
def test_any_field_can_be_put_right(ledger: Ledger, field: str, value: str, expected: Any) -> None:
    keep(ledger, ferry())
    number = correct(ledger, field, value)
    made = records(ledger)[0]["statements"]
    assert made[0][field] == expected
    assert made[1:] == ferry()["statements"][1:]
    with ledger.write() as connection:
        undo_correction(connection, number, DECISION)
    assert records(ledger) == [ferry()]


def test_a_corrected_field_is_what_is_searched_for(ledger: Ledger) -> None:
    keep(ledger, ferry())
    assert found(ledger, act="deny") == []
    correct(ledger, "act", "deny")
    correct(ledger, "said_on", "2023-12-24")
    correct(ledger, "content", "[[4, 9]]")
    assert [one["id"] for one in found(ledger, act="deny", last="2023-12-24")] == [FIRST]
    assert [one["text"] for one in found(ledger, "night")] == ["night"]
    assert found(ledger, '"night ferry"') == []


def test_a_corrected_speaker_is_a_party_like_any_other(ledger: Ledger) -> None:
    keep(ledger, ferry(), bridge())
    correct(ledger, "speaker", "Tom Adeyemi")
    with ledger.read() as connection:
        assert [voice.statements for voice in find_voices(connection, "adeyemi")] == [3]
    correct(ledger, "speaker", "organisation:Eastport Harbour Board")
    record = records(ledger)[0]
    assert record["speakers"][-1] == {"id": "c1", "name": "Eastport Harbour Board", "kind": "organisation",
                                      "offices": [], "wikidata": None, "mentions": []}  # fmt: skip
    assert record["statements"][0]["speaker"] == "c1"
    correct(ledger, "speaker", "-")
    record = records(ledger)[0]
    assert record["statements"][0]["speaker"] is None
    assert [one["id"] for one in record["speakers"]] == ["p1", "p2"]


def test_the_machine_value_stays_underneath(ledger: Ledger) -> None:
    keep(ledger, ferry())
    correct(ledger, "act", "deny")
    with ledger.read() as connection:
        (row,) = iterate_training_data(connection)
    who = {"name": "Maria Lindqvist", "kind": "person"}
    assert row["statement"] == ferry()["statements"][0] | {"speaker": who}
    assert (row["field"], row["value"], row["by"], row["note"]) == ("act", "deny", "nora", "I was there")
    assert row["article"]["text"] == FERRY


@pytest.mark.parametrize("reader", ["sayso newer", "sayso test"])
def test_no_later_reading_undoes_a_correction(ledger: Ledger, reader: str) -> None:
    keep(ledger, ferry())
    correct(ledger, "act", "deny")
    keep(ledger, ferry(), reader=reader)
    assert records(ledger)[0]["statements"][0]["act"] == "deny"


def reread(start: int, end: int) -> Json:
    """The ferry's article as another model reads it: the first statement elsewhere, under another id."""
    record = ferry()
    record["statements"][0] |= {"id": "f" * 20, "content": [[start, end]], "act": "predict"}
    return record


def test_a_correction_follows_its_statement_to_new_bounds(ledger: Ledger) -> None:
    keep(ledger, ferry())
    correct(ledger, "hedged", "yes")
    keep(ledger, reread(4, 34), reader="sayso newer")
    made = records(ledger)[0]["statements"]
    assert len(made) == 3
    assert (made[0]["id"], made[0]["hedged"], made[0]["act"]) == ("f" * 20, True, "predict")


def test_a_corrected_statement_that_is_not_found_again_is_kept(ledger: Ledger) -> None:
    keep(ledger, ferry())
    correct(ledger, "hedged", "yes")
    keep(ledger, reread(100, 110), reader="sayso newer")
    made = {one["id"]: one for one in records(ledger)[0]["statements"]}
    assert len(made) == 4
    assert made[FIRST]["hedged"] is True
    keep(ledger, ferry(), reader="sayso newest")
    assert len(records(ledger)[0]["statements"]) == 3


def test_a_dropped_statement_is_shown_nowhere_and_stays_dropped(ledger: Ledger) -> None:
    keep(ledger, ferry())
    with ledger.write() as connection:
        number = correct_statement(connection, FIRST, Change(DROP), DECISION)
    assert found(ledger, '"night ferry"') == []
    keep(ledger, reread(0, 30), reader="sayso newer")
    assert len(records(ledger)[0]["statements"]) == 2
    with ledger.write() as connection:
        undo_correction(connection, number, DECISION)
    assert len(records(ledger)[0]["statements"]) == 3


def test_a_missing_statement_can_be_added_and_corrected(ledger: Ledger) -> None:
    keep(ledger, ferry())
    missing = Missing("has asked the board", {"name": "Eastport Herald", "kind": "organisation"}, "ask")
    with ledger.write() as connection:
        number, id_ = add_statement(connection, ferry()["article"]["id"][:12], missing, DECISION)
    assert [one["text"] for one in found(ledger, "board", speaker="herald")] == ["has asked the board"]
    correct(ledger, "hedged", "yes", id_)
    keep(ledger, ferry(), reader="sayso newer")
    added = records(ledger)[0]["statements"][-1]
    assert (added["id"], added["hedged"], added["act"], added["confidence"]) == (id_, True, "ask", 1.0)
    with ledger.write() as connection:
        undo_correction(connection, number, DECISION)
    assert all(one["id"] != id_ for one in records(ledger)[0]["statements"])


def test_a_statement_added_by_hand_stands_for_the_one_that_is_found_later(ledger: Ledger) -> None:
    record = ferry()
    last = record["statements"].pop()
    keep(ledger, record)
    missing = Missing("about 40 jobs would go", {"name": "Tom Adeyemi", "kind": "person"}, "predict")
    with ledger.write() as connection:
        _, id_ = add_statement(connection, record["article"]["id"], missing, DECISION)
    keep(ledger, ferry(), reader="sayso newer")
    told = [one["id"] for one in records(ledger)[0]["statements"]]
    assert id_ in told
    assert last["id"] not in told


def test_a_kept_statement_stays_its_speaker_s_whatever_the_others_are_numbered(ledger: Ledger) -> None:
    keep(ledger, ferry())
    correct(ledger, "hedged", "yes")
    other = ferry()
    other["statements"] = other["statements"][2:]
    other["speakers"] = [other["speakers"][1] | {"id": "p1"}]
    other["statements"][0]["speaker"] = "p1"
    keep(ledger, other, reader="sayso newer")
    record = records(ledger)[0]
    names = {one["id"]: one["name"] for one in record["speakers"]}
    assert {one["id"]: names[one["speaker"]] for one in record["statements"]}[FIRST] == "Maria Lindqvist"


def test_a_correction_comes_home_when_its_statement_is_found_again(ledger: Ledger) -> None:
    keep(ledger, ferry())
    correct(ledger, "act", "deny")
    keep(ledger, reread(4, 34), reader="sayso 2")
    keep(ledger, ferry(), reader="sayso 3")
    assert records(ledger)[0]["statements"][0] == ferry()["statements"][0] | {"act": "deny"}
    without = ferry()
    without["statements"] = without["statements"][1:]
    keep(ledger, reread(4, 34), reader="sayso 4")
    keep(ledger, without, reader="sayso 5")
    assert {one["id"]: one["act"] for one in records(ledger)[0]["statements"]}[FIRST] == "deny"
    assert [one["act"] for one in found(ledger, '"night ferry"', act="deny")] == ["deny"]


def test_a_correction_never_moves_to_a_neighbour_that_was_there(ledger: Ledger) -> None:
    record = ferry()
    twin = record["statements"][0] | {"id": "e" * 20, "content": [[0, 30]]}
    record["statements"].insert(1, twin)
    keep(ledger, record)
    with ledger.write() as connection:
        correct_statement(connection, "e" * 20, Change(DROP), DECISION)
    keep(ledger, ferry(), reader="sayso newer")
    assert records(ledger) == [ferry()]


def test_of_two_corrections_that_meet_the_later_one_stands_everywhere(ledger: Ledger) -> None:
    record = ferry()
    record["statements"].insert(1, record["statements"][0] | {"id": "e" * 20, "content": [[0, 30]]})
    keep(ledger, record)
    correct(ledger, "act", "deny", FIRST)
    correct(ledger, "act", "ask", "e" * 20)
    keep(ledger, reread(0, 32), reader="sayso newer")
    assert [one["act"] for one in found(ledger, '"night ferry"', act="ask")] == ["ask"]
    assert found(ledger, '"night ferry"', act="deny") == []


@pytest.mark.parametrize("field", sorted(PARSERS))
def test_every_corrected_field_goes_through_every_export(ledger: Ledger, tmp_path: Any, field: str) -> None:
    values = {"figures": '[{"text": "nowhere", "low": 2, "high": null, "unit": null, "per": null, "approx": true}]',
              "act": "deny", "form": "mixed", "hedged": "yes", "said_on": "2024-01-01", "addressee": "nobody here",
              "venue": "no such place", "speaker": "group:sailors"}  # fmt: skip
    keep(ledger, ferry())
    correct(ledger, field, values.get(field, "[[0, 9]]"))
    with ledger.read() as connection:
        wholes = list(iterate_records(connection))
    entries = [Entry(w.record, {local: Party(*known) for local, known in w.parties.items()}) for w in wholes]
    for format_ in FORMATS:
        assert write_entries(entries, format_, tmp_path / format_) == 1


def test_corrections_are_listed_until_they_are_withdrawn(ledger: Ledger) -> None:
    keep(ledger, ferry())
    first, second = correct(ledger, "act", "deny"), correct(ledger, "act", "ask")
    with ledger.write() as connection:
        assert [one.n for one in list_corrections(connection, FIRST)] == [first, second]
        undo_correction(connection, second, DECISION)
        assert [one.value for one in list_corrections(connection)] == ["deny"]
        with pytest.raises(LedgerError, match=f"no correction {second} stands"):
            undo_correction(connection, second, DECISION)
    assert records(ledger)[0]["statements"][0]["act"] == "deny"


def test_what_does_not_exist_is_named(ledger: Ledger) -> None:
    keep(ledger, ferry(), bridge())
    with ledger.write() as connection:
        with pytest.raises(LedgerError, match="'nothing'"):
            correct_statement(connection, "nothing", Change(DROP), DECISION)
        with pytest.raises(LedgerError, match="no article"):
            add_statement(connection, "zzz", Missing("x", None, "assert"), DECISION)
        with pytest.raises(LedgerError, match="more than one article"):
            add_statement(connection, "", Missing("x", None, "assert"), DECISION)
        with pytest.raises(UsageError, match="does not hold the words"):
            add_statement(connection, ferry()["article"]["id"], Missing("no such words", None, "assert"), DECISION)
        assert connection.scalar(select(statement.c.n).where(statement.c.by_hand)) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [("colour", "red"), ("act", "shout"), ("hedged", "perhaps"), ("content", "[[0, 99999]]"), ("content", "[[5, 2]]"),
     ("content", "words"), ("content", "-"), ("said_on", "Monday"), ("said_on", "2024-02-30"), ("figures", "{}x"),
     ("said_on", "2024-03-02/2024-03-01"), ("addressee", " "), ("content", "[[Infinity, 3]]"),
     ("figures", '[{"text": "x", "low": NaN, "high": 1, "unit": null, "per": null, "approx": false}]'),
     ("figures", '[{"text": "x", "low": "a", "high": 1, "unit": null, "per": null, "approx": false}]'),
     ("figures", '[{"text": "x", "low": 3, "high": 1, "unit": null, "per": null, "approx": false}]'),
     ("figures", '[{"text": "x", "low": 1' + "0" * 400 + ', "high": null, "unit": null, "per": null,'
                 ' "approx": false}]'),
     ("figures", '[{"low": 3}]'), ("speaker", "person:  "), ("figures", "-")],
)  # fmt: skip
def test_a_value_that_is_none_is_refused(field: str, value: str) -> None:
    with pytest.raises(UsageError):
        parse_value(field, value, ARTICLE)


def test_two_statements_of_an_article_keep_their_own_corrections(ledger: Ledger) -> None:
    text = "“One,” said Ada Lund. “Two,” said Ada Lund.\n"
    story = Story(text, ref="two", url=None)
    record = story.says("Ada Lund", "“One,”").says("Ada Lund", "“Two,”").record()
    keep(ledger, record)
    first, second = (one["id"] for one in record["statements"])
    correct(ledger, "act", "ask", first)
    correct(ledger, "act", "deny", second)
    keep(ledger, record, reader="sayso newer")
    assert [one["act"] for one in records(ledger)[0]["statements"]] == ["ask", "deny"]
