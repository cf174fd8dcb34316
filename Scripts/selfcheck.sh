#!/usr/bin/env bash
# Compares Rootward's verdicts on random signatures, and on the same with one bit altered, with OpenSSL's.
#
#   Scripts/selfcheck.sh N [ALGORITHM...]
#
# N signatures are made for each ALGORITHM, such as rsa-pkcs1-2048, rsa-pss-4096, rsa-general, ecdsa-p256, ed448 or
# ml-dsa-44; without one for all that libcrypto has. It runs thrice, side by side: with all of the processor's
# instructions, with those of a common one (AVX2), and with none beyond the baseline. Each line says which one it is
# from. The exit status is 1 if a signature is judged differently, 2 if something else went wrong, 77 if there is no
# libcrypto to build against.
#
# The libcrypto is the one that the program finds when it runs: LD_LIBRARY_PATH may lead it to a newer one.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

[[ ${1-} =~ ^[1-9][0-9]*$ ]] || { sed -n '2,12s/^# \{0,1\}//p' "$0" >&2; exit 2; }
[[ -e /usr/include/openssl/evp.h ]] || { echo "skipped: libcrypto's headers (Debian: libssl-dev) are missing"; exit 77; }

swift build -c release --package-path Benchmarks --product SignatureSelfCheck
program=$(swift build -c release --package-path Benchmarks --show-bin-path)/SignatureSelfCheck

# label NAME: the standard input, each line after NAME.
label() { while IFS= read -r line; do printf '%-8s %s\n' "$1" "$line"; done; }

env -u ROOTWARD_ACCELERATION "$program" "$@" > >(label all) 2>&1 &
runs=($!)
ROOTWARD_ACCELERATION=sha,avx2 "$program" "$@" > >(label avx2) 2>&1 &
runs+=($!)
ROOTWARD_ACCELERATION=none "$program" "$@" > >(label none) 2>&1 &
runs+=($!)

status=0
for run in "${runs[@]}"; do
  other=0
  wait "$run" || other=$?
  # A disagreement says more than a failure.
  ((other == 0 || status == 1)) || status=$other
done
# The last lines come through pipes.
wait
exit "$status"
