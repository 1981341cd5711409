"""A trained tagger -> one int8 ONNX file, built by hand from the operators that onnxruntime runs quickest.

Weights are int8 with a scale for each output column, activations are quantised as they come (dynamic
quantisation); layer norms and the heads' products stay in float. The graph reads one window a call, so nothing
depends on what else is read beside it.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from lab.train.arrays import save_weights
from lab.train.encoder import Encoder, Layer
from lab.train.joint import MIDDLE, Joint, load_joint
from lab.train.plain import write_out_norms
from lab.train.tagger import LEVELS, POINTERS, RANK, Tagger

Array = npt.NDArray[np.generic]
CONTRIB = "com.microsoft"


class Graph:
    """Collects nodes and constants; every method returns the name of what it computes."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, values: Array) -> str:
        """A constant; `values` keeps its type."""
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, inputs: Sequence[str], domain: str = "", outputs: int = 1, **options: Any) -> list[str]:
        """One operator."""
        names = [f"n{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **options))
        return names

    def linear(self, x: str, weight: Tensor, bias: Tensor | None) -> str:
        """x @ weight.T + bias with int8 weights; `weight` is [out, in] as torch has it."""
        table, scale = quantise(weight.detach().float().numpy().T, axis=0)
        zero = self.constant(np.zeros(scale.shape, np.int8))
        inputs = [x, self.constant(table), self.constant(scale), zero]
        if bias is not None:
            inputs.append(self.constant(bias.detach().float().numpy()))
        return self.node("DynamicQuantizeMatMul", inputs, CONTRIB)[0]

    def norm(self, x: str, other: str, layer: nn.LayerNorm) -> str:
        """The layer norm of a sum; `write_out_norms` takes it apart at the end."""
        inputs = [x, other, *(self.constant(p.detach().float().numpy()) for p in (layer.weight, layer.bias))]
        return self.node("SkipLayerNormalization", inputs, CONTRIB, epsilon=layer.eps)[0]


def quantise(values: npt.NDArray[np.float32], axis: int) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Symmetric int8 with one scale for each slice across `axis`."""
    scale = np.maximum(np.abs(values).max(axis=axis), 1e-12) / 127
    table = np.clip(np.rint(values / np.expand_dims(scale, axis)), -127, 127).astype(np.int8)
    return table, scale.astype(np.float32)


def export(joint: Joint, path: Path) -> None:
    """Write the model; its inputs are ids [1, t] and features [3, t], outputs as `sayso.attribute.tagger` reads."""
    model = joint.tagger
    graph = Graph()
    x = add_embedding(graph, model.encoder)
    states = []
    for layer in model.encoder.layers:
        x = add_layer(graph, x, layer, model.encoder.head_count)
        states.append(x)
    outputs = _heads(graph, x, model)
    graph.nodes.append(helper.make_node("Concat", [states[MIDDLE], x], ["vectors"], axis=-1))
    outputs.append(_tags(graph, "vectors", joint.names, "names"))
    outputs.append(helper.make_tensor_value_info("vectors", TensorProto.FLOAT, [1, "t", 2 * model.encoder.width]))
    inputs = [
        helper.make_tensor_value_info("ids", TensorProto.INT32, [1, "t"]),
        helper.make_tensor_value_info("features", TensorProto.INT32, [3, "t"]),
    ]
    made = helper.make_model(
        helper.make_graph(graph.nodes, "sayso", inputs, outputs, graph.constants),
        ir_version=10,
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(CONTRIB, 1)],
    )
    path.write_bytes(write_out_norms(made).SerializeToString())


def add_embedding(graph: Graph, encoder: Encoder) -> str:
    table, scale = quantise(encoder.words.weight.detach().float().numpy(), axis=1)
    rows = graph.node("Gather", [graph.constant(table), "ids"])[0]
    scales = graph.node("Gather", [graph.constant(scale[:, None]), "ids"])[0]
    words = graph.node("Mul", [graph.node("Cast", [rows], to=TensorProto.FLOAT)[0], scales])[0]
    shape = graph.node("Shape", ["ids"], start=1, end=2)[0]
    places = graph.node(
        "Slice",
        [
            graph.constant(encoder.positions.weight.detach().float().numpy()),
            graph.constant(np.array([0])),
            shape,
        ],
    )[0]
    # One table holds every combination of the three features' values.
    a, b, c = (table.weight.detach().float().numpy() for table in encoder.features)
    combined = (a[:, None, None] + b[None, :, None] + c[None, None]).reshape(-1, encoder.width)
    strides = graph.constant(np.array([[len(b) * len(c)], [len(c)], [1]], np.int32))
    number = graph.node(
        "ReduceSum", [graph.node("Mul", ["features", strides])[0], graph.constant(np.array([0]))], keepdims=0
    )[0]
    marks = graph.node("Gather", [graph.constant(combined), number])[0]
    extra = graph.node("Unsqueeze", [graph.node("Add", [places, marks])[0], graph.constant(np.array([0]))])[0]
    return graph.norm(words, extra, encoder.norm)


def add_layer(graph: Graph, x: str, layer: Layer, heads: int) -> str:
    table, scale = quantise(layer.qkv.weight.detach().float().numpy().T, axis=0)
    quantised, step, zero = graph.node("DynamicQuantizeLinear", [x], outputs=3)
    mixed = graph.node(
        "QAttention",
        [
            quantised,
            graph.constant(table),
            graph.constant(layer.qkv.bias.detach().float().numpy()),
            step,
            graph.constant(scale),
            "",
            zero,
            graph.constant(np.zeros(scale.shape, np.int8)),
        ],
        CONTRIB,
        num_heads=heads,
    )[0]
    x = graph.norm(x, graph.linear(mixed, layer.out.weight, layer.out.bias), layer.norm1)
    up = graph.linear(x, layer.up.weight, None)
    up = graph.node("BiasGelu", [up, graph.constant(layer.up.bias.detach().float().numpy())], CONTRIB)[0]
    return graph.norm(x, graph.linear(up, layer.down.weight, layer.down.bias), layer.norm2)


def _heads(graph: Graph, x: str, model: Tagger) -> list[onnx.ValueInfoProto]:
    outputs = []
    for level in range(LEVELS):
        outputs.append(_tags(graph, x, model.tags[level], f"tags{level}"))
        for which, name in enumerate(POINTERS):
            pointer = model.pointers[level][which]
            tail = graph.linear(x, pointer.tail.weight / RANK**0.5, pointer.tail.bias / RANK**0.5)
            head_side = graph.node(
                "Transpose", [graph.linear(x, pointer.head.weight, pointer.head.bias)], perm=[0, 2, 1]
            )[0]
            product = graph.node("MatMul", [tail, head_side])[0]
            graph.nodes.append(helper.make_node("Softmax", [product], [f"{name}{level}"], axis=-1))
            outputs.append(helper.make_tensor_value_info(f"{name}{level}", TensorProto.FLOAT, [1, "t", "t"]))
    return outputs


def _tags(graph: Graph, x: str, head: nn.Linear, name: str) -> onnx.ValueInfoProto:
    """Probabilities of tags, from a head that stays in float."""
    scores = graph.node("MatMul", [x, graph.constant(head.weight.detach().float().numpy().T)])[0]
    scores = graph.node("Add", [scores, graph.constant(head.bias.detach().float().numpy())])[0]
    graph.nodes.append(helper.make_node("Softmax", [scores], [name], axis=-1))
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, "t", head.out_features])


def main() -> None:
    """Write both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="the folder for attribute.onnx and link.npz")
    args = parser.parse_args()
    model = load_joint(args.model)
    export(model, args.out / "attribute.onnx")
    save_weights(model.linker, args.out / "link.npz")


if __name__ == "__main__":
    main()
