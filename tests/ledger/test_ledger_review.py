"""What persons are asked to look at, and accepting it."""

from ledger_samples import BRIDGE, Story, bridge, ferry, keep

from sayso.ledger.answers import build_answers
from sayso.ledger.correct import correct_statement, iterate_training_data, undo_correction
from sayso.ledger.corrections import ACCEPT, DROP, Change
from sayso.ledger.decision import Decision
from sayso.ledger.ledger import Ledger
from sayso.ledger.review import find_doubtful, weigh_doubt

DECISION = Decision("nora", "2026-01-03T00:00:00Z")


def queue(ledger: Ledger, limit: int = 20) -> list[str]:
    with ledger.read() as connection:
        return [a.data["statement"]["text"] for a in build_answers(connection, find_doubtful(connection, limit))]


def decide(ledger: Ledger, id_: str, action: str) -> int:
    with ledger.write() as connection:
        return correct_statement(connection, id_, Change(action), DECISION)


def test_doubt_weighs_more_where_a_person_is_named() -> None:
    assert weigh_doubt(0.5, "person") > weigh_doubt(0.5, "organisation") > weigh_doubt(0.5, None) > 0
    assert weigh_doubt(1.0, "person") == 0


def test_what_is_least_certain_and_what_is_disputed_comes_first(ledger: Ledger) -> None:
    record = bridge()
    record["statements"][2]["confidence"] = 0.2
    keep(ledger, record)
    assert queue(ledger, 1) == ["to comment on the price of the bridge"]
    other = Story(BRIDGE, url="https://herald.example/b", published="2024-05-21")
    other.says("Maria Lindqvist", "A bridge to Hollin Island would cost 90 million crowns")
    other.says("Tom Adeyemi", "that the seamen had been asked").relates(1, "disputes", 0)
    keep(ledger, ferry(), other.record())
    assert len(queue(ledger)) == 8
    assert set(queue(ledger, 2)) == {
        "A bridge to Hollin Island would cost 90 million crowns",
        "that the seamen had been asked",
    }


def test_what_was_accepted_or_dropped_is_not_asked_again_until_that_is_taken_back(ledger: Ledger) -> None:
    record = ferry()
    keep(ledger, record)
    one, other, _ = (statement["id"] for statement in record["statements"])
    accepted = decide(ledger, one, ACCEPT)
    decide(ledger, other, DROP)
    assert queue(ledger) == ["about 40 jobs would go"]
    keep(ledger, record, reader="another")
    assert queue(ledger) == ["about 40 jobs would go"]
    with ledger.read() as connection:
        assert [row["action"] for row in iterate_training_data(connection)] == ["accept", "drop"]
    with ledger.write() as connection:
        undo_correction(connection, accepted, DECISION)
    assert len(queue(ledger)) == 2
