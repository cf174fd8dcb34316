"""A peer for the tests of the driver: it answers as the protocol wants, and makes its times up.

fake_peer.py NAME [good|wrong|slow|dies|none]
"""

import os
import sys
import time


def outcome(task, fields):
    """What came of a task, which files alone tell."""
    if task == "load":
        if fields["form"] == "directory":
            return f"roots {len(os.listdir(fields['path']))}"
        with open(fields["path"], "rb") as file:
            content = file.read()
        if fields["form"] == "pem":
            return f"roots {content.count(b'-----BEGIN')}"
        count = offset = 0
        while offset < len(content):
            offset += 4 + int.from_bytes(content[offset + 2 : offset + 4], "big")
            count += 1
        return f"roots {count}"
    if task == "lookup":
        with open(fields["children"], "rb") as file:
            return f"found {file.read().count(b'-----BEGIN')}"
    return "valid"


def main():
    manner = sys.argv[2] if len(sys.argv) > 2 else "good"
    costs = {}
    for line in sys.stdin:
        question, *rest = line.rstrip("\n").split("\t")
        answer = "error what?"
        if question == "version":
            answer = f"{sys.argv[1]} 1.0"
        elif question == "memory":
            answer = "1000000 2000000"
        elif question == "prepare":
            fields = dict(field.split("=", 1) for field in rest[2:])
            if manner == "slow":
                time.sleep(60)
            if manner == "dies":
                print("a last word", file=sys.stderr)
                sys.exit(3)
            text = outcome(rest[1], fields)
            number = int(text.split()[-1]) if text[-1].isdigit() else 10
            costs[rest[0]] = 1000 * number
            answer = "none no such thing" if manner == "none" else f"ok {'roots 1' if manner == 'wrong' else text}"
        elif question == "run":
            answer = str(costs[rest[0]] * int(rest[1]))
        elif question == "allocations":
            answer = "2.5"
        elif question == "counts":
            answer = "signatures=2 candidates=3"
        elif question == "instructions":
            answer = "none"
        elif question == "drop":
            answer = "ok" if costs.pop(rest[0], None) else "error nothing"
        print(answer, flush=True)


if __name__ == "__main__":
    main()
