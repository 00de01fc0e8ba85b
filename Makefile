# Two commands: `make playground` and `make test`. Each sets up what it needs; the second run starts in seconds.
# `make measure` takes replies that nothing was learnt from, in the form of prompts/examples.jsonl: REPLIES names the
# file; one called dev.jsonl in a folder `reflections` nearby is found by itself.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
REPLIES ?= $(firstword $(wildcard reflections/dev.jsonl ../reflections/dev.jsonl ../*/reflections/dev.jsonl))
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: playground test mutants attack chaos measure check fix pins screenshots clean help bench

playground: $(VENV)/.for-running  ## try the bot on a Slack of its own, at http://localhost:3000
	$(BIN)/python bot.py playground

test: $(VENV)/.for-testing  ## check style, types and import rules, and run all tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python bot.py learn
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

attack: $(VENV)/.for-testing  ## let simulated supervisors attack the door; writes docs/attack.md (about ten minutes)
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m benchmarks.attack

chaos: $(VENV)/.for-testing  ## kill the bot 200 times while Slack fails by chance; SEED=1 KILLS=200 (about ten minutes)
	$(BIN)/python -m benchmarks.chaos --seed $(or $(SEED),1) --kills $(or $(KILLS),200)

measure: $(VENV)/.for-running  ## write the tables of docs/coding.md and docs/redaction.md: make measure REPLIES=FILE.jsonl
	$(if $(REPLIES),,$(error Say which marked and coded replies to measure with: make measure REPLIES=FILE.jsonl))
	$(BIN)/python -m benchmarks.measure_redaction $(REPLIES)
	$(BIN)/python -m benchmarks.measure_coding $(REPLIES)

bench: $(VENV)/.for-testing  ## measure what the bot costs, and write docs/performance.md (about a quarter of an hour; 20 GB of disk)
	$(BIN)/python -m benchmarks.performance

screenshots: $(VENV)/.for-testing  ## write docs/images anew (needs Debian's chromium)
	$(BIN)/python -m tests.page.screenshots

mutants: $(VENV)/.for-testing  ## weaken each line of the door in turn, and see that a test fails (some minutes)
	test -x .cache/mutmut/bin/python || $(PYTHON) -m venv .cache/mutmut
	.cache/mutmut/bin/python -m pip install --quiet --disable-pip-version-check mutmut==3.8.1
	$(BIN)/python -c "import site; print(site.getsitepackages()[0])" \
		> "$$(.cache/mutmut/bin/python -c 'import site; print(site.getsitepackages()[0])')/tests.pth"
	.cache/mutmut/bin/python -m mutmut run --max-children 2
	.cache/mutmut/bin/python -m mutmut results

fix: $(VENV)/.for-testing  ## let ruff mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

pins:  ## renew requirements*.txt from pyproject.toml
	$(PYTHON) -m venv .cache/pins
	.cache/pins/bin/python -m pip install --quiet pip-tools
	.cache/pins/bin/pip-compile $(PINNED) -o requirements.txt pyproject.toml
	.cache/pins/bin/pip-compile $(PINNED) --extra dev -o requirements-dev.txt pyproject.toml

PINNED := --generate-hashes --strip-extras --allow-unsafe --quiet --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

$(VENV)/.for-running: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements.txt
	touch $@

$(VENV)/.for-testing: requirements-dev.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements-dev.txt
	touch $@ $(VENV)/.for-running

clean:  ## remove what was installed and learnt
	rm -rf $(VENV) .cache

help:  ## say what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'
