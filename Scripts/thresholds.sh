#!/usr/bin/env bash
# Holds what small pieces of work cost to the limits in Benchmarks/thresholds.txt: allocations, what a search counts, and
# instructions, which are the same on every machine of a kind.
#
#   Scripts/thresholds.sh [--update] [--limits FILE]
#
# A cost above its limit fails, and is told with its share above; one that is more than 20 % below is a hint to lower
# the limit. Instructions have a slack of 10 %; where neither the processor's counter can be asked nor valgrind is
# installed they are left out. --update writes the limits anew, --limits takes them from another file.
# The exit status is 1 if a limit is exceeded, 2 if something else went wrong.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LC_ALL=C

usage() { sed -n '2,11s/^# \{0,1\}//p' "$0" >&2; exit 2; }
wrong() { echo "$*" >&2; exit 2; }

limits=Benchmarks/thresholds.txt
update=0
while (($# > 0)); do
  case $1 in
    --update) update=1 ;;
    --limits) (($# > 1)) || usage; limits=$2; shift ;;
    *) usage ;;
  esac
  shift
done
[[ -r $limits ]] || wrong "$limits can't be read"

swift build -c release --package-path Benchmarks --product SuitePeer
peer=$(swift build -c release --package-path Benchmarks --show-bin-path)/SuitePeer
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What tasks name with @/: bundles made of those that are there, a revocation list in DER, and a registry's directory.
fill() {
  # Each has another root; some of these have one name.
  local folder folders=(good wrong-root-same-name expired-root cross-signed-other-root good-4096-sha384 good-4096-sha512
    sha1-root v1-root weak-root-1536 ecdsa ed25519 ml-dsa private-docker-docs private-20-years private-cfssl-like
    private-mkcert-like private-no-key-ids private-openssl-req private-root-without-key-usage private-step-like)
  local registry=$work/certs.d/registry.example.com:5000
  mkdir -p "$work/roots" "$registry"
  for folder in "${folders[@]}"; do cp "TestVectors/$folder/roots.pem" "$work/roots/$folder.pem"; done
  cat "$work"/roots/*.pem >"$work/roots.pem"
  for _ in {1..20}; do cat "$work/roots.pem"; done >"$work/repeated.pem"
  sed '/^-----/d' TestVectors/revocation/complete.pem | base64 -d >"$work/list.crl"
  printf '%s\n' 07 09 0A 0123456789ABCDEF 80 >"$work/serials.txt"
  cp TestVectors/good/roots.pem "$registry/ca.crt"
  cp TestVectors/key-files/p256/certificate.pem "$registry/client.cert"
  cp TestVectors/key-files/p256/sec1.pem "$registry/client.key"
}

# What SuitePeer is asked: six lines a task. Runs before the counted ones let a verifier that is kept learn.
questions() {
  awk -v work="$work" '
    /^[a-z].*: / {
      name = substr($1, 1, length($1) - 1)
      line = "prepare\t" name "\t" $2
      for (i = 3; i <= NF; i++) {
        split($i, field, "=")
        value = substr($i, length(field[1]) + 2)
        if (value ~ /^@\//) value = work substr(value, 2)
        else if (value ~ /\//) value = "TestVectors/" value
        line = line "\t" field[1] "=" value
      }
      # 2026-01-01, when the vectors are meant to be judged.
      if ($2 == "verify") line = line "\tname=www.example.com\ttime=1767225600"
      if ($2 == "handshake") line = line "\troots=TestVectors/handshakes/certificates/roots.pem\ttime=1767225600"
      print line "\nrun\t" name "\t8\nallocations\t" name "\t4\ncounts\t" name "\ninstructions\t" name "\t4\ndrop\t" name
    }' "$limits"
}

# The plain code alone is the same on every machine, and hashes without a random seed.
ask() { env ROOTWARD_ACCELERATION=none SWIFT_DETERMINISTIC_HASHING=1 "$@" rootward <"$work/questions"; }

# The instructions that valgrind counts between the two functions of the program that begin and end such a count: it
# starts a new file with each, the second of a pair being what is wanted. It can't read the debug information.
simulate() {
  strip --strip-debug -o "$work/SuitePeer" "$peer"
  ask valgrind --tool=callgrind --callgrind-out-file="$work/profile" --dump-before=rootward_instructions_begin \
    --dump-before=rootward_instructions_end "$work/SuitePeer" >/dev/null 2>"$work/complaints" || return 1
  local number=2 file
  while file=$work/profile.$number && [[ -e $file ]]; do
    awk '/^(totals|summary):/ { printf "%.2f\n", $2 / 4; exit }' "$file"
    number=$((number + 2))
  done >"$work/instructions"
}

fill
questions >"$work/questions"
[[ -s $work/questions ]] || wrong "there are no tasks in $limits"
ask "$peer" >"$work/answers"

: >"$work/instructions"
if ((!update)) && ! grep -q '^  instructions ' "$limits"; then
  counter=none
elif [[ $(uname -m) != x86_64 ]]; then
  echo "instructions are left out: the limits are those of x86-64"
  counter=none
elif ! grep -q '^none$' <(awk 'NR % 6 == 5' "$work/answers"); then
  counter=processor
elif command -v valgrind >/dev/null && command -v strip >/dev/null && simulate; then
  counter=valgrind
else
  echo "instructions are left out: no counter of the processor can be asked here, and no valgrind"
  counter=none
fi

code=0
awk -v update="$update" -v counter="$counter" -f Scripts/thresholds.awk \
  "$work/answers" "$work/instructions" "$limits" >"$work/report" || code=$?
((code < 2)) || { cat "$work/report" >&2; exit 2; }
if ((update)); then
  cp "$work/report" "$limits"
  echo "$limits is written anew"
else
  cat "$work/report"
fi
exit "$code"
