#!/usr/bin/env bash
# Makes every certificate, key and bundle in this folder anew, with bash and OpenSSL 3 and without a network.
#
# Names, serial numbers, dates and key identifiers come out the same each time; keys, and with them signatures and
# fingerprints, are new each time. Private keys live in a temporary folder that is removed at the end, except for the
# few in keys/, which tests need in order to recognize a key file. README.md says what each folder is for.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export LC_ALL=C

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
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
crlnumber = $work/crlnumber
unique_subject = no
default_md = sha256
policy = anything
default_days = 1
[anything]
commonName = optional
CONFIG
: >"$work/index.txt"
echo 01 >"$work/crlnumber"

# --- Keys ---------------------------------------------------------------------------------------------------------

rsa() { openssl genrsa -out "$work/$1.key" "$2" 2>/dev/null; }
rsa_with_exponent() {
  openssl genpkey -quiet -algorithm RSA -pkeyopt "rsa_keygen_bits:$2" -pkeyopt "rsa_keygen_pubexp:$3" \
    -out "$work/$1.key" 2>/dev/null ||
    openssl genpkey -algorithm RSA -pkeyopt "rsa_keygen_bits:$2" -pkeyopt "rsa_keygen_pubexp:$3" \
      -out "$work/$1.key" 2>/dev/null
}
ec() { openssl genpkey -algorithm EC -pkeyopt "ec_paramgen_curve:$2" -out "$work/$1.key"; }

# --- Certificates -------------------------------------------------------------------------------------------------

# What the variables mean when a caller sets none of them.
default_from=20200101000000Z
default_to=21000101000000Z

# A key identifier that depends on the key's name only, so that texts that quote it stay the same.
key_identifier() { printf 'rootward test key %s' "$1" | openssl sha1 -r | cut -c1-40; }

# certificate NAME KEY SUBJECT ISSUER EXTENSIONS
#   ISSUER is the NAME of an earlier certificate, or "self". EXTENSIONS are lines of OpenSSL's extension syntax; without
#   any, the result is a version 1 certificate. The variables md, from, to, sigopt, string_mask and utf8 change the rest.
certificate() {
  local name=$1 key=$2 subject=$3 issuer=$4 extensions=$5
  serial=$((serial + 1))
  printf '5257%012X\n' "$serial" >"$work/serial"
  printf '%s\n' "$key" >"$work/$name.keyname"
  local config="$work/openssl.cnf"
  if [[ -n ${string_mask:-} ]]; then
    sed "s/^distinguished_name = subject/&\nstring_mask = $string_mask/" "$config" >"$work/masked.cnf"
    config=$work/masked.cnf
  fi
  openssl req -new -config "$config" -utf8 -key "$work/$key.key" -subj "$subject" -out "$work/request.pem"
  local arguments=(-config "$work/openssl.cnf" -batch -notext -preserveDN -in "$work/request.pem" -out "$work/$name.pem"
    -md "${md:-sha256}" -startdate "${from:-$default_from}" -enddate "${to:-$default_to}")
  if [[ -n $extensions ]]; then
    printf '%s\n' "${extensions//@KEYID@/$(key_identifier "$key")}" >"$work/extensions.cnf"
    arguments+=(-extfile "$work/extensions.cnf")
  fi
  if [[ $issuer == self ]]; then
    arguments+=(-selfsign -keyfile "$work/$key.key")
  else
    arguments+=(-cert "$work/$issuer.pem" -keyfile "$work/$(<"$work/$issuer.keyname").key")
  fi
  local option
  for option in ${sigopt:-}; do arguments+=(-sigopt "$option"); done
  openssl ca "${arguments[@]}" 2>"$work/log" || {
    cat "$work/log" >&2
    echo "make.sh: no certificate $name" >&2
    exit 1
  }
}

identifiers=$'subjectKeyIdentifier=@KEYID@\nauthorityKeyIdentifier=keyid'
ca_usage='keyUsage=critical,keyCertSign,cRLSign'
ca_extensions=$'basicConstraints=critical,CA:TRUE\n'"$ca_usage"$'\n'"$identifiers"
leaf_usage=$'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature,keyEncipherment\n'"$identifiers"
leaf_extensions="$leaf_usage"$'\nextendedKeyUsage=serverAuth\nsubjectAltName=DNS:www.example.com'

organization='/C=XX/O=Rootward Tests'

