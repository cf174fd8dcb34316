#!/usr/bin/env bash
# Makes the folders private-* anew: chains of private authorities, made the way people and their tools make them.
#
# It is not part of make.sh, because it takes what OpenSSL does by itself: with its own configuration, from today on. The
# keys are thrown away. OPENSSL names another program than the one in the search path.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export LC_ALL=C

openssl=${OPENSSL:-openssl}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
host=www.example.com

# folder NAME ROOT CHAIN...
folder() {
  local name=$1 root=$2
  shift 2
  rm -rf "$name" && mkdir "$name"
  cat "$work/$root.pem" >"$name/roots.pem"
  for part in "$@"; do cat "$work/$part.pem"; done >"$name/chain.pem"
}

key() { "$openssl" ecparam -name prime256v1 -genkey -noout -out "$work/$1.key"; }

# A request, and a certificate of it with exactly the extensions that are given: what programs in Go make, as mkcert, step
# and cfssl are. issue NAME SUBJECT ISSUER DAYS EXTENSIONS; ISSUER is the NAME of an earlier one, or "self".
issue() {
  printf '%s\n' "$5" >"$work/extensions.cnf"
  # Newer releases add these by themselves.
  for name in subjectKeyIdentifier authorityKeyIdentifier; do
    [[ $5 == *$name* ]] || echo "$name=none" >>"$work/extensions.cnf"
  done
  key "$1"
  "$openssl" req -new -key "$work/$1.key" -subj "$2" -out "$work/$1.csr"
  local arguments=(-req -in "$work/$1.csr" -days "$4" -sha256 -extfile "$work/extensions.cnf" -out "$work/$1.pem"
    -set_serial "0x$("$openssl" rand -hex 15)")
  if [[ $3 == self ]]; then arguments+=(-signkey "$work/$1.key"); else
    arguments+=(-CA "$work/$3.pem" -CAkey "$work/$3.key")
  fi
  "$openssl" x509 "${arguments[@]}" 2>/dev/null
}

# One command, as in Docker's documentation of a registry with a certificate of its own.
"$openssl" req -newkey rsa:2048 -nodes -sha256 -keyout "$work/own.key" -addext "subjectAltName = DNS:$host" \
  -x509 -days 365 -subj "/CN=$host" -out "$work/own.pem" 2>/dev/null
folder private-openssl-req own own

# The recipe of countless pages: a root by req -x509, a leaf by x509 -req with a file of extensions. OpenSSL 1.1 gave such a
# leaf no key identifiers.
"$openssl" req -x509 -newkey rsa:2048 -nodes -sha256 -days 3650 -subj '/C=XX/O=Rootward Tests/CN=Rootward Test Own CA' \
  -keyout "$work/ca.key" -out "$work/ca.pem" 2>/dev/null
"$openssl" req -newkey rsa:2048 -nodes -subj "/CN=$host" -keyout "$work/site.key" -out "$work/site.csr" 2>/dev/null
printf 'subjectAltName=DNS:%s\nsubjectKeyIdentifier=none\nauthorityKeyIdentifier=none\n' "$host" >"$work/san.cnf"
"$openssl" x509 -req -in "$work/site.csr" -CA "$work/ca.pem" -CAkey "$work/ca.key" -CAcreateserial -days 365 -sha256 \
  -extfile "$work/san.cnf" -out "$work/site.pem" 2>/dev/null
folder private-openssl-x509-extfile ca site

# Docker's page on protecting the daemon's socket.
"$openssl" genrsa -out "$work/docker.key" 4096 2>/dev/null
"$openssl" req -new -x509 -days 365 -key "$work/docker.key" -sha256 -subj "/C=XX/O=Rootward Tests/CN=$host" \
  -out "$work/docker.pem"
"$openssl" genrsa -out "$work/daemon.key" 4096 2>/dev/null
"$openssl" req -subj "/CN=$host" -sha256 -new -key "$work/daemon.key" -out "$work/daemon.csr"
echo "subjectAltName = DNS:$host,IP:192.0.2.20,IP:127.0.0.1" >"$work/extfile.cnf"
echo extendedKeyUsage = serverAuth >>"$work/extfile.cnf"
"$openssl" x509 -req -days 365 -sha256 -in "$work/daemon.csr" -CA "$work/docker.pem" -CAkey "$work/docker.key" \
  -CAcreateserial -out "$work/daemon.pem" -extfile "$work/extfile.cnf" 2>/dev/null
