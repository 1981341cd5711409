"""Inputs that are made to be tried in every way are told at once."""

import subprocess
import sys

import pytest

READ = (
    "import sys; from sayso.reading import read_articles; print(len(list(read_articles('-', stdin=sys.stdin.buffer))))"
)


@pytest.mark.parametrize(
    "data",
    [
        b"<!---->" * 1000 + b"x",
        b"<?x?>" * 1000 + b"x",
        b"\xe2\x80\x9cIt rained,\xe2\x80\x9d Ada said.\n\nshare " + b"1" * 60 + b" said%\n",
    ],
)
def test_what_could_be_tried_without_end_is_read(data: bytes) -> None:
    done = subprocess.run([sys.executable, "-c", READ], input=data, capture_output=True, timeout=60, check=True)
    assert done.stdout.strip() == b"1"
