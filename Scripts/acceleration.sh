#!/usr/bin/env bash
# Proves of the release build that code for newer processors stands only where it is asked for at run time:
#
#   1. no object of an instruction set's module defines a weak function or object, whose copy the linker could keep
#      for all;
#   2. no other object, and no other function of the program, has an instruction beyond the baseline;
#   3. the two modules that have such code build without it in the portable form, and have none at all.
#
#   Scripts/acceleration.sh
#
# The standard library is linked dynamically and is not looked at.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

skip() { echo "skipped: $*"; exit 77; }
[[ $(uname -sm) == "Linux x86_64" ]] || skip "only x86-64 on Linux has such instructions and the tools to find them"
command -v nm >/dev/null || skip "there is no nm"
objdump=$(command -v objdump || command -v llvm-objdump) || skip "there is no objdump"

# The modules that are built with flags; Acceleration itself, which chooses, is not.
sets='(Detection|SHA|AES|AVX2|AVX512|IFMA|VBMI)'
# x86-64 without any extension has SSE2. TZCNT is BSF to a processor that does not know it, so compilers write it.
vectors='v[a-z0-9]+|k(add|and|andn|mov|not|or|ortest|shiftl|shiftr|test|unpck|xnor|xor)[bwdq]+|sha(1|256)[a-z0-9]+'
integers='(mulx|rorx|sarx|shlx|shrx|pdep|pext|bzhi|andn|bextr|bls(i|r|msk)|ad[co]x|lzcnt|popcnt|movbe)[lqw]?|crc32[bwlq]?'
sse3='lddqu|addsubp[sd]|h(add|sub)p[sd]|mov(d|sh|sl)dup|pshufb|palignr|pabs[bwd]|psign[bwd]|ph(add|sub)(w|d|sw)'
sse3+='|fisttp(s|l|ll|q)?|cmpxchg16b'
sse4='p(max|min)(sb|sd|uw|ud)|pmov[sz]x[bwdq]+|pblend(w|vb)|blendv?p[sd]|pinsr[bdq]|pextr[bdq]|ptest|pmul(ld|dq|hrsw)'
sse4+='|packusdw|pcmp(eq|gt)q|pcmp[ei]str[im]|round[ps][sd]|dpp[sd]|insertps|extractps|pmaddubsw|mpsadbw|movntdqa'
sse4+='|phminposuw'
others='aes[a-z0-9]+|pclmul[a-z0-9]+|gf2p8[a-z0-9]+|xsave[a-z0-9]*|xgetbv|tdp[a-z0-9]+|tile[a-z0-9]+'

# special FILE: each instruction of FILE that is beyond the baseline, with the function that it is in.
special() {
  "$objdump" -d --no-show-raw-insn "$1" | awk -v mnemonics="^($vectors|$integers|$sse3|$sse4|$others)\$" '
    /^[0-9a-f]+ <.*>:$/ { name = $2; sub(/^</, "", name); sub(/>:$/, "", name); next }
    !/^ *[0-9a-f]+:/ { next }
    {
      sub(/^ *[0-9a-f]+:[ \t]*/, "")
      while ($1 ~ /^(lock|rep|repe|repz|repne|repnz|data16|notrack|bnd|[cdefgs]s|\{.*\})$/) sub(/^[^ \t]+[ \t]+/, "")
      # SSE2 has PEXTRW to a register, SSE4.1 has it to memory.
      store = $1 == "pextrw" && $0 !~ /,%[er][a-z0-9]+[ \t]*$/
      if ($1 ~ mnemonics && $1 !~ /^ver[rw]$/ || /%[yz]mm|%k[0-7]/ || store) print name ": " $0
    }'
}

# weak FILE: the weak functions and objects that FILE defines, but for what Swift writes for reflection and look-ups:
# data that stands for names, and is the same in all objects.
weak() {
  nm "$1" | sed -nE 's/^[0-9a-f]+ [WVu] //p' |
    { grep -vE '^(__swift_reflection_version$|symbolic |got\.|\$s[0-9]+Acceleration[A-Za-z0-9_]*(MXM|MF)$)' || true; }
}

failures=0
# none WHAT: counts and prints the lines on standard input, which should be none.
none() {
  local lines
  lines=$(cat)
  [[ -n $lines ]] || return 0
  echo "$1: $(wc -l <<<"$lines"), such as" >&2
  head -n 5 <<<"$lines" | sed 's/^/  /' >&2
  failures=$((failures + 1))
}

# With the flags of .ci/run, so that neither builds the other's work again.
swift build -c release --product rootward -Xswiftc -warnings-as-errors
folder=$(swift build -c release --show-bin-path)
weak=0 plain=0 own=0
for object in "$folder"/*.build/*.o; do
  module=$(basename "$(dirname "$object")" .build)
  if [[ $module =~ ^Acceleration$sets$ ]]; then
    none "weak functions or objects in $module" < <(weak "$object")
    found=$(special "$object" | wc -l)
    own=$((own + found))
  else
    none "special instructions in $module, $(basename "$object")" < <(special "$object")
    weak=$((weak + $(weak "$object" | wc -l)))
    plain=$((plain + 1))
  fi
done
# A Swift symbol starts with the length and the name of its module.
none "special instructions in the program outside Acceleration" < <(
  special "$folder/rootward" | { grep -vE "^\\\$s[0-9]+Acceleration${sets}[^A-Za-z]" || true; })
# What the tools do not show, they could not find either.
((own > 0 && weak > 0)) || { echo "the tools find no special instruction, or no weak symbol, where there are" >&2; exit 1; }
echo "accelerated: $own special instructions in Acceleration, none in $plain other objects and the rest of the program"

# Where something depends on the switch; what else there is, is the same in both forms.
modules=(CertificateEncoding CertificateCryptography)
[[ $(grep -rl ROOTWARD_ACCELERATED Sources | cut -d/ -f2 | sort -u | xargs) == $(printf '%s\n' "${modules[@]}" | sort | xargs) ]] ||
  { echo "other modules than ${modules[*]} ask for ROOTWARD_ACCELERATED" >&2; exit 1; }
rm -rf .build-portable
for module in "${modules[@]}"; do
  ROOTWARD_PORTABLE=1 swift build -c release --target "$module" --scratch-path .build-portable
done
folder=$(ROOTWARD_PORTABLE=1 swift build -c release --scratch-path .build-portable --show-bin-path)
none "modules of Acceleration in the portable form" < <(
  find "$folder" -maxdepth 1 -name 'Acceleration*.build' | sed 's:.*/::')
for file in "$folder"/*.build/*.o; do
  none "special instructions in the portable form, ${file#"$folder"/}" < <(special "$file")
done
((failures == 0)) || exit 1
echo "portable: no special instruction"