folder private-docker-docs docker daemon

issue mkcert-root '/O=mkcert development CA/OU=test@rootward/CN=mkcert test@rootward' self 3650 \
  'basicConstraints=critical,CA:TRUE,pathlen:0
keyUsage=critical,keyCertSign
subjectKeyIdentifier=hash'
issue mkcert-leaf '/O=mkcert development certificate/OU=test@rootward' mkcert-root 825 "keyUsage=critical,digitalSignature,keyEncipherment
extendedKeyUsage=serverAuth
authorityKeyIdentifier=keyid
subjectAltName=DNS:$host,DNS:localhost,IP:127.0.0.1,IP:::1"
folder private-mkcert-like mkcert-root mkcert-leaf

issue step-root '/O=Rootward Tests/CN=Rootward Tests Root CA' self 3650 'keyUsage=critical,keyCertSign,cRLSign
basicConstraints=critical,CA:TRUE,pathlen:1
subjectKeyIdentifier=hash'
issue step-intermediate '/O=Rootward Tests/CN=Rootward Tests Intermediate CA' step-root 3650 \
  'keyUsage=critical,keyCertSign,cRLSign
basicConstraints=critical,CA:TRUE,pathlen:0
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid'
issue step-leaf "/CN=$host" step-intermediate 1 "keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth,clientAuth
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
subjectAltName=DNS:$host
1.3.6.1.4.1.37476.9000.64.1=ASN1:UTF8String:admin"
folder private-step-like step-root step-leaf step-intermediate

issue cfssl-root '/C=XX/L=Test/O=Rootward Tests/OU=WWW/CN=Rootward Tests cfssl Root' self 1825 \
  'keyUsage=critical,keyCertSign,cRLSign
basicConstraints=critical,CA:TRUE
subjectKeyIdentifier=hash'
issue cfssl-leaf "/C=XX/L=Test/O=Rootward Tests/OU=WWW/CN=$host" cfssl-root 365 \
  "keyUsage=critical,digitalSignature,keyEncipherment
extendedKeyUsage=serverAuth,clientAuth
basicConstraints=critical,CA:FALSE
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
subjectAltName=DNS:$host"
folder private-cfssl-like cfssl-root cfssl-leaf

issue plain-root '/CN=Rootward Test Root without Key Identifiers' self 3650 'basicConstraints=critical,CA:TRUE'
issue plain-intermediate '/CN=Rootward Test Intermediate without Key Identifiers' plain-root 3650 \
  'basicConstraints=critical,CA:TRUE'
issue plain-leaf "/CN=$host" plain-intermediate 365 "subjectAltName=DNS:$host"
folder private-no-key-ids plain-root plain-leaf plain-intermediate

issue long-root '/CN=Rootward Test Root of Thirty Years' self 10950 'basicConstraints=critical,CA:TRUE
subjectKeyIdentifier=hash'
issue long-leaf "/CN=$host" long-root 7300 "basicConstraints=CA:FALSE
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid,issuer
subjectAltName=DNS:$host"
folder private-20-years long-root long-leaf

issue usage-root '/CN=Rootward Test Root without Key Usage' self 3650 'basicConstraints=critical,CA:TRUE
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid,issuer'
issue usage-intermediate '/CN=Rootward Test Intermediate under it' usage-root 3650 'basicConstraints=critical,CA:TRUE
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid,issuer'
issue usage-leaf "/CN=$host" usage-intermediate 365 "keyUsage=nonRepudiation,digitalSignature,keyEncipherment
basicConstraints=CA:FALSE
authorityKeyIdentifier=keyid,issuer
subjectAltName=DNS:$host"
folder private-root-without-key-usage usage-root usage-leaf usage-intermediate

echo "private chains: $(find . -maxdepth 1 -name 'private-*' | wc -l) folders"
