# Everything a person does with this checkout. `make` alone lists the targets.
#
# Needs Python 3.11 or later with pip, bash and make; nothing is installed outside this folder, except by `make test` as
# root on Debian, which adds the packages named in scripts/debian_packages.sh.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup dev fonts demo test check bench docs lock clean

PYTHON ?=
JOBS ?= 2
PYTEST_ARGS ?=
BENCH ?=

BIN := .venv/bin
RUNTIME := .venv/.runtime-installed
DEV := .venv/.dev-installed
DEMO := out/datong-2020

# Scripts in .venv name the folder they were installed in: in a folder that was moved or copied they are made anew.
ifneq ($(shell cat .venv/.made-in 2>/dev/null),$(CURDIR))
.PHONY: $(RUNTIME)
endif

help: ## 列出全部目标 · list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

setup: $(RUNTIME) ## 建立运行环境 .venv · create the environment, runtime only

dev: $(DEV) ## 加装测试与检查工具 · add the tools of tests and checks

$(RUNTIME): requirements.lock pyproject.toml scripts/setup.sh
	@echo "正在建立 .venv / creating .venv …"
	@PYTHON="$(PYTHON)" bash scripts/setup.sh requirements.lock
	@ls .venv/share/hengping/fonts/*.otf >/dev/null 2>&1 || timeout 90 bash scripts/fetch_fonts.sh >/dev/null 2>&1 || \
	  echo "未取得公文字体，PDF 用随包安装的字体 / the PDF uses the fonts of the package (make fonts)"
	@touch $@

$(DEV): requirements-dev.lock $(RUNTIME)
	@PYTHON="$(PYTHON)" bash scripts/setup.sh requirements-dev.lock
	@touch $@

fonts: $(RUNTIME) ## 取得更接近公文的字体（Debian） · better stand-in fonts for the PDF
	@bash scripts/fetch_fonts.sh

demo: $(RUNTIME) ## 评价一个真实案例 · evaluate a real case
	@$(BIN)/hengping evaluate examples/datong-2020 --out $(DEMO)
	@bash scripts/demo_outputs.sh $(DEMO)

test: $(DEV) ## 运行测试 · run the tests
	@bash scripts/debian_packages.sh
	@$(BIN)/pytest -n $(JOBS) -q -rs $(PYTEST_ARGS)

check: $(DEV) ## 检查代码与房屋规则 · lint, types, layers, house rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q tests/test_house.py

bench: $(DEV) ## 测速，与对照并排 · benchmarks, the rival beside each
	@$(BIN)/python benchmarks/run.py $(BENCH)

docs: $(RUNTIME) ## 由代码生成参考手册 · generate docs/reference from the code
	@$(BIN)/python scripts/generate_reference.py

lock: ## 更新锁文件（开发者，需要 uv） · refresh the locks (developers, needs uv)
	@bash scripts/lock.sh

clean: ## 删除生成物与 .venv · remove outputs and the environment
	rm -rf .venv build dist out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find src tests scripts benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
