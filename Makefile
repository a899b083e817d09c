# Donthu. `make` lists the targets; `make run` is all that a first look needs.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# The same sources give the same program, whoever owns the checkout.
export GOFLAGS += -buildvcs=false

GO_FILES = $(shell git ls-files -co --exclude-standard -- '*.go' ':!tools' 2>/dev/null || find . -name '*.go' -not -path './tools/*')
WEB_FILES = $(shell find web/src web/public web/index.html web/package-lock.json web/vite.config.ts web/tsconfig.json -type f 2>/dev/null)
HAS_NPM := $(shell command -v npm 2>/dev/null)
PARALLEL ?= $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)

.PHONY: histories year help run test lint bench gen build web clean devserver test-go mutate test-web test-browser lint-go lint-web

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: build ## everything on this machine: PostgreSQL, Temporal, mail, page, demonstration cases
	@exec .bin/donthu dev

build: .bin/donthu ## the program, with the page in it, as .bin/donthu

.bin/donthu: web FORCE
	@test -x $@ || echo "donthu: compiling the program (a minute or two the first time)"
	@go build -trimpath -o $@ ./cmd/donthu

.PHONY: FORCE
FORCE:

# The page is built where npm is; without it the program shows how to get it.
web: $(if $(HAS_NPM),web/dist/index.html) ## the page, as web/dist
	@mkdir -p web/dist

web/dist/index.html: web/node_modules/.package-lock.json $(WEB_FILES)
	@echo "web: building the page"
	@cd web && npm run build --silent -- --logLevel warn
	@touch $@

web/node_modules/.package-lock.json: web/package-lock.json
	@echo "web: fetching packages"
	@cd web && npm ci --no-audit --no-fund --silent
	@touch $@

devserver: .bin/devserver ## the Temporal server for development, as .bin/devserver (minutes, once)

.bin/devserver: .bin/donthu FORCE
	@.bin/donthu dev --build-server

test: test-go test-web test-browser ## all tests

test-go: .bin/donthu .bin/devserver ## Go tests, the library of procedures and its stories
	go vet ./...
	go test -p $(PARALLEL) -timeout 10m ./...
	cd tools && go vet ./never/... && go test ./never/... ./determinism/...
	cd tools/devserver && go vet .
	.bin/donthu check procedures/library
	.bin/donthu gaps
	.bin/donthu test procedures/library
	.bin/donthu test --cover --of acts,branches,links,edges --min 100 procedures/library
	.bin/donthu test --mutate --min 95 procedures/library
	.bin/donthu verify

mutate: .bin/donthu ## change every procedure in one place after the other: the stories must notice
	.bin/donthu test --mutate --min 95 procedures/library

test-web: $(if $(HAS_NPM),web/node_modules/.package-lock.json) ## tests of the page's parts
	cd web && npm test --silent

test-browser: .bin/donthu .bin/devserver $(if $(HAS_NPM),web/node_modules/.package-lock.json) ## the page in a browser, against the whole product
	CHROMIUM=$${CHROMIUM:-$$(command -v chromium || command -v chromium-browser || command -v google-chrome)} \
		tools/with-dev.sh npm --prefix web run e2e --silent

lint: lint-go lint-web ## all that a machine can object to

lint-go: ## formatting, vet, staticcheck, workflow determinism, the ten nevers
	@files=$$(gofmt -l $$(git ls-files -co --exclude-standard '*.go')); test -z "$$files" || { echo "not formatted (gofmt -w): $$files"; exit 1; }
	@for module in . tools tools/devserver; do \
		go -C $$module mod tidy -diff >/dev/null || { echo "$$module/go.mod is not tidy: go -C $$module mod tidy"; exit 1; }; done
	go vet ./...
	@mkdir -p .bin/tools && go -C tools build -o ../.bin/tools/ tool
	.bin/tools/staticcheck ./...
	.bin/tools/workflowcheck ./workflows/...
	go -C tools run ./never ..

lint-web: $(if $(HAS_NPM),web/node_modules/.package-lock.json) ## types and style of the page
	cd web && npm run lint --silent

bench: .bin/donthu .bin/devserver ## measure against a hand-written workflow
	.bin/donthu bench
	.bin/donthu bench --alarms 1000,10000,50000

year: ## a simulated year of a province, 20,000 petitions: every rung once, to whom the law names (a quarter of an hour); the report is .bin/year.txt
	@mkdir -p .bin
	go test ./internal/year -count=1 -timeout 60m -args -seed=0 -petitions=20000 -days=365 -report=$(CURDIR)/.bin/year.txt

histories: .bin/devserver ## record histories of this release, to be replayed by every later build (only adds)
	go test ./workflows -run TestRecordHistories -count=1 -args -record=$$(date +%Y-%m)

gen: web/node_modules/.package-lock.json ## generated files: language page, schemas, the API's description and the page's types of it
	go generate ./...
	cd web && npm run --silent gen

clean: ## remove what was built; .data, the cases, stays
	rm -rf .bin web/dist/assets web/dist/index.html web/test-results web/playwright-report
