"""Runs of `sayso bulk` in processes of their own, as a user starts them."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

PROGRAM = str(Path(sys.executable).with_name("sayso"))


def start(source: Path | str, out: Path | str, *more: str, **environment: str) -> subprocess.Popen[str]:
    """A run that has begun, in a group of its own."""
    command = [PROGRAM, "bulk", str(source), str(out), "--json", "--workers", "2", "--shard", "5", *more]
    known = {**os.environ, **environment}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=known, start_new_session=True
    )


def finish(run: "subprocess.Popen[str]") -> dict[str, Any]:
    """What a run says at its end."""
    out, err = run.communicate(timeout=240)
    assert run.returncode in (0, 1), err
    found: dict[str, Any] = json.loads(out)
    return found


def prints_of(out: Path) -> dict[str, str]:
    """The hash of every file of a dataset."""
    files = sorted(path for path in out.rglob("*") if path.is_file())
    return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
