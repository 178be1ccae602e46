# Two commands: `make run` opens the portal, `make test` proves it. Both make the environment first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STRANGERS := tests/interop/node_modules/.package-lock.json

.PHONY: run test proofs interop bench lint sample docs pictures clean
.DEFAULT_GOAL := run

$(VENV)/.portal: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Proofmark needs Python 3.11 or newer.")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.checks: requirements-dev.txt $(VENV)/.portal
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

# programs of other people, which badges have to satisfy; none of their install scripts is run
$(STRANGERS): tests/interop/package-lock.json
	cd tests/interop && npm ci --ignore-scripts --no-audit --no-fund
	touch $@

run: $(VENV)/.portal  ## open the portal on http://localhost:8501
	$(BIN)/python -m core serve

sample: $(VENV)/.portal  ## fill an empty data folder with the sample association
	$(BIN)/python -m core sample

test: $(VENV)/.checks  ## every test; without Chromium or node some are left out, and the last lines say so
	$(BIN)/python -m pytest -n auto --dist loadfile -m "not slow"

proofs: $(VENV)/.checks  ## proofs that take longer than one wants to wait for: large files in little memory, long lives, kills
	$(BIN)/python -m pytest -m slow

interop: $(VENV)/.checks $(STRANGERS)  ## programs of other people look at the badges of a running portal (needs node 18 or newer)
	PROOFMARK_NODE=required $(BIN)/python -m pytest tests/interop

bench: $(VENV)/.checks $(STRANGERS)  ## how fast badges are signed beside another program, on this machine, now
	$(BIN)/python -m tests.bench

lint: $(VENV)/.checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

pictures: $(VENV)/.checks  ## the picture in the README, taken by the browser stories
	PROOFMARK_SHOTS=tests/e2e/shots $(BIN)/python -m pytest tests/e2e -q -k every_screen
	mkdir -p docs/images && cp tests/e2e/shots/program-1280-light.png docs/images/program.png

clean:  ## take the environment away, never the data
	rm -rf $(VENV) .mypy_cache .ruff_cache tests/interop/node_modules

docs: $(VENV)/.checks  ## write the pages that are made from the code
	$(BIN)/python -m tests.docs_map
