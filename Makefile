# The few verbs anyone needs; each only calls a tool. `make` alone lists them, in Chinese where the system does.
# Everything is set up in .venv on first use.
.DEFAULT_GOAL := help
.PHONY: help serve build stage check explain list new synced links test format lint lock clean

PYTHON ?= python3
VENV := .venv
# Without NO_MKDOCS_2_WARNING, the theme's notice of its end stands above every build; HACKING.md says what to do then.
RUN := PYTHONPATH=hooks NO_MKDOCS_2_WARNING=1 PYDANTIC_DISABLE_PLUGINS=__all__ $(VENV)/bin/
export PORT ?= 8000

# `make check LANG=zh` has its way whatever the environment says.
ifeq ($(origin LANG),command line)
export LANGUAGE := $(value LANG)
endif
ZH := $(filter zh%,$(firstword $(value LANGUAGE) $(value LC_ALL) $(value LC_MESSAGES) $(value LANG)))
say = $(if $(ZH),$(2),$(1))

# What is typed reaches the program as typed: make would take `$b` in an address for a variable. Only what was given
# to make counts, since CASE and its like may mean something else in the environment.
NAMES := CODE OF FIND CASE ITEM SOURCE TITLE PUBLISHER ISSUED ACCESSED TYPE AUTHOR LANGUAGE_OF KIND PARTY_TO READ TOPIC ID FORMAT PORT REVIEWED LANG
told = $(filter command override,$(origin $(1)))
$(foreach name,$(NAMES),$(if $(call told,$(name)),$(eval override $(name) := $$(value $(name)))$(eval export $(name))))
# Each argument of `new source` and its variable.
OPTIONS := title:TITLE publisher:PUBLISHER issued:ISSUED accessed:ACCESSED type:TYPE author:AUTHOR language:LANGUAGE_OF kind:KIND \
	party-to:PARTY_TO read:READ topic:TOPIC id:ID
given = $(if $(call told,$(lastword $(1))),--$(firstword $(1)) "$$$(lastword $(1))")

help: ## list these verbs ~ 列出这些命令
	@awk -F ' ## ' '/^[a-z]+:.* ## / { verb = $$1; sub(/:.*/, "", verb); split($$2, said, " ~ "); \
		printf "make %-8s %s\n", verb, said[$(if $(ZH),2,1)] }' $(firstword $(MAKEFILE_LIST))

serve: $(VENV)/site.stamp ## show the site with live reload at 127.0.0.1:8000 (PORT=… for another) ~ 在 127.0.0.1:8000 显示网站，保存即刷新（PORT=… 换端口）
	@$(VENV)/bin/python -c 'import socket, sys; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); \
		s.bind(("127.0.0.1", int(sys.argv[1])))' "$$PORT" 2>/dev/null || { \
		printf '$(call say,Port %s cannot be used: is it taken? Another one:,端口 %s 用不了，可能已被占用。换一个：) make serve PORT=8001\n' "$$PORT"; exit 1; }
	@$(RUN)python -m mkdocs serve --dev-addr "127.0.0.1:$$PORT"

build: $(VENV)/site.stamp ## build into site/; a failed build leaves the last good one ~ 生成网站到 site/；若有错，原来的网站原样保留
	@$(RUN)python -m casebook build

stage: $(VENV)/site.stamp ## write the pages to .build/stage/ as plain Markdown, for another generator ~ 把页面写成普通的 Markdown，放到 .build/stage/，供其他生成程序使用
	@$(RUN)python -m casebook stage

check: $(VENV)/site.stamp ## check data/ and docs/ without building (LANG=zh, FORMAT=json or github) ~ 检查 data/ 与 docs/，不生成网站（LANG=en，FORMAT=json 或 github）
	@$(RUN)python -m casebook check --format "$${FORMAT:-text}"

explain: $(VENV)/site.stamp ## say what a problem, a tag, or a field means: make explain CODE=CB301, CODE=eroded, CODE=undated ~ 解释提示代码、标签或字段：make explain CODE=CB301、CODE=eroded、CODE=undated
	@$(RUN)python -m casebook explain "$$CODE"

list: $(VENV)/site.stamp ## list ids: make list OF=sources (cases, actors, claims, series, terms; CASE=…, FIND=…) ~ 列出编号：make list OF=sources（cases、actors、claims、series、terms；CASE=…，FIND=…）
	@$(RUN)python -m casebook list $(if $(call told,OF),"$$OF",cases) $(if $(call told,CASE),--case "$$CASE") $(if $(call told,FIND),--find "$$FIND")

