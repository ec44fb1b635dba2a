# make kit    set everything up and build every kit into output/
# make test   set up what the tests need and run everything
# make whole  build every kit in both languages and test the pages (a quarter of an hour)
# make bench  print speed figures (ratios within one run)
# make lock   write the lock files anew

PYTHON ?= python3
BIN := .venv/bin
PANGO := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0

.PHONY: kit test whole check bench lock docs clean pango

kit: .venv/run.stamp pango
	$(BIN)/toolkit build

test: .venv/dev.stamp pango
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadgroup

whole: .venv/dev.stamp pango
	$(BIN)/python -m pytest -m whole

check: .venv/run.stamp
	$(BIN)/toolkit check

bench: .venv/dev.stamp pango
	$(BIN)/python tests/bench/bench.py

docs: .venv/dev.stamp pango
	$(BIN)/python -m tests.docs.reference

lock: .venv/dev.stamp
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group build $(LOCK) --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group dev $(LOCK) --output-file requirements-dev.lock
LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet

clean:
	rm -rf .venv output .pytest_cache .mypy_cache .ruff_cache

.venv/python.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Python 3.11 or newer is needed: make kit PYTHON=python3.12'; exit 1; }
	@$(PYTHON) -m venv .venv || \
	  { echo 'Python cannot make environments here. On Debian and Ubuntu: sudo apt-get install python3-venv'; exit 1; }
	@touch $@

.venv/run.stamp: .venv/python.stamp requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# Pango is the one thing that pip cannot bring. Where apt may install it, it is installed; else the command is shown.
pango: .venv/run.stamp
	@$(BIN)/toolkit doctor >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && apt-get install -y -qq $(PANGO) >/dev/null; \
	  elif command -v apt-get >/dev/null && sudo -n true 2>/dev/null; then \
	    sudo apt-get update -qq && sudo apt-get install -y -qq $(PANGO) >/dev/null; \
	  fi; $(BIN)/toolkit doctor; }
