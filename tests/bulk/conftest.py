"""What the tests of bulk stand on: an archive, what an unbroken run makes of it, and poison."""

from collections.abc import Callable
from pathlib import Path

import pytest
from bulk_runs import finish, start
from bulk_samples import write_lines


@pytest.fixture(scope="session")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fifty articles, one of them twice."""
    path = write_lines(tmp_path_factory.mktemp("lines") / "lines.jsonl", range(50))
    with path.open("a", encoding="utf-8") as file:
        file.write(path.read_text(encoding="utf-8").splitlines()[3] + "\n")
    return path


@pytest.fixture(scope="session")
def dataset(lines: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an unbroken run makes of them."""
    out = tmp_path_factory.mktemp("dataset") / "out"
    finish(start(lines, out))
    return out


@pytest.fixture
def poisoned(tmp_path: Path) -> Callable[[], dict[str, str]]:
    """An environment in which reading "ENDLESS" never ends and reading "CRASH" ends the process."""

    def make() -> dict[str, str]:
        (tmp_path / "sitecustomize.py").write_text(
            "import os, time\n"
            "import sayso.reading.lines as lines\n"
            "read = lines.read_item\n"
            "def read_item(item, hints, *, fast):\n"
            "    if b'ENDLESS' in item.data:\n"
            "        time.sleep(1000)\n"
            "    if b'CRASH' in item.data:\n"
            "        os._exit(11)\n"
            "    yield from read(item, hints, fast=fast)\n"
            "lines.read_item = read_item\n"
        )
        return {"PYTHONPATH": str(tmp_path)}

    return make
