"""Archives for the tests of bulk: texts of our own, sound and broken."""

import gzip
import json
import random
import zlib
from collections.abc import Callable
from pathlib import Path

from sayso.wordlist import word_set

_WHO = ("Ines Falk", "Per Holm", "Rosa Quist", "Tom Adeyemi", "Maria Lindqvist", "Karl Brand")
_THINGS = sorted(
    word_set(
        "pier ferry bridge harbour lighthouse council board union island school budget road tunnel market hospital "
        "fleet winter storm cable quarry mill station archive orchard reservoir theatre museum railway bakery shipyard"
    )
)
_DONE = sorted(
    word_set("closed sold moved painted flooded rebuilt searched counted insured drained repaired emptied leased lit")
)


def _what(rng: random.Random) -> str:
    one, other, third, last = rng.sample(_THINGS, 4)
    times = f"{rng.choice(_DONE)} {rng.randrange(2, 90)} times"
    return f"the {one} by the {other} had been {times} for the {third} and the {last}"


def tell(number: int) -> str:
    """A text of a few sentences that no other number gives."""
    rng = random.Random(number)
    sentences = [f"Report {number} of the {rng.choice(_THINGS)} was read in the {rng.choice(_THINGS)} on day {number}."]
    for _ in range(4):
        sentences.append(f"{rng.choice(_WHO)} said that {_what(rng)}.")
        sentences.append(f"“It is {rng.randrange(10**6)} years since {_what(rng)},” {rng.choice(_WHO)} told reporters.")
    return " ".join(sentences)


def write_lines(path: Path, numbers: range) -> Path:
    """JSON Lines of so many articles."""
    rows = ({"id": f"a{n}", "text": tell(n), "url": f"https://herald.example/{n}"} for n in numbers)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def page(number: int) -> bytes:
    """A page with an article."""
    text = "".join(f"<p>{sentence}.</p>" for sentence in tell(number).split(". "))
    return f"<html><head><title>Report {number}</title></head><body><article>{text}</article></body></html>".encode()


def record(number: int, body: bytes | None = None, **headers: str) -> bytes:
    """A response record that is not packed."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + (
        page(number) if body is None else body
    )
    known = {
        "WARC-Type": "response",
        "WARC-Target-URI": f"https://herald.example/{number}",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(http)),
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    head = "WARC/1.0\r\n" + "".join(f"{name}: {value}\r\n" for name, value in known.items()) + "\r\n"
    return head.encode() + http + b"\r\n\r\n"


def pack(data: bytes) -> bytes:
    """A gzip member."""
    return gzip.compress(data, 6, mtime=0)


def _flip(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]


def _stored(data: bytes) -> bytes:
    """A member whose check sum does not fit what it holds."""
    packed = pack(data)
    return packed[:-8] + (zlib.crc32(data) ^ 1).to_bytes(4, "little") + packed[-4:]


#: Ways in which a record of an archive is broken, each in a member of its own; the number makes it another one.
BREAKINGS: dict[str, Callable[[int], bytes]] = {
    "cut in the middle": lambda n: pack(record(n))[:200],
    "cut in the head of the member": lambda n: pack(record(n))[:6],
    "cut before the check sum": lambda n: pack(record(n))[:-8],
    "cut in the check sum": lambda n: pack(record(n))[:-3],
    "a wrong check sum": lambda n: _stored(record(n)),
    "a wrong length in the member": lambda n: pack(record(n))[:-4] + b"\1\2\3\4",
    "a bit turned early": lambda n: _flip(pack(record(n)), 40),
    "a bit turned late": lambda n: _flip(pack(record(n)), len(pack(record(n))) - 40),
    "zeros in the middle": lambda n: pack(record(n))[:150] + bytes(200) + pack(record(n))[350:],
    "noise in the middle": lambda n: pack(record(n))[:150] + random.Random(n).randbytes(200) + pack(record(n))[350:],
    "an unknown way of packing": lambda n: b"\x1f\x8b\x08\xe0" + pack(record(n))[4:],
    "no length": lambda n: pack(record(n).replace(b"Content-Length", b"Content-Longth", 1)),
    "a length that is no number": lambda n: pack(record(n, Content_Length="many")),
    "a length that is negative": lambda n: pack(record(n, Content_Length="-5")),
    "a length that is too short": lambda n: pack(record(n, Content_Length="100")),
    "a length that is too long": lambda n: pack(record(n, Content_Length="1000000")),
    "no mark": lambda n: pack(record(n)[10:]),
    "another mark": lambda n: pack(record(n).replace(b"WARC/1.0", b"WORC/1.0", 1)),
    "a head without an end": lambda n: pack(record(n)[:90].rstrip()),
    "a page without an article": lambda n: pack(record(n, b"<html><body></body></html>")),
}
