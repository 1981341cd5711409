"""The shipped ONNX file -> the torch model that it was exported from, so that learning can go on from it.

    python -m lab.train.restore --model sayso/data/attribute.onnx --out FILE.pt

Weights are as they ship, rounded to int8 and multiplied out: what is lost is what the product has lost already.
"""

import argparse
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from lab.train.checkpoint import build_encoder, save_checkpoint
from lab.train.encoder import FEATURES, Encoder, Layer
from lab.train.tagger import LEVELS, POINTERS, RANK, Tagger

Array = npt.NDArray[np.float32]


class Constants:
    """The graph's constants in the order in which `lab.train.export` made them."""

    def __init__(self, path: Path) -> None:
        graph = onnx.load(str(path)).graph
        self._arrays = {c.name: numpy_helper.to_array(c) for c in graph.initializer}
        self._next = 0

    def take(self) -> Array:
        """The next constant."""
        array = self._arrays[f"c{self._next}"]
        self._next += 1
        return array

    def linear(self, layer: nn.Linear, factor: float = 1.0) -> None:
        """Fill a linear layer from its int8 table, scales, zeros and bias."""
        fill(layer.weight, self.table() * factor)
        fill(layer.bias, self.take() * factor)

    def table(self) -> Array:
        """The weights of a linear layer, from zeros, int8 table and scales."""
        self.take()
        table, scale = self.take(), self.take()
        return (table * scale).T

    def norm(self, layer: nn.LayerNorm) -> None:
        """Fill a layer norm."""
        fill(layer.weight, self.take())
        fill(layer.bias, self.take())


def fill(parameter: Tensor, values: Array) -> None:
    """Set a parameter; raises ValueError where the shape is another."""
    if parameter.shape != values.shape:
        raise ValueError(f"{tuple(parameter.shape)} does not fit {values.shape}")
    parameter.data.copy_(torch.tensor(values, dtype=torch.float32))


def restore(path: Path) -> Tagger:
    """The model of a file that `lab.train.export` wrote (six layers of MiniLM)."""
    model = Tagger(build_encoder("minilm", 6))
    constants = Constants(path)
    _embedding(constants, model.encoder)
    for layer in model.encoder.layers:
        assert isinstance(layer, Layer)
        _layer(constants, layer)
    for level in range(LEVELS):
        head = model.tags[level]
        fill(head.weight, constants.take().T)
        fill(head.bias, constants.take())
        for which in range(len(POINTERS)):
            pointer = model.pointers[level][which]
            constants.linear(pointer.tail, RANK**0.5)
            constants.linear(pointer.head)
    return model.eval()


def _embedding(constants: Constants, encoder: Encoder) -> None:
    fill(encoder.words.weight, constants.take() * constants.take())
    positions = constants.take()
    fill(encoder.positions.weight, positions)
    constants.take()
    constants.take()
    constants.take()
    combined = constants.take().reshape(*FEATURES, encoder.width)
    fill(encoder.features[0].weight, combined[:, 0, 0])
    fill(encoder.features[1].weight, combined[0, :, 0] - combined[0, 0, 0])
    fill(encoder.features[2].weight, combined[0, 0, :] - combined[0, 0, 0])
    constants.take()
    constants.norm(encoder.norm)


def _layer(constants: Constants, layer: Layer) -> None:
    table, bias, scale = constants.take(), constants.take(), constants.take()
    constants.take()
    fill(layer.qkv.weight, (table * scale).T)
    fill(layer.qkv.bias, bias)
    constants.linear(layer.out)
    constants.norm(layer.norm1)
    fill(layer.up.weight, constants.table())
    fill(layer.up.bias, constants.take())
    constants.linear(layer.down)
    constants.norm(layer.norm2)


def main() -> None:
    """Write the checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    save_checkpoint(restore(args.model), args.out)


if __name__ == "__main__":
    main()
