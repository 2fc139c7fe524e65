"""How many threads the arithmetic takes: set by the program itself, whatever the environment says."""

from __future__ import annotations

from threadpoolctl import threadpool_limits


def limit_blas_threads() -> None:
    """Leave one thread to each BLAS library of this process, for good. A question's arrays are small: more threads gain nothing on
    them, and while they wait for work they take the processors from the embedder (an answer took 121 ms, with one thread 46)."""
    threadpool_limits(limits=1, user_api="blas")
