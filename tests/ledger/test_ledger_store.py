"""Articles in and out of the ledger, in both stores: whole, once, in versions."""

import sqlite3
from typing import Any

import pytest
from ledger_samples import BRIDGE, FERRY, bridge, ferry, keep
from sqlalchemy import select, text

from sayso.ledger import store
from sayso.ledger.check import find_faults
from sayso.ledger.ledger import Ledger
from sayso.ledger.records import iterate_records
from sayso.ledger.tables import article, speaker, statement
from sayso.model import Json


def records(ledger: Ledger) -> list[Json]:
    with ledger.read() as connection:
        return [whole.record for whole in iterate_records(connection)]


def standings(ledger: Ledger) -> dict[str, str]:
    with ledger.read() as connection:
        return {row.text: row.standing for row in connection.execute(select(statement.c.text, statement.c.standing))}


def faults(ledger: Ledger) -> list[str]:
    with ledger.read() as connection:
        return find_faults(connection)


def test_a_record_comes_back_as_it_was_kept(ledger: Ledger) -> None:
    kept = keep(ledger, bridge(), ferry())
    assert [one.outcome for one in kept] == [store.NEW, store.NEW]
    assert records(ledger) == [ferry(), bridge()]  # by day of publication
    assert faults(ledger) == []


def test_adding_again_changes_nothing(ledger: Ledger) -> None:
    keep(ledger, ferry(), bridge())
    before = records(ledger)
    assert {one.outcome for one in keep(ledger, bridge(), ferry())} == {store.UNCHANGED}
    assert records(ledger) == before


@pytest.mark.parametrize("url", ["http://herald.example/ferry", "https://herald.example/ferry?utm_source=x#top"])
def test_an_article_is_the_same_under_another_form_of_its_address(ledger: Ledger, url: str) -> None:
    keep(ledger, ferry())
    assert keep(ledger, ferry(url=url))[0].outcome == store.UNCHANGED
    assert len(records(ledger)) == 1


def test_of_several_names_of_an_input_the_first_by_the_alphabet_is_told(ledger: Ledger) -> None:
    keep(ledger, ferry(ref="b.txt"), ferry(ref="a.txt"), ferry(ref="c.txt"))
    assert records(ledger)[0]["article"]["ref"] == "a.txt"


def test_the_same_text_at_two_addresses_is_two_articles(ledger: Ledger) -> None:
    keep(ledger, ferry(), ferry(url="https://other.example/ferry"))
    assert len(records(ledger)) == 2


def test_a_changed_page_is_a_version_and_tells_what_was_withdrawn(ledger: Ledger) -> None:
    changed = FERRY.replace("about 40 jobs would go", "about 60 jobs would go")
    record = ferry()
    later = ferry(changed.replace("about 60", "about 40"))  # the same words, to build on
    assert later == record
    keep(ledger, record, now="2026-01-01T00:00:00Z")
    story = ferry(FERRY + "The board has answered.\n")
    kept = keep(ledger, story, now="2026-01-02T00:00:00Z")[0]
    assert (kept.outcome, kept.versions) == (store.VERSION, 2)
    assert set(standings(ledger).values()) == {"kept", "replaced"} or set(standings(ledger).values()) == {"kept"}
    shorter = ferry(FERRY.replace("“The ferry loses two crowns for every crown it earns", "“It loses money"))
    keep(ledger, shorter, now="2026-01-03T00:00:00Z")
    with ledger.read() as connection:
        rows = connection.execute(select(statement.c.text, statement.c.standing)).all()
    gone = {row.text for row in rows if row.standing == "withdrawn"}
    assert len(gone) == 1
    assert next(iter(gone)).startswith("“The ferry loses")
    assert faults(ledger) == []


def test_a_version_in_which_a_statement_was_overlooked_has_not_withdrawn_it(ledger: Ledger) -> None:
    keep(ledger, ferry(), now="2026-01-01T00:00:00Z")
    again = ferry(FERRY + "More follows.\n")
    again["statements"] = again["statements"][:1]
    keep(ledger, again, now="2026-01-02T00:00:00Z")
    assert standings(ledger)["about 40 jobs would go"] == "kept"


@pytest.mark.parametrize("later", ["2024-01-01", None])
def test_versions_of_unknown_day_come_first_in_both_stores(ledger: Ledger, later: str | None) -> None:
    dated, undated = ferry(published="2024-01-01"), ferry(FERRY + "More follows.\n", published=None)
    keep(ledger, dated, undated) if later else keep(ledger, undated, dated)
    with ledger.read() as connection:
        newest = connection.scalars(select(article.c.published).where(article.c.latest)).all()
    assert newest == ["2024-01-01"]


