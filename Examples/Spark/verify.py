#!/usr/bin/env python3
"""Verifies a data set of certificate chains on Apache Spark, with a `rootward verify --batch -` for each part of it.

    spark-submit verify.py INPUT OUTPUT [--program FILE] [--ship FILE]... [--parts N] [-- OPTION...]

INPUT   a file, a folder or a pattern of items, an object of JSON on each line, wherever Spark reads from
OUTPUT  a folder that does not exist yet; its files, in the order of their names, hold what one run of
        `rootward verify --batch` over the files of INPUT, in the order of theirs, would print, byte for byte; where
        the last line of a file lacks its line feed, as if it had one, and where a file begins with a byte order mark,
        as if it had none
OPTION  options of `rootward verify`, such as --roots roots.pem --no-system-roots --at 2026-01-31; without --at the
        moment is the one at which the program was started, for all parts alike

--program FILE   the program (default: rootward), as each machine finds it, or one that was shipped
--ship FILE      a file that each machine gets, such as the program and the roots; options name it without its folder
--parts N        how many files OUTPUT has (default: as many as INPUT has parts)
"""

import argparse
import datetime
import itertools
import os
import subprocess
import sys
import tempfile
import threading
import urllib.parse

# The workers are those of the interpreter that this is run with.
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)

from pyspark import SparkFiles  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402
from pyspark.sql import functions  # noqa: E402

# All verified, some refused, some malformed: whatever is wrong with items, their results say.
EXPECTED_CODES = (0, 1, 3)


def part(row):
    """The part of the data set that a row is of: a piece of one file."""
    return urllib.parse.unquote(row[0]), row[1]


def is_item(row):
    """Whether a line is an item; the program passes over empty lines, too."""
    return bool(row[2].strip(b" \t\r"))


def count(rows):
    """How many items each part has."""
    for key, members in itertools.groupby(rows, part):
        yield key, sum(map(is_item, members))


def feed(process, lines):
    """Writes lines to a process until they or it have ended."""
    try:
        with process.stdin as stream:
            # Spark passes over a byte order mark at the start of a file. Behind an empty line, which is no item, any
            # other stays what it is: part of an item.
            stream.write(b"\n")
            for line in lines:
                stream.write(line + b"\n")
    except BrokenPipeError:
        pass  # Its exit code and its results say what became of it.


def verify(rows, first, expected, program, options):
    """The result of each item of one part, with its number."""
    folder = SparkFiles.getRootDirectory()
    shipped = os.path.join(folder, program)
    command = [shipped if os.path.exists(shipped) else program, "verify", "--batch", "-", "--batch-format", "json"]
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            command + ["--first-item", str(first), *options], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=errors)
        try:
            # Reading and writing at once: neither the items nor the results of a part have to fit in memory.
            feeder = threading.Thread(target=feed, args=(process, (bytes(row[2]) for row in rows if is_item(row))))
            feeder.start()
            number = first
            for number, line in enumerate(process.stdout, first):
                yield number, line.decode().rstrip("\n")
                number += 1
            feeder.join()
            code = process.wait()
        finally:
            # Spark may stop asking for results.
            process.kill()
            process.stdout.close()
        if code not in EXPECTED_CODES or number != first + expected:
            errors.seek(0)
            message = errors.read(10_000).decode(errors="replace")
            raise RuntimeError(f"rootward ended with {code} after {number - first} of {expected} items: {message}")


def main():
    own, options = sys.argv[1:], []
    if "--" in own:
        own, options = own[:own.index("--")], own[own.index("--") + 1:]
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--program", default="rootward")
    parser.add_argument("--ship", action="append", default=[])
    parser.add_argument("--parts", type=int)
    arguments = parser.parse_args(own)
    program = arguments.program
    if program not in map(os.path.basename, arguments.ship) and os.path.isfile(program):
        program = os.path.abspath(program)  # The program is started in the folder of what is shipped.
    if not any(option.split("=")[0] == "--at" for option in options):
        options += ["--at", datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")]

    spark = SparkSession.builder.appName("rootward").getOrCreate()
    context = spark.sparkContext
    context.setLogLevel("ERROR")
    for path in arguments.ship:
        context.addFile(path)
    if not any(option.split("=")[0] == "--jobs" for option in options):
        options += ["--jobs", context.getConf().get("spark.task.cpus", "1")]

    # Bytes, not text: what is no UTF-8 is for the program to refuse, and a carriage return ends no line.
    rows = spark.read.text(arguments.input, lineSep="\n").select(
        functions.input_file_name(), functions.input_file_block_start(), functions.col("value").cast("binary")).rdd

    # A first pass counts, so that the items are numbered as in one run.
    counts = dict(rows.mapPartitions(count).collect())
    first, total = {}, 0
    for key in sorted(counts):
        first[key] = 1 + total
        total += counts[key]

    def verify_parts(members):
        for key, group in itertools.groupby(members, part):
            if counts[key]:
                yield from verify(group, first[key], counts[key], program, options)

    # Results are small: that they come in order costs little.
    parts = arguments.parts or rows.getNumPartitions()
    size = max(1, -(-total // parts))
    results = rows.mapPartitions(verify_parts).repartitionAndSortWithinPartitions(
        numPartitions=parts, partitionFunc=lambda number: (number - 1) // size)
    results.values().saveAsTextFile(arguments.output)
    print(f"rootward: {total} items in {parts} files of {arguments.output}")
    spark.stop()


if __name__ == "__main__":
    main()