root() { certificate "$1" "$2" "$organization/CN=$3" self "$ca_extensions"; }
intermediate() { certificate "$1" "$2" "$organization/CN=$3" "$4" "${5:-$ca_extensions}"; }
leaf() { certificate "$1" "$2" "$organization/CN=www.example.com" "$3" "${4:-$leaf_extensions}"; }

# folder NAME ROOTS CHAIN...: writes NAME/roots.pem and NAME/chain.pem from certificates; ROOTS is a list of names.
folder() {
  local name=$1 roots=$2 part
  shift 2
  rm -rf "$name" && mkdir "$name"
  for part in $roots; do cat "$work/$part.pem"; done >"$name/roots.pem"
  for part in "$@"; do cat "$work/$part.pem"; done >"$name/chain.pem"
}

# --- The common hierarchy -----------------------------------------------------------------------------------------

rsa R1 2048
rsa R2 2048
rsa I1 2048
rsa I2 2048
rsa L1 2048
rsa R4096 4096
rsa L1024 1024
rsa L512 512
rsa L2052 2052
rsa R1536 1536
rsa_with_exponent L34 2048 8589934593
rsa_with_exponent L64 2048 18446744073709551557
ec E1 P-256
ec E2 P-384
ec EL P-256
openssl genpkey -algorithm ED25519 -out "$work/D1.key"
openssl genpkey -algorithm ED25519 -out "$work/DL.key"

root root R1 "Rootward Test Root R1"
root other-root R2 "Rootward Test Root R2"
root same-name-root R2 "Rootward Test Root R1"
intermediate intermediate I1 "Rootward Test Intermediate I1" root
leaf leaf L1 intermediate

leaf good-leaf L1 intermediate "$leaf_usage
extendedKeyUsage=serverAuth,clientAuth
subjectAltName=DNS:www.example.com,DNS:*.apps.example.com,IP:192.0.2.7,IP:2001:db8::7"
folder good root good-leaf intermediate
folder missing-intermediate root good-leaf
folder wrong-root-same-name same-name-root good-leaf intermediate
folder wrong-root-other-name other-root good-leaf intermediate
folder misordered root good-leaf root other-root intermediate
folder duplicated "root root" good-leaf intermediate intermediate good-leaf root root

# --- Digests and key sizes ----------------------------------------------------------------------------------------

for md in sha384 sha512; do
  root "root-4096-$md" R4096 "Rootward Test Root 4096 $md"
  intermediate "intermediate-4096-$md" I1 "Rootward Test Intermediate $md" "root-4096-$md"
  leaf "leaf-4096-$md" L1 "intermediate-4096-$md"
  folder "good-4096-$md" "root-4096-$md" "leaf-4096-$md" "intermediate-4096-$md"
done
unset md

md=sha224 leaf sha224-leaf L1 intermediate
folder sha224-leaf root sha224-leaf intermediate
md=sha1 leaf sha1-leaf L1 intermediate
folder sha1-leaf root sha1-leaf intermediate
md=sha1 intermediate sha1-intermediate I2 "Rootward Test SHA-1 Intermediate" root
leaf under-sha1 L1 sha1-intermediate
folder sha1-intermediate root under-sha1 sha1-intermediate
# A root's own signature proves nothing, so its digest must not matter.
md=sha1 root sha1-root R1 "Rootward Test SHA-1 Root"
intermediate under-sha1-root I1 "Rootward Test Intermediate under SHA-1 Root" sha1-root
leaf leaf-under-sha1-root L1 under-sha1-root
folder sha1-root sha1-root leaf-under-sha1-root under-sha1-root
md=md5 leaf md5-leaf L1 intermediate
folder md5-leaf root md5-leaf intermediate

leaf weak-leaf-1024 L1024 intermediate
folder weak-leaf-1024 root weak-leaf-1024 intermediate
leaf weak-leaf-512 L512 intermediate
folder weak-leaf-512 root weak-leaf-512 intermediate
intermediate weak-intermediate L1024 "Rootward Test 1024-bit Intermediate" root
leaf under-weak L1 weak-intermediate
folder weak-intermediate-1024 root under-weak weak-intermediate
root weak-root R1536 "Rootward Test 1536-bit Root"
intermediate under-weak-root I1 "Rootward Test Intermediate under 1536-bit Root" weak-root
leaf leaf-under-weak-root L1 under-weak-root
folder weak-root-1536 weak-root leaf-under-weak-root under-weak-root

