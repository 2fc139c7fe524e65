"""A graph written here is one that onnxruntime opens and computes."""

import numpy as np
import onnxruntime

from index.embedders.e5.onnx_file import Graph


def computed(model: bytes, **inputs: np.ndarray) -> list[np.ndarray]:
    return onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"]).run(None, inputs)


def test_constants_operators_and_dimensions_of_any_size():
    graph = Graph()
    matrix = np.arange(300 * 2, dtype=np.float32).reshape(300, 2)
    product = graph.node("MatMul", ["x", graph.tensor(matrix)])
    x = np.ones((5, 300), dtype=np.float32)
    (found,) = computed(graph.model(("x", ("rows", 300)), [(product, ("rows", 2))]), x=x)
    assert np.array_equal(found, x @ matrix)


def test_numbers_that_are_negative_and_those_that_are_not_whole():
    graph = Graph()
    scale, bias = (graph.tensor(np.full(4, value, dtype=np.float32)) for value in (2, 1))
    normal = graph.node("LayerNormalization", ["x", scale, bias], axis=-1, epsilon=0.25)
    x = np.array([[1, 2, 3, 4]], dtype=np.float32)
    (found,) = computed(graph.model(("x", (1, 4)), [(normal, (1, 4))]), x=x)
    assert np.allclose(found, (x - 2.5) / np.sqrt(1.25 + 0.25) * 2 + 1, atol=1e-6)


def test_an_operator_with_several_outputs():
    graph = Graph()
    first, second = graph.nodes("Split", ["x"], 2, axis=-1, num_outputs=2)
    joined = graph.node("Concat", [second, first], axis=-1)
    (found,) = computed(graph.model(("x", (1, 4)), [(joined, (1, 4))]), x=np.array([[1, 2, 3, 4]], dtype=np.float32))
    assert found.tolist() == [[3, 4, 1, 2]]
