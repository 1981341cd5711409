"""Checkpoints of a model in training, in half precision with what is needed to build it again."""

from pathlib import Path
from typing import Any

import torch

from lab.train.encoder import Encoder
from lab.train.tagger import Tagger


def build_encoder(kind: str, layers: int) -> Encoder:
    """An encoder of this kind with random weights."""
    if kind == "mpnet":
        return Encoder("mpnet", layers, 768, 12, 3072, 30522, 514)
    return Encoder("bert", layers, 384, 12, 1536, 30522, 512)


def save_checkpoint(model: Tagger, path: Path) -> None:
    """Write the model, replacing an older one only when the new one is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made: dict[str, Any] = {
        "kind": model.encoder.kind,
        "layers": len(model.encoder.layers),
        "state": {k: v.half() for k, v in model.state_dict().items()},
    }
    torch.save(made, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def load_checkpoint(path: Path) -> Tagger:
    """The model that `save_checkpoint` wrote, ready to predict."""
    stored = torch.load(path, map_location="cpu", weights_only=True)
    depth = 1 + max(int(k.split(".")[2]) for k in stored["state"] if k.startswith("encoder.layers."))
    model = Tagger(build_encoder(stored["kind"], depth))
    model.load_state_dict({k: v.float() for k, v in stored["state"].items()})
    return model.eval()
