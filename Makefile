# Each target works on a fresh clone with nothing installed but Python 3.11+ and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
EXTRAS := pymupdf,pandas,review,dask,corpus,dev
DEMO ?= fixtures/northmere-ruled/report.pdf

.PHONY: help demo test check docs score scans hold floors fresh bench clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 10

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[$(EXTRAS)]'
	touch $@

demo: $(VENV)/.ready  ## a report's JSON
	@$(BIN)/python -m soc2parse $(DEMO)

test: $(VENV)/.ready  ## all tests
	$(BIN)/python -m pytest -n auto

check: $(VENV)/.ready  ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(VENV)/.ready  ## rewrite the pages that are made from the code
	$(BIN)/python docs/make.py

score: $(VENV)/.ready  ## accuracy on the corpus, written to docs/accuracy.md
	PYTHONPATH=fixtures $(BIN)/python -m score $(FOLDER)

scans: $(VENV)/.ready  ## accuracy on scans made of some reports, written to docs/accuracy.md (needs Tesseract; minutes)
	PYTHONPATH=fixtures $(BIN)/python -m score --scans

hold: $(VENV)/.ready  ## fail where the score is below a floor (needs Tesseract: some reports are scans)
	PYTHONPATH=fixtures $(BIN)/python -m score --check

floors: $(VENV)/.ready  ## set the floors of the score to today's figures
	PYTHONPATH=fixtures $(BIN)/python -m score --raise-floors

SEED ?= 1
N ?= 20
fresh: $(VENV)/.ready  ## N random reports of SEED, built, parsed and scored
	PYTHONPATH=fixtures $(BIN)/python -m build.fresh --seed $(SEED) --count $(N) --out fresh/$(SEED)
	PYTHONPATH=fixtures $(BIN)/python -m score fresh/$(SEED)

bench: $(VENV)/.ready  ## speed, memory and import time, as figures
	$(BIN)/python tests/benchmarks/speed.py

clean:  ## take away what these targets made
	rm -rf $(VENV) fresh out
