"""A WARC file made of pages that are there: those of data/pages, and the texts of data/news set as pages."""

import gzip
import html
import io
import json
import random
import tarfile
import uuid
from collections.abc import Iterator
from pathlib import Path

from lab.corpora import read_jsonl

_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta property="article:published_time" content="{day}"><meta property="og:site_name" content="{outlet}"></head><body>
<header><nav><ul>{links}</ul></nav></header><main><article><h1>{title}</h1>{text}</article>
<aside><h2>More on this</h2><ul>{links}</ul></aside></main><footer><p>All rights reserved. Terms. Privacy.</p></footer>
</body></html>"""
_LINKS = "".join(f'<li><a href="/s/{n}">Section {n}</a></li>' for n in range(40))


def list_pages(shared: Path, count: int) -> Iterator[tuple[str, bytes]]:
    """Addresses and bytes of so many pages, mixed; over again, at other addresses, where there are too few."""
    pages = [*_read_pages(shared), *_read_news(shared)]
    rng = random.Random(1)
    made = 0
    while made < count:
        rng.shuffle(pages)
        for name, page in pages[: count - made]:
            yield f"https://pages.example/{made}/{name}", page
            made += 1


def _read_pages(shared: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(shared / "data" / "pages" / "eval_html.tar.gz") as pages:
        for member in pages:
            if member.isfile() and (file := pages.extractfile(member)):
                yield Path(member.name).name, file.read()


def _read_news(shared: Path) -> Iterator[tuple[str, bytes]]:
    for name in ("rss2016", "basil"):
        for number, row in enumerate(read_jsonl(shared / "data" / "news" / f"{name}.jsonl.gz")):
            yield f"{name}-{number}", _set(row)


def _set(row: dict[str, str]) -> bytes:
    known = {key: html.escape(str(row.get(key) or "")) for key in ("title", "outlet")}
    text = "".join(f"<p>{html.escape(part)}</p>" for part in row["text"].split("\n") if part.strip())
    return _PAGE.format(**known, day=row.get("published") or "", links=_LINKS, text=text).encode()


def build_record(url: str, page: bytes) -> bytes:
    """A response record, in a gzip member of its own."""
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2016-05-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, url)}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + body + b"\r\n\r\n", 6, mtime=0)


def write_archive(shared: Path, count: int, out: Path) -> None:
    """Write the WARC file."""
    with out.open("wb") as file:
        for url, page in list_pages(shared, count):
            file.write(build_record(url, page))


def write_lines(shared: Path, count: int, out: Path) -> int:
    """Write so many texts of the news as JSON Lines; their words."""
    made, words = io.StringIO(), 0
    for number, row in enumerate(read_jsonl(shared / "data" / "news" / "rss2016.jsonl.gz")):
        if number == count:
            break
        made.write(json.dumps(row) + "\n")
        words += len(row["text"].split())
    out.write_text(made.getvalue(), encoding="utf-8")
    return words
