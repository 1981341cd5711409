"""The pages: what they show, who may decide there, and that nothing of an article is ever run."""

import re
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient
from serve_samples import HOSTILE, PlainEngine

from sayso.ledger.ledger import Ledger
from sayso.serve.app import build_app
from sayso.serve.pages.paint import safe_link
from sayso.serve.pages.sign_in import _own
from sayso.serve.room import Room

PAGES = (
    "/",
    "/search?q=bridge",
    "/speakers",
    "/disputes",
    "/figures?q=million",
    "/articles",
    "/review",
    "/add",
    "/sign-in",
)


class Dangers(HTMLParser):
    """Collects what a browser would run or load, other than the room's own files."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        own = (known.get("src") or "/static/").startswith("/static/")
        if tag in ("iframe", "object", "embed", "base", "style") or (tag in ("script", "img") and not own):
            self.found.append(tag)
        if tag == "script" and "src" not in known:
            self.found.append("inline script")
        self.found += [name for name in known if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action", "hx-get", "hx-post"):
            if re.match(r"\s*(?:javascript|data|vbscript):", known.get(name) or "", re.I):
                self.found.append(f"{name}={known[name]}")


def dangers(page: str) -> list[str]:
    parser = Dangers()
    parser.feed(page)
    return parser.found


def first(client: TestClient, path: str, *keys: str) -> str:
    found = client.get(f"/api/v1{path}").json()["items"][0]
    for key in keys:
        found = found[key]
    return str(found)


def all_pages(client: TestClient) -> list[str]:
    speakers = client.get("/api/v1/speakers", params={"limit": 100}).json()["items"]
    articles = client.get("/api/v1/articles").json()["items"]
    statements = client.get("/api/v1/search", params={"limit": 100}).json()["items"]
    return [
        *PAGES,
        *(f"/speakers/{one['speaker']['id']}" for one in speakers),
        *(f"/articles/{one['article']['id']}" for one in articles),
        *(f"/articles/{one['article']['id']}?statement={one['statement']['id']}" for one in statements),
    ]


def test_every_page_of_a_ledger_with_a_hostile_article_runs_nothing(client: TestClient) -> None:
    seen = 0
    for path in all_pages(client):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert dangers(answer.text) == [], path
        seen += "&lt;script&gt;boom()" in answer.text
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert seen >= 6


@pytest.mark.parametrize("name", ["q", "speaker", "to", "outlet", "unit"])
def test_what_is_asked_comes_back_as_text(client: TestClient, name: str) -> None:
    for path in ("/search", "/disputes", "/figures", "/speakers"):
        assert dangers(client.get(path, params={name: f"bridge {HOSTILE}"}).text) == []


def test_an_article_stands_as_printed_with_its_statements(client: TestClient) -> None:
    id_ = first(client, "/search?q=jobs", "article", "id")
    record = client.get(f"/api/v1/articles/{id_}").json()
    page = client.get(f"/articles/{id_}").text
    body = page[page.index('id="text">') + len('id="text">') : page.index("</article>")].rsplit("</div>", 1)[0]
    text = "".join(re.sub(r"<[^>]*>", "\0", body).split("\0"))
    for entity, plain in (("&#34;", '"'), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, plain)
    assert text == record["article"]["text"]
    for told in record["statements"]:
        assert f'id="s-{told["id"]}"' in page


def test_a_statement_s_address_leads_into_its_article_and_is_a_card_for_htmx(client: TestClient) -> None:
    id_ = first(client, "/search?q=jobs", "statement", "id")
    assert client.get(f"/statements/{id_}").headers["location"].endswith(f"?statement={id_}#s-{id_}")
    card = client.get(f"/statements/{id_}", headers={"HX-Request": "true"}).text
    assert "<html" not in card
    assert "about 40 jobs would go" in card
    assert "about 40 job" in card
    assert client.get("/statements/" + "0" * 20).status_code == 404


def test_a_dispute_stands_side_by_side_with_the_words_that_meet(client: TestClient) -> None:
    page = client.get("/disputes").text
    assert page.count('class="side"') == 2
    assert '<mark class="same">bridge</mark>' in page
    assert "as the article says" in page


def test_more_comes_without_the_frame_of_the_page(client: TestClient) -> None:
    cursor = client.get("/api/v1/search", params={"limit": 2}).json()["next"]
    part = client.get("/search", params={"cursor": cursor}, headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert 'class="answer"' in part
    assert "<html" in client.get("/search", params={"cursor": cursor}).text


def test_who_signs_in_decides_and_who_does_not_may_not(client: TestClient, token: str) -> None:
    id_ = first(client, "/search?q=jobs", "statement", "id")
    assert client.post(f"/statements/{id_}/accept").status_code == 401
    assert client.post("/sign-in", data={"token": "sayso.00.no"}).status_code == 403
    answer = client.post("/sign-in", data={"token": token, "next": "/review"})
    assert answer.headers["location"] == "/review"
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert "samesite=strict" in answer.headers["set-cookie"].lower()
    assert token.split(".")[2] not in answer.headers["set-cookie"]
    said = {"field": "speaker", "value": "Ada Quist", "kind": "person"}
    card = client.post(f"/statements/{id_}/correct", data=said, headers={"HX-Request": "true"})
    assert "Ada Quist" in card.text
    assert "Nora: speaker is Ada Quist" in card.text
    number = re.search(r"/undo/(\d+)", card.text)
    assert number
    taken = client.post(f"/statements/{id_}/undo/{number[1]}", headers={"HX-Request": "true"})
    assert "Ada Quist" not in taken.text
    assert client.post(f"/statements/{id_}/correct", data={"field": "confidence", "value": "1"}).status_code == 400
    client.post("/sign-out")
    assert client.post(f"/statements/{id_}/accept").status_code == 401


def test_a_decision_beside_the_text_brings_the_text_anew(client: TestClient, token: str) -> None:
    id_, article = first(client, "/search?q=jobs", "statement", "id"), first(client, "/search?q=jobs", "article", "id")
    client.post("/sign-in", data={"token": token})
    said = {"field": "speaker", "value": "Ada Quist", "kind": "person"}
    asked = {"HX-Request": "true", "HX-Current-URL": f"http://testserver/articles/{article}?statement={id_}"}
    card = client.post(f"/statements/{id_}/correct", data=said, headers=asked).text
    page = client.get(f"/articles/{article}").text
    text = page[page.index('id="text">') : page.index("</article>")].strip()
    assert ' hx-swap-oob="innerHTML" ' + text in card
    for url in ("http://testserver/review", "http://testserver/articles/" + "0" * 64, "http://["):
        card = client.post(f"/statements/{id_}/accept", headers=asked | {"HX-Current-URL": url}).text
        assert "hx-swap-oob" not in card


def test_a_text_is_shown_before_it_is_kept(client: TestClient, token: str, address: str) -> None:
    text = "“The pier is rotten and must close,” Ada Quist said on Monday in Hollin."
    page = client.post("/add", data={"text": text, "title": "Pier"}).text
    assert "Not kept yet" in page
    assert "Keep in the ledger" not in page
    assert client.post("/add/keep", data={"text": text}).status_code == 401
    client.post("/sign-in", data={"token": token})
    assert "Keep in the ledger" in client.post("/add", data={"text": text}).text
    kept = client.post("/add/keep", data={"text": text, "title": "Pier"})
    assert client.get(kept.headers["location"]).status_code == 200
    with Ledger(address) as ledger, ledger.read():
        assert "rotten" in client.get("/search?q=rotten").text


def test_the_byline_of_what_was_shown_is_kept(client: TestClient, token: str) -> None:
    client.post("/sign-in", data={"token": token})
    known = {"text": "“The pier is rotten,” Ada Quist said on Monday in Hollin.", "byline": ["Jane Doe", "Per Holm"]}
    kept = client.post("/add/keep", data=known)
    record = client.get("/api/v1" + kept.headers["location"]).json()
    assert record["article"]["byline"] == ["Jane Doe", "Per Holm"]


def test_a_person_who_is_refused_is_shown_a_page(address: str) -> None:
    with TestClient(build_app(Room(address, PlainEngine()), "test")) as client:
        large = client.post("/add", content=b"x" * (5 * 2**20 + 1))
        for _ in range(31):
            often = client.post("/sign-in", data={"token": "no"})
        foreign = client.post("/sign-out", headers={"Origin": "http://evil.example"})
    assert 0 < int(often.headers["retry-after"]) <= 60
    for answer, status, words in ((large, 413, "Too large"), (often, 429, "Too often"), (foreign, 403, "another page")):
        assert answer.status_code == status
        assert words in answer.text
        assert "</html>" in answer.text
        assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_a_file_that_is_no_article_is_named(client: TestClient) -> None:
    answer = client.post("/add", files={"file": ("empty.html", b"", "text/html")})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    page = "<html><body><p>“The pier is rotten,” Ada Quist said on Monday in Hollin, and it was late.</p></body></html>"
    assert "Not kept yet" in client.post("/add", files={"file": ("pier.html", page.encode(), "text/html")}).text


@pytest.mark.parametrize("path", ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "javascript:x"])
def test_signing_in_leads_nowhere_else(path: str) -> None:
    assert _own(path) == "/"


def test_links_lead_to_the_web_alone() -> None:
    assert safe_link("https://herald.example/x") == "https://herald.example/x"
    assert [safe_link(url) for url in ("javascript:x", "data:text/html,x", "//x", "", None, "http://[")] == [None] * 6
