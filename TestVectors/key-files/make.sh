#!/usr/bin/env bash
# Makes the keys in this folder anew, in every form that is read, with bash and OpenSSL 3.5 or newer and without a network.
#
# It is not part of ../make.sh, which an older OpenSSL must be able to run. Each folder is a key: certificate.pem is a
# certificate of its own, and all other files hold the key. All keys are public on purpose; the passphrase of those that
# are encrypted is "test". OPENSSL names another program than the one in the search path.

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

printf '[req]\ndistinguished_name = subject\n[subject]\n' >"$work/openssl.cnf"
serial=0

# key NAME GENPKEY-ARGUMENTS...: the key, its certificate, and PKCS #8 as PEM and as DER.
key() {
  local name=$1
  shift
  rm -rf "$name" && mkdir "$name"
  "$openssl" genpkey "$@" -out "$work/$name.key" 2>/dev/null
  "$openssl" pkey -in "$work/$name.key" >"$name/pkcs8.pem"
  "$openssl" pkcs8 -topk8 -nocrypt -in "$work/$name.key" -outform DER >"$name/pkcs8.der"
  certificate "$name"
}

# certificate NAME: one that the key signs itself. Newer releases add the identifiers by themselves.
certificate() {
  serial=$((serial + 1))
  printf 'subjectKeyIdentifier=none\nauthorityKeyIdentifier=none\nkeyUsage=digitalSignature\n' >"$work/extensions.cnf"
  "$openssl" req -new -config "$work/openssl.cnf" -key "$work/$1.key" -out "$work/request.pem" \
    -subj "/C=XX/O=Rootward Tests/CN=Rootward Test Key $1"
  "$openssl" x509 -req -in "$work/request.pem" -signkey "$work/$1.key" -set_serial "0x52574B0$serial" -days 27000 \
    -extfile "$work/extensions.cnf" -out "$1/certificate.pem" 2>/dev/null
}

# encrypted NAME FILE PKCS8-ARGUMENTS...: PKCS #8, encrypted.
encrypted() {
  local name=$1 file=$2
  shift 2
  "$openssl" pkcs8 -topk8 -in "$work/$name.key" -passout pass:test "$@" >"$name/$file.pem"
}

key rsa -algorithm RSA -pkeyopt rsa_keygen_bits:1024
"$openssl" rsa -in "$work/rsa.key" -traditional 2>/dev/null >rsa/pkcs1.pem
"$openssl" rsa -in "$work/rsa.key" -traditional -outform DER 2>/dev/null >rsa/pkcs1.der
for cipher in aes128 aes192 aes256 des3; do
  "$openssl" rsa -in "$work/rsa.key" -traditional "-$cipher" -passout pass:test 2>/dev/null >"rsa/pkcs1-$cipher.pem"
done
encrypted rsa pkcs8-aes256 -v2 aes-256-cbc

# The sizes that people have.
key rsa-2048 -algorithm RSA -pkeyopt rsa_keygen_bits:2048
key rsa-4096 -algorithm RSA -pkeyopt rsa_keygen_bits:4096
key rsa-exponent-3 -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -pkeyopt rsa_keygen_pubexp:3

key rsa-pss -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:1024
key rsa-pss-sha256 -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:1024 -pkeyopt rsa_pss_keygen_md:sha256 \
  -pkeyopt rsa_pss_keygen_mgf1_md:sha256 -pkeyopt rsa_pss_keygen_saltlen:32

for curve in 256 384 521; do
  name=p$curve
  group=P-$curve
  key "$name" -algorithm EC -pkeyopt "group:$group"
  "$openssl" ec -in "$work/$name.key" 2>/dev/null >"$name/sec1.pem"
  "$openssl" ec -in "$work/$name.key" -outform DER 2>/dev/null >"$name/sec1.der"
  "$openssl" ec -in "$work/$name.key" -no_public 2>/dev/null >"$name/sec1-without-public-key.pem"
  "$openssl" ec -in "$work/$name.key" -conv_form compressed 2>/dev/null >"$name/sec1-compressed.pem"
done
# As "openssl ecparam -genkey" writes it.
{ "$openssl" ecparam -name prime256v1 && cat p256/sec1.pem; } >p256/sec1-with-parameters.pem
for cipher in aes128 aes192 aes256 des3; do
  "$openssl" ec -in "$work/p256.key" "-$cipher" -passout pass:test 2>/dev/null >"p256/sec1-$cipher.pem"
