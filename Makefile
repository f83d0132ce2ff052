# Two commands are all a newcomer needs: `make run` and `make test`. Each step runs only where something is missing.
SHELL := /bin/sh
.DEFAULT_GOAL := run

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check --no-input
DEBIAN_ROOT := $(shell command -v apt-get >/dev/null 2>&1 && [ "$$(id -u)" = 0 ] && echo yes)
CHROMIUM ?= $(shell for name in chromium chromium-browser google-chrome google-chrome-stable; do \
	command -v $$name && break; done)

OFFICE := libreoffice-calc-nogui libreoffice-draw-nogui libreoffice-writer-nogui poppler-utils

.PHONY: setup run test etl lint format bench load sizing attack lighthouse boundaries chromium wrk office redis requirements sbom audit plotly

## run: set up whatever is missing, publish the bundled data, serve on http://127.0.0.1:8050 (HOST, PORT)
run: setup
	@$(BIN)/python -m dashboard

## setup: virtual environment, packages, boundaries, release
setup: etl

## etl: read, check and publish the data
etl: boundaries
	@$(BIN)/python -m etl run

## test: set up and run every test
test: $(VENV)/.tests boundaries chromium office redis
	@$(BIN)/python -m pytest

## lint: style, types, who may import whom, and what bandit finds
lint: $(VENV)/.tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy geo etl dashboard tests
	@$(BIN)/lint-imports
	@$(BIN)/bandit -c pyproject.toml -q -r geo etl dashboard

format: $(VENV)/.tests
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

## bench: measure speed as ratios against a baseline of the same run
bench: $(VENV)/.tests boundaries wrk
	@$(BIN)/python -m tests.bench

## load: ten minutes of 200 visitors, then the faults of a bad night, with every answer judged (about 20 minutes)
load: $(VENV)/.tests boundaries
	@$(BIN)/python -m tests.load

## sizing: what a node bears with other numbers of workers and threads
sizing: $(VENV)/.tests boundaries
	@$(BIN)/python -m tests.load.sizing

## attack: floods and nonsense in full measure (minutes): 10,000 images, 20,000 questions
attack: $(VENV)/.tests boundaries
	@PANTAU_ATTACK=10000 PANTAU_FUZZ=20000 $(BIN)/python -m pytest -q -s tests/operation/test_floods.py tests/operation/test_strange_requests.py tests/integration/test_fuzz.py

## lighthouse: measure pages as a slow phone sees them (Lighthouse by npx, Chromium)
lighthouse: $(VENV)/.tests etl chromium
	@$(BIN)/python -m tests.lighthouse

boundaries: $(VENV)/.runtime
	@$(BIN)/python -m geo

$(VENV)/.runtime: requirements.txt geo/npm.txt
	@if [ -z "$(PYTHON)" ]; then echo "Perlu Python 3.11 atau lebih baru. (Python 3.11 or newer is needed.)"; exit 1; fi
	@echo "Memasang paket Python ke $(VENV) (sekali saja) ..."
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "Modul venv tidak lengkap; di Debian/Ubuntu: apt-get install python3-venv. (The venv module is incomplete.)"; exit 1; }
	@$(PIP) install --require-hashes -r requirements.txt
	@command -v npm >/dev/null 2>&1 || $(PIP) install --require-hashes -r geo/npm.txt
	@touch $@

$(VENV)/.tests: $(VENV)/.runtime tests/requirements.txt
	@echo "Memasang paket uji (sekali saja) ..."
	@$(PIP) install --require-hashes -r tests/requirements.txt
	@touch $@

# Tests use the Chromium, LibreOffice, poppler and Redis that are there. On Debian as root they are installed; elsewhere the tests
# say what to install.
chromium:
	@$(call install,$(CHROMIUM),chromium,Chromium untuk uji peramban)

office:
	@$(call install,$(and $(shell command -v soffice),$(shell command -v pdffonts)),$(OFFICE),LibreOffice dan poppler untuk uji berkas dan gambar)

# The package starts a Redis at once where it can; the tests start their own on a free port.
redis:
	@$(call install,$(shell command -v redis-server),redis-server,Redis untuk uji batas bersama)

wrk:
	@$(call install,$(shell command -v wrk),wrk,wrk untuk mengukur beban)

# $(call install,what is there already,packages of Debian,what for)
install = $(if $(or $(1),$(if $(DEBIAN_ROOT),,elsewhere)),:,echo "Memasang $(3) (sekali saja) ..." && apt-get -qq update && \
	DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $(2) >/dev/null)

# Maintainers: pin the packages of pyproject.toml anew, with the hashes of their files (see README). `make requirements UPGRADE=`
# keeps the versions, and pins what is new.
UPGRADE := --upgrade
COMPILE = $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	--no-config --quiet $(UPGRADE)
requirements: $(VENV)/.tests
	@$(COMPILE) pyproject.toml -o requirements.txt
	@$(COMPILE) --group npm -c requirements.txt -o geo/npm.txt
	@$(COMPILE) --group tests -c requirements.txt -o tests/requirements.txt

# Maintainers: list all parts and their licences anew (sbom.cdx.json, LICENCES.md) after a change of pins or of the drawing library.
sbom: $(VENV)/.tests
	@$(BIN)/python -m tests.supply

# Maintainers: ask the public lists of known holes about every pin; a package that cannot be looked up is a failure, not a pass.
audit: $(VENV)/.tests
	@$(BIN)/uvx --quiet pip-audit --strict --disable-pip --require-hashes --progress-spinner=off \
		-r requirements.txt -r tests/requirements.txt -r geo/npm.txt
	@npm audit --package-lock-only
	@cd dashboard/library && npm audit --package-lock-only

# Maintainers: build the drawing library anew after a change of plotly's version or of the kinds of charts (see README).
plotly: $(VENV)/.tests
	@cd dashboard/library && npm ci --silent && npm run build --silent
	@$(BIN)/python -m dashboard.drawing_library
	@rm -rf dashboard/library/node_modules
