"""WARC: the pages of a web archive, record by record."""

import io
from collections.abc import Iterator

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from sayso.errors import ReadError
from sayso.reading.frames import read_frames
from sayso.reading.hints import Input, Outcome
from sayso.reading.page import MAX_PAGE, build_page
from sayso.reading.plain import build_plain

PAGES = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
HTML_TYPES = ("text/html", "application/xhtml+xml")


def read_stream(given: Input) -> Iterator[Outcome]:
    """The articles of the HTML pages in a WARC file, and of the texts in a WET file.

    A record that is broken or too large is an error under its number; other kinds of records and
    of content (requests, pictures, answers other than 200) are no articles and passed over.
    """
    for number, frame in enumerate(read_frames(given.stream, MAX_PAGE), start=1):
        where = f"{given.ref}: record {number}"
        if frame.problem:
            yield ReadError(where, frame.problem)
            continue
        try:
            yield from _read_record(frame.data, where, given)
        except ReadError as problem:
            yield problem
        except (KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        except BaseException as problem:  # FastWARC's panics are no `Exception`
            yield ReadError(where, f"cannot be read ({type(problem).__name__})")


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
