# 服务专员门户：make help 列出全部命令。
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# One stamp a lock: a changed lock installs again, an unchanged one costs nothing.
$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "需要 Python 3.11 或更高版本，这里是 " + sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)

# The lock is whole, so pip resolves nothing: a release made since cannot slip in behind an extra.
define install
	$(BIN)/pip install --quiet --no-deps --require-hashes --requirement $(1)
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@
endef

$(VENV)/site.stamp: requirements.lock pyproject.toml | $(BIN)/python
	$(call install,requirements.lock)

.PHONY: site
site: $(VENV)/site.stamp ## 检查数据并生成网站，结束时说明怎样打开
	$(BIN)/portal build --edition $(if $(wildcard rosters/private),all,public)

.PHONY: serve
serve: $(VENV)/site.stamp ## 本机预览：保存 YAML，约一秒后页面更新
	$(BIN)/portal serve

.PHONY: check
check: $(VENV)/site.stamp ## 只检查数据，不生成网站
	$(BIN)/portal check

.PHONY: help
help: ## 列出命令
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 20

# The rest is for work on the program: the Makefile of a project that `portal init` makes ends here.

$(VENV)/test.stamp: requirements-test.lock requirements.lock pyproject.toml | $(BIN)/python
	$(call install,requirements-test.lock)
	touch $(VENV)/site.stamp

$(VENV)/mutants.stamp: requirements-mutants.lock $(VENV)/test.stamp
	$(BIN)/pip install --quiet --no-deps --require-hashes --requirement requirements-mutants.lock
	touch $@

# The browser tests run beside the others, and say what they found after them. Some hundred tests start the command
# line: its modules are compiled once for all of them, also where the surroundings forbid to keep that.
test: export PYTHONDONTWRITEBYTECODE =
.PHONY: test
test: $(VENV)/test.stamp browser lint ## 全部测试，持续集成运行的就是它
	mkdir -p build
	$(BIN)/pytest -p no:cacheprovider -m 'not trust' --durations 25 tests/browser >build/browser.log 2>&1 & browser=$$!; \
	$(BIN)/pytest -p no:cacheprovider -m 'not trust' --durations 25 --ignore tests/browser && rest=0 || rest=$$?; \
	wait $$browser && seen=0 || seen=$$?; \
	cat build/browser.log; exit $$((rest || seen))

# Apart from `test`: tracing takes the tests two to three times as long.
.PHONY: coverage
coverage: $(VENV)/test.stamp ## 浏览器以外的测试走到哪些代码和分支
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -p no:cacheprovider -m 'not trust' --ignore tests/browser
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

.PHONY: lint
lint: $(VENV)/test.stamp ## 代码风格与类型
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

.PHONY: bench
bench: $(VENV)/test.stamp ## 速度与内存，写出一张表和 build/bench.json
	PYTHONPATH=tests $(BIN)/python -m bench.run

.PHONY: mutants
mutants: $(VENV)/mutants.stamp ## 变异测试：改动检查规则的每一处，看测试能不能发现
	PYTHONPATH=tests $(BIN)/python -m mutants.run

.PHONY: trust
trust: $(VENV)/test.stamp ## 长时间的可靠性测试：一万次随机改动
	$(BIN)/pytest -m trust

.PHONY: bless
bless: $(VENV)/test.stamp ## 按现在的结果重写预期报告，提交前看清差异
	BLESS=1 $(BIN)/pytest tests/test_faults.py

.PHONY: generate
generate: $(VENV)/test.stamp browser ## 重写由程序生成的文件：schemas、CODEOWNERS、检查代码的说明、THIRD_PARTY.md、GitLab和Gitee的模板、README.md的图
	$(BIN)/portal schema
	$(BIN)/portal owners
	PYTHONPATH=tests $(BIN)/python -m generate.rules
	PYTHONPATH=tests $(BIN)/python -m generate.third_party
	PYTHONPATH=tests $(BIN)/python -m generate.host_templates
	PYTHONPATH=tests $(BIN)/python -m generate.pictures

.PHONY: lock
lock: $(BIN)/python ## 重新解析依赖并锁定哈希
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --extra build --output-file requirements.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --extra build --extra test --constraint requirements.lock --output-file requirements-test.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --group mutants --constraint requirements-test.lock --output-file requirements-mutants.lock

# The browser tests are never skipped: without Chromium and a Chinese font the target fails and names the packages.
# Chromium's headless shell only makes them faster.
.PHONY: browser
browser:
	@ready() { command -v chromium >/dev/null && fc-list 2>/dev/null | grep 'Noto Sans CJK' >/dev/null; }; \
	ready && command -v chromium-headless-shell >/dev/null && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	    chromium chromium-headless-shell fonts-noto-cjk fontconfig >/dev/null || ready; \
	else ready || { echo '浏览器测试需要 Debian 软件包 chromium 和 fonts-noto-cjk：sudo apt-get install chromium fonts-noto-cjk fontconfig' >&2; exit 1; }; fi