def test_what_two_old_versions_said_is_withdrawn_once(ledger: Ledger) -> None:
    gone = FERRY.replace("“The ferry loses two crowns for every crown it earns", "“It loses money")
    for number, version in enumerate((FERRY, FERRY + "More follows.\n", gone)):
        keep(ledger, ferry(version), now=f"2026-01-0{number + 1}T00:00:00Z")
    with ledger.read() as connection:
        standings = connection.scalars(select(statement.c.standing).where(statement.c.text.contains("loses two"))).all()
    assert sorted(standings) == ["replaced", "withdrawn"]


def test_what_the_first_input_tells_of_an_article_stays(ledger: Ledger) -> None:
    keep(ledger, ferry())
    other = ferry(url="http://herald.example/ferry", published="2020-01-01", title="Other", outlet="Copy")
    keep(ledger, other, reader="sayso newer")
    assert records(ledger)[0]["article"] == ferry()["article"]
    with ledger.read() as connection:
        days = set(connection.scalars(select(statement.c.day)))
    assert days == {"2024-03-04", "2024-03-05"}


def test_unchanged_tells_how_much_there_is(ledger: Ledger) -> None:
    keep(ledger, ferry(), ferry(FERRY + "More follows.\n"))
    kept = keep(ledger, ferry())[0]
    assert (kept.outcome, kept.statements, kept.versions) == (store.UNCHANGED, 3, 2)


def test_a_newer_reading_takes_the_place_of_the_older_one(ledger: Ledger) -> None:
    keep(ledger, ferry(), bridge())
    better = bridge()
    better["statements"] = better["statements"][:1]
    kept = keep(ledger, better, reader="sayso newer")[0]
    assert (kept.outcome, kept.statements) == (store.REREAD, 1)
    assert records(ledger) == [ferry(), better]
    assert faults(ledger) == []


def test_a_reading_that_fails_half_way_leaves_nothing(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(ledger, ferry())
    before = records(ledger)

    def fail(*_: Any) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr(store, "_keep_figures", fail)
    with pytest.raises(RuntimeError):
        keep(ledger, bridge())
    assert records(ledger) == before
    assert faults(ledger) == []


@pytest.mark.parametrize(
    "odd", ["nul \x00 in it", "half \ud800 surrogate", "\ufdd0 mark", "𝒇 emoji 🙂", "right\u202eleft", "'; DROP"]
)
def test_any_text_comes_back_character_for_character(ledger: Ledger, odd: str) -> None:
    record = ferry(FERRY + odd, title=odd, outlet=odd, ref=odd, byline=(odd,))
    record["speakers"][0]["name"] = odd
    record["statements"][0]["venue"] = {"text": odd, "span": [0, 3]}
    keep(ledger, record)
    assert records(ledger) == [record]
    assert faults(ledger) == []


def test_an_article_without_statements_or_address_is_kept(ledger: Ledger) -> None:
    record = ferry("Nothing was said.\n" + FERRY, url=None, outlet=None, title=None, published=None)
    record["statements"], record["speakers"] = [], []
    keep(ledger, record)
    assert records(ledger) == [record]


def test_check_names_what_is_broken(ledger: Ledger) -> None:
    keep(ledger, ferry(), bridge())
    with ledger.write() as connection:
        connection.execute(text("UPDATE statement SET party = 'p0000000000000000' WHERE act = 'deny'"))
        connection.execute(text("DELETE FROM party_word"))
        connection.execute(speaker.update().where(speaker.c.name == "Officials").values(party="nobody"))
    found = " ".join(faults(ledger))
    assert "statements with another party than their speaker" in found
    assert "speakers whose party is gone" in found


def test_check_finds_statements_outside_their_text(ledger: Ledger) -> None:
    keep(ledger, ferry())
    with ledger.write() as connection:
        connection.execute(article.update().values(text="short"))
    assert any("outside its article's text" in fault for fault in faults(ledger))


def test_check_finds_a_statement_that_is_not_indexed(tmp_path: Any) -> None:
    path = tmp_path / "ledger.db"
    with Ledger(str(path), writing=True) as ledger:
        keep(ledger, ferry(), bridge())
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM statement_words WHERE rowid = 2")
    with Ledger(str(path)) as ledger:
        assert any("index of words" in fault for fault in faults(ledger))


def test_both_stores_export_the_same_bytes(tmp_path: Any, database: str) -> None:
    made = []
    for address, order in ((str(tmp_path / "one.db"), (ferry(), bridge())), (database, (bridge(), ferry()))):
        with Ledger(address, writing=True) as ledger:
            keep(ledger, *order)
            made.append(records(ledger))
    assert made[0] == made[1]
    assert BRIDGE in made[0][1]["article"]["text"]