intermediate odd-size L2052 "Rootward Test 2052-bit Intermediate" root
leaf under-odd-size L1 odd-size
folder rsa-2052 root under-odd-size odd-size
intermediate exponent-34 L34 "Rootward Test Intermediate with a 34-bit exponent" root
leaf under-exponent-34 L1 exponent-34
folder rsa-exponent-34-bits root under-exponent-34 exponent-34
intermediate exponent-64 L64 "Rootward Test Intermediate with a 64-bit exponent" root
leaf under-exponent-64 L1 exponent-64
folder rsa-exponent-64-bits root under-exponent-64 exponent-64

# --- Other algorithms ---------------------------------------------------------------------------------------------

root ecdsa-root E1 "Rootward Test ECDSA Root P-256"
md=sha384 intermediate ecdsa-intermediate E2 "Rootward Test ECDSA Intermediate P-384" ecdsa-root
md=sha384 leaf ecdsa-leaf EL ecdsa-intermediate
folder ecdsa ecdsa-root ecdsa-leaf ecdsa-intermediate
leaf ecdsa-leaf-under-rsa EL intermediate
folder ecdsa-leaf-under-rsa root ecdsa-leaf-under-rsa intermediate
root ed25519-root D1 "Rootward Test Ed25519 Root"
leaf ed25519-leaf DL ed25519-root
folder ed25519 ed25519-root ed25519-leaf
sigopt="rsa_padding_mode:pss rsa_pss_saltlen:32" leaf pss-leaf L1 intermediate
folder rsa-pss root pss-leaf intermediate

# --- Time ---------------------------------------------------------------------------------------------------------

to=20210101000000Z leaf expired-leaf L1 intermediate
folder expired-leaf root expired-leaf intermediate
to=20210101000000Z intermediate expired-intermediate I1 "Rootward Test Intermediate I1" root
folder expired-intermediate root leaf expired-intermediate
to=20210101000000Z root expired-root R1 "Rootward Test Root R1"
folder expired-root expired-root leaf intermediate
from=20990101000000Z leaf not-yet-valid L1 intermediate
folder not-yet-valid root not-yet-valid intermediate
# Valid for exactly the one second that tests ask about: both ends are inclusive.
from=20260101000000Z to=20260101000000Z leaf one-second L1 intermediate
folder one-second root one-second intermediate

# --- Names --------------------------------------------------------------------------------------------------------

leaf wrong-host L1 intermediate "$leaf_usage
extendedKeyUsage=serverAuth
subjectAltName=DNS:www.example.net,DNS:example.net,IP:192.0.2.99"
folder wrong-host root wrong-host intermediate
leaf common-name-only L1 intermediate "$leaf_usage
extendedKeyUsage=serverAuth"
folder common-name-only root common-name-only intermediate
leaf idn L1 intermediate "$leaf_usage
extendedKeyUsage=serverAuth
subjectAltName=DNS:xn--bcher-kva.example.com,DNS:*.xn--strae-oqa.example.com"
folder idn root idn intermediate
certificate empty-subject L1 / intermediate "$leaf_usage
extendedKeyUsage=serverAuth
subjectAltName=critical,DNS:www.example.com"
folder empty-subject root empty-subject intermediate

certificate utf8-intermediate I1 '/C=XX/O=Büro für Prüfungen/CN=Rootward Test 中間 Ёлка' root "$ca_extensions"
leaf utf8-leaf L1 utf8-intermediate
folder names-utf8 root utf8-leaf utf8-intermediate
string_mask=MASK:0x800 certificate bmp-intermediate I1 '/O=Büro für Prüfungen/CN=Rootward Test BMP Ёлка' root \
  "$ca_extensions"
leaf bmp-leaf L1 bmp-intermediate
folder names-bmp root bmp-leaf bmp-intermediate
# The issuer field of the leaf spells its issuer's subject with other letters, spaces and string types.
string_mask=utf8only certificate spelled-otherwise I1 '/C=XX/O=ROOTWARD tests/CN=  rootward TEST   Intermediate i1 ' root \
  "$ca_extensions"
leaf names-mixed-case L1 spelled-otherwise
folder names-mixed-case root names-mixed-case intermediate

# --- What an issuer must be ---------------------------------------------------------------------------------------

