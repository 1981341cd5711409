"""Speakers across articles: joined by rule, merged and split by persons, and everything can be taken back."""

from itertools import count, permutations
from typing import Any

import pytest
from ledger_samples import Story, bridge, ferry, keep
from sqlalchemy import select

from sayso.errors import LedgerError
from sayso.ledger.check import find_faults
from sayso.ledger.decision import Decision
from sayso.ledger.ledger import Ledger
from sayso.ledger.parties import find_party, merge, split, undo
from sayso.ledger.tables import judgement, party, party_key, party_word, speaker, statement
from sayso.ledger.who import Voice, find_voices, list_voices
from sayso.model import Json

_moments = count()


def decide() -> Decision:
    """A decision of its own moment."""
    return Decision("nora", f"2026-01-03T00:00:{next(_moments):09.6f}Z", "same voice")


def strike() -> Json:
    """A third article, in which Lindqvist has no circumstance in common with the others."""
    text = "The school of Eastport is shut, said Maria Lindqvist, who teaches botany there. “We strike,” she said.\n"
    story = Story(text, ref="strike.txt", url="https://herald.example/strike", published="2024-06-01")
    return story.says("Maria Lindqvist", "The school of Eastport is shut", office="who teaches botany").record()


def voices(ledger: Ledger, name: str) -> list[Voice]:
    with ledger.read() as connection:
        return find_voices(connection, name)


def state(ledger: Ledger) -> list[Any]:
    """Everything that is stored of parties, but for the judgements."""
    with ledger.read() as connection:
        found: list[Any] = []
        for table in (party, party_key, party_word):
            found.append(sorted(tuple(row) for row in connection.execute(select(table))))
        found.append(sorted(tuple(r) for r in connection.execute(select(speaker.c.id, speaker.c.party))))
        found.append(sorted(tuple(r) for r in connection.execute(select(statement.c.id, statement.c.party))))
        assert find_faults(connection) == []
        return found


def ids_of(ledger: Ledger, name: str) -> list[str]:
    with ledger.read() as connection:
        return list(connection.scalars(select(speaker.c.id).where(speaker.c.name == name).order_by(speaker.c.id)))


def test_one_person_of_two_articles_is_one_party(ledger: Ledger) -> None:
    keep(ledger, ferry(), bridge())
    found = voices(ledger, "lindqvist")
    assert [(voice.name, voice.statements, voice.first, voice.last) for voice in found] == [
        ("Maria Lindqvist", 3, "2024-03-04", "2024-05-20")
    ]


def test_a_namesake_without_a_common_circumstance_is_another_party(ledger: Ledger) -> None:
    keep(ledger, ferry(), bridge(), strike())
    assert [voice.statements for voice in voices(ledger, "lindqvist")] == [3, 1]


def test_the_order_of_adding_changes_nothing(tmp_path: Any) -> None:
    states = []
    for number, order in enumerate(permutations([ferry(), bridge(), strike()])):
        with Ledger(str(tmp_path / f"{number}.db"), writing=True) as ledger:
            keep(ledger, *order)
            states.append(state(ledger))
    assert all(one == states[0] for one in states)


def test_a_joining_is_written_down_with_its_reason(ledger: Ledger) -> None:
    keep(ledger, ferry(), bridge())
    with ledger.read() as connection:
        rows = connection.execute(select(judgement)).all()
    reasons = {row.reason for row in rows}
    assert any("lindqvist | " in reason for reason in reasons)
    assert {row.by for row in rows} == {"sayso: name and circumstance"}


def test_a_merge_can_be_undone_and_everything_reads_as_before(ledger: Ledger) -> None:
    keep(ledger, ferry(), bridge(), strike())
    before = state(ledger)
    roots = [voice.id for voice in voices(ledger, "lindqvist")]
    with ledger.write() as connection:
        made = merge(connection, roots, decide())
    assert [voice.statements for voice in voices(ledger, "lindqvist")] == [4]
    assert voices(ledger, roots[0]) == voices(ledger, roots[1])  # every id still leads to the party
    with ledger.write() as connection:
        undo(connection, made[0], decide())
    assert state(ledger) == before


def test_a_split_can_be_undone_and_everything_reads_as_before(ledger: Ledger) -> None:
    keep(ledger, ferry(), bridge(), strike())
    before = state(ledger)
    one = ids_of(ledger, "Tom Adeyemi")[0]
    with ledger.write() as connection:
        made = split(connection, [one], decide())
    assert sorted(voice.statements for voice in voices(ledger, "adeyemi")) == [1, 1]
    with ledger.write() as connection:
        undo(connection, made[0], decide())
    assert state(ledger) == before


def test_a_split_undoes_an_earlier_merge_and_a_later_merge_undoes_the_split(ledger: Ledger) -> None:
    keep(ledger, ferry(), strike())
    first, second = ids_of(ledger, "Maria Lindqvist")
    for step, parties in ((merge, 1), (split, 2), (merge, 1)):
        with ledger.write() as connection:
            step(connection, [first, second] if step is merge else [second], decide())
        assert len(voices(ledger, "lindqvist")) == parties
    state(ledger)


def test_a_new_article_does_not_join_what_was_split(ledger: Ledger) -> None:
    keep(ledger, ferry(), bridge())
    split_off = ids_of(ledger, "Tom Adeyemi")[0]
    with ledger.write() as connection:
        split(connection, [split_off], decide())
    keep(ledger, bridge(url="https://gazette.example/bridge2", title="Again"))
    assert sorted(voice.statements for voice in voices(ledger, "adeyemi")) == [1, 2]
    state(ledger)