synced: $(VENV)/site.stamp ## record both languages as they stand (ITEM=android/claims/x or CASE=android, REVIEWED=1) ~ 登记两种语言现在的样子（ITEM=android/claims/x 或 CASE=android，REVIEWED=1）
	@$(RUN)python -m casebook synced $(if $(call told,REVIEWED),$(if $(filter-out 0 no,$(value REVIEWED)),--reviewed)) -- $(foreach name,ITEM CASE,$(if $(call told,$(name)),$$$(name)))

new: $(VENV)/site.stamp ## begin a case, or list what a draft lacks (CASE=…), or add a source (SOURCE='https://…') ~ 新建案例，或列出草稿还缺什么（CASE=…）；或录入来源（SOURCE='https://…'）
	@$(if $(call told,CASE)$(call told,SOURCE),,echo "make new CASE=<id>$(call say,$(comma) or, 或) make new SOURCE='https://…' [$(foreach option,$(OPTIONS),$(lastword $(subst :, ,$(option)))=…)]"; exit 2)
	@$(if $(call told,CASE),$(RUN)python -m casebook new case "$$CASE")
	@$(if $(call told,SOURCE),$(RUN)python -m casebook new source "$$SOURCE" $(foreach option,$(OPTIONS),$(call given,$(subst :, ,$(option)))))
comma := ,

links: $(VENV)/dev.stamp ## ask every address outside the site, and write data/links.yml (needs a network) ~ 逐个访问站外网址，写入 data/links.yml（需要联网）
	@$(RUN)python -m casebook links

test: $(VENV)/dev.stamp ## run every check and test, the browser's included ~ 运行全部检查与测试，包括浏览器中的测试
	@$(VENV)/bin/ruff check --quiet . && $(VENV)/bin/ruff format --quiet --check .
	@$(VENV)/bin/python -m mypy
	@$(RUN)python -m pytest --numprocesses auto --dist worksteal

format: $(VENV)/dev.stamp ## put code and data into the house form, and write generated files anew ~ 把代码和数据整理成统一格式，重新生成派生文件
	@$(VENV)/bin/ruff check --quiet --fix . ; $(VENV)/bin/ruff format --quiet .
	@$(RUN)python -m casebook schema
	@$(RUN)python -m casebook format

lint: $(VENV)/dev.stamp ## check the form and the types of the code ~ 检查代码的格式与类型
	@$(VENV)/bin/ruff check . && $(VENV)/bin/ruff format --check . && $(VENV)/bin/python -m mypy
	@$(RUN)python -c 'from importlinter.cli import lint_imports_command; lint_imports_command()' --no-logo --no-cache

lock: $(VENV)/dev.stamp ## pin every dependency anew, from requirements*.in ~ 按 requirements*.in 重新锁定全部依赖
	@for name in requirements requirements-dev; do \
		$(VENV)/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
			--no-annotate --no-header $$name.in -o $$name.txt || exit 1; \
	done

clean: ## delete the virtual environment and everything built ~ 删除虚拟环境和所有生成的文件
	@rm -rf $(VENV) .build site .pytest_cache .mypy_cache .ruff_cache

# Fails where the environment was made for another folder (this one was moved or copied) or its Python is gone: what is
# installed in it names both by their full paths.
SOUND = $(VENV)/bin/python -c 'import pip' >/dev/null 2>&1 && \
	{ test ! -f $(VENV)/folder || test "$$(cat $(VENV)/folder)" = "$$(cd $(VENV) && pwd -P)"; }
ifneq ($(wildcard $(VENV)/*.stamp),)
$(shell { $(SOUND); } || rm -f $(VENV)/*.stamp)
endif

# A stamp is newer than its requirements when the environment holds just those versions.
$(VENV)/site.stamp: requirements.txt
	@test -f $(VENV)/dev.stamp -a $(VENV)/dev.stamp -nt requirements-dev.txt || $(MAKE) --no-print-directory install FILE=requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements.txt requirements-dev.txt
	@$(MAKE) --no-print-directory install FILE=requirements-dev.txt
	@touch $@ $(VENV)/site.stamp

.PHONY: install
install:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo '$(call say,Python 3.11 or newer is needed:,需要 Python 3.11 以上：) make PYTHON=python3.12 …'; exit 1; }
	@{ $(SOUND); } || { echo '$(call say,Setting up,正在准备) $(VENV) …' >&2; rm -rf $(VENV); \
		$(PYTHON) -m venv $(VENV) && (cd $(VENV) && pwd -P) > $(VENV)/folder; } || { rm -rf $(VENV); \
		echo '$(call say,Python cannot make virtual environments here. On Debian or Ubuntu:,这里的 Python 建不了虚拟环境。Debian 或 Ubuntu 请运行：) apt install python3-venv'; exit 1; }
	@echo '$(call say,Installing,正在安装) $(FILE) …' >&2
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(FILE)
