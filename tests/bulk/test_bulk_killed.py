"""Killed at any time, the same command ends with the dataset of an unbroken run."""

import os
import random
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from bulk_runs import finish, prints_of, start


def workers_of(run: "subprocess.Popen[str]") -> list[int]:
    """The processes that read for a run."""
    found = []
    for entry in Path("/proc").iterdir():
        with suppress(OSError, ValueError, IndexError):
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            if parent == run.pid and b"spawn_main" in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
    return found


def test_killing_workers_changes_nothing(lines: Path, dataset: Path, tmp_path: Path) -> None:
    """Ten are killed, in as many runs as it takes."""
    rng = random.Random(1)
    killed = runs = 0
    while killed < 10:
        runs += 1
        run = start(lines, tmp_path / f"out{runs}")
        while killed < 10 and run.poll() is None:
            time.sleep(rng.uniform(0.3, 1.2))
            if pids := workers_of(run):
                with suppress(ProcessLookupError):
                    os.kill(rng.choice(pids), signal.SIGKILL)
                    killed += 1
        finish(run)
        assert prints_of(tmp_path / f"out{runs}") == prints_of(dataset)


def test_killing_everything_changes_nothing(lines: Path, dataset: Path, tmp_path: Path) -> None:
    rng = random.Random(2)
    for _ in range(6):
        run = start(lines, tmp_path / "out")
        with suppress(subprocess.TimeoutExpired):
            run.wait(rng.uniform(1.5, 5))
        with suppress(ProcessLookupError):
            os.killpg(run.pid, signal.SIGKILL)
        run.communicate()
    assert not (tmp_path / "out" / "_work" / "plan.json").exists() or not (tmp_path / "out" / "manifest.json").exists()
    finish(start(lines, tmp_path / "out"))
    assert prints_of(tmp_path / "out") == prints_of(dataset)


def test_killing_the_driver_alone_leaves_no_worker_behind(lines: Path, dataset: Path, tmp_path: Path) -> None:
    rng = random.Random(3)
    for _ in range(4):
        run = start(lines, tmp_path / "out")
        time.sleep(rng.uniform(2, 4))
        pids = workers_of(run)
        run.kill()
        run.communicate()
        deadline = time.monotonic() + 30
        while any(Path(f"/proc/{pid}/cmdline").exists() and Path(f"/proc/{pid}/cmdline").read_bytes() for pid in pids):
            assert time.monotonic() < deadline
            time.sleep(0.2)
    finish(start(lines, tmp_path / "out"))
    assert prints_of(tmp_path / "out") == prints_of(dataset)
