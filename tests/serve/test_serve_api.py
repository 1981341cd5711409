"""The HTTP API: what it finds, its pages and cursors, its errors, and who may write."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient
from serve_samples import PlainEngine

from sayso.ledger.ledger import Ledger
from sayso.ledger.tokens import withdraw_token
from sayso.serve.app import build_app
from sayso.serve.room import Room

Ask = Callable[..., Any]


def statement(ask: Ask, words: str) -> str:
    found: str = ask("/search", q=words)["items"][0]["statement"]["id"]
    return found


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_statements_are_found_by_words_and_filters(ask: Ask) -> None:
    assert [i["statement"]["text"] for i in ask("/search", q="jobs", speaker="adeyemi")["items"]] == [
        "about 40 jobs would go"
    ]
    assert ask("/search", act="deny", until="2024-05-21")["items"][0]["speaker"]["name"] == "Tom Adeyemi"
    assert ask("/search", q="zeppelin") == {"items": [], "next": None, "more": False}


def test_cursors_walk_through_all_and_no_other_is_taken(ask: Ask) -> None:
    seen, cursor = [], None
    while True:
        page = ask("/search", limit=3, **({"cursor": cursor} if cursor else {}))
        seen += [item["statement"]["id"] for item in page["items"]]
        if not (cursor := page["next"]):
            break
    assert len(seen) == len(set(seen)) == len(ask("/search", limit=100)["items"])
    assert ask("/search", 422, cursor="abc")["error"]["code"] == "not_processed"
    assert ask("/search", 422, cursor="bzotMQ")["error"]["code"] == "not_processed"


@pytest.mark.parametrize("path", ["/search", "/articles", "/speakers"])
def test_a_list_says_so_where_it_goes_on_past_the_furthest_page(
    client: TestClient, ask: Ask, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    for module in ("cursors", "api.speakers"):
        monkeypatch.setattr(f"sayso.serve.{module}.FURTHEST", 1)
    page = ask(path, limit=2)
    assert (len(page["items"]), page["next"], page["more"]) == (2, None, True)
    assert ask(path, limit=100)["more"] is False
    for where in ("articles", "search", "speakers"):
        monkeypatch.setattr(f"sayso.serve.pages.{where}.PAGE", 2)
    text = client.get(path).text
    assert "There are more than 10,000" in text
    assert "cursor=" not in text


def test_the_queue_says_whether_there_is_more(ask: Ask) -> None:
    assert ask("/review", limit=1)["more"] is True
    assert ask("/review", limit=100)["more"] is False


def test_facets_count_speakers_outlets_acts_and_months(ask: Ask) -> None:
    facets = ask("/facets", q="bridge")
    assert facets["total"] == len(ask("/search", q="bridge")["items"])
    assert {"Courier", "Island Gazette"} <= {one["value"] for one in facets["outlets"]}
    assert facets["months"][0]["month"] == "2024-05"
    assert facets["speakers"][0]["id"].startswith("p")


def test_a_statement_comes_with_what_bears_on_it(ask: Ask) -> None:
    (one,) = ask("/disputes")["items"]
    told = ask(f"/statements/{one['to']['statement']['id']}")
    assert told["status"]["disputed"] == 1
    assert told["relations"] == [one]
    assert ask("/statements/" + "0" * 20, 404)["error"] == {
        "code": "not_found",
        "message": "no statement has the id '00000000000000000000'",
    }


def test_an_article_is_its_record(ask: Ask) -> None:
    held = ask("/articles", limit=1)["items"][0]
    record = ask(f"/articles/{held['article']['id']}")
    assert record["sayso"] == 1
    assert len(record["statements"]) == held["statements"]
    assert ask("/articles/" + "0" * 64, 404)["error"]["code"] == "not_found"


def test_a_speaker_has_offices_and_months(ask: Ask) -> None:
    voice = ask("/speakers", q="lindqvist")["items"][0]
    portrait = ask(f"/speakers/{voice['speaker']['id']}")
    assert portrait["speaker"] == voice["speaker"]
    assert "mayor of Eastport" in portrait["offices"]
    assert sum(month["statements"] for month in portrait["months"]) == voice["statements"]
    assert ask(f"/speakers/{voice['speaker']['id']}/changes")["items"] == []
    assert ask("/speakers/p" + "0" * 16, 404)["error"]["code"] == "not_found"


def test_figures_of_one_unit_stand_together_with_their_bounds(ask: Ask) -> None:
    series = ask("/figures", q="million")[0]
    assert series["unit"] == "crown"
    assert [(p["figure"]["low"], p["figure"]["high"]) for p in series["points"]] == [(9e7, 9e7), (1.4e8, None)]


@pytest.mark.parametrize(
    ("path", "params", "status"),
    [
        ("/search", {"q": '""'}, 422),
        ("/search", {"from": "yesterday"}, 400),
        ("/search", {"limit": 0}, 400),
        ("/search", {"act": "sing"}, 400),
        ("/search", {"speaker": "!!!"}, 422),
        ("/disputes", {"least": 2}, 400),
        ("/statements/xyz", {}, 400),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_shape(ask: Ask, path: str, params: dict[str, Any], status: int) -> None:
    error = ask(path, status, **params)["error"]
    assert error["code"] == {400: "bad_request", 422: "not_processed"}[status]
    assert error["message"]
    assert "\n" not in error["message"]


@pytest.mark.parametrize(
    ("path", "params", "message"),
    [
        ("/statements/xyz", {}, "id: 'xyz' is no statement's id"),
        ("/articles/xyz", {}, "id: 'xyz' is no article's id"),
        ("/speakers/xyz", {}, "id: 'xyz' is no speaker's id"),
        ("/search", {"from": "yesterday"}, "from: 'yesterday' is no day like 2024-03-05"),
        ("/search", {"until": "2024-02-31"}, "until: there is no day 2024-02-31"),
        ("/search", {"speaker": "a\x00b"}, "speaker: 'a\\x00b' has signs in it that are not printed"),
        ("/search", {"limit": 0}, "limit: should be greater than or equal to 1"),
    ],
)
def test_what_is_wrong_is_told_in_plain_words(ask: Ask, path: str, params: dict[str, Any], message: str) -> None:
    assert ask(path, 400, **params)["error"]["message"] == message


@pytest.mark.parametrize(
    ("brought", "message"),
    [
        ({}, "text: is missing"),
        ({"url": "/etc/passwd"}, "url: '/etc/passwd' is no address that begins with http:// or https://"),
        ({"text": "It rained.", "published": "2024-02-31"}, "published: there is no day 2024-02-31"),
        ({"text": "It rained.", "colour": "red"}, "colour: is not known here"),
    ],
)
def test_what_is_wrong_with_an_article_is_told_in_plain_words(
    client: TestClient, brought: dict[str, str], message: str
) -> None:
    assert client.post("/api/v1/read", json=brought).json()["error"]["message"] == message


def test_what_is_no_json_is_called_so(client: TestClient) -> None:
    answer = client.post("/api/v1/read", content=b"{", headers={"Content-Type": "application/json"})
    assert answer.json()["error"]["message"] == "what was sent is no JSON"


def test_a_person_is_told_to_sign_in_and_no_commands(client: TestClient, token: str) -> None:
    page = client.post(f"/statements/{'0' * 20}/accept").text
    assert "sign in first" in page
    assert "Bearer" not in page
    path = f"/api/v1/statements/{'0' * 20}/accept"
    assert "`sayso" not in client.post(path, headers=bearer(token)).json()["error"]["message"]


def test_what_is_mistyped_is_not_taken_for_nothing(client: TestClient, ask: Ask) -> None:
    error = ask("/speakers", 422, nmae="x", q="lindqvist")["error"]
    assert error == {
        "code": "not_processed",
        "message": "nmae: is not asked for here; known are cursor, kind, limit, q",
    }
    for path in ("/search", "/facets", "/disputes", "/figures", "/articles", "/review"):
        assert "speakr" in ask(path, 422, speakr="x")["error"]["message"]
    assert ask("/statements/" + "0" * 20, 422, x="1")["error"]["message"].endswith("known are none")
    assert client.post("/api/v1/read", params={"keep": "no"}, json={"text": "It rained."}).status_code == 422
    assert client.get("/search", params={"speakr": "x"}).status_code == 200


def test_errors_of_paths_and_methods_have_the_same_shape(client: TestClient) -> None:
    assert client.get("/api/v1/nothing").json()["error"]["code"] == "not_found"
    assert client.put("/api/v1/search").json()["error"]["code"] == "no_such_method"


def test_nothing_is_written_without_a_token(client: TestClient, ask: Ask) -> None:
    id_ = statement(ask, "jobs")
    for path in (f"/statements/{id_}/accept", f"/statements/{id_}/drop"):
        for headers in ({}, bearer("sayso.0000.wrong"), bearer(""), {"Authorization": "Basic eDp5"}):
            answer = client.post(f"/api/v1{path}", headers=headers)
            assert (answer.status_code, answer.json()["error"]["code"]) == (401, "no_token")
    assert client.post("/api/v1/articles", json={"text": "“It rained,” Eve said."}).status_code == 401
    assert client.delete("/api/v1/corrections/1").status_code == 401


def test_a_correction_has_the_name_of_the_token_and_is_taken_back(client: TestClient, ask: Ask, token: str) -> None:
    id_ = statement(ask, "jobs")
    said = {"field": "speaker", "value": "organisation:Seamen's Union", "note": "the union's"}
    made = client.post(f"/api/v1/statements/{id_}/correct", json=said, headers=bearer(token)).json()
    told = ask(f"/statements/{id_}")
    assert told["speaker"]["name"] == "Seamen's Union"
    assert [(one["by"], one["note"]) for one in told["corrections"]] == [("Nora", "the union's")]
    assert client.delete(f"/api/v1/corrections/{made['correction']}", headers=bearer(token)).status_code == 200
    assert ask(f"/statements/{id_}")["speaker"]["name"] == "Tom Adeyemi"
    assert client.delete(f"/api/v1/corrections/{made['correction']}", headers=bearer(token)).status_code == 404


def test_spans_are_set_as_lists_and_what_does_not_fit_is_refused(client: TestClient, ask: Ask, token: str) -> None:
    id_ = statement(ask, "jobs")
    path = f"/api/v1/statements/{id_}/correct"
    assert client.post(path, json={"field": "cue", "value": [[0, 3]]}, headers=bearer(token)).status_code == 200
    assert ask(f"/statements/{id_}")["statement"]["cue"] == [[0, 3]]
    for field, value in (("cue", [[5, 99999]]), ("id", "x"), ("act", "sing"), ("content", "-")):
        answer = client.post(path, json={"field": field, "value": value}, headers=bearer(token))
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, "not_processed")


def test_what_is_accepted_leaves_the_queue(client: TestClient, ask: Ask, token: str) -> None:
    first = ask("/review")["items"][0]["statement"]["id"]
    assert client.post(f"/api/v1/statements/{first}/accept", headers=bearer(token)).status_code == 200
    assert first not in [item["statement"]["id"] for item in ask("/review")["items"]]


def test_a_statement_that_is_lacking_is_added(client: TestClient, ask: Ask, token: str) -> None:
    article = ask("/search", q="jobs")["items"][0]["article"]["id"]
    path = f"/api/v1/articles/{article}/statements"
    lacking = {"words": "nobody rides it in the dark months", "speaker": "Maria Lindqvist"}
    made = client.post(path, json=lacking, headers=bearer(token))
    assert made.status_code == 201
    assert ask(f"/statements/{made.json()['statement']}")["speaker"]["name"] == "Maria Lindqvist"
    assert client.post(path, json=lacking, headers=bearer(token)).status_code == 409
    known = {"words": "about 40 jobs would go", "speaker": "Tom Adeyemi"}
    refused = client.post(path, json=known, headers=bearer(token))
    assert refused.status_code == 409
    assert statement(ask, "jobs") in refused.json()["error"]["message"]
    assert client.post(path, json={"words": "not there"}, headers=bearer(token)).status_code == 422


def test_a_text_is_read_and_kept_when_wanted(client: TestClient, ask: Ask, token: str) -> None:
    brought = {"text": "“The pier is rotten and must close,” Ada Quist said on Monday in Hollin.", "title": "Pier"}
    record = client.post("/api/v1/read", json=brought).json()
    assert record["speakers"][0]["name"] == "Ada Quist"
    assert ask("/search", q="rotten")["items"] == []
    assert client.post("/api/v1/articles", json=brought, headers=bearer(token)).json()["outcome"] == "added"
    assert client.post("/api/v1/articles", json=brought, headers=bearer(token)).json()["outcome"] == "unchanged"
    assert ask("/search", q="rotten")["items"][0]["article"]["title"] == "Pier"


@pytest.mark.parametrize(
    ("brought", "status"),
    [
        ({}, 400),
        ({"text": "   "}, 422),
        ({"text": ""}, 400),
        ({"html": "<html><body></body></html>"}, 422),
        ({"url": "/etc/passwd"}, 400),
        ({"url": "file:///etc/passwd"}, 400),
        ({"url": "http://127.0.0.1/"}, 422),
        ({"text": "x", "html": "y"}, 400),
        ({"text": "x" * 200_001}, 400),
    ],
)
def test_what_is_no_article_is_named(client: TestClient, brought: dict[str, str], status: int) -> None:
    answer = client.post("/api/v1/read", json=brought)
    assert answer.status_code == status
    assert answer.json()["error"]["message"]


def test_a_token_that_was_withdrawn_opens_nothing(client: TestClient, ask: Ask, token: str, address: str) -> None:
    id_ = statement(ask, "jobs")
    assert client.post(f"/api/v1/statements/{id_}/accept", headers=bearer(token)).status_code == 200
    with Ledger(address, writing=True) as ledger, ledger.write() as connection:
        withdraw_token(connection, token.split(".")[1], "2026-01-04T00:00:00Z")
    assert client.post(f"/api/v1/statements/{id_}/accept", headers=bearer(token)).status_code == 401


def test_who_asks_too_often_waits(address: str) -> None:
    app = build_app(Room(address, PlainEngine()), "test")
    with TestClient(app) as client:
        answers = [client.post("/api/v1/read", json={"text": "It rained."}).status_code for _ in range(31)]
        refused = client.post("/api/v1/read", json={"text": "It rained."})
    assert answers == [200] * 30 + [429]
    assert refused.json()["error"]["code"] == "too_many_requests"
    assert 0 < int(refused.headers["retry-after"]) <= 60


def test_a_name_that_is_not_the_room_s_is_not_answered(address: str) -> None:
    app = build_app(Room(address, PlainEngine()), "test", hosts=["localhost"])
    with TestClient(app, base_url="http://localhost") as client:
        assert client.get("/").status_code == 200
        assert client.get("/", headers={"Host": "evil.example"}).status_code == 400


def test_what_is_too_large_is_refused(client: TestClient) -> None:
    assert client.post("/api/v1/read", content=b"x" * (5 * 2**20 + 1)).status_code == 413
