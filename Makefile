# The tasks of this project. Everything is installed into .venv, from the lock files.

PYTHON ?= python3
PY := .venv/bin/python
INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes

# For checks that read no data: an address at which nobody answers, and throw-away production settings.
NO_DATABASE := DATABASE_URL=postgres://nobody@127.0.0.1:1/none
PRODUCTION := $(NO_DATABASE) REGISTRY_ENV=production ALLOWED_HOSTS=registry.example.org EMAIL_URL=smtp://localhost REGISTRY_URL=https://registry.example.org \
	SECRET_KEY=a-throw-away-key-for-the-check-of-production-settings-0123456789
OPENAPI := $(PY) manage.py spectacular --validate --fail-on-warn --file

.PHONY: help run test setup check fix bench

help: ## list the tasks
	@sed -n 's/^\([a-z]*\):.*## /make \1: /p' Makefile

run: .venv/.run-stamp ## run the registry at http://127.0.0.1:8000 (another port: PORT=8001 make run)
	@$(PY) manage.py serve

test: .venv/.dev-stamp ## run all tests (some of them: make test ARGS="-k merge")
	$(PY) -m pytest -p tests.throwaway -n auto --dist worksteal $(ARGS)

setup: .venv/.dev-stamp ## install what the other tasks need

check: .venv/.dev-stamp ## lint, types, order of imports, templates, migrations, production settings, OpenAPI document, translations
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy .
	.venv/bin/lint-imports
	$(PY) -m djlint --check templates
	$(PY) -m djlint --lint templates
	@# The warning says that no database answers, which is meant.
	$(NO_DATABASE) $(PY) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING
	$(OPENAPI) .venv/openapi.yaml
	@diff -u docs/openapi.yaml .venv/openapi.yaml \
		|| { echo "docs/openapi.yaml is not what the code says: run make fix, and read the difference."; exit 1; }
	$(NO_DATABASE) $(PY) manage.py catalogues --check

fix: .venv/.dev-stamp ## mend what can be mended without thought
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .
	-$(PY) -m djlint --quiet --reformat templates
	$(OPENAPI) docs/openapi.yaml
	$(NO_DATABASE) $(PY) manage.py catalogues

bench: .venv/.dev-stamp ## measure the speed, as ratios within one run
	$(PY) -m tests.benchmarks

.venv/.dev-stamp: requirements-dev.txt .venv/.run-stamp
	@echo "Installing what development needs into .venv …"
	@$(INSTALL) -r requirements-dev.txt
	@touch $@

.venv/.run-stamp: requirements.txt
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null \
		|| { echo "Python 3.11 or newer is needed: install it, or name it, as in: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -c "import ensurepip, venv" 2>/dev/null \
		|| { echo "Python's venv module is missing: install it (on Debian and Ubuntu the package python3-venv)."; exit 1; }
	@echo "Installing what the registry needs into .venv …"
	@$(PYTHON) -m venv .venv
	@$(INSTALL) -r requirements.txt
	@touch $@
