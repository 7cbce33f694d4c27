# The few verbs anyone needs. `make` alone lists them. Everything is set up in .venv on first use.
.DEFAULT_GOAL := help
.PHONY: help serve build check explain new synced links test format lint lock clean

PYTHON ?= python3
VENV := .venv
RUN := PYTHONPATH=hooks NO_MKDOCS_2_WARNING=1 PYDANTIC_DISABLE_PLUGINS=__all__ $(VENV)/bin/
PORT ?= 8000

# `make check LANG=zh` has its way whatever the environment says.
ifeq ($(origin LANG),command line)
export LANGUAGE := $(LANG)
endif

help: ## list these verbs
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{ printf "make %-8s %s\n", $$1, $$2 }'

serve: $(VENV)/site.stamp ## show the site with live reload at 127.0.0.1:8000 (PORT=… for another)
	@$(RUN)mkdocs serve --dev-addr 127.0.0.1:$(PORT)

build: $(VENV)/site.stamp ## build into site/; a failed build leaves the last good one
	@$(RUN)python -m casebook check --release
	@rm -rf .build/site
	@$(RUN)mkdocs build --strict --site-dir .build/site
	@$(RUN)python -m casebook publish .build/site site

check: $(VENV)/site.stamp ## check data/ and docs/ without building (LANG=zh, FORMAT=json or github)
	@$(RUN)python -m casebook check --format $(or $(FORMAT),text)

explain: $(VENV)/site.stamp ## say what the code of a problem means: make explain CODE=CB301
	@$(RUN)python -m casebook explain "$$CODE"

synced: $(VENV)/site.stamp ## record that translations are up to date (ITEM=android/claims/x or CASE=android, REVIEWED=1)
	@$(RUN)python -m casebook synced $(if $(REVIEWED),--reviewed) -- $(ITEM) $(CASE)

new: $(VENV)/site.stamp ## begin a case, or list what a draft lacks (CASE=…), or add a source (SOURCE=https://…, which asks for the rest)
	@$(if $(call told,CASE)$(call told,SOURCE),,echo 'make new CASE=<id>, or make new SOURCE=<address> [$(foreach one,$(ASKED),$(lastword $(subst :, ,$(one)))=…)]'; exit 1)
	@$(if $(call told,CASE),$(RUN)python -m casebook new case "$$CASE")
	@$(if $(call told,SOURCE),$(RUN)python -m casebook new source "$$SOURCE" $(foreach one,$(ASKED),$(call given,$(subst :, ,$(one)))))

# Each argument of `new source` and its variable, which counts only if it was given to make: in the environment, LANGUAGE
# and its like mean something else. The shell fills the values in, so that no quote or blank in them can break anything.
ASKED := title:TITLE publisher:PUBLISHER issued:ISSUED type:TYPE author:AUTHOR language:LANGUAGE_OF kind:KIND \
	party-to:PARTY_TO read:READ topic:TOPIC id:ID
told = $(filter command,$(origin $(1)))
given = $(if $(call told,$(lastword $(1))),--$(firstword $(1)) "$$$(lastword $(1))")

links: $(VENV)/dev.stamp ## ask every address outside the site, and write data/links.yml (needs a network)
	@$(RUN)python -m casebook links

test: $(VENV)/dev.stamp ## run every check and test, the browser's included
	@$(VENV)/bin/ruff check --quiet . && $(VENV)/bin/ruff format --quiet --check .
	@$(VENV)/bin/mypy
	@$(RUN)python -m pytest --numprocesses auto --dist loadfile

format: $(VENV)/dev.stamp ## put code and data into the house form, and write generated files anew
	@$(VENV)/bin/ruff check --quiet --fix . ; $(VENV)/bin/ruff format --quiet .
	@$(RUN)python -m casebook catalog
	@$(RUN)python -m casebook schema
	@$(RUN)python -m casebook format

lint: $(VENV)/dev.stamp ## check the form and the types of the code
	@$(VENV)/bin/ruff check . && $(VENV)/bin/ruff format --check . && $(VENV)/bin/mypy

lock: $(VENV)/dev.stamp ## pin every dependency anew, from requirements*.in
	@for name in requirements requirements-dev; do \
		$(VENV)/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
			--no-annotate --no-header $$name.in -o $$name.txt || exit 1; \
	done

clean: ## delete the virtual environment and everything built
	@rm -rf $(VENV) .build site .pytest_cache .mypy_cache .ruff_cache

# A stamp is newer than its requirements when the environment holds just those versions.
$(VENV)/site.stamp: requirements.txt
	@test -f $(VENV)/dev.stamp -a $(VENV)/dev.stamp -nt requirements-dev.txt || $(MAKE) --no-print-directory install FILE=requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements.txt requirements-dev.txt
	@$(MAKE) --no-print-directory install FILE=requirements-dev.txt
	@touch $@ $(VENV)/site.stamp

.PHONY: install
install:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Python 3.11 or newer is needed: make PYTHON=python3.12 …'; exit 1; }
	@test -x $(VENV)/bin/pip || { echo 'Setting up $(VENV) …' >&2; $(PYTHON) -m venv $(VENV); } || \
		{ rm -rf $(VENV); echo 'Python cannot make virtual environments here. On Debian or Ubuntu: apt install python3-venv'; exit 1; }
	@echo 'Installing $(FILE) …' >&2
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $(FILE)
