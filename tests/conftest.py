"""What several rooms' tests share."""

import os
from pathlib import Path

import pytest

from sayso.pipeline import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The shipped model, loaded once."""
    return Reader()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the data sets and scorers, which is not part of the project."""
    folder = Path(os.environ.get("SAYSO_SHARED", Path(__file__).parents[2] / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"the data sets are not beside the project (looked in {folder.name}/; SAYSO_SHARED names another)")
    return folder
