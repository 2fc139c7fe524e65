"""The threads of the arithmetic."""

import subprocess
import sys


def test_blas_is_left_one_thread_whatever_the_environment_says():
    code = (
        "import numpy, threadpoolctl\n"
        "from index.threads import limit_blas_threads\n"
        "limit_blas_threads()\n"
        "numpy.ones((64, 64)) @ numpy.ones((64, 64))\n"
        "print({p['num_threads'] for p in threadpoolctl.threadpool_info() if p['user_api'] == 'blas'})\n"
    )
    environment = {"OPENBLAS_NUM_THREADS": "2", "OMP_NUM_THREADS": "2", "PATH": "/usr/bin:/bin"}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert ran.stdout.strip() == "{1}"


def test_opening_an_answerer_limits_them(monkeypatch, home):
    import api.home

    limited = []
    monkeypatch.setenv("ZHUNRU_HOME", str(home))
    monkeypatch.setattr(api.home, "limit_blas_threads", lambda: limited.append(True))
    api.home.open_answerer()
    assert limited == [True]
