"""A trained comparer -> one int8 ONNX file: `python -m lab.train.export_comparer --model FILE --out FOLDER`.

Its inputs are ids [1, t] and features [3, t] of two texts (`lab.train.entailment.join`), its output `scores` [1, 4]:
of the labels, and likeness.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from onnx import TensorProto, helper

from lab.train.compare import LABELS, Comparer
from lab.train.encoder import Encoder
from lab.train.export import CONTRIB, Graph, add_embedding, add_layer


def load_comparer(path: Path) -> Comparer:
    """The student as `lab.train.compare` wrote it."""
    model = Comparer(Encoder("bert", 6, 384, 12, 1536, 30522, 512))
    model.load_state_dict({key: value.float() for key, value in torch.load(path, weights_only=True).items()})
    return model.eval()


def export(model: Comparer, path: Path) -> None:
    """Write the model."""
    graph = Graph()
    x = add_embedding(graph, model.encoder)
    for layer in model.encoder.layers:
        x = add_layer(graph, x, layer, model.encoder.head_count)
    first = graph.node("Gather", [x, graph.constant(np.array([0]))], axis=1)[0]
    first = graph.node("Squeeze", [first, graph.constant(np.array([1]))])[0]
    weight = torch.cat([model.head.weight, model.alike.weight]).detach().float().numpy()
    product = graph.node("MatMul", [first, graph.constant(weight.T)])[0]
    bias = graph.constant(torch.cat([model.head.bias, model.alike.bias]).detach().float().numpy())
    graph.nodes.append(helper.make_node("Add", [product, bias], ["scores"]))
    inputs = [
        helper.make_tensor_value_info("ids", TensorProto.INT32, [1, "t"]),
        helper.make_tensor_value_info("features", TensorProto.INT32, [3, "t"]),
    ]
    outputs = [helper.make_tensor_value_info("scores", TensorProto.FLOAT, [1, len(LABELS) + 1])]
    made = helper.make_model(
        helper.make_graph(graph.nodes, "sayso", inputs, outputs, graph.constants),
        ir_version=10,
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(CONTRIB, 1)],
    )
    path.write_bytes(made.SerializeToString())


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="the folder for relate.onnx")
    args = parser.parse_args()
    export(load_comparer(args.model), args.out / "relate.onnx")


if __name__ == "__main__":
    main()
