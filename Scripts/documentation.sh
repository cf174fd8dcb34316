#!/usr/bin/env bash
# Builds the documentation of the public modules; a warning, such as a link that leads nowhere, is an error.
#
#   Scripts/documentation.sh [OUTPUT]
#
# With OUTPUT, the documentation is left there, in a folder for each module.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

modules=(CertificateEncoding CertificateCryptography Certificates CertificateVerification RegistryTrust
  HandshakeVerification HandshakeCapture Rootward)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
output=${1:-$scratch/output}

# The package-wide `swift package dump-symbol-graph` stumbles over the test runners, so each module is asked alone.
swift build -c release -Xswiftc -warnings-as-errors
binaries=$(dirname "$(readlink -f "$(command -v swift)")")
products=$(swift build -c release --show-bin-path)
triple=$(swift -print-target-info | sed -n 's/.*"unversionedTriple": "\(.*\)".*/\1/p' | head -n 1)
for module in "${modules[@]}"; do
  mkdir -p "$scratch/$module" "$output"
  "$binaries/swift-symbolgraph-extract" -module-name "$module" -target "$triple" -I "$products/Modules" \
    -minimum-access-level public -skip-synthesized-members -output-dir "$scratch/$module"
  catalog=$(find "Sources/$module" -name '*.docc' -print -quit)
  docc convert ${catalog:+"$catalog"} --additional-symbol-graph-dir "$scratch/$module" --warnings-as-errors \
    --fallback-display-name "$module" --fallback-bundle-identifier "rootward.$module" --output-dir "$output/$module"
done
echo "documented: ${modules[*]}"
