"""Makes model.onnx and vocabulary.txt from a folder with the model's model.safetensors and tokenizer.json.

    pip install numpy onnx onnxruntime
    python build-model.py <folder with the original model>

and cross-encoder.onnx from what perf/eval/cross-encoder/train.py wrote:

    python build-model.py --pairs <weights.safetensors>
"""
import json
import os
import struct
import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

LAYERS, HEADS, WIDTH = 6, 12, 384


def read_safetensors(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    return {
        name: np.frombuffer(data[slice(*entry["data_offsets"])], dtype=np.float32).reshape(entry["shape"])
        for name, entry in header.items()
        if name != "__metadata__" and entry["dtype"] == "F32"
    }


class Graph:
    def __init__(self, weights):
        self.weights, self.nodes, self.constants = weights, [], []

    def constant(self, name, value):
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def whole(self, name, *values):
        return self.constant(name, np.array(values, np.int64))

    def add(self, kind, inputs, output=None, **options):
        output = output or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [output], **options))
        return output

    def linear(self, x, name, output=None):
        product = self.add("MatMul", [x, self.constant(name + ".w", self.weights[name + ".weight"].T)])
        return self.add("Add", [product, self.constant(name + ".b", self.weights[name + ".bias"])], output)

    def normalise(self, x, name):
        scale = self.constant(name + ".g", self.weights[name + ".weight"])
        shift = self.constant(name + ".b", self.weights[name + ".bias"])
        return self.add("LayerNormalization", [x, scale, shift], axis=-1, epsilon=1e-12)

    def encode(self, pairs):
        """One text (or pair) a run, so there is no padding and no mask; a text's type is always the first."""
        table = self.constant("words", self.weights["embeddings.word_embeddings.weight"])
        words = self.add("Gather", [table, "input_ids"])
        types = self.weights["embeddings.token_type_embeddings.weight"]
        places = self.weights["embeddings.position_embeddings.weight"] + (0 if pairs else types[0])
        positions = self.constant("positions", places)
        length = self.add("Slice", [self.add("Shape", ["input_ids"]), self.whole("one", 1), self.whole("two", 2)])
        first = self.add("Slice", [positions, self.whole("zero", 0), length, self.whole("axis0", 0)])
        x = self.add("Add", [words, first])
        if pairs:
            x = self.add("Add", [x, self.add("Gather", [self.constant("types", types), "token_type_ids"])])
        x = self.normalise(x, "embeddings.LayerNorm")
        split, merge = self.whole("split", 1, -1, HEADS, WIDTH // HEADS), self.whole("merge", 1, -1, WIDTH)
        scale = self.constant("scale", np.array((WIDTH / HEADS) ** -0.5, np.float32))

        def head(layer, name, order):
            part = self.linear(x, layer + "attention.self." + name)
            return self.add("Transpose", [self.add("Reshape", [part, split])], perm=order)

        for index in range(LAYERS):
            layer = f"encoder.layer.{index}."
            query, value = head(layer, "query", [0, 2, 1, 3]), head(layer, "value", [0, 2, 1, 3])
            key = head(layer, "key", [0, 2, 3, 1])
            likeness = self.add("Mul", [self.add("MatMul", [query, key]), scale])
            mixed = self.add("MatMul", [self.add("Softmax", [likeness], axis=-1), value])
            context = self.add("Reshape", [self.add("Transpose", [mixed], perm=[0, 2, 1, 3]), merge])
            attended = self.add("Add", [x, self.linear(context, layer + "attention.output.dense")])
            x = self.normalise(attended, layer + "attention.output.LayerNorm")
            inner = self.add("Gelu", [self.linear(x, layer + "intermediate.dense")])
            turned = self.add("Add", [x, self.linear(inner, layer + "output.dense")])
            x = self.normalise(turned, layer + "output.LayerNorm")
        return x

    def save(self, title, inputs, output, width, file):
        graph = helper.make_graph(
            self.nodes,
            title,
            [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "n"]) for name in inputs],
            [helper.make_tensor_value_info(output, TensorProto.FLOAT, [1, width])],
            self.constants,
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
        onnx.checker.check_model(model)
        full = os.path.join(target, "full.onnx")
        onnx.save(model, full)
        quantize_dynamic(
            full, os.path.join(target, file), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
        os.remove(full)


target = os.path.dirname(os.path.abspath(__file__))
if sys.argv[1] == "--pairs":
    graph = Graph(read_safetensors(sys.argv[2]))
    x = graph.encode(pairs=True)
    mean = graph.add("ReduceMean", [x, graph.whole("axis1", 1)], keepdims=0)
    graph.linear(graph.add("Tanh", [graph.linear(mean, "head.dense")]), "head.out", "logit")
    graph.save("OpenHouse cross-encoder", ["input_ids", "token_type_ids"], "logit", 1, "cross-encoder.onnx")
    sys.exit()

source = sys.argv[1]
graph = Graph(read_safetensors(os.path.join(source, "model.safetensors")))
graph.add("ReduceMean", [graph.encode(pairs=False), graph.whole("axis1", 1)], output="mean", keepdims=0)
graph.save("all-MiniLM-L6-v2", ["input_ids"], "mean", WIDTH, "model.onnx")

with open(os.path.join(source, "tokenizer.json")) as file:
    vocabulary = json.load(file)["model"]["vocab"]
with open(os.path.join(target, "vocabulary.txt"), "w") as file:
    file.write("\n".join(sorted(vocabulary, key=vocabulary.get)) + "\n")
