#!/usr/bin/env bash
# Holds the sources to the rules of the house that the compiler does not know. Prints each breach with file and line.
#
#   Scripts/architecture.sh

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
breaches=0

# breach RULE: counts and prints the lines on standard input.
breach() {
  local lines
  lines=$(cat)
  [[ -n $lines ]] || return 0
  printf '%s:\n' "$1"
  sed 's/^/  /' <<<"$lines"
  breaches=$((breaches + $(wc -l <<<"$lines")))
}

# code PATTERN FOLDER...: file:line:code wherever a line of code, not of comment, matches.
code() {
  local pattern=$1
  shift
  grep -rnE --include='*.swift' -e "$pattern" "$@" | grep -vE '^[^:]+:[0-9]+: *//' || true
}

modifiers='((@[A-Za-z_()]+|public|package|internal|private|fileprivate) +)*'
kind='((struct|enum|class|protocol|func|var|let|typealias) +)?'

# The arrows of the design. A module may import these and the standard library; a module without a line may do nothing.
declare -A arrows=(
  [Acceleration]="AccelerationDetection _Builtin_intrinsics Builtin Platform"
  [Platform]="Glibc Musl Darwin ucrt WinSDK WASILibc Android Synchronization"
  [CertificateEncoding]="Acceleration AccelerationAVX2 AccelerationVBMI"
  [CertificateCryptography]="Acceleration AccelerationSHA AccelerationAES AccelerationAVX2 AccelerationAVX512 \
    AccelerationIFMA"
  [Certificates]="CertificateEncoding CertificateCryptography"
  [CertificateVerification]="Certificates CertificateEncoding CertificateCryptography Platform Synchronization"
  [HandshakeVerification]="CertificateVerification Certificates CertificateEncoding CertificateCryptography"
  [HandshakeCapture]="HandshakeVerification CertificateVerification Certificates CertificateEncoding \
    CertificateCryptography Platform"
  [RegistryTrust]="CertificateVerification Certificates CertificateEncoding CertificateCryptography Platform \
    Synchronization"
  [BatchVerification]="RegistryTrust CertificateVerification Certificates CertificateEncoding Platform"
  [Rootward]="CertificateEncoding CertificateCryptography Certificates CertificateVerification HandshakeVerification \
    HandshakeCapture RegistryTrust"
  [RootwardCommand]="Rootward BatchVerification RegistryTrust HandshakeVerification HandshakeCapture \
    CertificateVerification Certificates CertificateEncoding CertificateCryptography Platform"
)
for folder in Sources/*/; do
  module=$(basename "$folder")
  if [[ -z ${arrows[$module]+known} ]]; then
    breach "a module that the design does not know" <<<"$folder"
    continue
  fi
  allowed=Swift
  for name in ${arrows[$module]}; do allowed+="|$name"; done
  breach "$module imports what it must not know" < <(
    code "^ *$modifiers""import " "$folder" |
      { grep -vE "^[^:]+:[0-9]+: *$modifiers""import +$kind($allowed)([^A-Za-z0-9_]|$)" || true; })
done

breach "Platform is used below CertificateVerification/Trust" < <(
  code "^ *$modifiers""import +$kind""Platform" Sources/CertificateVerification | grep -v '/Trust/' || true)
breach "Foundation in the sources" < <(code "import +$kind""Foundation" Sources)
breach "a failure that cannot be caught" < <(
  code '(^|[^A-Za-z0-9_.])(try!|as!|fatalError *\(|preconditionFailure *\()' Sources)
breach "work left for later" < <(grep -rnE --include='*.swift' 'TODO|FIXME|XXX' Sources Tests || true)
breach "unsafe flags outside Acceleration" < <(
  grep -n 'unsafeFlags' Package.swift | grep -v -i 'acceleration' || true)
breach "a dependency on another package" < <(grep -nE '\.package\(' Package.swift || true)
# Debug builds compile each file alone, and specialize a generic function only where its callers stand: the kernels of
# one instruction set that share one stay together.
breach "more than 500 lines in a file, or 600 in Acceleration" < <(
  find Sources -name '*.swift' -exec wc -l {} + | awk '
    $1 > ($2 ~ /Acceleration/ ? 600 : 500) && $2 != "total" { print $2 ": " $1 " lines" }')

if ((breaches > 0)); then
  echo "$breaches breaches of the rules of the house" >&2
  exit 1
fi
echo "$(find Sources -name '*.swift' | wc -l) files keep the rules of the house"
