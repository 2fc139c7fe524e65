# `make serve` starts Zhunru; `make ci` is all that CI runs. Everything else is `.venv/bin/zhunru --help`.
PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: serve check test browser-tests wheel evaluation ci browser lock

serve: .venv/.serve
	$(BIN)/zhunru serve --port $(PORT)

# What needs no index and no browser, in half a minute: style, types, imports and the shape of the source.
check: .venv/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/basedpyright --project pyproject.toml --pythonpath $(BIN)/python
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --noconftest tests/test_structure.py

# A worker process for each of two cores; each has a server and a browser of its own.
test: .venv/.test browser
	$(BIN)/python -m pytest -n 2 --dist worksteal

browser-tests: .venv/.test browser
	$(BIN)/python -m pytest -m browser

# The wheel, installed outside the checkout and asked a question there. tests/test_wheel.py looks closer.
wheel: .venv/.test
	rm -rf build dist
	$(BIN)/python -m build --wheel --no-isolation >/dev/null
	outside=$$(mktemp -d) && trap "rm -rf $$outside" EXIT && \
	$(PIP) --no-deps --target $$outside/site dist/*.whl && python=$$PWD/$(BIN)/python && cd $$outside && \
	PYTHONPATH=$$outside/site ZHUNRU_HOME=$$outside/home $$python site/bin/zhunru ask "外资在中国做增值电信，股比上限是多少？"

# Every question of our test sets, held against the scores of evals/baseline.json.
evaluation: .venv/.test
	rm -rf var/runs/gate
	$(BIN)/zhunru eval run evals/datasets --name gate --on 2026-11-22
	$(BIN)/zhunru eval gate gate

# The tests come last: their summary closes the output.
ci: check wheel evaluation test

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Zhunru needs Python 3.11 or newer; run: make PYTHON=python3.11 …") if sys.version_info < (3, 11) else 0'
	$(PYTHON) -m venv .venv

.venv/.serve: pyproject.toml constraints.txt | .venv/bin/python
	$(PIP) --editable .
	touch $@

# torch first and by its exact version: a range would bring a build for graphics cards, several gigabytes of it.
.venv/.test: pyproject.toml constraints.txt | .venv/bin/python
	$(PIP) torch==2.13.0
	$(PIP) --editable '.[sentence-transformers,test]'
	touch $@ .venv/.serve

browser:
	@command -v chromium >/dev/null && fc-list | grep -q 'Noto Sans CJK' || { \
	  test "$$(id -u)" = 0 && command -v apt-get >/dev/null || { echo 'The page tests need chromium and fonts-noto-cjk; install them, then run make again.'; exit 1; }; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk >/dev/null; }

# Write constraints.txt from what pyproject.toml resolves to today.
lock:
	$(BIN)/python -m pip freeze --all --exclude-editable --exclude pip | sed 's/^torch==.*/torch==2.13.0/' > constraints.txt
