"""How many chains a second `rootward verify --batch` verifies."""

import base64
import json
import os
import statistics
import subprocess

import authority
from authority import HOST
from contestants import ROOTWARD
from programs import MOMENT, ProgramTimeout, empty, highest, spend

ITEMS = 20_000
CORRUPT = 1_000


def batch_input(data, count, corrupt=0):
    """A stream of so many items that repeat the real chains, one in `corrupt` with a letter changed."""
    path = data.path("batch", f"{count}-{corrupt}.ndjson")
    if os.path.exists(path):
        return path
    lines = []
    for kind in authority.Chain.KINDS:
        for depth in (1, 2):
            with open(data.path("chains", kind, f"{depth}.pem"), encoding="ascii") as file:
                blocks = file.read().split("-----END CERTIFICATE-----")[:-1]
            lines.append([block.split("-----BEGIN CERTIFICATE-----")[1].replace("\n", "") for block in blocks])
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path + ".part", "w", encoding="ascii") as file:
        for number in range(count):
            chain = lines[number % len(lines)]
            if corrupt and number % corrupt == corrupt - 1:
                content = bytearray(base64.b64decode(chain[0]))
                content[-20] ^= 1
                chain = [base64.b64encode(content).decode("ascii"), *chain[1:]]
            file.write(json.dumps({"id": number, "chain": chain, "hostname": HOST, "at": MOMENT}) + "\n")
    os.rename(path + ".part", path)
    return path


def missing(program):
    """Why there are no batches; None if there are."""
    if program is None:
        return "the command is missing"
    try:
        words = subprocess.run([program, "verify", "--help"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.SubprocessError) as error:
        return str(error)
    return None if "--batch" in words.stdout else "this command has no --batch"


def batch_rows(program, data, options):
    """Items a second with one worker and with two; once more where one item of a thousand is damaged."""
    results = []
    for corrupt, words in ((0, ""), (CORRUPT, f", one of {CORRUPT:,} damaged")):
        result = empty("batch/damaged" if corrupt else "batch", "batch", f"{ITEMS:,} chains{words}")
        result.update({"items": ITEMS, "jobs": {}})
        reason = missing(program)
        if reason:
            result["absent"][ROOTWARD] = reason
        else:
            measure(program, data, options, corrupt, result)
        results.append(result)
    return results


def measure(program, data, options, corrupt, result):
    """One stream with one worker and with two, in turns; both must give the same bytes, and the right verdicts."""
    source = batch_input(data, ITEMS, corrupt)
    expected = (1, ITEMS - ITEMS // corrupt) if corrupt else (0, ITEMS)
    samples, outputs, peaks = {}, {}, {}
    most = min(2, os.cpu_count() or 1)
    for number in range(3 if options.rounds < 20 else 5):
        for jobs in (1, most) if number % 2 else (most, 1):
            output = data.path("batch", f"result-{jobs}.ndjson")
            command = [program, "verify", "--batch", source, "--no-system-roots", "--roots", data.trust(139)]
            try:
                seconds, status, peak = spend([*command, "--jobs", str(jobs)], options.limit, output=output)
            except (ProgramTimeout, OSError) as error:
                result["failures"][ROOTWARD] = str(error)
                return
            peaks[jobs] = highest(peak, peaks.get(jobs))
            with open(output, "rb") as file:
                outputs[jobs] = file.read()
            found = (status, outputs[jobs].count(b'"verdict":"verified"'))
            if found != expected:
                result["disagreements"][
                    ROOTWARD
                ] = f"status {found[0]}, {found[1]:,} verified instead of status {expected[0]}, {expected[1]:,}"
                return
            samples.setdefault(jobs, []).append(seconds)
    if len(set(outputs.values())) != 1:
        result["disagreements"][ROOTWARD] = "one worker and two give different results"
    for jobs, values in samples.items():
        result["jobs"][str(jobs)] = {
            "median": statistics.median(values),
            "minimum": min(values),
            "turns": len(values),
            "peak": peaks[jobs],
            "per_processor": ITEMS / statistics.median(values) / jobs,
        }
