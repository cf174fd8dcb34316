#!/usr/bin/env bash
# Compiles the modules that promise it in Embedded Swift, for 32-bit WebAssembly and for a bare x86-64 machine.
#
#   Scripts/embedded.sh [MODULE...]
#
# Object files are enough: what Embedded Swift lacks (existentials, reflection, Foundation, threads) and what a 32-bit
# Int cannot hold is an error of the compiler, not of the linker. The settings are those of Package.swift.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

modules=("$@")
# In the order of their imports.
((${#modules[@]})) || modules=(
  CertificateEncoding CertificateCryptography Certificates CertificateVerification HandshakeVerification)
output=$(mktemp -d)
trap 'rm -rf "$output"' EXIT

compile() { # compile TARGET OPTIMIZATION
  local target=$1 optimization=$2 module sources
  mkdir "$output/$target"
  for module in "${modules[@]}"; do
    # An importer sees what it imports optimized, so modules are built one after the other.
    mapfile -t sources < <(find "Sources/$module" -name '*.swift' | sort)
    swiftc -target "$target" -enable-experimental-feature Embedded -swift-version 6 -strict-memory-safety \
      -package-name rootward -enable-upcoming-feature ExistentialAny \
      -enable-upcoming-feature MemberImportVisibility -enable-upcoming-feature InternalImportsByDefault \
      -warnings-as-errors -parse-as-library -wmo "$optimization" -module-name "$module" -I "$output/$target" -emit-module \
      -emit-module-path "$output/$target/$module.swiftmodule" -c "${sources[@]}" -o "$output/$target/$module.o"
    echo "$target: $module, $(wc -c <"$output/$target/$module.o") bytes"
  done
}

# Whole modules are compiled on one core each, so that the two targets go side by side. What is wrong in Embedded Swift
# is found with and without the optimizer, which takes half of the time.
compile wasm32-unknown-none-wasm -O &
first=$!
compile x86_64-unknown-none-elf -Onone
wait "$first"