intermediate not-a-ca I1 "Rootward Test Not a CA" root "$leaf_extensions"
leaf under-not-a-ca L1 not-a-ca
folder not-a-ca root under-not-a-ca not-a-ca
intermediate no-basic-constraints I1 "Rootward Test without Basic Constraints" root "$ca_usage
$identifiers"
leaf under-no-basic-constraints L1 no-basic-constraints
folder no-basic-constraints root under-no-basic-constraints no-basic-constraints
certificate v1 I1 "$organization/CN=Rootward Test Version 1 Intermediate" root ""
leaf under-v1 L1 v1 "${leaf_extensions/authorityKeyIdentifier=keyid/}"
folder v1-intermediate root under-v1 v1
certificate v1-root R1 "$organization/CN=Rootward Test Version 1 Root" self ""
leaf under-v1-root L1 v1-root "${leaf_extensions/authorityKeyIdentifier=keyid/}"
folder v1-root v1-root under-v1-root
intermediate path-length-0 I1 "Rootward Test Path Length 0" root "basicConstraints=critical,CA:TRUE,pathlen:0
$ca_usage
$identifiers"
intermediate below-path-length-0 I2 "Rootward Test Below Path Length 0" path-length-0
leaf path-length-leaf L1 below-path-length-0
folder path-length root path-length-leaf below-path-length-0 path-length-0
intermediate no-key-cert-sign I1 "Rootward Test without keyCertSign" root "basicConstraints=critical,CA:TRUE
keyUsage=critical,digitalSignature,cRLSign
$identifiers"
leaf under-no-key-cert-sign L1 no-key-cert-sign
folder no-key-cert-sign root under-no-key-cert-sign no-key-cert-sign

# --- Purpose and extensions ---------------------------------------------------------------------------------------

leaf client-leaf L1 intermediate "$leaf_usage
extendedKeyUsage=clientAuth
subjectAltName=DNS:www.example.com"
folder leaf-eku-client root client-leaf intermediate
intermediate client-intermediate I1 "Rootward Test Intermediate for Clients" root "$ca_extensions
extendedKeyUsage=clientAuth"
leaf under-client L1 client-intermediate
folder intermediate-eku-client root under-client client-intermediate
leaf any-leaf L1 intermediate "$leaf_usage
extendedKeyUsage=anyExtendedKeyUsage
subjectAltName=DNS:www.example.com"
folder leaf-eku-any root any-leaf intermediate
leaf no-eku-leaf L1 intermediate "$leaf_usage
subjectAltName=DNS:www.example.com"
folder leaf-without-eku root no-eku-leaf intermediate

leaf unknown-critical-leaf L1 intermediate "$leaf_extensions
1.3.6.1.4.1.32473.1=critical,ASN1:UTF8String:test"
folder unknown-critical-leaf root unknown-critical-leaf intermediate
intermediate unknown-critical I1 "Rootward Test Unknown Critical Extension" root "$ca_extensions
1.3.6.1.4.1.32473.1=critical,ASN1:UTF8String:test"
leaf under-unknown-critical L1 unknown-critical
folder unknown-critical-intermediate root under-unknown-critical unknown-critical
leaf unknown-leaf L1 intermediate "$leaf_extensions
1.3.6.1.4.1.32473.1=ASN1:UTF8String:test"
folder unknown-extension root unknown-leaf intermediate
intermediate constrained I1 "Rootward Test Name Constraints" root "$ca_extensions
nameConstraints=critical,permitted;DNS:example.com,excluded;DNS:secret.example.com"
leaf under-constrained L1 constrained
folder name-constraints root under-constrained constrained
leaf outside-constraints L1 constrained "$leaf_usage
extendedKeyUsage=serverAuth
subjectAltName=DNS:www.example.com,DNS:www.example.net"
folder name-constraints-violated root outside-constraints constrained
intermediate policy-constrained I1 "Rootward Test Policy Constraints" root "$ca_extensions
certificatePolicies=1.3.6.1.4.1.32473.2
policyConstraints=critical,requireExplicitPolicy:0,inhibitPolicyMapping:0
inhibitAnyPolicy=critical,0"
leaf under-policy-constrained L1 policy-constrained
folder policy-constraints root under-policy-constrained policy-constrained
leaf with-everything L1 intermediate "$leaf_extensions
certificatePolicies=1.3.6.1.4.1.32473.2,2.23.140.1.2.1
authorityInfoAccess=OCSP;URI:http://ocsp.example.com/,caIssuers;URI:http://ca.example.com/i1.der
crlDistributionPoints=URI:http://crl.example.com/i1.crl
issuerAltName=URI:http://ca.example.com/
tlsfeature=status_request
nsComment=Rootward test"
folder many-extensions root with-everything intermediate

