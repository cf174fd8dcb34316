#!/usr/bin/env bash
# Builds the fuzzers with libFuzzer and AddressSanitizer, which finds leaks too, and runs them, one for each processor
# at a time.
#
#   Scripts/fuzz.sh [AMOUNT] [TARGET...]
#
# AMOUNT is a number of seconds for each target (default 60), or a number of runs with an r behind it, such as 1000000r.
# Without a TARGET all are run. Corpora grow in .build-fuzz/corpus/TARGET, from seeds made out of TestVectors/; an input
# that traps, leaks, takes more than a second or more than 2 GB is kept in .build-fuzz/findings/TARGET.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

amount=${1:-60}
[[ $amount =~ ^[0-9]+r?$ ]] || { sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2; }
[[ $amount == *r ]] && limit="-runs=${amount%r}" || limit="-max_total_time=$amount"
shift || true
targets=("$@")
if ((${#targets[@]} == 0)); then
  for folder in Tests/Fuzz/Fuzz*/; do targets+=("$(basename "$folder")"); done
fi

if [[ $(uname) != Linux ]]; then
  echo "skipped: the toolchain brings libFuzzer on Linux only"
  exit 0
fi

scratch=$PWD/.build-fuzz
export ROOTWARD_FUZZ=1
# seeds FOLDER pem|der|both: the test vectors as they are, or each PEM block of them as DER, named by its digest.
# seeds FOLDER toml|json: the configuration files of that kind.
# seeds FOLDER messages: handshake messages.
# seeds FOLDER captures|records|keylog: recordings of handshakes, or parts of them.
# seeds FOLDER batch: streams of items.
seeds() {
  mkdir -p "$1"
  if [[ $2 == toml || $2 == json ]]; then
    cp TestVectors/configuration/*."$2" "$1"
    return
  fi
  if [[ $2 == messages ]]; then
    cp TestVectors/messages/*.bin "$1"
    return
  fi
  if [[ $2 == captures || $2 == records || $2 == keylog || $2 == batch ]]; then
    Scripts/seeds.py "$2" "$1"
    return
  fi
  [[ $2 == der ]] || find TestVectors -type f \( -name '*.pem' -o -name '*.der' -o -name '*.bin' \) -exec sh -c \
    'for file; do cp "$file" "$0/$(echo "$file" | tr / -)"; done' "$1" {} +
  [[ $2 == pem ]] || find TestVectors -type f -name '*.pem' ! -name 'utf16.pem' -exec cat {} + |
    awk -v folder="$1" '
      /^-----BEGIN [A-Z0-9 ]+-----\r?$/ { body = ""; inside = 1; next }
      /^-----END [A-Z0-9 ]+-----\r?$/ {
        if (inside && !(body in seen) && body ~ /^[A-Za-z0-9+\/=\n]+$/) {
          seen[body] = 1
          printf "%s", body | ("base64 -d >" folder "/block-" ++count ".der 2>/dev/null")
          close("base64 -d >" folder "/block-" count ".der 2>/dev/null")
        }
        inside = 0
        next
      }
      inside { gsub(/[ \t\r]/, ""); body = body $0 "\n" }'
}

# Swift's own crash reporter would take the trap before libFuzzer sees it, and keep the input from being saved.
export SWIFT_BACKTRACE=enable=no
fuzz() { # fuzz TARGET
  local target=$1 corpus findings kind log input fuzzer
  corpus=$scratch/corpus/$target findings=$scratch/findings/$target
  mkdir -p "$corpus" "$findings"
  case $target in
    FuzzPEM | FuzzVerify | FuzzRegistryFiles) kind=pem ;;
    FuzzRevocationLists | FuzzOCSPResponses | FuzzPrivateKeys) kind=both ;;
    FuzzTOML) kind=toml ;;
    FuzzJSON) kind=json ;;
    FuzzHandshakeMessages) kind=messages ;;
    FuzzCaptures) kind=captures ;;
    FuzzRecords) kind=records ;;
    FuzzKeyLog) kind=keylog ;;
    FuzzBatch) kind=batch ;;
    *) kind=der ;;
  esac
  rm -rf "$scratch/seeds/$target"
  seeds "$scratch/seeds/$target" "$kind"
  log=$scratch/$target.log
  # An input may take a second, the sanitizers' share included. On a busy machine one may take longer by no fault of its
  # own, so that it counts only if it takes a second of the processor's time when it is run again, alone.
  "$scratch/release/$target" "$limit" -timeout=20 -report_slow_units=1 -rss_limit_mb=2048 -max_len=65536 \
    -artifact_prefix="$findings/" -print_final_stats=1 "$corpus" "$scratch/seeds/$target" >"$log" 2>&1 &
  fuzzer=$!
  trap 'kill "$fuzzer" 2>/dev/null; exit 1' TERM
  if ! wait "$fuzzer"; then
    tail -n 60 "$log"
    echo "$target: FOUND; the input is in $findings" >&2
    exit 1
  fi
  for input in "$findings"/slow-unit-*; do
    [[ -e $input ]] || continue
    if ! (ulimit -t 1 && exec "$scratch/release/$target" "$input") >/dev/null 2>&1; then
      echo "$target: an input takes a second or more: $input" >&2
      exit 1
    fi
    rm "$input"
  done
  echo "$target: $(find "$scratch/seeds/$target" -type f | wc -l) seeds"
  grep -E '^stat::(number_of_executed_units|average_exec_per_sec|slowest_unit_time_sec|peak_rss_mb)' "$log" |
    sed "s/^stat::/  /"
}

runs=() built=()
trap 'kill $(jobs -rp) 2>/dev/null || true' EXIT
begin() { # begin COUNT: starts what is built while fewer than COUNT run; each prints what it has to say at its end
  while ((${#built[@]} > 0 && $(jobs -rp | wc -l) < $1)); do
    fuzz "${built[0]}" &
    runs+=($!)
    built=("${built[@]:1}")
  done
}

# Linking takes one processor, so that the others can fuzz meanwhile.
# Gold, the default linker on some machines, fails on sanitized objects; the toolchain brings LLVM's.
for target in "${targets[@]}"; do
  swift build --scratch-path "$scratch" -c release --product "$target" -Xswiftc -sanitize=fuzzer,address \
    -Xswiftc -enforce-exclusivity=checked -Xswiftc -Xclang-linker -Xswiftc -fuse-ld=lld
  built+=("$target")
  begin $(($(nproc) - 1))
done
while begin "$(nproc)" && ((${#built[@]} > 0)); do wait -n || true; done
status=0
for run in "${runs[@]}"; do wait "$run" || status=1; done
exit "$status"
