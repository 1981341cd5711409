"""The shared scorers, which lie beside the project and are run as they are."""

import importlib
import os
import sys
from pathlib import Path
from types import ModuleType

#: The folder with the data and the scorers; `SAYSO_SHARED` names another place.
SHARED = Path(os.environ.get("SAYSO_SHARED", "../shared"))


def load_scorer(name: str, shared: Path = SHARED) -> ModuleType:
    """`score_attributions` or `score_record`, from the folder `bench` of `shared`."""
    folder = str(shared.resolve() / "bench")
    if folder not in sys.path:
        sys.path.append(folder)
    return importlib.import_module(name)