done
for digest in SHA1 SHA224 SHA256 SHA384 SHA512 SHA512-224 SHA512-256; do
  encrypted p256 "pkcs8-$digest" -v2 aes-256-cbc -v2prf "hmacWith$digest" -iter 100
done
encrypted p256 pkcs8-aes128 -v2 aes-128-cbc
encrypted p256 pkcs8-aes192 -v2 aes-192-cbc
encrypted p256 pkcs8-des3 -v2 des3
encrypted p256 pkcs8-scrypt -scrypt -scrypt_N 1024 -scrypt_r 8 -scrypt_p 2
encrypted p256 pkcs8-scrypt-default -scrypt
encrypted p256 pkcs8-aes256 -v2 aes-256-cbc
"$openssl" pkcs8 -topk8 -in "$work/p256.key" -passout pass:test -outform DER >p256/pkcs8-encrypted.der

key ed25519 -algorithm ED25519
encrypted ed25519 pkcs8-aes256 -v2 aes-256-cbc
key ed448 -algorithm ED448

# The three forms of RFC 9881.
for set in 44 65 87; do
  name=mldsa$set
  key "$name" -algorithm "ML-DSA-$set"
  for format in seed-only priv-only seed-priv; do
    printf 'openssl_conf = init\n[init]\nproviders = providers\n[providers]\ndefault = shipped\n[shipped]\nactivate = 1\nml-dsa.output_formats = %s\n' \
      "$format" >"$work/provider.cnf"
    OPENSSL_CONF="$work/provider.cnf" "$openssl" pkey -in "$work/$name.key" >"$name/pkcs8-$format.pem"
  done
  rm "$name/pkcs8.pem" "$name/pkcs8.der"
done
OPENSSL_CONF="$work/provider.cnf" encrypted mldsa44 pkcs8-aes256 -v2 aes-256-cbc

# What is not read, each for a reason of its own.
rm -rf refused && mkdir refused
"$openssl" dsaparam -genkey -noout 1024 2>/dev/null >"$work/dsa.key"
"$openssl" pkey -in "$work/dsa.key" >refused/dsa-pkcs8.pem
"$openssl" dsa -in "$work/dsa.key" 2>/dev/null >refused/dsa.pem || cp "$work/dsa.key" refused/dsa.pem
"$openssl" genpkey -algorithm EC -pkeyopt group:P-224 >refused/p224.pem
"$openssl" genpkey -algorithm EC -pkeyopt group:brainpoolP256r1 >refused/brainpool.pem
"$openssl" ec -in "$work/p256.key" -param_enc explicit 2>/dev/null >refused/explicit-curve.pem
"$openssl" genpkey -algorithm X25519 >refused/x25519.pem
"$openssl" genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:512 2>/dev/null >refused/rsa-512.pem
"$openssl" genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -pkeyopt rsa_keygen_primes:3 2>/dev/null \
  >refused/three-primes.pem
"$openssl" pkcs12 -export -inkey "$work/p256.key" -in p256/certificate.pem -passout pass:test -out refused/pkcs12.der
"$openssl" pkcs8 -topk8 -in "$work/p256.key" -passout pass:test -v2 camellia-256-cbc >refused/camellia.pem
"$openssl" ec -in "$work/p256.key" -camellia256 -passout pass:test 2>/dev/null >refused/camellia-sec1.pem
"$openssl" pkcs8 -topk8 -in "$work/p256.key" -passout pass:test -v1 PBE-SHA1-3DES >refused/pbe-sha1-3des.pem

# What people call a chain: the certificate of the key as "-text" writes it, and then the one of its issuer.
{ "$openssl" x509 -text -in p256/certificate.pem && cat rsa/certificate.pem; } >chain.pem
cat rsa/certificate.pem p256/certificate.pem >reversed.pem
cat p256/certificate.pem p256/pkcs8.pem >both.pem

# Every key says what it is.
find . -name '*.pem' ! -name certificate.pem ! -name chain.pem ! -name reversed.pem | while read -r file; do
  { echo "Rootward TEST key, public on purpose" && cat "$file"; } >"$work/file" && cp "$work/file" "$file"
done

echo "keys: $(find . -type f | wc -l) files"
