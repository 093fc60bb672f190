# Two commands do everything on a fresh machine: `make run` and `make check`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run check check-long gates test profile docs lock clean

run: $(VENV)/.run  ## the main job: data/raw -> data/processed
	$(BIN)/extract run data/raw
	@echo "next: . $(BIN)/activate, then: extract report; docs/start.md goes on"

check: $(VENV)/.dev  ## everything CI checks
	$(BIN)/extract run data/raw
	$(BIN)/extract doctor
	$(MAKE) gates test

gates:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/write_docs.py --check

test:
	$(BIN)/pytest -q -m "not slow"

check-long: $(VENV)/.dev  ## everything, the slow tests and the other Pythons too
	$(MAKE) check
	$(BIN)/pytest -q -m slow
	$(BIN)/pytest -q tests/properties --hypothesis-profile=long

profile: $(VENV)/.dev  ## build/profile.svg, a flame graph of all stages (Linux; needs leave to trace)
	mkdir -p build
	$(BIN)/python benchmarks/corpus.py build/corpus.jsonl 600
	OPENBLAS_NUM_THREADS=1 $(BIN)/py-spy record -o build/profile.svg -- \
	  $(BIN)/python benchmarks/pipeline.py build/corpus.jsonl

docs: $(VENV)/.dev  ## write the generated pages, and build site/ from all of them (no network)
	$(BIN)/python tools/write_docs.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet

lock:  ## renew requirements/*.txt from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --group build --universal --python-version 3.11 \
	  --generate-hashes --no-header --upgrade -o requirements/run.txt
	uv pip compile pyproject.toml --group build --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-header -c requirements/run.txt -o requirements/dev.txt

clean:
	rm -rf $(VENV) site .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c "import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))" || \
	  { echo "$(PYTHON) is no Python 3.11 to 3.13: name one, as make run PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	@echo "installing the locked packages into $(VENV), some 300 MB: a minute or two"
	$(INSTALL) --require-hashes -r requirements/run.txt
	$(INSTALL) --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml | $(VENV)/bin/python
	$(INSTALL) --require-hashes -r requirements/dev.txt
	$(INSTALL) --no-deps --no-build-isolation -e .
	touch $@ $(VENV)/.run
