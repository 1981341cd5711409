"""One page from the web, fetched politely and never from inside a private network."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version

import httpx

from sayso.errors import ReadError
from sayso.reading.address import is_public, resolve_host
from sayso.reading.streams import MAX_DOCUMENT

Resolve = Callable[[str, int], list[str]]
#: Content types that can hold news, and the file name whose kind they are.
TYPES = {
    "text/html": "page.html",
    "application/xhtml+xml": "page.html",
    "text/plain": "page.txt",
    "application/rss+xml": "feed.xml",
    "application/atom+xml": "feed.xml",
    "application/xml": "feed.xml",
    "text/xml": "feed.xml",
    "": "page",
}
PACKED = {"", "identity", "gzip", "deflate"}
REDIRECTS = {301, 302, 303, 307, 308}


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to connect, between two reads and in all; bytes of the page; number of redirects."""

    connect: float = 10.0
    read: float = 15.0
    total: float = 60.0
    size: int = MAX_DOCUMENT
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came from an address: where it came from in the end, and what its headers said."""

    data: bytes = field(repr=False)
    url: str
    charset: str | None
    name: str


LIMITS = Limits()


def fetch(
    url: str, *, allow_private: bool = False, limits: Limits = LIMITS, resolve: Resolve = resolve_host
) -> Fetched:
    """The page at an http or https address; `ReadError` on `url` says why there is none.

    Every host, that of a redirect too, is resolved once, all its addresses are checked, and the
    connection goes to the checked address itself, so that a second answer of the name service
    cannot lead elsewhere. The proxies of the environment are not used, for the same reason.
    """
    with _open_client(limits) as client:
        late = threading.Event()
        timer = threading.Timer(limits.total, _give_up, (client, late))
        timer.daemon = True
        timer.start()
        try:
            return _follow(client, url, allow_private, limits, resolve)
        except (httpx.TimeoutException, TimeoutError):
            raise ReadError(url, "the server did not answer in time") from None
        except ReadError:
            raise
        except Exception as problem:
            if late.is_set():
                raise ReadError(url, f"took longer than {limits.total:g} seconds") from None
            raise ReadError(url, _reason(problem)) from None
        finally:
            timer.cancel()


def _give_up(client: httpx.Client, late: threading.Event) -> None:
    # Time limits between two reads do not stop a server that sends a byte now and then.
    late.set()
    client.close()


@contextmanager
def _open_client(limits: Limits) -> Iterator[httpx.Client]:
    timeout = httpx.Timeout(limits.read, connect=limits.connect)
    headers = {
        "User-Agent": f"sayso/{_version()}",
        "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,text/plain;q=0.8",
        "Accept-Encoding": "gzip, deflate",
    }
    with httpx.Client(timeout=timeout, headers=headers, trust_env=False) as client:
        yield client


def _follow(client: httpx.Client, given: str, allow_private: bool, limits: Limits, resolve: Resolve) -> Fetched:
    url = httpx.URL(given)
    for _ in range(limits.redirects + 1):
        request = _build_request(client, url, _find_address(url, given, allow_private, resolve))
        response = client.send(request, stream=True)
        try:
            if response.status_code not in REDIRECTS:
                return _take(response, url, given, limits)
            url = url.join(response.headers.get("location", ""))
        finally:
            response.close()
    raise ReadError(given, f"redirects more than {limits.redirects} times")


def _find_address(url: httpx.URL, given: str, allow_private: bool, resolve: Resolve) -> str:
    if url.scheme not in ("http", "https"):
        raise ReadError(given, f"leads to a {url.scheme or 'nameless'} address; only http and https are read")
    if not url.host or url.userinfo:
        raise ReadError(given, "is not a plain address of a page")
    try:
        addresses = resolve(url.host, url.port or (443 if url.scheme == "https" else 80))
    except (OSError, UnicodeError):
        addresses = []
    if not addresses:
        raise ReadError(given, f"the host {url.host} is not known")
    if not allow_private and not all(is_public(address) for address in addresses):
        raise ReadError(given, f"the host {url.host} is in a private network, which is not read from")
    return addresses[0]


def _build_request(client: httpx.Client, url: httpx.URL, address: str) -> httpx.Request:
    # The address in the URL, the name in Host and in TLS: no second look-up takes place.
    return client.build_request(
        "GET",
        url.copy_with(host=address, fragment=None),
        headers={"Host": url.netloc.decode("ascii")},
        extensions={"sni_hostname": url.raw_host.decode("ascii")},
    )


def _take(response: httpx.Response, url: httpx.URL, given: str, limits: Limits) -> Fetched:
    if response.status_code != 200:
        raise ReadError(given, f"the server answered {response.status_code} {response.reason_phrase}".rstrip())
    kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind not in TYPES:
        raise ReadError(given, f"is {kind}, not a page of text")
    if response.headers.get("content-encoding", "").strip().lower() not in PACKED:
        raise ReadError(given, "is packed in a way that was not asked for")
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > limits.size:
            raise ReadError(given, f"is larger than {limits.size / 1_000_000:g} MB, too large for one page")
    return Fetched(bytes(data), str(url), response.charset_encoding, TYPES[kind])


def _reason(problem: Exception) -> str:
    match problem:
        case httpx.InvalidURL() | httpx.UnsupportedProtocol():
            return "is not a valid address"
        case httpx.ConnectError() | OSError():
            return "the server cannot be reached"
        case httpx.DecodingError() | httpx.RemoteProtocolError():
            return "the server's answer is broken"
        case httpx.HTTPError():
            return "the connection was lost"
        case _:
            return f"cannot be fetched ({type(problem).__name__})"


def _version() -> str:
    try:
        return version("sayso")
    except PackageNotFoundError:
        return "0"
