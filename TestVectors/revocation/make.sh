#!/usr/bin/env bash
# Makes the lists in this folder anew, with bash and OpenSSL 3.0 or newer and without a network. They are made to be read
# and to seed fuzzers; keys are thrown away, so that every run gives others.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export LC_ALL=C

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/openssl.cnf" <<END
[req]
distinguished_name = subject
[subject]
[ca]
default_ca = authority
[authority]
database = $work/index.txt
crlnumber = $work/crlnumber
default_md = sha256
default_crl_days = 30
[complete]
authorityKeyIdentifier = keyid
[delta]
authorityKeyIdentifier = keyid
2.5.29.27 = critical,DER:020101
[scoped]
authorityKeyIdentifier = keyid
issuingDistributionPoint = critical,@scope
freshestCRL = URI:http://crl.example.com/delta.crl
[scope]
fullname = URI:http://crl.example.com/1.crl
onlyuser = TRUE
onlysomereasons = keyCompromise,CACompromise
[indirect]
issuingDistributionPoint = critical,@others
[others]
relativename = lists
indirectCRL = TRUE
[lists]
OU = Lists
[authority_certificate]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[server_certificate]
subjectAltName = DNS:www.example.com
authorityKeyIdentifier = keyid
crlDistributionPoints = point
[point]
fullname = URI:http://crl.example.com/1.crl
reasons = keyCompromise,CACompromise
CRLissuer = dirName:signer
[signer]
CN = Rootward Test Revocation
END

key() { openssl ecparam -name prime256v1 -genkey -noout -out "$work/$1.key"; }
key root
key leaf
openssl req -new -x509 -config "$work/openssl.cnf" -key "$work/root.key" -subj "/CN=Rootward Test Revocation" \
  -extensions authority_certificate -days 36500 -out "$work/root.pem"
openssl req -new -config "$work/openssl.cnf" -key "$work/leaf.key" -subj "/CN=www.example.com" -out "$work/request.pem"
openssl x509 -req -in "$work/request.pem" -CA "$work/root.pem" -CAkey "$work/root.key" -set_serial 7 -days 36500 \
  -extfile "$work/openssl.cnf" -extensions server_certificate -out "$work/leaf.pem" 2>/dev/null

# list NAME SECTION: a list of what stands in the index.
list() {
  local extensions=()
  [[ $2 == none ]] || extensions=(-crlexts "$2")
  openssl ca -config "$work/openssl.cnf" -cert "$work/root.pem" -keyfile "$work/root.key" -gencrl "${extensions[@]}" \
    -crl_lastupdate 20200101000000Z -crl_nextupdate 21000101000000Z 2>/dev/null >"$1.pem"
}
# entry SERIAL REASON
entry() { printf 'R\t300101000000Z\t251115000000Z,%s\t%s\tunknown\t/CN=Test\n' "$2" "$1" >>"$work/index.txt"; }

echo 05 >"$work/crlnumber"
: >"$work/index.txt"
list empty none
entry 07 keyCompromise
entry 0102030405060708090A0B0C0D0E0F1011121314 superseded
entry 09 holdInstruction,holdInstructionReject
entry 0A CAkeyTime,20251001000000Z
list complete complete
list delta delta
list scoped scoped
list indirect indirect
cat "$work/leaf.pem" complete.pem delta.pem scoped.pem indirect.pem "$work/root.pem" >all.pem
