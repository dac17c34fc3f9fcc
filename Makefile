# Sóc Trăng Số. `make` alone greets and lists; `make demo` and `make test` need only Python and make.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
export PORT

.DEFAULT_GOAL := help
.PHONY: help setup demo run test check assets messages bench

help:
	@echo "Sóc Trăng Số – cổng số của người dân Sóc Trăng"
	@echo
	@echo "  make demo      a living portal at http://127.0.0.1:$(PORT)/ in one command"
	@echo "  make test      every test, on the embedded database or on DATABASE_URL and REDIS_URL"
	@echo "  make setup     the virtual environment, with what tests and checks need"
	@echo "  make run       the development server, reloading as you type"
	@echo "  make check     what is checked besides the tests"
	@echo "  make assets    build the front end from portal/assets (needs Node)"
	@echo "  make messages  collect and compile the words (needs gettext)"
	@echo "  make bench     figures, as ratios within one run"

setup: $(VENV)/.developer

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "Cần Python 3.11 trở lên: cài rồi chạy lại, hoặc chỉ rõ: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || \
		{ rm -rf $(VENV); echo "Python ở máy này thiếu venv: chạy «sudo apt install python3-venv» rồi gõ lại lệnh."; exit 1; }

$(VENV)/.runtime: requirements.txt | $(PY)
	@echo "Đang cài thư viện (lần đầu khoảng một phút)…"
	@$(PIP) -r requirements.txt >$(VENV)/pip.log 2>&1 || \
		{ echo "Không tải được thư viện: kiểm tra kết nối mạng rồi gõ lại lệnh (chi tiết: $(VENV)/pip.log)."; exit 1; }
	@touch $@

$(VENV)/.developer: requirements-dev.txt $(VENV)/.runtime
	@echo "Đang cài công cụ kiểm thử…"
	@$(PIP) -r requirements-dev.txt >$(VENV)/pip.log 2>&1 || \
		{ echo "Không tải được công cụ: kiểm tra kết nối mạng rồi gõ lại lệnh (chi tiết: $(VENV)/pip.log)."; exit 1; }
	@touch $@

demo: $(VENV)/.runtime
	@DEMO=1 $(PY) manage.py demo

run: $(VENV)/.developer
	DEBUG=1 $(PY) manage.py migrate --verbosity 0
	DEBUG=1 $(PY) manage.py runserver $(PORT)

test: $(VENV)/.developer
	@$(PY) -m pytest -n 2 --dist loadgroup $(ARGS)

check: $(VENV)/.developer
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/lint-imports
	$(VENV)/bin/mypy
	$(VENV)/bin/djlint --quiet --lint templates
	DEMO=1 $(PY) -W error::DeprecationWarning -m pytest -q -p no:randomly tests/test_house.py
	env -u DEMO -u DEBUG SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))') \
		ALLOWED_HOSTS=soctrang.example \
		FIELD_ENCRYPTION_KEYS=$$($(PY) -c 'import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())') \
		$(PY) manage.py check --deploy --fail-level WARNING

assets:
	@command -v npm >/dev/null || { echo "Cần Node và npm để dựng giao diện; chạy portal thì không cần."; exit 1; }
	cd portal/assets && npm ci --no-audit --no-fund && npm run build

messages: $(VENV)/.developer
	@command -v xgettext >/dev/null || { echo "Cần gettext: sudo apt install gettext"; exit 1; }
	DEMO=1 $(PY) manage.py makemessages --locale vi --no-wrap --no-location --no-obsolete \
		--ignore "$(VENV)" --ignore node_modules --ignore tests --ignore staticfiles
	DEMO=1 $(PY) manage.py compilemessages --locale vi --ignore "$(VENV)"

bench: $(VENV)/.developer
	@for bench in tests/bench/bench_*.py; do DEMO=1 $(PY) -m tests.bench.$$(basename $$bench .py) || exit 1; done
