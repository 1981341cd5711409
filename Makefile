# Two commands do all set-up on a fresh machine with Python 3.11 or newer:
#   make demo   read the bundled example, and keep it in a ledger
#   make test   lint, types, all tests
PYTHON ?= python3
SHARED ?= ../shared
BIN := .venv/bin
READY := .venv/.ready
TRAINED := .venv/.trained
FTM := .venv/.ftm

.PHONY: demo test lint bench bench-ledger bench-room bench-bulk model lock clean

demo: $(READY)
	$(BIN)/sayso read examples/harbour.html
	@mkdir -p build && rm -f build/demo.db*
	$(BIN)/sayso add examples --ledger build/demo.db
	$(BIN)/sayso who 'Tomas Rehn' --ledger build/demo.db --limit 3

test: lint $(FTM)
	$(BIN)/python -m pytest

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(READY)
	SAYSO_SHARED=$(SHARED) $(BIN)/python -m lab.bench.table --shared $(SHARED) --readme README.md

# Half an hour, most of them for the processes that are killed; prints what docs/ledger.md tells.
bench-ledger: $(READY)
	$(BIN)/python -m lab.bench.ledger.news --shared $(SHARED) --work build/ledger
	$(BIN)/python -m lab.bench.ledger.million --records build/ledger/news.jsonl --work build/ledger
	$(BIN)/python -m lab.bench.ledger.kills --records build/ledger/news.jsonl
	$(BIN)/python -m lab.bench.ledger.together --records build/ledger/news.jsonl
	$(BIN)/python -m lab.bench.ledger.copies --shared $(SHARED)

# After bench-ledger, which makes the ledger of a million statements; it gets relations made up at random.
bench-room: $(READY)
	$(BIN)/python -m lab.bench.room --ledger build/ledger/million.db --records build/ledger/news.jsonl

# An hour. The rates of others need another environment: see lab/bench/bulk/peers.py.
bench-bulk: $(READY)
	$(BIN)/python -m lab.bench.bulk.rate --shared $(SHARED) --work build/bulk
	$(BIN)/python -m lab.bench.bulk.nodes --shared $(SHARED) --work build/bulk
	$(BIN)/python -m lab.bench.bulk.memory --work build/bulk

model: $(TRAINED)
	SHARED=$(SHARED) BIN=$(BIN) sh lab/train/model.sh

# lxml-html-clean must be put back by hand: pip-compile leaves it out.
lock: $(READY)
	$(BIN)/pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --allow-unsafe --strip-extras --generate-hashes --extra dev --no-header \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --output-file requirements.lock pyproject.toml

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(TRAINED): $(READY)
	$(BIN)/pip install --quiet --disable-pip-version-check torch==2.13.0 onnx safetensors
	touch $@

# A reader of one of the exports, for its tests; it needs ICU's headers and a compiler where it has no wheel.
$(FTM): $(READY) requirements-ftm.lock
	-$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-ftm.lock \
	  || echo "followthemoney was not installed (it needs ICU's headers): its tests are skipped"
	touch $@

clean:
	rm -rf .venv build *.egg-info