# --- Signatures ---------------------------------------------------------------------------------------------------

# flip FROM TO: the lowest bit of the last byte, which is the end of the signature, changes.
flip() {
  openssl x509 -in "$work/$1.pem" -outform DER -out "$work/flip.der"
  local size last
  size=$(wc -c <"$work/flip.der")
  last=$(tail -c 1 "$work/flip.der" | od -An -tu1)
  head -c $((size - 1)) "$work/flip.der" >"$work/flipped.der"
  # shellcheck disable=SC2059
  printf "\\x$(printf '%02x' $((last ^ 1)))" >>"$work/flipped.der"
  openssl x509 -inform DER -in "$work/flipped.der" -out "$work/$2.pem"
}
flip leaf flipped-leaf
folder flipped-signature root flipped-leaf intermediate
flip intermediate flipped-intermediate
folder flipped-signature-intermediate root leaf flipped-intermediate

# --- Paths --------------------------------------------------------------------------------------------------------

# One intermediate under two roots; the way to the second is expired and comes first.
to=20210101000000Z intermediate cross-expired I1 "Rootward Test Intermediate I1" other-root
folder cross-signed "other-root root" leaf cross-expired intermediate
intermediate cross-valid I1 "Rootward Test Intermediate I1" other-root
folder cross-signed-other-root other-root leaf intermediate cross-valid
# A and B certify each other, and only B is certified by the root.
intermediate loop-b I2 "Rootward Test Loop B" root
intermediate loop-a I1 "Rootward Test Loop A" loop-b
intermediate loop-b-by-a I2 "Rootward Test Loop B" loop-a
leaf loop-leaf L1 loop-a
folder cross-signed-loop root loop-leaf loop-a loop-b-by-a loop-b
folder loop-without-anchor root loop-leaf loop-a loop-b-by-a
# Two intermediates of one name and different keys; only the last one signed the leaf.
intermediate twin-1 I2 "Rootward Test Twin" root
intermediate twin-2 I1 "Rootward Test Twin" root
leaf twin-leaf L1 twin-2
folder same-name-intermediates root twin-leaf twin-1 twin-2
without_identifiers=$'basicConstraints=critical,CA:TRUE\n'"$ca_usage"
intermediate plain-twin-1 I2 "Rootward Test Twin without Key Identifiers" root "$without_identifiers"
intermediate plain-twin-2 I1 "Rootward Test Twin without Key Identifiers" root "$without_identifiers"
leaf plain-twin-leaf L1 plain-twin-2 "basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth
subjectAltName=DNS:www.example.com"
folder same-name-intermediates-without-key-ids root plain-twin-leaf plain-twin-1 plain-twin-2
certificate self-signed L1 "$organization/CN=www.example.com" self "$leaf_extensions"
folder self-signed-pinned self-signed self-signed
folder self-signed-unknown root self-signed
folder leaf-pinned good-leaf good-leaf intermediate
folder intermediate-pinned intermediate leaf intermediate

above=root
chain=()
for number in $(seq 1 12); do
  # Three keys in turn are enough: neighbors differ.
  case $((number % 3)) in 0) key=I1 ;; 1) key=I2 ;; *) key=R2 ;; esac
  intermediate "long-$number" "$key" "Rootward Test Long Chain $number" "$above"
  above=long-$number
  chain=("$above" ${chain[@]+"${chain[@]}"})
done
leaf long-leaf L1 "$above"
folder long-chain root long-leaf "${chain[@]}"

# --- OpenSSL's trusted certificates -------------------------------------------------------------------------------

trusted() { # trusted FOLDER OPTION...
  local name=$1
  shift
  folder "$name" root good-leaf intermediate
  openssl x509 -in "$work/root.pem" -trustout "$@" -setalias "Rootward test anchor" >"$name/roots.pem"
}
trusted trusted-for-server -addtrust serverAuth
trusted trusted-for-client-only -addtrust clientAuth
trusted rejected-for-server -addreject serverAuth

# --- OCSP: what OpenSSL's responder says ---------------------------------------------------------------------------

# Responses are dated when they are made: tests take the moment from them.

