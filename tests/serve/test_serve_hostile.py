"""Articles that attack: two hundred ways to have something run, in every text that a page shows; addresses inside."""

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsers import run_browser, run_room
from fastapi.testclient import TestClient
from ledger_samples import Story, keep
from serve_samples import PlainEngine

from sayso.ledger.ledger import Ledger
from sayso.serve.app import build_app
from sayso.serve.room import Room

RUN = "window.ran=1"
#: What would run, with RUN for what it runs.
VECTORS = [
    "<script>RUN</script>",
    "<ScRiPt src=data:text/javascript,RUN></sCrIpT>",
    "<img src=x onerror=RUN>",
    "<svg/onload=RUN>",
    "<svg><script>RUN</script></svg>",
    "<body onload=RUN>",
    "<iframe srcdoc='<script>parent.RUN</script>'></iframe>",
    "<iframe src='javascript:RUN'></iframe>",
    "<a href='javascript:RUN'>x</a>",
    "<form action='javascript:RUN'><button autofocus onfocus=RUN>x",
    "<input autofocus onfocus=RUN>",
    "<details open ontoggle=RUN>x</details>",
    "<video><source onerror=RUN></video>",
    "<math href='javascript:RUN'>x</math>",
    "<style>@import 'javascript:RUN';</style>",
    "<link rel=stylesheet href='javascript:RUN'>",
    "<meta http-equiv=refresh content='0;url=javascript:RUN'>",
    "<object data='javascript:RUN'></object>",
    "<embed src='javascript:RUN'>",
    "<base href='javascript:RUN//'>",
    "<div hx-get='/' hx-trigger=load hx-on::load=RUN>x</div>",
    "<div hx-on:click=RUN hx-trigger=load>x</div>",
    "<x onclick=RUN style=animation-name:x onanimationstart=RUN>x</x>",
    "{{constructor.constructor('RUN')()}}",
    "{% import os %}{{ RUN }}",
    "javascript:RUN",
    "data:text/html,<script>RUN</script>",
    '"><script>RUN</script>',
    "'><script>RUN</script>",
    '" onmouseover=RUN autofocus onfocus=RUN x="',
    "' onmouseover=RUN autofocus onfocus=RUN x='",
    "</title><script>RUN</script>",
    "</textarea><script>RUN</script>",
    "</script><script>RUN</script>",
    "<!--><script>RUN</script>-->",
    "]]><script>RUN</script>",
    "\u2028<script>RUN</script>",
    "<\x00script>RUN</script>",
    "\ufeff<script>RUN</script>",
    "&lt;script&gt;RUN&lt;/script&gt;<script>RUN</script>",
]
#: In five guises each: as it is, in capitals, after a quotation mark, encoded, among words.
GUISES = ["{}", "{} X", "“{}”", "\\u003c{}", "the mayor {} said"]
ATTACKS = [guise.format(vector.replace("RUN", RUN)) for vector in VECTORS for guise in GUISES]
EACH = 10


