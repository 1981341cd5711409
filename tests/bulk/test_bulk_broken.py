"""Archives with broken records: each is counted, and all others are read."""

import io
import random
from pathlib import Path

import pytest
from bulk_samples import BREAKINGS, pack, record

from sayso.bulk.inputs import find_sources
from sayso.bulk.shards import cut_shards
from sayso.errors import ReadError
from sayso.model import Article
from sayso.reading.hints import NO_HINTS
from sayso.reading.items import cut_items, read_item
from sayso.reading.members import open_members


def outcomes(data: bytes) -> list[Article | ReadError]:
    found = []
    for item in cut_items(io.BytesIO(data), "crawl.warc.gz"):
        found += read_item("record", item, NO_HINTS, fast=True)
    return found


@pytest.mark.parametrize("name", BREAKINGS)
def test_a_broken_record_is_counted_once_and_costs_no_other(name: str) -> None:
    data = b"".join(BREAKINGS[name](n) if n == 3 else pack(record(n)) for n in range(7))
    found = outcomes(data)
    assert [one.url for one in found if isinstance(one, Article)] == [
        f"https://herald.example/{n}" for n in (0, 1, 2, 4, 5, 6)
    ]
    assert len([one for one in found if isinstance(one, ReadError)]) == 1


def test_two_hundred_broken_records_of_twenty_kinds(tmp_path: Path) -> None:
    rng = random.Random(1)
    parts = [pack(record(n)) for n in range(300)]
    parts += [breaking(1000 + 20 * n + kind) for n in range(10) for kind, breaking in enumerate(BREAKINGS.values())]
    rng.shuffle(parts)
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"".join(parts))
    shards = list(cut_shards(find_sources(str(path), "out"), 100))
    found = [one for shard in shards for item in shard.items for one in read_item("record", item, NO_HINTS, fast=True)]
    assert len([one for one in found if isinstance(one, Article)]) == 300
    assert len([one for one in found if isinstance(one, ReadError)]) == 200


@pytest.mark.parametrize("size", [10, 3_000_000])
def test_sound_members_come_out_as_they_are(size: int) -> None:
    rng = random.Random(size)
    parts = [b"WARC/1.0\r\n" + rng.randbytes(rng.randrange(size) + 1) for _ in range(20)]
    parts += [b"WARC/1.0\r\n" + bytes(rng.randrange(size) + 1)]
    data = b"".join(map(pack, parts))
    expected = b"".join(part + b"\r\n" * (part[-1:] != b"\n") for part in parts[:-1]) + parts[-1]
    assert open_members(io.BytesIO(data)).read() == expected


@pytest.mark.parametrize("size", range(1, 40))
def test_members_may_begin_anywhere_in_what_is_read_at_once(size: int) -> None:
    class Dripping(io.BytesIO):
        def read(self, count: int | None = -1) -> bytes:
            return super().read(min(size, count) if count and count > 0 else size)

    data = b"".join(pack(record(n)) for n in range(3))
    assert open_members(Dripping(data)).read() == b"".join(record(n) for n in range(3))


def test_what_stands_before_the_break_of_one_long_member_is_read() -> None:
    whole = pack(b"".join(record(n) for n in range(400)))
    found = outcomes(whole[: len(whole) // 2])
    read = [one for one in found if isinstance(one, Article)]
    assert 100 < len(read) < 300
    assert len(found) == len(read) + 1
