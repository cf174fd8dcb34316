#!/usr/bin/env python3
"""Runs verify.py over a few thousand items on this machine, and compares byte for byte with one run of rootward.

    check.py PROGRAM [ITEMS] [MASTER]

PROGRAM is the built rootward; the interpreter is one that has pyspark. Java 17 or newer is needed as well. MASTER is
local[2], or where else Spark is to run; local-cluster[2,1,1024] starts two workers of one processor, each with a copy
of what is shipped.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parent.parent.parent
VECTORS = PROJECT / "TestVectors"
NAMES = ["good", "ecdsa", "ed25519", "wrong-host", "expired-leaf", "missing-intermediate", "flipped-signature"]
PARTITION_BYTES = 1_000_000
MARK = b"\xef\xbb\xbf"


def items(count):
    """Items of every kind, some of them damaged, as lines of bytes."""
    texts = [(VECTORS / name / "chain.pem").read_text() for name in NAMES]
    for number in range(1, count + 1):
        text = texts[number % len(texts)]
        parts = text.split("-----BEGIN CERTIFICATE-----")[1:]
        chain = text if number % 2 else ["".join(part.split("-----END")[0].split()) for part in parts]
        item = {"id": f"é{number}", "chain": chain, "hostname": "www.example.com"}
        line = json.dumps(item, ensure_ascii=False).encode()
        if number % 97 == 0:
            line = line[:number % len(line)]
        if number % 101 == 0:
            line = line.replace(b"www", b"\xff\r")
        if number % 103 == 0:
            line = MARK + line
        yield line
        if number % 50 == 0:
            yield b" \r"


def main():
    program, count = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5_000
    master = sys.argv[3] if len(sys.argv) > 3 else "local[2]"
    roots = VECTORS / "good/roots.pem"
    options = ["--roots", roots.name, "--no-system-roots", "--at", "2026-01-01"]
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "items").mkdir()
        lines = list(items(count))
        for index in range(3):  # The files are of different sizes: Spark reads the largest first.
            piece = lines[len(lines) * index * index // 9:len(lines) * (index + 1) * (index + 1) // 9]
            # What belongs to files, and to no item: a mark before the first, and no line feed behind the last.
            text = MARK + b"".join(line + b"\n" for line in piece)
            (folder / "items" / f"part {index}.ndjson").write_bytes(text.removesuffix(b"\n"))
        with open(folder / "whole.ndjson", "wb") as whole:
            for path in sorted((folder / "items").iterdir()):
                whole.write(path.read_bytes().removeprefix(MARK) + b"\n")
        one = subprocess.run(
            [program, "verify", "--batch", folder / "whole.ndjson", *options], cwd=roots.parent, stdout=subprocess.PIPE,
            check=False)
        assert one.returncode == 3, one.returncode
        environment = dict(os.environ, PYSPARK_SUBMIT_ARGS=(
            f"--master {master} --conf spark.sql.files.maxPartitionBytes={PARTITION_BYTES} "
            "--conf spark.sql.files.openCostInBytes=0 --conf spark.ui.enabled=false pyspark-shell"))
        subprocess.run(
            [sys.executable, PROJECT / "Examples/Spark/verify.py", folder / "items", folder / "results", "--program",
             os.path.basename(program), "--ship", program, "--ship", roots, "--parts", "4", "--", *options],
            env=environment, check=True)
        parts = sorted((folder / "results").glob("part-*"))
        assert len(parts) == 4, parts
        many = b"".join(path.read_bytes() for path in parts)
    if many != one.stdout:
        for number, (left, right) in enumerate(zip(one.stdout.splitlines(), many.splitlines()), 1):
            if left != right:
                sys.exit(f"line {number} differs:\n  one run: {left}\n  Spark:   {right}")
        sys.exit(f"one run has {len(one.stdout.splitlines())} results, and Spark {len(many.splitlines())}")
    print(f"the same {len(many)} bytes, {len(many.splitlines())} results")


main()
