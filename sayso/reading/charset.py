"""Bytes to text, by the order in which encodings can be trusted."""

import codecs
import re

from sayso.reading.sniff import find_codec

#: Declared in the first kilobytes of a page (WHATWG: 1,024 bytes; real pages are laxer).
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE)
DECLARED_WITHIN = 4096
#: Browsers read these names as Windows-1252 (WHATWG Encoding), which only adds characters.
WESTERN = {"iso8859-1", "ascii", "cp1252"}
#: What Python decodes but no page is written in; a declared UTF-16 without its mark is a lie as well.
NO_CHARSET = {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "mbcs", "oem", "utf-7"}


def decode_text(data: bytes, charset: str | None = None) -> str:
    """The text of a document without declarations; never fails, at worst with U+FFFD in it."""
    return decode_certain(data, charset) or data.decode("cp1252", errors="replace")


def decode_page(data: bytes, charset: str | None = None) -> str | None:
    """The text of a page by mark, validity or declaration; None where none of them fits."""
    declared = DECLARED.search(data[:DECLARED_WITHIN])
    return decode_certain(data, charset, declared.group(1).decode("ascii") if declared else None)


def decode_certain(data: bytes, *charsets: str | None) -> str | None:
    """The text by byte order mark, as valid UTF-8, or by the first of `charsets` that fits.

    UTF-8 comes before what is declared: declarations lie, but other encodings are hardly ever
    valid UTF-8 by accident.
    """
    codec = find_codec(data)
    if codec is not None:
        return data.decode(codec, errors="replace")
    for charset in ("utf-8", *charsets):
        text = _try(data, charset)
        if text is not None:
            return text
    return None


def _try(data: bytes, charset: str | None) -> str | None:
    try:
        codec = codecs.lookup((charset or "").strip().lower())
        if codec.name in NO_CHARSET or codec.name.startswith(("utf-16", "utf-32")):
            return None
        return data.decode("cp1252" if codec.name in WESTERN else codec.name)
    except (LookupError, ValueError):
        return None
