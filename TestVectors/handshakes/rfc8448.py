#!/usr/bin/env python3
"""Turns the text of RFC 8448 (example handshakes of TLS 1.3) into captures, a key log and expectations.

    rfc8448.py TEXT OUT

TEXT is the RFC as plain text, which is not kept in this repository: Debian's package doc-rfc-informational has it (it
is in non-free), as has the RFC editor. OUT gets the folder `rfc8448`: a capture per example, keylog.txt, roots.pem with
the examples' certificates (each signs itself, and two have keys of 1,024 bits), and expected.json.
"""

import base64
import os
import re
import sys

import capture
import expectations
import record
from expectations import FAIL, HIDDEN, Facts

# Section, name, and what is in it. The certificates are of 2016 to 2026, have no name for which they are valid, and
# keys of 1,024 bits or no use as a root: whether their chain passes is a question of the policy.
WEAK = dict(server_chain=[expectations.PASS, FAIL], server_name=[expectations.PASS, FAIL])
EXAMPLES = (
    (3, "simple", Facts(**WEAK), "A handshake with one round trip"),
    (4, "resumed", Facts(resumed=True), "A resumption with early data"),
    (5, "retry", Facts(**WEAK), "HelloRetryRequest"),
    (6, "client", Facts(asked=True, client="sent", client_chain=[expectations.PASS, FAIL], **WEAK),
     "The client proves itself"),
    (7, "compatible", Facts(**WEAK), "The mode for middleboxes"),
)
LABELS = {"c e traffic": "CLIENT_EARLY_TRAFFIC_SECRET", "c hs traffic": "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
          "s hs traffic": "SERVER_HANDSHAKE_TRAFFIC_SECRET", "c ap traffic": "CLIENT_TRAFFIC_SECRET_0",
          "s ap traffic": "SERVER_TRAFFIC_SECRET_0"}


def sections(text):
    """The text of each numbered section, without what stands at the breaks of pages."""
    lines = [line for line in text.replace("\f", "").splitlines()
             if not re.match(r"(Thomson +|RFC 8448 +)", line)]
    result, current = {}, None
    for line in lines:
        start = re.match(r"(\d+)\.  \w", line)
        if start:
            current = int(start[1])
        if current is not None:
            result.setdefault(current, []).append(line)
    return {number: "\n".join(part) for number, part in result.items()}


def octets(text, name):
    """The bytes after `NAME (N octets):`, and the number of them that the text gives."""
    found = re.search(re.escape(name) + r" \((\d+) octets\):((?:\s+[0-9a-f]{2}\b)+)", text)
    if found is None:
        return None
    data = bytes.fromhex(re.sub(r"\s", "", found[2]))
    if len(data) != int(found[1]):
        raise ValueError(f"{name}: {len(data)} octets of {found[1]}")
    return data


def example(text):
    """Events, lines of the key log, and certificates of one section."""
    events, secrets, random, certificates = [], [], None, []
    for part in re.split(r"\n   (?=\{)", text)[1:]:
        side = part.startswith("{client}")
        if re.match(r"\{\w+\}\s+send\s", part):
            data = octets(part, "complete record")
            if data is None:
                raise ValueError("a record without bytes")
            if random is None:
                random = data[11:43]
            events.append(capture.Event(0, side, data))
        found = re.match(r"\{\w+\}\s+derive\s+secret\s+(?:for\s+\w+\s+)?\"tls13 ([\w ]+)\"", part)
        if found and found[1] in LABELS:
            secret = octets(part, "expanded")
            if secret is not None:
                secrets.append((LABELS[found[1]], secret))
        if re.match(r"\{\w+\}\s+construct a Certificate ", part):
            message = octets(part, "Certificate")
            start = 4 + 1 + message[4] + 3
            size = int.from_bytes(message[start:start + 3], "big")
            certificates.append(message[start + 3:start + 3 + size])
    lines = [f"{label} {random.hex()} {secret.hex()}" for label, secret in dict.fromkeys(secrets)]
    return events + [capture.Event(0, True, kind="close"), capture.Event(0, False, kind="close")], lines, certificates


def main():
    source, out = sys.argv[1:]
    with open(source, encoding="utf-8", errors="replace") as file:
        parts = sections(file.read())
    target = os.path.join(out, "rfc8448")
    os.makedirs(target, exist_ok=True)
    keys, entries, roots = [], [], []
    for number, name, facts, about in EXAMPLES:
        events, lines, certificates = example(parts[number])
        packets = capture.packets(events, client_port=50_000 + number)
        with open(os.path.join(target, name + ".pcap"), "wb") as file:
            file.write(capture.pcap([(packet.time, capture.frame(packet, capture.RAW)) for packet in packets],
                                    capture.RAW))
        keys += lines
        roots += certificates
        entries.append({"file": name + ".pcap", "about": about,
                        "withKeyLog": [expectations.connection(facts, True)],
                        "withoutKeyLog": [expectations.connection(facts, False)]})
    with open(os.path.join(target, "keylog.txt"), "w") as file:
        file.write("\n".join(keys) + "\n")
    with open(os.path.join(target, "roots.pem"), "w") as file:
        for content in dict.fromkeys(roots):
            text = base64.encodebytes(content).decode()
            file.write(f"-----BEGIN CERTIFICATE-----\n{text}-----END CERTIFICATE-----\n")
    record.write_expectations(target, entries, roots="roots.pem")
    print(f"rfc8448: {len(entries)} recordings")


if __name__ == "__main__":
    main()
