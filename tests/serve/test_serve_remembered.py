"""Answers that are given again: never an old one, and never one person's to another."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from ledger_samples import Story, keep

from sayso.ledger.ledger import Ledger
from sayso.serve import remembered
from sayso.serve.pages import search as search_page
from sayso.serve.room import Room


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What was looked for in the ledger by the search page."""
    made: list[object] = []
    searched = search_page.search

    def count(*args: object, **known: object) -> object:
        made.append(args[1])
        return searched(*args, **known)  # type: ignore[arg-type]

    monkeypatch.setattr(search_page, "search", count)
    return made


def test_the_same_question_is_looked_up_once(client: TestClient, searches: list[object]) -> None:
    answers = [client.get("/search?q=bridge") for _ in range(3)]
    assert len(searches) == 1
    assert len({answer.text for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1
    client.get("/search?q=bridge", headers={"HX-Request": "true"})
    client.get("/search?q=ferry")
    client.get("/search?q=bridge", headers={"Accept-Encoding": "identity"})
    assert len(searches) == 4


def test_what_another_process_keeps_is_seen_at_once(client: TestClient, address: str) -> None:
    assert "lighthouse" not in client.get("/search?q=lighthouse+keeper").text.split("</form>")[-1]
    story = Story("The lighthouse keeper left, Ines Falk said.", url="https://herald.example/light")
    with Ledger(address, writing=True) as other:
        keep(other, story.says("Ines Falk", "The lighthouse keeper left").record())
    assert "keeper left" in client.get("/search?q=lighthouse+keeper").text


def test_one_who_signs_in_is_never_shown_a_stranger_s_page(client: TestClient, token: str) -> None:
    assert "Nora" not in client.get("/review").text
    client.post("/sign-in", data={"token": token, "back": "/"})
    assert "Nora" in client.get("/review").text
    client.cookies.clear()
    assert "Nora" not in client.get("/review").text


def test_what_is_not_there_is_not_remembered(client: TestClient, address: str) -> None:
    story = Story("The lighthouse keeper left, Ines Falk said.", url="https://herald.example/light")
    record = story.says("Ines Falk", "The lighthouse keeper left").record()
    path = f"/api/v1/statements/{record['statements'][0]['id']}"
    assert client.get(path).status_code == 404
    with Ledger(address, writing=True) as other:
        keep(other, record)
    assert client.get(path).status_code == 200


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, app: FastAPI) -> Iterator[TestClient]:
    """A room that remembers little."""
    monkeypatch.setattr(remembered, "MEMORY", 20_000)
    with TestClient(app) as opened:
        yield opened


def test_memory_is_bounded(small: TestClient, searches: list[object]) -> None:
    for word in ("bridge", "ferry", "crowns", "island", "jobs", "union"):
        small.get(f"/search?q={word}", headers={"Accept-Encoding": "identity"})
    small.get("/search?q=bridge", headers={"Accept-Encoding": "identity"})
    assert len(searches) == 7


def test_a_ledger_whose_state_cannot_be_told_is_asked_each_time(
    client: TestClient, searches: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Room) -> str:
        raise OSError

    monkeypatch.setattr(Room, "mark", fail)
    for _ in range(2):
        assert client.get("/search?q=bridge").status_code == 200
    assert len(searches) == 2
