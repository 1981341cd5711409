"""What the reading room lists, the same in both stores: articles, facets, figures, relations, tokens."""

import pytest
from ledger_samples import FERRY, bridge, ferry, keep

from sayso.errors import NotFoundError
from sayso.ledger.articles import find_row, list_held, list_versions
from sayso.ledger.bearings import find_bearings_of, find_ends
from sayso.ledger.facets import count_facets
from sayso.ledger.figures import find_figures
from sayso.ledger.ledger import Ledger
from sayso.ledger.query import parse_query
from sayso.ledger.records import read_whole
from sayso.ledger.search import Filters
from sayso.ledger.tokens import Token, find_token, list_tokens, store_token, withdraw_token


def test_articles_are_listed_last_added_first_and_found_by_id(ledger: Ledger) -> None:
    keep(ledger, ferry(), bridge(), ferry(FERRY + "\nThe board met on Friday."))
    with ledger.read() as connection:
        held = list_held(connection, 10)
        assert [one.known["title"] for one in held] == ["Night ferry to stop", "What a bridge costs"]
        assert held[1].statements == 3
        n = find_row(connection, held[0].known["id"])
        assert [version.latest for version in list_versions(connection, n)] == [False, True]
        assert read_whole(connection, n).record["article"]["id"] == held[0].known["id"]
        with pytest.raises(NotFoundError):
            find_row(connection, "0" * 64)


def test_facets_count_what_is_shown(ledger: Ledger) -> None:
    keep(ledger, ferry(), bridge())
    with ledger.read() as connection:
        facets = count_facets(connection, None, Filters(speaker="lindqvist"))
        assert facets.total == 3
        assert not facets.more
        assert dict(facets.outlets) == {"Eastport Herald": 2, "Island Gazette": 1}
        assert facets.months == [("2024-03", 2), ("2024-05", 1)]
        assert [name for _, name, _ in facets.speakers] == ["Maria Lindqvist"]
        assert count_facets(connection, parse_query("zeppelin"), Filters()).total == 0


def test_figures_are_grouped_by_unit_with_who_gives_them(ledger: Ledger) -> None:
    keep(ledger, ferry(), bridge())
    with ledger.read() as connection:
        found = {series.unit: series.points for series in find_figures(connection, None, Filters(), 10)}
        assert {unit: points[0].figure["low"] for unit, points in found.items()} == {"job": 40, "crown": 9e7}
        assert found["job"][0].answer.data["speaker"]["name"] == "Tom Adeyemi"
        assert find_figures(connection, parse_query("ferry"), Filters(unit="crown"), 10) == []


def test_what_bears_on_a_statement_is_found_from_both_ends(ledger: Ledger) -> None:
    record = ferry()
    ids = [statement["id"] for statement in record["statements"]]
    relation = {
        "from": ids[2],
        "to": ids[0],
        "kind": "disputes",
        "basis": "inferred",
        "evidence": [],
        "confidence": 0.7,
    }
    keep(ledger, record | {"relations": [relation]})
    with ledger.read() as connection:
        for id_ in (ids[0], ids[2]):
            (one,) = find_bearings_of(connection, [id_])
            assert (one.later.data["statement"]["id"], one.kind) == (ids[2], "disputes")
        assert find_bearings_of(connection, [ids[1]]) == []
        assert find_ends(connection, ids) == {ids[0], ids[2]}
        assert find_ends(connection, ids, least=0.8) == set()
        assert find_bearings_of(connection, [ids[0]], least=0.8) == []


def test_a_token_stands_until_it_is_withdrawn(ledger: Ledger) -> None:
    made = Token("0a", "Nora", "hash", "2026-01-01T00:00:00Z", None)
    with ledger.write() as connection:
        store_token(connection, made)
    with ledger.write() as connection:
        assert find_token(connection, "0a") == made
        withdraw_token(connection, "0a", "2026-01-02T00:00:00Z")
        assert find_token(connection, "0a") is None
        assert [one.withdrawn_at for one in list_tokens(connection)] == ["2026-01-02T00:00:00Z"]
        with pytest.raises(NotFoundError):
            withdraw_token(connection, "0a", "2026-01-02T00:00:00Z")
