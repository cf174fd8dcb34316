#!/usr/bin/env bash
# Lists the cases of all conformance suites that cost most, each measured alone in a release build.
#
#   Scripts/slowest.sh [COUNT] [FOLDER]
#
# COUNT is how many are listed, 20 unless given. FOLDER holds the suites in limbo/, pkits/, wycheproof/ and chains/; it
# is ../shared/conformance unless given. A case that takes more than 50 ms makes the exit code 1.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

count=${1:-20}
folder=${2:-../shared/conformance}

swift build -c release --product rootward-conformance >&2
run=$(swift build -c release --show-bin-path)/rootward-conformance
list=$(mktemp)
trap 'rm -f "$list"' EXIT

# suite SUITE FILE...: what fails in it is the business of another script.
suite() { "$run" "$@" --slowest "$count" | grep '^slow: ' >>"$list" || true; }

suite limbo "$folder"/limbo/limbo*.json
suite pkits "$folder/pkits/pkits.json"
suite wycheproof "$folder"/wycheproof/*.json
suite chains "$folder"/chains/*.json

sort -t ' ' -k 2,2 -r -n "$list" | head -n "$count"
slow=$(awk '$2 > 50' "$list" | wc -l)
if ((slow > 0)); then
  echo "$slow cases take more than 50 ms" >&2
  exit 1
fi
