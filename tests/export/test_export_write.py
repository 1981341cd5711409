"""The choice of a format, and what it is written to."""

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from export_samples import export, make_hostile, make_silent, make_usual

from sayso.errors import UsageError
from sayso.export import FORMATS, Entry, write_entries
from sayso.model import Json
from sayso.show.jsonl import write_json


class Screen:
    """A text stream with its bytes, as `sayso read --json` writes to."""

    def __init__(self) -> None:
        self.buffer = io.BytesIO()

    def flush(self) -> None:
        pass


def shown(*records: Json) -> bytes:
    screen = Screen()
    for record in records:
        write_json(record, screen)
    return screen.buffer.getvalue()


def test_json_lines_are_the_bytes_that_reading_prints() -> None:
    entries = make_usual(), make_hostile(), make_silent()
    assert export("jsonl", *entries) == shown(*(entry.record for entry in entries))


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_entries_are_written_as_they_come_and_none_is_held(format_: str, tmp_path: Path) -> None:
    alive: list[int] = []

    class Tracked(Entry):
        def __del__(self) -> None:
            alive.remove(id(self))

    def stream() -> Iterator[Entry]:
        for entry in (make_usual(), make_hostile(), make_silent(), make_usual()):
            tracked = Tracked(entry.record, entry.parties)
            alive.append(id(tracked))
            del entry
            yield tracked
            del tracked
            assert len(alive) <= 1

    out = tmp_path / "out"
    assert write_entries(stream(), format_, out) == 4
    assert out.exists()


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_an_empty_ledger_is_written_too(format_: str, tmp_path: Path) -> None:
    assert write_entries([], format_, tmp_path / "out") == 0
    assert (tmp_path / "out").exists()


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_the_same_entries_give_the_same_bytes(format_: str, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_entries([make_usual(), make_hostile()], format_, tmp_path / name)
    a, b = ([p.read_bytes() for p in sorted(tmp_path.glob(f"{name}/*"))] for name in ("a", "b"))
    assert (a or (tmp_path / "a").read_bytes()) == (b or (tmp_path / "b").read_bytes())


def test_unknown_formats_and_wrong_places_are_wrong_usage(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine")
    with pytest.raises(UsageError, match="there is no format 'xml'; there are jsonl, csv"):
        write_entries([], "xml", file)
    with pytest.raises(UsageError, match="name a folder"):
        write_entries([], "brat", io.BytesIO())
    with pytest.raises(UsageError, match="cannot be a folder"):
        write_entries([], "brat", file)
    with pytest.raises(UsageError, match="cannot be written"):
        write_entries([], "csv", tmp_path)
    assert file.read_text() == "mine"


def test_a_format_without_its_library_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "sayso.export.parquet", raising=False)
    with pytest.raises(UsageError, match="parquet needs the library pyarrow"):
        write_entries([], "parquet", io.BytesIO())


def test_no_library_is_loaded_before_its_format_is_chosen() -> None:
    code = "import sys, sayso.export; print([m for m in ('pyarrow', 'numpy', 'followthemoney') if m in sys.modules])"
    # The package's own __init__ loads the reading parts; what stands in it is not this room's affair.
    stub = "import sys, types; p = types.ModuleType('sayso'); p.__path__ = [sys.argv[1]]; sys.modules['sayso'] = p; "
    package = Path(__file__).parents[2] / "sayso"
    done = subprocess.run([sys.executable, "-c", stub + code, package], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
