#!/usr/bin/env python3
"""Compares what `rootward handshake --json` says of recordings with expected.json, with and without the key log.

    ask.py ROOTWARD FOLDER…

The last line is how many recordings passed and failed, each asked twice.
"""

import concurrent.futures
import json
import os
import subprocess
import sys


def ask(program, folder, expected, recording, keyed):
    """What is wrong with the answer, line by line."""
    arguments = [program, "handshake", os.path.join(folder, recording["file"]), "--json", "--roots",
                 os.path.join(folder, expected["roots"]), "--at",
                 expected["at"] if recording.get("timeless") else "capture"]
    if keyed and not recording.get("embedded"):
        arguments += ["--keylog", os.path.join(folder, recording.get("keylog", expected["keylog"]))]
    if "hostname" in recording:
        arguments += ["--hostname", recording["hostname"]]
    if "ip" in recording:
        arguments += ["--ip", recording["ip"]]
    try:
        done = subprocess.run(arguments, capture_output=True, timeout=120, check=False)
    except subprocess.TimeoutExpired:
        return ["no answer in two minutes"]
    if done.returncode not in (0, 1, 3):
        return [f"exit status {done.returncode}"]
    if recording.get("unreadable"):
        return [] if done.returncode == 3 else [f"exit status {done.returncode}, but it can't be read"]
    wanted = recording["withKeyLog" if keyed else "withoutKeyLog"]
    if wanted is None:
        return ["everything passes"] if done.returncode == 0 else []
    try:
        connections = json.loads(done.stdout)["connections"]
    except (ValueError, KeyError):
        return [f"exit status {done.returncode}, and no JSON: {done.stderr[:100]!r}"]
    if len(connections) != len(wanted):
        return [f"{len(connections)} connections instead of {len(wanted)}"]
    wrong = []
    for number, (connection, one) in enumerate(zip(connections, wanted)):
        for name, right in [*one["steps"].items(), ("verdict", one["verdict"])]:
            step = connection["steps"].get(name, {}) if name != "verdict" else {"result": connection["verdict"]}
            if step.get("result") not in (right if isinstance(right, list) else [right]):
                wrong.append(f"connection {number}, {name}: {step.get('result')} instead of {right}: "
                             f"{step.get('reason', '')}")
    passes = bool(wanted) and all(one["verdict"] == "PASS" for one in wanted)
    sure = not any(isinstance(one["verdict"], list) for one in wanted)
    if not wrong and sure and (done.returncode == 0) != passes:
        wrong.append(f"exit status {done.returncode}")
    return wrong


def main():
    program, folders = sys.argv[1], sys.argv[2:]
    questions = []
    for folder in folders:
        with open(os.path.join(folder, "expected.json")) as file:
            expected = json.load(file)
        for recording in expected["recordings"]:
            for keyed in (True, False):
                questions.append((program, folder, expected, recording, keyed))
    good = bad = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for question, wrong in zip(questions, pool.map(lambda question: ask(*question), questions)):
            _, folder, _, recording, keyed = question
            good, bad = good + (not wrong), bad + bool(wrong)
            for line in wrong:
                print(f"{folder}/{recording['file']}, {'with' if keyed else 'without'} key log: {line}")
    print(f"{good} passed, {bad} failed")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