rm -rf ocsp && mkdir ocsp
responder_usage='basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=OCSPSigning'
certificate responder I2 "$organization/CN=Rootward Test OCSP Responder" intermediate "$responder_usage
noCheck=ignored
$identifiers"
certificate checked-responder I2 "$organization/CN=Rootward Test OCSP Responder to be Checked" intermediate \
  "$responder_usage
$identifiers"
certificate no-responder I2 "$organization/CN=Rootward Test OCSP Responder without Purpose" intermediate "$leaf_usage
extendedKeyUsage=serverAuth"
to=20210101000000Z certificate expired-responder I2 "$organization/CN=Rootward Test Expired OCSP Responder" \
  intermediate "$responder_usage
$identifiers"
certificate root-responder I2 "$organization/CN=Rootward Test OCSP Responder of the Root" root "$responder_usage
$identifiers"
: >"$work/ocsp.index"
ocsp_leaf() { # ocsp_leaf NAME [REVOCATION]: without an entry in the index, the responder does not know it
  leaf "ocsp-$1" L1 intermediate
  cp "$work/ocsp-$1.pem" "ocsp/$1.pem"
  local state=R
  [[ -n ${2-} ]] || state=V
  [[ ${2-} == unlisted ]] ||
    printf '%s\t21000101000000Z\t%s\t%s\tunknown\t/CN=www.example.com\n' "$state" "${2-}" "$(<"$work/serial.old")" \
      >>"$work/ocsp.index"
}
ocsp_leaf good
ocsp_leaf revoked 250601000000Z,keyCompromise
ocsp_leaf revoked-without-reason 250601000000Z
ocsp_leaf held 250601000000Z,certificateHold
ocsp_leaf unlisted unlisted
cp "$work/intermediate.pem" ocsp/issuer.pem
cp "$work/other-root.pem" ocsp/other-issuer.pem
respond() { # respond FILE SIGNER LEAF OPTION...: the options are the responder's; hash is that of the CertID
  local file=$1 signer=$2 leaf=$3
  shift 3
  openssl ocsp "-${hash:-sha1}" -issuer "$work/intermediate.pem" -cert "$work/ocsp-$leaf.pem" -no_nonce \
    -reqout "$work/request.der"
  openssl ocsp -index "$work/ocsp.index" -CA "$work/intermediate.pem" -rsigner "$work/$signer.pem" \
    -rkey "$work/$(<"$work/$signer.keyname").key" -reqin "$work/request.der" -respout "ocsp/$file.der" "$@" \
    >/dev/null 2>&1
}
respond direct-good intermediate good -ndays 30
respond direct-revoked intermediate revoked -ndays 30
respond direct-revoked-without-reason intermediate revoked-without-reason -ndays 30
respond direct-held intermediate held -ndays 30
respond direct-unknown intermediate unlisted -ndays 30
respond direct-by-key intermediate good -ndays 30 -resp_key_id
respond direct-without-certificates intermediate good -ndays 30 -resp_no_certs
respond direct-without-next-update intermediate good
respond direct-bad-signature intermediate good -ndays 30 -badsig
for hash in sha256 sha384 sha512; do respond "direct-$hash" intermediate good -ndays 30 -rmd "$hash"; done
unset hash
respond delegated-good responder good -ndays 30
respond delegated-by-key responder revoked -ndays 30 -resp_key_id
respond delegated-without-certificates responder good -ndays 30 -resp_no_certs
respond delegated-to-be-checked checked-responder good -ndays 30
respond without-purpose no-responder good -ndays 30
respond expired-responder expired-responder good -ndays 30
respond responder-of-another root-responder good -ndays 30

# --- Certificate transparency: promises of two logs ----------------------------------------------------------------

