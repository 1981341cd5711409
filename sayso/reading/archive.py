"""WARC: the pages of a web archive, record by record."""

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from sayso.errors import ReadError
from sayso.reading.frames import HEADERS, read_frames
from sayso.reading.hints import Hints, Input, Item, Outcome
from sayso.reading.page import MAX_PAGE, build_page
from sayso.reading.plain import build_plain

PAGES = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
#: The header of a record that may hold one.
_PAGE = re.compile(rb"^warc-type:[ \t]*(?:response|resource|conversion)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
HTML_TYPES = ("text/html", "application/xhtml+xml")


def read_stream(given: Input) -> Iterator[Outcome]:
    """The articles of the HTML pages in a WARC file, and of the texts in a WET file.

    A record that is broken or too large is an error under its number; other kinds of records and
    of content (requests, pictures, answers other than 200) are no articles and passed over.
    """
    for item in cut_stream(given.stream, given.ref):
        yield from read_item(item, given.hints, fast=given.fast)


def cut_stream(stream: BinaryIO, ref: str) -> Iterator[Item]:
    """The records of a WARC stream that may hold an article, whole, and those that are broken."""
    for number, frame in enumerate(read_frames(stream, MAX_PAGE), start=1):
        if frame.problem or _PAGE.search(frame.data, 0, HEADERS):
            yield Item(f"{ref}: record {number}", frame.data, frame.problem)


def read_item(item: Item, hints: Hints, *, fast: bool) -> Iterator[Outcome]:
    """The article of a record, or why there is none; nothing where it holds another thing."""
    if item.problem:
        yield ReadError(item.where, item.problem)
        return
    given = Input(io.BytesIO(), item.where, hints, fast)
    try:
        yield from _read_record(item.data, item.where, given)
    except ReadError as problem:
        yield problem
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as problem:  # FastWARC's panics are no `Exception`
        yield ReadError(item.where, f"cannot be read ({type(problem).__name__})")


def _read_record(data: bytes, where: str, given: Input) -> Iterator[Outcome]:
    # FastWARC gets whole records from memory only: an error of a stream inside it ends the process.
    for record in ArchiveIterator(io.BytesIO(data), PAGES, parse_http=False, strict_mode=False):
        url = (record.headers.get("WARC-Target-URI") or "").strip("<>") or None
        if record.record_type == WarcRecordType.conversion:
            yield build_plain(record.reader.read().decode("utf-8", "replace"), where, given.hints, url)
        elif record.record_type == WarcRecordType.response:
            record.parse_http(auto_decode="all", strict_mode=False)
            headers = record.http_headers
            if headers is not None and headers.status_code == 200:
                yield from _read_page(record, record.http_content_type, record.http_charset, url, where, given)
        else:
            yield from _read_page(record, record.headers.get("Content-Type"), None, url, where, given)


def _read_page(
    record: WarcRecord, content: str | None, charset: str | None, url: str | None, where: str, given: Input
) -> Iterator[Outcome]:
    if not (content or "").lower().startswith(HTML_TYPES):
        return
    data = record.reader.read(MAX_PAGE + 1)
    if len(data) > MAX_PAGE:
        raise ReadError(where, f"is larger than {MAX_PAGE // 1_000_000} MB, too large for one page")
    yield build_page(data, where, given.hints, fast=given.fast, url=url, charset=charset)
