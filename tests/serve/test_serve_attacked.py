"""What somebody who attacked the room got through with, and does no more."""

import gzip
import sqlite3
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from ledger_samples import Story, keep
from serve_samples import PlainEngine

from sayso.ledger.ledger import Ledger
from sayso.model import Article
from sayso.serve.app import build_app
from sayso.serve.room import WAITING, BusyError, Room

HTMX = {"HX-Request": "true"}


def first(client: TestClient, words: str = "jobs") -> str:
    found: str = client.get("/api/v1/search", params={"q": words}).json()["items"][0]["statement"]["id"]
    return found


@pytest.fixture
def nora(client: TestClient, token: str) -> TestClient:
    """Somebody who has signed in."""
    client.post("/sign-in", data={"token": token})
    return client


def test_a_dropped_statement_can_be_seen_and_taken_back(nora: TestClient) -> None:
    id_ = first(nora)
    card = nora.post(f"/statements/{id_}/drop", headers=HTMX)
    assert card.status_code == 200
    assert "no statement" in card.text
    assert nora.get(f"/api/v1/statements/{id_}").json()["origins"] == 0
    number = card.text.split("/undo/")[1].split('"')[0]
    assert nora.post(f"/statements/{id_}/undo/{number}", headers=HTMX).status_code == 200
    assert first(nora) == id_


def test_another_page_sends_nothing_in_a_person_s_name(nora: TestClient) -> None:
    path = f"/statements/{first(nora)}/accept"
    assert nora.post(path, headers={"Sec-Fetch-Site": "same-site"}).status_code == 403
    assert nora.post(path, headers={"Origin": "http://evil.example"}).status_code == 403
    assert nora.post("/sign-out", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert nora.post("/api/v1" + path).status_code == 401
    assert nora.post(path, headers={"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}).status_code == 303


def test_a_copy_of_a_cookie_ends_with_its_session(nora: TestClient) -> None:
    id_, copy = first(nora), nora.cookies["sayso"]
    nora.post("/sign-out")
    assert nora.post(f"/statements/{id_}/accept", headers={"Cookie": f"sayso={copy}"}).status_code == 401


def test_only_a_statement_s_own_corrections_are_taken_back_from_its_card(nora: TestClient) -> None:
    one, other = first(nora), first(nora, "bridge")
    number = nora.post(f"/statements/{one}/accept", headers=HTMX).text.split("/undo/")[1].split('"')[0]
    assert nora.post(f"/statements/{other}/undo/{number}").status_code == 404
    assert nora.post(f"/statements/{one}/undo/{10**20}").status_code == 400


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("speaker", {"name": "Ada Lund"}),
        ("speaker", None),
        ("speaker", "person:\ud800"),
        ("speaker", "x" * 301),
        ("speaker", "a\x00b"),
        ("content", []),
    ],
)
def test_what_is_no_value_is_no_correction(client: TestClient, token: str, field: str, value: Any) -> None:
    id_ = first(client)
    said = {"field": field, "value": value}
    path, headers = f"/api/v1/statements/{id_}/correct", {"Authorization": f"Bearer {token}"}
    if isinstance(value, str) and "\ud800" in value:
        body = b'{"field": "speaker", "value": "person:\\ud800"}'
        answer = client.post(path, content=body, headers=headers | {"Content-Type": "application/json"})
    else:
        answer = client.post(path, json=said, headers=headers)
    assert answer.status_code in (400, 422)
    assert client.get(f"/api/v1/statements/{id_}").json()["corrections"] == []


def test_halves_of_characters_are_shown_as_such(client: TestClient) -> None:
    line = b'{"text": "\\u201cIt rained,\\u201d Ada said in Hollin on Monday, and \\ud800 it was late."}'
    assert "and \ufffd it was late" in client.post("/add", files={"file": ("x.jsonl", line)}).text
    read = client.post("/api/v1/read", json={"html": line.decode()}).json()
    assert "and \ufffd it was late" in read["article"]["text"]


def test_halves_of_characters_of_an_older_ledger_are_told(address: str) -> None:
    story = Story("“A \ud800 rotten pier,” Eve \udc00 said.", ref="\udfff", title="Pier \ud800", outlet="Out \udc00")
    with Ledger(address, writing=True) as ledger:
        keep(ledger, story.says("Eve \udc00", "“A \ud800 rotten pier,”", to="\ud800").record())
    app = build_app(Room(address, PlainEngine()), "test", limits=False)
    with TestClient(app, raise_server_exceptions=False) as client:
        (found,) = client.get("/api/v1/search", params={"q": "rotten"}).json()["items"]
        assert found["statement"]["text"] == "“A \ufffd rotten pier,”"
        assert found["article"]["title"] == "Pier \ufffd"
        id_, who, article = found["statement"]["id"], found["speaker"]["id"], found["article"]["id"]
        for path in ("/articles", f"/articles/{article}", f"/statements/{id_}", f"/speakers/{who}", "/search?q=rotten"):
            for base in ("/api/v1", ""):
                answer = client.get(base + path)
                assert answer.status_code == 200, base + path
                assert "\ufffd" in answer.text, base + path


def test_compressed_files_are_refused(client: TestClient) -> None:
    assert client.post("/add", files={"file": ("x.gz", gzip.compress(b"It rained. " * 99999))}).status_code == 422


def test_a_day_that_is_none_is_not_asked_for(client: TestClient) -> None:
    for day in ("2016-02-31", "٢٠١٦-٠٥-٠١", "9999-99-99"):
        assert client.get("/api/v1/search", params={"from": day}).status_code == 400


def test_what_is_kept_must_still_be_right(nora: TestClient) -> None:
    assert nora.post("/add/keep", data={"text": "It rained.", "url": "foo bar"}).status_code == 422


def test_who_waits_to_read_holds_nobody_up(address: str) -> None:
    room = Room(address, PlainEngine())
    for _ in range(WAITING):
        room._waiting.acquire()
    with pytest.raises(BusyError):
        room.read_article(lambda: Article("It rained."))
    room._waiting.release()
    assert room.read_article(lambda: Article("It rained.")).article.text == "It rained."


def test_many_questions_are_not_remembered_without_end(client: TestClient, address: str) -> None:
    room = Room(address, PlainEngine())
    for n in range(500):
        room.recall(str(n), lambda: 1)
    assert len(room._made) <= 200
    assert client.get("/api/v1/speakers?kind=person&kind=person").status_code == 200


def test_a_form_without_scripts_leads_back_to_the_statement(nora: TestClient) -> None:
    id_ = first(nora)
    answer = nora.post(f"/statements/{id_}/accept")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/statements/{id_}")


def test_a_broken_ledger_is_told_without_its_place(app: FastAPI, address: str) -> None:
    with TestClient(app, follow_redirects=False) as client:
        assert client.get("/articles").status_code == 200
        with sqlite3.connect(address) as broken:
            broken.execute("DROP TABLE article_ref")
        for path in ("/api/v1/articles", "/articles"):
            answer = client.get(path)
            assert answer.status_code == 503
            assert address not in answer.text