def attack(ledger: Ledger) -> None:
    """Keep twenty articles, ten attacks each: in text, names, offices, titles, addresses."""
    for place in range(0, len(ATTACKS), EACH):
        some = ATTACKS[place : place + EACH]
        text = " ".join(
            f"Eve{n} {what} of {some[n - 1]} told Ada that {what} in the ring of {n}." for n, what in enumerate(some)
        )
        known = {"title": some[0], "outlet": some[1], "byline": (some[2],), "published": "2024-06-01"}
        story = Story(text, url=some[3] + str(place), ref=some[4] + str(place), **known)
        for n, what in enumerate(some):
            story.says(f"Eve{n} {what}", f"that {what} in the ring of {n}", office=some[n - 1], to=what, at=what,
                       figures=[(what, 1, 2, what[:40])])  # fmt: skip
        keep(ledger, story.record())


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A room on a ledger of attacks."""
    path = str(tmp_path_factory.mktemp("attacked") / "room.db")
    with Ledger(path, writing=True) as ledger:
        attack(ledger)
    with run_room(build_app(Room(path, PlainEngine()), "test", limits=False)) as base:
        yield base


def test_two_hundred_injections_run_nothing_anywhere(attacked: str) -> None:
    assert len(ATTACKS) == 200
    with run_browser() as browser:
        page = browser.new_context().new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: (asked.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.goto(attacked + "/articles")
        links = page.locator(".headline a").evaluate_all("links => links.map(link => link.href)")
        assert len(links) == len(ATTACKS) // EACH
        page.goto(attacked + "/search?from=2024-01-01")
        speakers = page.locator(".answer .name").evaluate_all("links => links.map(link => link.href)")
        cards = page.locator(".answer blockquote a").evaluate_all("links => links.map(link => link.href)")
        paths = ["/", "/search?q=ring", "/speakers", "/disputes", "/figures?q=ring", "/review", "/articles"]
        for address in [*links, *speakers, *cards, *(attacked + path for path in paths)]:
            page.goto(address)
            assert page.evaluate("window.ran") is None, address
        assert [url for url in asked if not url.startswith(attacked)] == []


FILL = "([field, text]) => { document.querySelector(`[name=${field}]`).value = text; }"


@pytest.mark.parametrize(("path", "fields"), [("/search", "q speaker to outlet"), ("/disputes", "q speaker")])
def test_what_is_typed_into_fields_runs_nothing(attacked: str, path: str, fields: str) -> None:
    with run_browser() as browser:
        page = browser.new_context().new_page()
        for text in ATTACKS[::7]:
            page.goto(attacked + path)
            for field in fields.split():
                page.evaluate(FILL, [field, text[:300]])
            page.locator("form.search button").click()
            page.wait_for_load_state()
            assert page.evaluate("window.ran") is None, text


INSIDE = [
    "http://127.0.0.1:{}/",
    "http://localhost:{}/",
    "http://LOCALHOST:{}/",
    "http://127.1:{}/",
    "http://0:{}/",
    "http://0.0.0.0:{}/",
    "http://2130706433:{}/",
    "http://0x7f000001:{}/",
    "http://0x7f.1:{}/",
    "http://017700000001:{}/",
    "http://0177.0.0.1:{}/",
    "http://[::1]:{}/",
    "http://[::]:{}/",
    "http://[::ffff:127.0.0.1]:{}/",
    "http://[::ffff:7f00:1]:{}/",
    "http://[0:0:0:0:0:ffff:127.0.0.1]:{}/",
    "http://[64:ff9b::7f00:1]:{}/",
    "http://[2002:7f00:1::]:{}/",
    "http://user:password@127.0.0.1:{}/",
    "http://news.example@127.0.0.1:{}/",
    "http://127.0.0.1:{}/#@news.example",
    "http://127.0.0.1.:{}/",
    "http://localhost.:{}/",
    "http://①②⑦.⓪.⓪.①:{}/",
    "http://127。0。0。1:{}/",
    "http://10.0.0.1:{}/",
    "http://192.168.0.1:{}/",
    "http://172.16.0.1:{}/",
    "http://169.254.169.254:{}/latest/meta-data/",
    "http://[fe80::1]:{}/",
    "http://[fd00::1]:{}/",
    "http://127.0.0.1:{}\\@news.example/",
]


@pytest.fixture(scope="module")
def canary() -> Iterator[tuple[int, list[str]]]:
    """A server inside that writes down who gets there."""
    seen: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port, seen
    server.shutdown()


@pytest.mark.parametrize("url", INSIDE)
def test_no_address_leads_inside(client: TestClient, canary: tuple[int, list[str]], url: str) -> None:
    port, seen = canary
    for answer in (
        client.post("/api/v1/read", json={"url": url.format(port)}),
        client.post("/add", data={"url": url.format(port)}),
    ):
        assert answer.status_code in (400, 422), answer.text
    assert seen == []


ELSEWHERE = ["file:///etc/passwd", "/etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/x", "-"]


@pytest.mark.parametrize("url", ELSEWHERE)
def test_only_the_web_is_fetched(client: TestClient, url: str) -> None:
    assert client.post("/api/v1/read", json={"url": url}).status_code == 400
    assert "root:" not in client.post("/add", data={"url": url}).text
    assert Path("/etc/passwd").exists()