# promise FILE KEY DIGEST-AND-ALGORITHM MILLISECONDS ENTRY: a SignedCertificateTimestamp over a signed entry (RFC 6962
# §3.2), whose type and contents are in the file ENTRY.
bytes() { local pair; for pair in $(sed 's/../& /g' <<<"$1"); do printf "\\x$pair"; done; }
promise() {
  openssl pkey -in "$work/$2.key" -pubout -outform DER -out "$work/log.der"
  { bytes "0000$4" && cat "$5" && bytes 0000; } >"$work/promised"
  openssl dgst -sha256 -sign "$work/$2.key" -out "$work/promise.signature" "$work/promised"
  {
    bytes 00 && openssl dgst -sha256 -binary "$work/log.der" && bytes "$4" && bytes 0000 && bytes "$3"
    bytes "$(printf '%04x' "$(wc -c <"$work/promise.signature")")" && cat "$work/promise.signature"
  } >"$1"
}
# promises FILE PROMISE...: a SignedCertificateTimestampList (RFC 6962 §3.3).
promises() {
  local file=$1 promise
  shift
  for promise; do bytes "$(printf '%04x' "$(wc -c <"$promise")")" && cat "$promise"; done >"$work/list"
  { bytes "$(printf '%04x' "$(wc -c <"$work/list")")" && cat "$work/list"; } >"$file"
}
rm -rf timestamps && mkdir timestamps
leaf unpromised L1 intermediate
openssl x509 -in "$work/unpromised.pem" -outform DER -out "$work/unpromised.der"
# The signed part begins behind the header of four bytes, and is what a log sees, but for the poison.
openssl asn1parse -inform DER -in "$work/unpromised.der" -strparse 4 -noout -out "$work/unpromised.tbs"
openssl x509 -in "$work/intermediate.pem" -pubkey -noout | openssl pkey -pubin -outform DER -out "$work/issuer-key.der"
{ bytes 0001 && openssl dgst -sha256 -binary "$work/issuer-key.der" &&
  bytes "$(printf '%06x' "$(wc -c <"$work/unpromised.tbs")")" && cat "$work/unpromised.tbs"; } >"$work/precertificate"
# 2025-06-01T00:00:00.123Z and a day later.
promise "$work/ec.promise" EL 0403 0000019728c9c07b "$work/precertificate"
promise "$work/rsa.promise" R2 0401 000001972df01c7b "$work/precertificate"
promises "$work/list.promises" "$work/ec.promise" "$work/rsa.promise"
openssl asn1parse -genstr "FORMAT:HEX,OCTETSTRING:$(od -An -v -tx1 "$work/list.promises" | tr -d ' \n')" -noout \
  -out "$work/list.der"
# The same certificate with its promises: the same serial number, and the extension behind all others.
sed -i "/\t$(<"$work/serial.old")\t/d" "$work/index.txt"
serial=$((serial - 1))
leaf promised L1 intermediate "$leaf_extensions
1.3.6.1.4.1.11129.2.4.2=DER:$(od -An -v -tx1 "$work/list.der" | tr -d ' \n')"
folder timestamps root promised intermediate
{ bytes 0000 && openssl x509 -in "$work/promised.pem" -outform DER >"$work/promised.der" &&
  bytes "$(printf '%06x' "$(wc -c <"$work/promised.der")")" && cat "$work/promised.der"; } >"$work/entry"
promise "$work/ec.promise" EL 0403 0000019728c9c07b "$work/entry"
promise "$work/rsa.promise" R2 0401 000001972df01c7b "$work/entry"
promises timestamps/handshake.bin "$work/ec.promise" "$work/rsa.promise"
openssl pkey -in "$work/EL.key" -pubout -out timestamps/log-ec.pem
openssl pkey -in "$work/R2.key" -pubout -out timestamps/log-rsa.pem

# --- Bundles: one file of certificates in many spellings ----------------------------------------------------------

rm -rf bundles && mkdir bundles
root=$work/root.pem other=$work/other-root.pem
sed 's/$/\r/' "$root" "$other" >bundles/crlf.pem
{ printf '\xef\xbb\xbf' && cat "$root" "$other"; } >bundles/byte-order-mark.pem
sed 's/^/    /' "$root" "$other" >bundles/indented.pem
{
  echo "Rootward test bundle: text around each block, as openssl x509 -text writes it."
  openssl x509 -in "$root" -text
  echo "Between the blocks: -----not a block-----"
  openssl x509 -in "$other" -text
  echo "After the last block."
} >bundles/text-around.pem
openssl x509 -in "$root" -outform DER -out bundles/root.der
{
  echo "-----BEGIN CERTIFICATE-----"
  printf 'Subject: Rootward Test Root R1\nX-Comment: RFC 1421 headers, one of them\n folded over two lines\n\n'
  grep -v -e '-----' "$root"
  echo "-----END CERTIFICATE-----"
  cat "$other"
} >bundles/headers.pem
{ printf '%s' "$(<"$root")" && printf '%s' "$(<"$other")"; } >bundles/glued.pem
{
  cat "$root"
  printf -- '-----BEGIN CERTIFICATE-----\nMIIB!!!!this is not Base64!!!!\n-----END CERTIFICATE-----\n'
  cat "$other"
} >bundles/bad-base64-between.pem
{
  cat "$root"
  printf -- '-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n'
  cat "$other"
} >bundles/bad-der-between.pem
{
  cat "$root"
  head -n 6 "$root"
  cat "$other"
} >bundles/unfinished-between.pem
{ printf '\xff\xfe' && cat "$root" | while IFS= read -r -n 1 -d '' character; do
  printf '%s\0' "$character"
done; } >bundles/utf16.pem
head -c 700 "$root" >bundles/truncated.pem
head -c 500 bundles/root.der >bundles/truncated.der
{ cat "$root" && printf '%s' "$(<"$other")"; } >bundles/no-final-newline.pem
sed 's/ CERTIFICATE-/ X509 CERTIFICATE-/' "$root" >bundles/x509-label.pem
openssl x509 -in "$root" -trustout -addtrust serverAuth >bundles/trusted-label.pem
{ echo "-----BEGIN CERTIFICATE-----" && openssl base64 -A -in bundles/root.der && echo &&
  echo "-----END CERTIFICATE-----"; } >bundles/one-line.pem
