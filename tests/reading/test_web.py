"""Addresses: pages fetched from a local server, and everything private, slow or odd refused."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from sayso.errors import ReadError
from sayso.model import Article
from sayso.reading import read_articles
from sayso.reading.address import is_public
from sayso.reading.web import Limits, fetch

PAGE = "<html lang='en'><body><article>{}</article></body></html>".format(
    "".join(f"<p>The board met again, and the chair said “no” to offer number {n}.</p>" for n in range(1, 9))
)
HURRIED = Limits(connect=1, read=0.2, total=0.4, size=2000)


class Handler(BaseHTTPRequestHandler):
    """One path for each behaviour of a server."""

    release = threading.Event()
    agents: ClassVar[list[str | None]] = []

    def do_GET(self) -> None:
        self.agents.append(self.headers["User-Agent"])
        kind, _, rest = self.path[1:].partition("/")
        if kind == "to":
            self.answer(302, b"", location=rest.replace("|", "/"))
        elif kind == "again":
            self.answer(302, b"", location="/again")
        elif kind == "hang":
            self.release.wait(5)
        elif kind == "drip":
            self.drip()
        elif kind == "large":
            self.answer(200, b"a" * 3000)
        elif kind == "pdf":
            self.answer(200, b"%PDF", content="application/pdf")
        elif kind == "page":
            self.answer(200, PAGE.encode("cp1252"), content="text/html; charset=windows-1252")
        else:
            self.answer(404, b"")

    def answer(self, status: int, body: bytes, content: str = "text/html", location: str | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content)
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)

    def drip(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not self.release.wait(0.05):
            try:
                self.wfile.write(b"a")
                self.wfile.flush()
            except OSError:
                return

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    Handler.release.clear()
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    Handler.release.set()
    running.shutdown()
    running.server_close()


def reason_of(attempt: Callable[[], object]) -> str:
    with pytest.raises(ReadError) as caught:
        attempt()
    return caught.value.reason


def test_address_is_read_and_its_page_keeps_the_address(server: str) -> None:
    (article,) = read_articles(f"{server}/page", allow_private=True)
    assert isinstance(article, Article)
    assert (article.ref, article.url, article.outlet) == (f"{server}/page", f"{server}/page", "127.0.0.1")
    assert "said “no” to offer" in article.text
    assert (Handler.agents[-1] or "").startswith("sayso/")


def test_address_follows_a_redirect_to_where_it_ends(server: str) -> None:
    fetched = fetch(f"{server}/to/|page", allow_private=True)
    assert fetched.url == f"{server}/page"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("none", "the server answered 404 Not Found"),
        ("pdf", "is application/pdf, not a page of text"),
        ("again", "redirects more than 5 times"),
        ("large", "is larger than 0.002 MB, too large for one page"),
        ("hang", "the server did not answer in time"),
        ("drip", "took longer than 0.4 seconds"),
        ("to/ftp:||mill.example|x", "leads to a ftp address; only http and https are read"),
        ("to/file:|||etc|hosts", "leads to a file address; only http and https are read"),
    ],
)
def test_address_that_gives_no_page_is_an_error_with_its_reason(server: str, path: str, reason: str) -> None:
    assert reason_of(lambda: fetch(f"{server}/{path}", allow_private=True, limits=HURRIED)) == reason


def test_server_that_is_not_there_is_an_error() -> None:
    assert reason_of(lambda: fetch("http://127.0.0.1:9/", allow_private=True)) == "the server cannot be reached"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "10.1.2.3",
        "0.0.0.0",
    ],
)
def test_address_in_a_private_network_is_refused_in_any_form(host: str) -> None:
    (problem,) = read_articles(f"http://{host}/page")
    assert isinstance(problem, ReadError)
    assert problem.reason.endswith("is in a private network, which is not read from")


@pytest.mark.parametrize(
    "address", ["http://0177.0.0.1/", "http:///x", "http://exa mple/", "http://a:99999/", "http://"]
)
def test_address_that_is_none_is_refused(address: str) -> None:
    (problem,) = read_articles(address)
    assert isinstance(problem, ReadError)
    assert problem.ref == address


def test_redirect_into_a_private_network_is_refused(server: str) -> None:
    # The first host counts as public here, the one that it leads to does not.
    def resolve(host: str, _: int) -> list[str]:
        return ["127.0.0.1"] if host == "127.0.0.1" else ["10.0.0.1"]

    port = server.rsplit(":", 1)[1]
    path = f"to/http:||inside.example:{port}|page"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sayso.reading.web.is_public", lambda address: address == "127.0.0.1")
        reason = reason_of(lambda: fetch(f"{server}/{path}", resolve=resolve))
    assert reason == "the host inside.example is in a private network, which is not read from"


def test_connection_goes_to_the_address_that_was_checked(server: str) -> None:
    asked: list[str] = []

    def resolve(host: str, _: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    port = server.rsplit(":", 1)[1]
    fetched = fetch(f"http://news.example:{port}/page", allow_private=True, resolve=resolve)
    assert fetched.url == f"http://news.example:{port}/page"
    assert asked == ["news.example"]


def test_host_with_one_private_address_among_public_ones_is_refused() -> None:
    reason = reason_of(lambda: fetch("http://mixed.example/", resolve=lambda *_: ["8.8.8.8", "192.168.0.1"]))
    assert "private network" in reason


def test_host_that_nobody_knows_is_an_error() -> None:
    def resolve(*_: object) -> list[str]:
        raise OSError

    assert reason_of(lambda: fetch("http://gone.example/", resolve=resolve)) == "the host gone.example is not known"


def test_address_with_a_password_is_refused() -> None:
    assert reason_of(lambda: fetch("http://me:secret@news.example/")) == "is not a plain address of a page"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700:4700::1111", True),
        ("127.0.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("192.0.2.1", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fec0::1", False),
        ("192.88.99.1", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("no address", False),
    ],
)
def test_addresses_are_public_or_not(address: str, public: bool) -> None:
    assert is_public(address) is public
