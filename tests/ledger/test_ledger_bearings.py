"""Finding relations, the same in both stores."""

import pytest
from ledger_samples import Story, keep
from sqlalchemy import select, update

from sayso.errors import LedgerError
from sayso.ledger.bearings import Bearing, Wanted, find_bearings
from sayso.ledger.check import find_faults
from sayso.ledger.decision import Decision
from sayso.ledger.ledger import Ledger
from sayso.ledger.parties import merge, split
from sayso.ledger.query import parse_query
from sayso.ledger.search import Filters, search
from sayso.ledger.tables import relation, speaker
from sayso.ledger.who import find_voices
from sayso.model import Json

MERGED, SPLIT = Decision("Nora", "2026-01-03T00:00:00Z"), Decision("Nora", "2026-01-04T00:00:00Z")
TEXT = """\
The pier is rotten from end to end and should have been closed, Ines Falk said at the harbour office. \
Per Holm denied that the pier had ever been unsafe for anybody. Rosa Quist welcomed his words about the old pier.
"""


def pier(**known: str) -> Json:
    """Three statements; the second disputes the first, the third responds to the second."""
    story = Story(TEXT, **{"url": "https://herald.example/pier", "published": "2024-03-05", **known})
    story.says("Ines Falk", "The pier is rotten from end to end and should have been closed")
    story.says("Per Holm", "that the pier had ever been unsafe for anybody", act="deny")
    story.says("Rosa Quist", "his words about the old pier", act="feel")
    return story.relates(1, "disputes", 0).relates(2, "responds", 1).record()


def find(ledger: Ledger, words: str | None = None, limit: int = 20, **wanted: object) -> list[Bearing]:
    with ledger.read() as connection:
        query = parse_query(words) if words else None
        return find_bearings(connection, query, Wanted(**wanted), limit)[0]  # type: ignore[arg-type]


def test_both_sides_come_with_the_words_that_relate_them(ledger: Ledger) -> None:
    keep(ledger, pier())
    (told,) = [one.to_json() for one in find(ledger)]
    assert (told["kind"], told["basis"], told["confidence"], told["evidence"]) == (
        "disputes",
        "reported",
        0.9,
        [[0, 3]],
    )
    assert told["from"]["speaker"]["name"] == "Per Holm"
    assert told["to"]["statement"]["text"].startswith("The pier is rotten")
    assert set(told["to"]) == {"statement", "speaker", "article"}


@pytest.mark.parametrize(
    ("words", "wanted", "kinds"),
    [
        (None, {"kinds": ()}, ["disputes", "responds"]),
        (None, {"kinds": ("responds", "supports")}, ["responds"]),
        ("rotten", {"kinds": ()}, ["disputes"]),
        ("lighthouse", {"kinds": ()}, []),
        (None, {"kinds": (), "speaker": "quist"}, ["responds"]),
        (None, {"kinds": (), "basis": "inferred"}, []),
        (None, {"first": "2024-03-06"}, []),
        (None, {"last": "2024-03-05"}, ["disputes"]),
        (None, {"across": True}, []),
    ],
)
def test_relations_are_found_by_kind_words_speaker_basis_and_day(
    ledger: Ledger, words: str | None, wanted: dict[str, object], kinds: list[str]
) -> None:
    keep(ledger, pier())
    assert sorted(one.kind for one in find(ledger, words, **wanted)) == kinds


def test_a_reprint_counts_once_and_its_statement_shows_what_became_of_it(ledger: Ledger) -> None:
    keep(ledger, pier(), pier(url="https://gazette.example/pier", published="2024-03-06"))
    assert len(find(ledger)) == 1
    with ledger.read() as connection:
        page = search(connection, parse_query("rotten"), Filters())
    assert [answer.data["status"]["disputed"] for answer in page.answers] == [1, 1]


def test_there_is_more_where_the_page_is_full(ledger: Ledger) -> None:
    keep(ledger, pier())
    with ledger.read() as connection:
        first, more = find_bearings(connection, None, Wanted(()), 1)
        second, no_more = find_bearings(connection, None, Wanted(()), 1, 1)
    assert (more, no_more) == (True, False)
    assert {first[0].kind, second[0].kind} == {"disputes", "responds"}


def test_nobody_has_an_id_that_was_made_up(ledger: Ledger) -> None:
    with pytest.raises(LedgerError):
        find(ledger, speaker="p0123456789abcdef")


def test_what_was_merged_or_split_takes_its_relations_along(ledger: Ledger) -> None:
    keep(ledger, pier(), pier(url="https://gazette.example/other", published="2024-06-01", title="Another Holm"))
    with ledger.read() as connection:
        holms = [voice.id for voice in find_voices(connection, "holm")]
        ids = connection.scalars(select(speaker.c.id).where(speaker.c.name == "Per Holm")).all()
    steps = (
        (lambda connection: merge(connection, holms, MERGED)),
        (lambda connection: split(connection, ids[:1], SPLIT)),
    )
    for step in steps[len(holms) < 2 :]:
        with ledger.write() as connection:
            step(connection)
        with ledger.read() as connection:
            assert find_faults(connection) == []
    for id_ in ids:
        assert [one.kind for one in find(ledger, kinds=(), speaker=id_)].count("disputes") == 1


def test_a_side_of_another_party_is_a_fault(ledger: Ledger) -> None:
    keep(ledger, pier())
    with ledger.write() as connection:
        connection.execute(update(relation).values(to_party="p0000000000000000"))
        assert any("another party" in fault for fault in find_faults(connection))


def test_every_change_moves_the_mark(ledger: Ledger, address: str) -> None:
    before = ledger.mark()
    assert ledger.mark() == before
    with Ledger(address, writing=True) as other:
        keep(other, pier())
    after = ledger.mark()
    assert after != before
    keep(ledger, pier(url="https://gazette.example/other"))
    assert ledger.mark() != after