: >bundles/empty.pem
echo "There is no certificate in this file." >bundles/text-only.pem
cat "$root" "$other" "$root" >bundles/duplicate.pem

# --- Keys and other objects: to be recognized, never to be used ----------------------------------------------------

rm -rf keys objects && mkdir keys objects
plainly_a_test() { { echo "Rootward TEST key, public on purpose: $2" && cat; } >"keys/$1"; }
openssl rsa -in "$work/L1024.key" -traditional 2>/dev/null | plainly_a_test rsa-pkcs1.pem "RSA, PKCS #1"
openssl pkey -in "$work/L1024.key" | plainly_a_test rsa-pkcs8.pem "RSA, PKCS #8"
openssl pkcs8 -topk8 -in "$work/L1024.key" -v2 aes-128-cbc -iter 1000 -passout pass:test |
  plainly_a_test rsa-pkcs8-encrypted.pem "RSA, PKCS #8, encrypted with the password test"
openssl rsa -in "$work/L1024.key" -traditional -aes128 -passout pass:test 2>/dev/null |
  plainly_a_test rsa-pkcs1-encrypted.pem "RSA, PKCS #1, encrypted with the password test"
openssl ec -in "$work/EL.key" 2>/dev/null | plainly_a_test ec-sec1.pem "P-256, SEC 1"
openssl pkey -in "$work/EL.key" | plainly_a_test ec-pkcs8.pem "P-256, PKCS #8"
openssl pkey -in "$work/DL.key" | plainly_a_test ed25519-pkcs8.pem "Ed25519, PKCS #8"
openssl rsa -in "$work/L1024.key" -pubout 2>/dev/null >keys/public.pem
openssl rsa -in "$work/L1024.key" -RSAPublicKey_out 2>/dev/null >keys/public-pkcs1.pem

openssl req -new -config "$work/openssl.cnf" -key "$work/L1.key" -subj "$organization/CN=www.example.com" \
  -addext subjectAltName=DNS:www.example.com >objects/request.pem
sed 's/ CERTIFICATE REQUEST-/ NEW CERTIFICATE REQUEST-/' objects/request.pem >objects/new-request.pem
openssl ca -config "$work/openssl.cnf" -cert "$work/root.pem" -keyfile "$work/R1.key" -revoke "$work/intermediate.pem" \
  -crl_reason keyCompromise 2>/dev/null
# OpenSSL dates a revocation today; the list should say the same each time.
sed -i -E 's/\t[0-9]{12}Z,keyCompromise/\t250601000000Z,keyCompromise/' "$work/index.txt"
openssl ca -config "$work/openssl.cnf" -cert "$work/root.pem" -keyfile "$work/R1.key" -gencrl \
  -crl_lastupdate 20200101000000Z -crl_nextupdate 21000101000000Z >objects/crl.pem 2>/dev/null
openssl crl2pkcs7 -nocrl -certfile good/chain.pem >objects/pkcs7.pem
openssl crl2pkcs7 -nocrl -certfile good/chain.pem -outform DER >objects/pkcs7.der
cat keys/ec-pkcs8.pem good/chain.pem objects/crl.pem >objects/mixed.pem

echo "$serial certificates in $(find . -mindepth 1 -type d | wc -l) folders"
