"""The kind of an input, told by its first bytes, and by its name where these leave it open."""

import codecs
import re
from pathlib import PurePosixPath
from typing import Literal

from sayso.errors import ReadError

Kind = Literal["jsonl", "text", "html", "feed", "warc"]

#: What often lands in a folder of news and is no text, by its first bytes.
FOREIGN = {
    b"%PDF": "is a PDF, which is not read",
    b"PK\x03\x04": "is a zip archive or office document, which is not read",
    b"\x89PNG": "is a picture",
    b"\xff\xd8\xff": "is a picture",
    b"GIF8": "is a picture",
    b"\x28\xb5\x2f\xfd": "is packed with zstd; only gzip is unpacked",
    b"BZh": "is packed with bzip2; only gzip is unpacked",
    b"\xfd7zXZ": "is packed with xz; only gzip is unpacked",
}
#: The longest marks first: that of UTF-32 begins with that of UTF-16.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Atomic: a comment ends at its first end, however the rest goes on; else many would be tried in every way.
PROLOGUE = r"\s*(?:(?><\?.*?\?>|<!--.*?-->|<!doctype\s[^>]*>)\s*)*+"
FEED = re.compile(PROLOGUE + r"<(?:rss|(?:\w+:)?feed|rdf:rdf)[\s>]", re.IGNORECASE | re.DOTALL)
HTML = re.compile(
    r"\s*(?:(?><!--.*?-->|<\?xml.*?\?>)\s*)*+<(?:!doctype\s+html|(?:html|head|body|title|meta|article|section|main|header|"
    r"div|p|h[1-6]|span|a|table|ul|ol|br|b|i|em|strong|blockquote|script|style|link|center|font|img)[\s/>])",
    re.IGNORECASE | re.DOTALL,
)
JSON_OBJECT = re.compile(r'\s*\{\s*(?:"|\}|$)')
NAMES: dict[str, Kind] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".jl": "jsonl",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html", ".rss": "feed", ".atom": "feed",
}  # fmt: skip


def find_kind(head: bytes, name: str, ref: str) -> Kind:
    """The kind of input that begins with `head`; `ReadError` on `ref` where it is none that is read."""
    if not head.strip():
        raise ReadError(ref, "is empty")
    for mark, reason in FOREIGN.items():
        if head.startswith(mark):
            raise ReadError(ref, reason)
    if head.startswith(b"WARC/"):
        return "warc"
    codec = find_codec(head)
    if codec is None and _is_binary(head):
        raise ReadError(ref, "is binary data, not text")
    return _find_text_kind(head.decode(codec or "latin-1", errors="ignore"), _suffix(name), ref)


def find_codec(head: bytes) -> str | None:
    """The Python codec that a byte order mark announces, or None without one."""
    return next((codec for mark, codec in BYTE_ORDER_MARKS if head.startswith(mark)), None)


def _find_text_kind(head: str, suffix: str, ref: str) -> Kind:
    if FEED.match(head):
        return "feed"
    named = NAMES.get(suffix)
    if HTML.match(head):
        return "html"
    if named is None and head.lstrip().startswith("<?xml"):
        raise ReadError(ref, "is XML, but neither RSS nor Atom nor a page")
    if named is None and JSON_OBJECT.match(head):
        return "jsonl"
    return named or "text"


def _suffix(name: str) -> str:
    path = PurePosixPath(name.lower())
    return PurePosixPath(path.stem).suffix if path.suffix == ".gz" else path.suffix


def _is_binary(head: bytes) -> bool:
    return b"\0" in head or len(CONTROL.findall(head)) > len(head) / 50
