"""Makes model.onnx and vocabulary.txt from a folder with the model's model.safetensors and tokenizer.json.

    pip install numpy onnx onnxruntime
    python build-model.py <folder with the original model>
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
source, target = sys.argv[1], os.path.dirname(os.path.abspath(__file__))

with open(os.path.join(source, "model.safetensors"), "rb") as file:
    header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
    data = file.read()
weights = {
    name: np.frombuffer(data[slice(*entry["data_offsets"])], dtype=np.float32).reshape(entry["shape"])
    for name, entry in header.items()
    if name != "__metadata__" and entry["dtype"] == "F32"
}

nodes, constants = [], []


def constant(name, value):
    constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
    return name


def whole(name, *values):
    return constant(name, np.array(values, np.int64))


def add(kind, inputs, output=None, **options):
    output = output or f"n{len(nodes)}"
    nodes.append(helper.make_node(kind, inputs, [output], **options))
    return output


def linear(x, name):
    product = add("MatMul", [x, constant(name + ".w", weights[name + ".weight"].T)])
    return add("Add", [product, constant(name + ".b", weights[name + ".bias"])])


def normalise(x, name):
    scale, shift = constant(name + ".g", weights[name + ".weight"]), constant(name + ".b", weights[name + ".bias"])
    return add("LayerNormalization", [x, scale, shift], axis=-1, epsilon=1e-12)


# One text a run, so there is no padding and no mask; the type embedding is always the first and joins the positions'.
words = add("Gather", [constant("words", weights["embeddings.word_embeddings.weight"]), "input_ids"])
token_type = weights["embeddings.token_type_embeddings.weight"][0]
positions = constant("positions", weights["embeddings.position_embeddings.weight"] + token_type)
length = add("Slice", [add("Shape", ["input_ids"]), whole("one", 1), whole("two", 2)])
places = add("Slice", [positions, whole("zero", 0), length, whole("axis0", 0)])
x = normalise(add("Add", [words, places]), "embeddings.LayerNorm")

split, merge = whole("split", 1, -1, HEADS, WIDTH // HEADS), whole("merge", 1, -1, WIDTH)
scale = constant("scale", np.array((WIDTH / HEADS) ** -0.5, np.float32))


def head(layer, name, order):
    return add("Transpose", [add("Reshape", [linear(x, layer + "attention.self." + name), split])], perm=order)


for index in range(LAYERS):
    layer = f"encoder.layer.{index}."
    query, value = head(layer, "query", [0, 2, 1, 3]), head(layer, "value", [0, 2, 1, 3])
    key = head(layer, "key", [0, 2, 3, 1])
    attention = add("Softmax", [add("Mul", [add("MatMul", [query, key]), scale])], axis=-1)
    context = add("Reshape", [add("Transpose", [add("MatMul", [attention, value])], perm=[0, 2, 1, 3]), merge])
    attended = add("Add", [x, linear(context, layer + "attention.output.dense")])
    x = normalise(attended, layer + "attention.output.LayerNorm")
    inner = add("Gelu", [linear(x, layer + "intermediate.dense")])
    x = normalise(add("Add", [x, linear(inner, layer + "output.dense")]), layer + "output.LayerNorm")
add("ReduceMean", [x, whole("axis1", 1)], output="mean", keepdims=0)

graph = helper.make_graph(
    nodes,
    "all-MiniLM-L6-v2",
    [helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, "n"])],
    [helper.make_tensor_value_info("mean", TensorProto.FLOAT, [1, WIDTH])],
    constants,
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
onnx.checker.check_model(model)
full = os.path.join(target, "model-full.onnx")
onnx.save(model, full)
quantised = os.path.join(target, "model.onnx")
quantize_dynamic(full, quantised, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
os.remove(full)

with open(os.path.join(source, "tokenizer.json")) as file:
    vocabulary = json.load(file)["model"]["vocab"]
with open(os.path.join(target, "vocabulary.txt"), "w") as file:
    file.write("\n".join(sorted(vocabulary, key=vocabulary.get)) + "\n")
