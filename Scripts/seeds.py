#!/usr/bin/env python3
"""Makes seeds for the fuzzers of recordings and of batches out of TestVectors.

    Scripts/seeds.py captures|records|keylog|batch FOLDER

captures: small recordings as they are. records: what the two sides of a connection sent, as FuzzRecords takes it, with
the lines of the key log that are the connection's. keylog: key logs in parts of a few lines. batch: streams of items in
JSON and PEM, behind the byte that says in which pieces FuzzBatch reads them.
"""

import json
import pathlib
import struct
import sys

VECTORS = pathlib.Path(__file__).resolve().parent.parent / "TestVectors/handshakes"
RAW = 101


def sides(data):
    """What the two sides sent, from a capture in the format pcap on a raw link with nothing lost; None for others."""
    if len(data) < 24 or data[:4] != b"\xd4\xc3\xb2\xa1" or struct.unpack("<I", data[20:24])[0] != RAW:
        return None
    streams, offset = {}, 24
    while offset < len(data):
        count = struct.unpack("<I", data[offset + 8:offset + 12])[0]
        packet = data[offset + 16:offset + 16 + count]
        offset += 16 + count
        if len(packet) < 40 or packet[0] >> 4 != 4:
            return None
        segment = packet[(packet[0] & 15) * 4:]
        ports, start = struct.unpack(">HH", segment[:4]), (segment[12] >> 4) * 4
        streams.setdefault(ports, bytearray()).extend(segment[start:])
    if len(streams) != 2:
        return None
    (ports, client), (_, server) = sorted(streams.items(), key=lambda item: item[0][1])
    return bytes(client), bytes(server)


def batch(folder):
    """Writes streams with chains of the vectors, each written in every way."""
    vectors = VECTORS.parent
    for name in ("good", "ecdsa", "ed25519", "wrong-host", "expired-leaf", "misordered", "empty-subject"):
        text = (vectors / name / "chain.pem").read_text()
        blocks = [block.split("-----END")[0] for block in text.split("-----BEGIN CERTIFICATE-----")[1:]]
        lines = [
            {"id": name, "chain": text, "hostname": "www.example.com", "at": "2026-01-01"},
            {"id": 7, "chain": ["".join(block.split()) for block in blocks], "ip": "192.0.2.7", "purpose": "any"},
            {"chain": None, "email": "user@example.com"},
        ]
        stream = "".join(json.dumps(line) + "\n" for line in lines)
        (folder / f"{name}-json").write_bytes(b"\x40" + stream.encode() + b"damaged\n")
        (folder / f"{name}-pem").write_bytes(
            b"\x07" + f"===== id={name} hostname=www.example.com\n{text}=====\n\n===== at=2026-01-01\n{text}".encode())


def main():
    kind, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    if kind == "batch":
        batch(folder)
        return
    for path in sorted(VECTORS.glob("*/*.pcap*")):
        data, name = path.read_bytes(), f"{path.parent.name}-{path.name}"
        if len(data) > 16_384:
            continue
        if kind == "captures":
            (folder / name).write_bytes(data)
        both = sides(data) if kind == "records" else None
        if both and len(both[0]) < 65_536:
            log = path.parent / "keylog.txt"
            lines = log.read_bytes().splitlines(True) if log.exists() else []
            random = both[0][11:43].hex().encode()
            own = b"".join(line for line in lines if random in line)
            (folder / name).write_bytes(struct.pack(">H", len(both[0])) + both[0] + both[1] + b"\xff\n" + own)
    if kind == "keylog":
        for path in VECTORS.glob("*/keylog.txt"):
            lines = path.read_bytes().splitlines(True)
            for start in range(0, min(len(lines), 100), 5):
                (folder / f"{path.parent.name}-{start}").write_bytes(b"".join(lines[start:start + 5]))


main()
