# Every command anyone types. `make run` and `make test` need nothing but Python 3.11 or newer.

PORT ?= 8000
DATA_DIR ?= data
export PORT DATA_DIR

SHELL := /bin/bash
.DEFAULT_GOAL := help
# The machine's own Node serves when it is new enough; else the bootstrap puts one into .venv/bin.
export PATH := $(CURDIR)/.venv/bin:$(PATH)
PYTHON := .venv/bin/python
DONE := .venv/done
PAGES := $(shell find static/js static/css scripts/*.mjs package.json -type f 2>/dev/null)
WORDS := $(shell find locale -name '*.po' 2>/dev/null)

.PHONY: help run test check prove bench fix words clean

help: ## list the commands
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*##/\t/'

run: $(DONE)/static $(DONE)/words ## serve it, with demo data, on PORT (8000), keeping its data in DATA_DIR (data)
	@DEMO=1 exec $(PYTHON) -m helpdesk.serve --prepare

test: $(DONE)/development $(DONE)/static $(DONE)/words ## run every test
	@scripts/test.sh

check: $(DONE)/development $(DONE)/pages $(DONE)/words ## look for mistakes without running anything; a minute
	@scripts/check.sh

prove: $(DONE)/development $(DONE)/static $(DONE)/words ## the full counts of faults, races and state machines
	@scripts/prove.sh

bench: $(DONE)/development $(DONE)/static ## measure it against the bare machine
	@$(PYTHON) -m bench

fix: $(DONE)/development ## put right what a program can put right
	@scripts/fix.sh

words: $(DONE)/development ## collect the words people read into locale/, to be translated
	@scripts/words.sh

clean: ## forget what was installed and built; the data stays
	rm -rf .venv node_modules static/build static/collected

# What is installed and built, each step once ---------------------------------------------------------------------

$(DONE)/packages: requirements.txt constraints.txt scripts/bootstrap.sh
	@scripts/bootstrap.sh requirements.txt
	@mkdir -p $(DONE) && touch $@

$(DONE)/development: requirements-dev.txt requirements-s3.txt $(DONE)/packages
	@scripts/bootstrap.sh requirements-dev.txt
	@touch $@

$(DONE)/node: package-lock.json requirements-node.txt $(DONE)/packages
	@scripts/node.sh
	@touch $@

$(DONE)/pages: $(DONE)/node $(PAGES) $(WORDS)
	@echo "Building the pages"
	@npm run --silent build
	@touch $@

$(DONE)/words: $(DONE)/packages $(WORDS)
	@$(PYTHON) scripts/compile_words.py
	@touch $@

$(DONE)/static: $(DONE)/pages
	@$(PYTHON) manage.py collectstatic --no-input --verbosity 0 --ignore rest_framework --ignore guardian --ignore meta.json
	@touch $@
