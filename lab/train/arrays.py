"""Weights of a small network as a file that `sayso.dense` reads."""

import io
import zipfile
from pathlib import Path

import numpy as np
from torch import nn


def save_weights(module: nn.Module, path: Path) -> None:
    """Write the weights in half precision; the same bytes each time."""
    arrays = {k: v.detach().half().numpy() for k, v in sorted(module.state_dict().items())}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in arrays.items():
            held = io.BytesIO()
            np.save(held, array)
            archive.writestr(
                zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), held.getvalue(), zipfile.ZIP_DEFLATED
            )
