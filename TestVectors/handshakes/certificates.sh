#!/usr/bin/env bash
# Makes the keys and certificates that the recorded handshakes use, with OpenSSL 3 and without a network.
#
#   certificates.sh FOLDER [large]
#
# Per NAME it leaves NAME.key, NAME.pem (the leaf) and NAME.chain (leaf and intermediate) in FOLDER, and there
# roots.pem (both roots), intermediates.pem, other-root.pem, ocsp-p256.der, sct.bin and dh.pem. Names, serial numbers
# and dates are the same each time; keys are new. Everything is valid from 2020 to 2100 unless its name says otherwise.

set -euo pipefail
export LC_ALL=C
work=${1:?usage: certificates.sh FOLDER}
mkdir -p "$work"
work=$(cd "$work" && pwd)
serial=0

cat >"$work/openssl.cnf" <<CONFIG
[req]
distinguished_name = subject
[subject]
[ca]
default_ca = test
[test]
database = $work/index.txt
new_certs_dir = $work
serial = $work/serial
unique_subject = no
default_md = sha256
policy = anything
default_days = 1
[anything]
commonName = optional
CONFIG
: >"$work/index.txt"

# key NAME KIND
key() {
  case $2 in
    rsa) openssl genrsa -out "$work/$1.key" 2048 2>/dev/null ;;
    pss) openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -out "$work/$1.key" 2>/dev/null ;;
    p256) openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/$1.key" ;;
    p384) openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out "$work/$1.key" ;;
    p521) openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-521 -out "$work/$1.key" ;;
    ed25519) openssl genpkey -algorithm ED25519 -out "$work/$1.key" ;;
    ed448) openssl genpkey -algorithm ED448 -out "$work/$1.key" ;;
  esac
}

# certificate NAME KIND COMMON-NAME ISSUER EXTENSIONS; ISSUER is the NAME of an earlier certificate, or "self".
certificate() {
  local name=$1 kind=$2 subject=$3 issuer=$4 extensions=$5
  serial=$((serial + 1))
  printf '5254%012X\n' "$serial" >"$work/serial"
  [[ -f $work/$name.key ]] || key "$name" "$kind"
  openssl req -new -config "$work/openssl.cnf" -utf8 -key "$work/$name.key" \
    -subj "/C=XX/O=Rootward Tests/CN=$subject" -out "$work/request.pem"
  printf '%s\n' "$extensions" >"$work/extensions.cnf"
  local arguments=(-config "$work/openssl.cnf" -batch -notext -preserveDN -in "$work/request.pem"
    -out "$work/$name.pem" -startdate "${from:-20200101000000Z}" -enddate "${to:-21000101000000Z}"
    -extfile "$work/extensions.cnf")
  if [[ $issuer == self ]]; then
    arguments+=(-selfsign -keyfile "$work/$name.key")
  else
    arguments+=(-cert "$work/$issuer.pem" -keyfile "$work/$issuer.key")
  fi
  openssl ca "${arguments[@]}" 2>"$work/log" || { cat "$work/log" >&2; echo "no certificate $name" >&2; exit 1; }
  cat "$work/$name.pem" >"$work/$name.chain"
  [[ $issuer == self || $issuer == *root* ]] || cat "$work/$issuer.pem" >>"$work/$name.chain"
}

identifiers=$'subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid'
authority=$'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n'"$identifiers"
end=$'basicConstraints=critical,CA:FALSE\n'"$identifiers"
signs=$'\nkeyUsage=critical,digitalSignature'
for_servers=$'\nextendedKeyUsage=serverAuth'
server="$for_servers"$'\nsubjectAltName=DNS:www.example.com,IP:127.0.0.1,IP:::1'
client=$'\nextendedKeyUsage=clientAuth'

certificate root-rsa rsa "Rootward Test Handshake Root RSA" self "$authority"
certificate root-ec p256 "Rootward Test Handshake Root EC" self "$authority"
certificate other-root p256 "Rootward Test Other Root" self "$authority"
certificate intermediate-rsa rsa "Rootward Test Handshake Intermediate RSA" root-rsa "$authority"
certificate intermediate-ec p256 "Rootward Test Handshake Intermediate EC" root-ec "$authority"

for kind in rsa pss p256 p384 p521 ed25519 ed448; do
  issuer=intermediate-ec usage=$signs
  [[ $kind == rsa || $kind == pss ]] && issuer=intermediate-rsa
  [[ $kind == rsa ]] && usage+=,keyEncipherment
  certificate "server-$kind" "$kind" www.example.com "$issuer" "$end$usage$server"
  certificate "client-$kind" "$kind" "Rootward Test Client $kind" "$issuer" "$end$signs$client"
done

# Good ones with other keys, which stand in for stolen certificates.
certificate server-second p256 www.example.com intermediate-ec "$end$signs$server"
certificate client-second p256 "Rootward Test Client second" intermediate-ec "$end$signs$client"

# What is large: a certificate of about 64 KB, and a chain of 100. Not committed, so made only where it is asked for.
if [[ ${2-} == large ]]; then
  comment=$(printf 'Rootward %.0s' {1..7000})
  certificate server-large p256 www.example.com intermediate-ec "$end$signs$server"$'\nnsComment='"$comment"
  issuer=root-ec chain=''
  for ((index = 1; index < 99; index++)); do
    certificate "many-$index" p256 "Rootward Test Intermediate $index" "$issuer" "$authority"
    issuer=many-$index
    chain="$(<"$work/$issuer.pem")"$'\n'"$chain"
  done
  certificate server-many p256 www.example.com "$issuer" "$end$signs$server"
  printf '%s\n%s' "$(<"$work/server-many.pem")" "$chain" >"$work/server-many.chain"
fi

# What must fail.
to=20210101000000Z certificate server-expired p256 www.example.com intermediate-ec "$end$signs$server"
to=20210101000000Z certificate client-expired p256 "Rootward Test Client expired" intermediate-ec "$end$signs$client"
certificate server-other p256 www.example.com other-root "$end$signs$server"
certificate client-other p256 "Rootward Test Client other" other-root "$end$signs$client"
certificate server-host p256 www.example.net intermediate-ec \
  "$end$signs$for_servers"$'\nsubjectAltName=DNS:www.example.net'
certificate server-for-clients p256 www.example.com intermediate-ec \
  "$end$signs$client"$'\nsubjectAltName=DNS:www.example.com'
certificate client-for-servers p256 "Rootward Test Client for servers" intermediate-ec \
  "$end$signs$for_servers"
cp "$work/server-p256.pem" "$work/server-short.pem"
cp "$work/server-p256.key" "$work/server-short.key"
cp "$work/server-short.pem" "$work/server-short.chain" # no intermediate

cat "$work/root-rsa.pem" "$work/root-ec.pem" >"$work/roots.pem"
cat "$work/intermediate-rsa.pem" "$work/intermediate-ec.pem" >"$work/intermediates.pem"

# A stapled response for server-p256, good from 2020 to 2100, and a signed certificate timestamp of an invented log.
python3 "$(dirname "${BASH_SOURCE[0]}")/staple.py" "$work" server-p256 intermediate-ec \
  "$work/ocsp-p256.der" "$work/sct.bin"

# A DH group for servers that make none of their own (RFC 7919).
openssl genpkey -genparam -algorithm DH -pkeyopt group:ffdhe2048 -out "$work/dh.pem" 2>/dev/null
