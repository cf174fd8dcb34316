#!/usr/bin/env python3
"""Makes Sources/CertificateVerification/Names/PublicSuffixes+Table.swift from the Public Suffix List.

  Scripts/publicsuffix.py public_suffix_list.dat

The list is to be had from its home, https://publicsuffix.org/list/public_suffix_list.dat; packages for Python such as
publicsuffixlist bring a copy along. It stands under the Mozilla Public License 2.0. What is written here holds none of
its text: of each rule only the first 47 bits of a SHA-256 digest, in ascending order, and a bit that says whether it
stands among the private domains. That is enough to ask whether a name is in the list, and small: eight characters a
rule.
"""

import hashlib
import pathlib
import re
import sys

# The characters of six bits each, in the order of their codes, so that entries compare as numbers do.
ALPHABET = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
PER_LINE = 24
PRIVATE_MARKER = "// ===BEGIN PRIVATE DOMAINS==="
TARGET = pathlib.Path(__file__).parent.parent / "Sources/CertificateVerification/Names/PublicSuffixes+Table.swift"


def a_label(label):
    return label.lower() if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")


def number(rule):
    marker, name = ("!", rule[1:]) if rule.startswith("!") else ("", rule)
    text = marker + ".".join(a_label(label) for label in name.split("."))
    return int.from_bytes(hashlib.sha256(text.encode("ascii")).digest()[:6], "big") >> 1


def entry(number, is_private):
    bits = number << 1 | is_private
    return "".join(ALPHABET[bits >> shift & 63] for shift in range(42, -1, -6))


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    text = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
    version = re.search(r"^// VERSION: (\d{4}-\d{2}-\d{2})", text, re.MULTILINE)
    if not version:
        sys.exit("publicsuffix.py: the list does not say of which day it is")
    parts = text.split(PRIVATE_MARKER)
    if len(parts) != 2:
        sys.exit("publicsuffix.py: the list does not say where its private domains begin")
    rules, sections = 0, {}
    for is_private, part in enumerate(parts):
        for line in part.splitlines():
            if line.strip() and not line.startswith("//"):
                rules += 1
                sections[number(line.split()[0])] = is_private
    if len(sections) != rules:
        sys.exit("publicsuffix.py: a rule stands there twice, or two have the same digest and it takes more bits")
    entries = [entry(*pair) for pair in sorted(sections.items())]
    rows = ["".join(entries[start : start + PER_LINE]) for start in range(0, len(entries), PER_LINE)]
    body = "\\\n".join(f"    {row}" for row in rows)
    TARGET.write_text(
        f"""// Made by Scripts/publicsuffix.py from the Public Suffix List of {version.group(1)}; do not edit.
//
// The list is at https://publicsuffix.org/list/ and stands under the Mozilla Public License 2.0
// (https://mozilla.org/MPL/2.0/). This file holds digests of its rules and none of its text.
// swift-format-ignore-file

extension PublicSuffixes {{
  /// The day of the list.
  package static let date = "{version.group(1)}"

  /// How many rules there are.
  static let count = {len(entries)}

  /// The first 47 bits of each rule's SHA-256 digest and whether it is a private domain's, as eight characters of six
  /// bits, in ascending order.
  static let table = \"\"\"
{body}
    \"\"\"
}}
""",
        encoding="utf-8",
    )
    print(f"{len(entries)} rules of {version.group(1)}, {len(entries) * 8} bytes")


main()
