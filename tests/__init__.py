"""Tests mirror the folders of the source. What libraries read from the environment when they are imported is set here, before any."""

import os

os.environ["HF_HUB_OFFLINE"] = "1"
# Each worker process computes on one core: pools of threads would only wait for one another.
for pool in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[pool] = "1"
