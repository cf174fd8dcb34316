#!/usr/bin/env python3
"""Writes ZlibSamples.swift: streams of zlib, each with what is in it."""
import random
import zlib


def compress(data, level=9, strategy=zlib.Z_DEFAULT_STRATEGY, window=15):
    maker = zlib.compressobj(level, zlib.DEFLATED, window, 9, strategy)
    return maker.compress(data) + maker.flush()


generator = random.Random(1951)
words = ["certificate", "authority", "example", "signature", "of", "the"]
text = " ".join(generator.choice(words) for _ in range(120)).encode()
noise = bytes(generator.randrange(256) for _ in range(150))
samples = [
    compress(b""),
    compress(b"a", 9, zlib.Z_FIXED),
    compress(text, 9, zlib.Z_FIXED),
    compress(text),
    compress(text, 9, zlib.Z_HUFFMAN_ONLY),
    compress(text, 0),
    compress(noise),
    compress(text + noise + text, 9, window=9),
    compress(b"\0" * 700),
]


def literal(data):
    rows = [data[i:i + 16] for i in range(0, len(data), 16)]
    return "[\n" + "".join("      " + ", ".join("0x%02X" % b for b in row) + ",\n" for row in rows) + "    ]"


with open(__file__.rsplit("/", 1)[0] + "/ZlibSamples.swift", "w") as out:
    out.write("/// Streams of zlib, made by `make.py`.\nenum ZlibSamples {\n")
    out.write("  static let all: [(compressed: [UInt8], plain: [UInt8])] = [\n")
    names = {}
    for sample in samples:
        plain = zlib.decompress(sample)
        name = {text: "text", noise: "noise", text + noise + text: "text + noise + text"}.get(plain)
        if name is None:
            name = f"[UInt8](repeating: {plain[0] if plain else 0}, count: {len(plain)})"
        out.write(f"    ({literal(sample)}, {name}),\n")
    out.write("  ]\n\n")
    out.write(f"  static let text = Array(\n    \"{text.decode()}\".utf8)\n\n")
    out.write(f"  static let noise: [UInt8] = {literal(noise)}\n\n")
    out.write(f"  /// A million zeros.\n  static let zeros: [UInt8] = {literal(compress(bytes(1000000)))}\n")
    out.write("}\n")
