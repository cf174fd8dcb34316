#!/usr/bin/env bash
# Makes the chain and the signatures in this folder anew, with bash and OpenSSL 3.5 or newer and without a network.
#
# It is not part of ../make.sh, which an older OpenSSL must be able to run. Keys come from fixed seeds and signatures are
# the deterministic ones of FIPS 204, so each file comes out the same each time, byte by byte. OPENSSL names another
# program than the one in the search path.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export LC_ALL=C

openssl=${OPENSSL:-openssl}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$openssl" list -signature-algorithms | grep ML-DSA-44 >/dev/null || {
  echo "make.sh: $("$openssl" version) has no ML-DSA; 3.5 or newer is needed" >&2
  exit 1
}

key() { # key NAME SET: from a seed that depends on the name only
  local seed
  seed=$(printf 'rootward test seed %s' "$1" | "$openssl" sha256 -r | cut -c1-64)
  "$openssl" genpkey -algorithm "ML-DSA-$2" -pkeyopt "hexseed:$seed" -out "$work/$1.key"
}

# --- The chain: a set of parameters for each certificate -----------------------------------------------------------

printf '[req]\ndistinguished_name = subject\n[subject]\n' >"$work/openssl.cnf"

# certificate NAME SET SUBJECT ISSUER SERIAL EXTENSIONS; ISSUER is the NAME of an earlier one, or "self".
certificate() {
  local identifier arguments
  key "$1" "$2"
  identifier=$(printf 'rootward test key %s' "$1" | "$openssl" sha1 -r | cut -c1-40)
  printf '%s\nsubjectKeyIdentifier=%s\nauthorityKeyIdentifier=keyid\n' "$6" "$identifier" >"$work/extensions.cnf"
  "$openssl" req -new -config "$work/openssl.cnf" -key "$work/$1.key" -subj "/C=XX/O=Rootward Tests/CN=$3" \
    -out "$work/request.pem"
  arguments=(-req -in "$work/request.pem" -set_serial "0x5257$5" -not_before 20200101000000Z -not_after 21000101000000Z
    -sigopt deterministic:1 -extfile "$work/extensions.cnf" -out "$work/$1.pem")
  if [[ $4 == self ]]; then
    arguments+=(-signkey "$work/$1.key")
  else
    arguments+=(-CA "$work/$4.pem" -CAkey "$work/$4.key")
  fi
  "$openssl" x509 "${arguments[@]}" 2>/dev/null
}

authority=$'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign'
server=$'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth\nsubjectAltName=DNS:www.example.com'

certificate root 65 "Rootward Test ML-DSA-65 Root" self 000000204001 "$authority"
certificate intermediate 87 "Rootward Test ML-DSA-87 Intermediate" root 000000204002 "$authority"
certificate leaf 44 "www.example.com" intermediate 000000204003 "$server"
cat "$work/root.pem" >roots.pem
cat "$work/leaf.pem" "$work/intermediate.pem" >chain.pem

# --- Signatures ----------------------------------------------------------------------------------------------------

hexadecimal() { od -An -v -tx1 | tr -d ' \n'; }

# The message is longer than a context may be, so that a test can cut it into one that is too long and a rest.
printf 'Rootward test message %02d. ' $(seq 1 12) >"$work/message"
context="Rootward test context"
for set in 44 65 87; do
  key "signer-$set" "$set"
  sign() { # sign OPTION...
    "$openssl" pkeyutl -sign -rawin -in "$work/message" -inkey "$work/signer-$set.key" \
      -pkeyopt deterministic:1 "$@" | hexadecimal
  }
  {
    echo "# ML-DSA-$set: a key's bytes and two signatures of it, without and with a context, in hexadecimal."
    # The bytes of the key are the end of its SubjectPublicKeyInfo, behind 22 bytes.
    echo "key $("$openssl" pkey -in "$work/signer-$set.key" -pubout -outform DER | tail -c +23 | hexadecimal)"
    echo "message $(hexadecimal <"$work/message")"
    echo "context $(printf '%s' "$context" | hexadecimal)"
    echo "signature $(sign)"
    echo "signature-in-context $(sign -pkeyopt "context-string:$context")"
  } >"$set.txt"
done