def test_undoing_a_split_gives_an_earlier_merge_back(ledger: Ledger) -> None:
    keep(ledger, ferry(), bridge(), strike())
    lindqvist = ids_of(ledger, "Maria Lindqvist")
    with ledger.write() as connection:
        merge(connection, lindqvist, decide())
    before = state(ledger)
    for one in lindqvist:
        with ledger.write() as connection:
            made = split(connection, [one], decide())
        with ledger.write() as connection:
            undo(connection, made[0], decide())
        assert state(ledger) == before


def test_what_was_judged_at_once_is_undone_at_once(ledger: Ledger) -> None:
    keep(ledger, ferry(), bridge(), bridge(url="https://gazette.example/2", title="Again"), strike())
    adeyemi = ids_of(ledger, "Tom Adeyemi")
    before = state(ledger)
    with ledger.write() as connection:
        made = split(connection, adeyemi[:2], decide())
    assert sorted(voice.statements for voice in voices(ledger, "adeyemi")) == [1, 2]
    with ledger.write() as connection:
        assert undo(connection, made[-1], decide()) == made
    assert state(ledger) == before


def test_a_split_leaves_the_others_together(ledger: Ledger) -> None:
    keep(ledger, ferry(), bridge(), strike())
    three = [*ids_of(ledger, "Officials"), *ids_of(ledger, "Tom Adeyemi")[:1], *ids_of(ledger, "Maria Lindqvist")[:1]]
    with ledger.write() as connection:
        merge(connection, three, decide())
        split(connection, three[:1], decide())
        assert find_party(connection, three[1]) == find_party(connection, three[2]) != find_party(connection, three[0])


def test_a_judgement_follows_a_speaker_that_is_read_under_another_name(ledger: Ledger) -> None:
    keep(ledger, ferry(), strike())
    with ledger.write() as connection:
        merge(connection, ids_of(ledger, "Maria Lindqvist"), decide())
    renamed = strike()
    renamed["speakers"][0]["name"] = "Maria E. Lindqvist"
    keep(ledger, renamed, reader="sayso newer")
    assert [voice.statements for voice in voices(ledger, "lindqvist")] == [3]
    state(ledger)


@pytest.mark.parametrize("second", ["merge", "split"])
def test_judgements_outlive_a_new_reading(ledger: Ledger, second: str) -> None:
    keep(ledger, ferry(), bridge(), strike())
    with ledger.write() as connection:
        if second == "merge":
            merge(connection, ids_of(ledger, "Maria Lindqvist"), decide())
        else:
            split(connection, ids_of(ledger, "Tom Adeyemi")[:1], decide())
    before = state(ledger)
    keep(ledger, strike(), bridge(), ferry(), reader="sayso newer")
    assert state(ledger) == before


def test_a_reading_that_names_somebody_else_leaves_no_empty_party(ledger: Ledger) -> None:
    keep(ledger, ferry(), bridge())
    changed = bridge()
    for one in changed["speakers"]:
        one["name"] = one["name"].replace("Tom Adeyemi", "Tom Okafor")
    keep(ledger, changed, reader="sayso newer")
    assert [voice.statements for voice in voices(ledger, "adeyemi")] == [1]
    assert [voice.statements for voice in voices(ledger, "okafor")] == [1]
    state(ledger)


def test_wrong_ids_are_named(ledger: Ledger) -> None:
    keep(ledger, ferry(), bridge())
    roots = ids_of(ledger, "Tom Adeyemi")
    with ledger.write() as connection:
        with pytest.raises(LedgerError, match="p0000000000000000"):
            find_party(connection, "p0000000000000000")
        with pytest.raises(LedgerError, match="one party already"):
            merge(connection, roots, decide())
        with pytest.raises(LedgerError, match="the whole party"):
            split(connection, roots, decide())
        with pytest.raises(LedgerError, match="not of one party"):
            split(connection, [roots[0], ids_of(ledger, "Officials")[0]], decide())
        with pytest.raises(LedgerError, match="no judgement 999"):
            undo(connection, 999, decide())
        rule = connection.scalar(select(judgement.c.n).limit(1))
        with pytest.raises(LedgerError, match="the rule's own"):
            undo(connection, int(rule or 0), decide())


def test_who_counts_as_plain_sql_does(ledger: Ledger) -> None:
    keep(ledger, ferry(), bridge(), strike())
    with ledger.read() as connection:
        for voice in list_voices(connection, (), 100):
            own = select(statement.c.day).where(statement.c.party == voice.id)
            days = connection.scalars(own).all()
            assert (len(days), min(days), max(days)) == (voice.statements, voice.first, voice.last)
        assert {voice.kind for voice in list_voices(connection, ("group",), 100)} == {"group"}


@pytest.mark.parametrize("name", ["(((", "[Maria]", "{Lindqvist}", "<b>Maria</b> Lindqvist", '"Maria', "M'aria"])
def test_names_with_every_kind_of_bracket_are_looked_for(ledger: Ledger, name: str) -> None:
    keep(ledger, ferry())
    if name == "(((":
        with pytest.raises(Exception, match="no words"):
            voices(ledger, name)
    else:
        voices(ledger, name)
