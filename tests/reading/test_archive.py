"""WARC files: pages out of records, broken records named, the others read."""

import gzip
import io

import pytest

from sayso.errors import ReadError
from sayso.model import Article
from sayso.reading import read_articles

STORY = "The board of the mill met on Friday, and the chair said that it would not close before the winter."
PAGE = "<html lang='en'><body><article>{}</article></body></html>".format(
    "".join(f"<p>{STORY} This was vote number {number}.</p>" for number in range(1, 9))
)


def record(
    number: int, *, kind: str = "response", content: str = "text/html", status: str = "200 OK", lie: int = 0
) -> bytes:
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {content}\r\n\r\n{PAGE}".encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
        f"WARC-Target-URI: https://mill.example/{number}\r\nWARC-Date: 2016-01-10T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer) + lie}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def read_warc(data: bytes) -> list[Article | ReadError]:
    return list(read_articles("-", stdin=io.BytesIO(data)))


def urls(outcomes: list[Article | ReadError]) -> list[str | None]:
    return [outcome.url if isinstance(outcome, Article) else outcome.reason for outcome in outcomes]


@pytest.mark.parametrize("pack", [lambda record: record, gzip.compress], ids=["plain", "gzip"])
def test_archive_gives_the_articles_of_its_pages_alone(pack) -> None:  # type: ignore[no-untyped-def]
    records = [
        record(1),
        record(2, kind="request"),
        record(3, content="image/png"),
        record(4, status="404 Not Found"),
        record(5, content="text/html; charset=UTF-8"),
    ]
    outcomes = read_warc(b"".join(pack(each) for each in records))
    assert urls(outcomes) == ["https://mill.example/1", "https://mill.example/5"]
    assert all(isinstance(outcome, Article) and STORY in outcome.text for outcome in outcomes)


def test_archive_names_a_record_cut_short() -> None:
    outcomes = read_warc((record(1) + record(2))[:-60])
    assert urls(outcomes) == ["https://mill.example/1", "is cut short"]
    assert isinstance(outcomes[1], ReadError)
    assert outcomes[1].ref == "-: record 2"


def test_archive_cut_short_in_its_gzip_data_is_an_error_after_its_articles() -> None:
    outcomes = read_warc(gzip.compress(record(1)) + gzip.compress(record(2))[:-30])
    assert urls(outcomes)[0] == "https://mill.example/1"
    assert isinstance(outcomes[-1], ReadError)


def test_archive_goes_on_after_rubbish_between_records() -> None:
    outcomes = read_warc(record(1) + b"rubbish\r\n" * 20 + record(2) + record(3))
    assert urls(outcomes) == [
        "https://mill.example/1",
        "is damaged",
        "https://mill.example/2",
        "https://mill.example/3",
    ]


def test_archive_goes_on_after_a_record_whose_length_lies() -> None:
    outcomes = read_warc(record(1) + record(2, lie=-30) + record(3))
    assert urls(outcomes)[0] == "https://mill.example/1"
    assert urls(outcomes)[-1] == "https://mill.example/3"


def test_archive_that_is_only_a_mark_gives_no_traceback() -> None:
    assert all(isinstance(outcome, ReadError) for outcome in read_warc(b"WARC/1.0\r\nnonsense"))
