#!/usr/bin/env python3
"""Records the handshakes of scenarios.py on loopback and writes captures, key logs and expectations.

    record.py KEYS PEER OUT [--only TEXT] [--verbose] [FOLDER…]

KEYS is a folder that certificates.sh filled, PEER the Go program. Each FOLDER (all, unless some are named) is made anew
below OUT: NAME.pcap per scenario, keylog.txt for all of them, and expected.json. README.md has the meaning.
"""

import argparse
import json
import os
import queue
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

import capture
import expectations
import relay
import scenarios
import stacks
import tls

LINE_WAIT = 1.5
NEEDED = ("CLIENT_RANDOM", "CLIENT_HANDSHAKE_TRAFFIC_SECRET", "SERVER_HANDSHAKE_TRAFFIC_SECRET",
          "CLIENT_EARLY_TRAFFIC_SECRET", "CLIENT_TRAFFIC_SECRET_0", "SERVER_TRAFFIC_SECRET_0")


def free_port(address):
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        probe.bind((address, 0))
        return probe.getsockname()[1]


class Child:
    """A process of ours, its output by lines, and its end."""

    def __init__(self, arguments, environment, log):
        self.log = log
        self.lines = queue.Queue()
        self.process = subprocess.Popen(arguments, env={**os.environ, "LC_ALL": "C", **environment},
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        while chunk := self.process.stdout.read1(65_536):
            self.log.append(chunk)
            self.lines.put(chunk)

    def say(self, text):
        try:
            self.process.stdin.write(text.encode())
            self.process.stdin.flush()
        except OSError:
            pass

    def wait_for(self, text, seconds):
        """Whether the text appeared before the process ended or the time was over."""
        deadline = time.monotonic() + seconds
        seen = b"".join(self.log)
        while text not in seen:
            if time.monotonic() > deadline or (self.process.poll() is not None and self.lines.empty()):
                return False
            try:
                self.lines.get(timeout=0.02)
            except queue.Empty:
                pass
            seen = b"".join(self.log)
        return True

    def finish(self, seconds=2):
        try:
            self.process.stdin.close()
        except OSError:
            pass
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.terminate()
            try:
                self.process.wait(2)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        return self.process.returncode


def record(place, scenario):
    """The events of one scenario, the lines of its key log, and what both sides said."""
    port = free_port(scenario.address)
    logs = [os.path.join(place.work, side + ".keys") for side in ("client", "server")]
    for log in logs:
        if os.path.exists(log):
            os.remove(log)
    arguments, environment = stacks.SERVERS[scenario.server](place, scenario, scenario.address, port, logs[1])
    told = [" ".join(arguments).encode() + b"\n"]
    between = relay.Relay(scenario.address, port)
    runs, client_environment = stacks.CLIENTS[scenario.client](place, scenario, scenario.address, between.port, logs[0])
    server = Child(arguments, environment, told)
    said = []
    try:
        for number, run in enumerate(runs):
            told_client = [" ".join(run).encode() + b"\n"]
            said.append(told_client)
            client = Child(run, client_environment, told_client)
            try:
                converse(scenario, client, server, between, number)
                client.finish(4)
            finally:
                client.finish(0.1)
    finally:
        if scenario.server == "gnutls":
            time.sleep(0.05)
            server.process.terminate()
        server.finish(1)
    events = between.finish()
    keys = []
    for log in logs:
        if os.path.exists(log):
            with open(log) as file:
                keys += [line.strip() for line in file if line.startswith(NEEDED)]
    keys = list(dict.fromkeys(keys))
    if scenario.version == "1.2" and scenario.connections == 2 and not scenario.as_logged:
        keys += resumed_secrets(events, keys)
    said = b"\n".join(b"".join(part) for part in said)
    return events, keys, said + b"\n--- server\n" + b"".join(told)


def resumed_secrets(events, keys):
    """The line for a connection that resumes a session, if its stack wrote none: the secret is the first one's."""
    randoms = [tls.client_hello(conversation.messages[0].body)[0].hex()
               for conversation in tls.conversations(events, {}) if conversation.messages]
    if len(randoms) != 2 or any(randoms[1] in line for line in keys):
        return []
    return [line.replace(randoms[0], randoms[1]) for line in keys if line.startswith("CLIENT_RANDOM " + randoms[0])]


def converse(scenario, client, server, between, number):
    """Tells s_client or gnutls-cli what to send, waits for the answers, and has it close."""
    if scenario.client == "go":
        if not scenario.server_talks or not server.wait_for(b"ping", 3):
            return
    else:
        ready = b"Simple Client Mode" if scenario.client == "gnutls" else b"Verify return code"
        if scenario.client == "gnutls" and scenario.connections == 2:
            ready = b"This is a resumed session"
        if not client.wait_for(ready, 3):
            return
    for line in scenario.talk:
        talks = client
        if not isinstance(line, str):
            talks, line = server, line[1]
        before = between.passed()
        talks.say(line)
        deadline = time.monotonic() + (LINE_WAIT if not scenario.server_talks and not scenario.early else 0.3)
        while time.monotonic() < deadline and client.process.poll() is None:
            if between.passed()[talks is client] > before[talks is client]:
                break
            time.sleep(0.01)
        time.sleep(0.05)
    if scenario.client.startswith("openssl"):
        client.say("Q\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("keys")
    parser.add_argument("peer")
    parser.add_argument("out")
    parser.add_argument("folders", nargs="*")
    parser.add_argument("--only", default="")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    folders = {}
    for scenario in scenarios.scenarios(options.folders):
        if options.only in scenario.name:
            folders.setdefault(scenario.folder, []).append(scenario)
    failures = 0
    for folder, list_ in folders.items():
        failures += record_folder(options, folder, list_)
    sys.exit(1 if failures else 0)


def record_folder(options, folder, list_):
    target = os.path.join(options.out, folder)
    shutil.rmtree(target, ignore_errors=True)
    os.makedirs(target)
    keys, entries, failures = [], [], 0
    with tempfile.TemporaryDirectory() as work:
        place = stacks.Place(options.keys, work, options.peer)
        for number, scenario in enumerate(list_):
            try:
                for _ in range(3):
                    events, secrets, told = record(place, scenario)
                    problem = complaint(scenario, events, secrets)
                    if problem is None:
                        break
            except (stacks.Missing, FileNotFoundError) as error:
                print(f"{folder}/{scenario.name}: left out: {error}", file=sys.stderr)
                continue
            if options.verbose or problem:
                sys.stderr.buffer.write(told)
            if problem:
                print(f"{folder}/{scenario.name}: {problem}", file=sys.stderr)
                failures += 1
                continue
            packets = capture.packets(events, version6=":" in scenario.address, client_port=50_000 + number)
            data = capture.pcap([(packet.time, capture.frame(packet, capture.RAW)) for packet in packets],
                                capture.RAW)
            with open(os.path.join(target, scenario.name + ".pcap"), "wb") as file:
                file.write(data)
            keys += secrets
            facts = scenario.expected()
            more = {name: value for name, value in (("hostname", scenario.hostname), ("ip", scenario.ip)) if value}
            entries.append({
                "file": scenario.name + ".pcap",
                "about": scenario.about,
                **more,
                "withKeyLog": [expectations.connection(fact, True) for fact in facts],
                "withoutKeyLog": [expectations.connection(fact, False) for fact in facts],
            })
    with open(os.path.join(target, "keylog.txt"), "w") as file:
        file.write("\n".join(dict.fromkeys(keys)) + "\n")
    write_expectations(target, entries)
    size = sum(os.path.getsize(os.path.join(target, name)) for name in os.listdir(target))
    print(f"{folder}: {len(entries)} recordings, {size:,} bytes")
    return failures


def write_expectations(target, entries, **more):
    head = {"at": "2026-01-01T00:00:00Z", "roots": "../certificates/roots.pem", "keylog": "keylog.txt", **more}
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}," for key, value in head.items()]
    recordings = []
    for entry in entries:
        fields = [f"      {json.dumps(key)}: {compact(value)}" for key, value in entry.items()]
        recordings.append("    {\n" + ",\n".join(fields) + "\n    }")
    text = "{\n" + "\n".join(lines) + '\n  "recordings": [\n' + ",\n".join(recordings) + "\n  ]\n}\n"
    json.loads(text)
    with open(os.path.join(target, "expected.json"), "w") as file:
        file.write(text)


def compact(value):
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n" + ",\n".join("        " + json.dumps(item) for item in value) + "\n      ]"
    return json.dumps(value)


def complaint(scenario, events, keys):
    """What is wrong with a recording, or None: whether that was recorded which was meant.

    The messages are looked at, and Finished is computed; certificates and signatures are the stacks' affair.
    """
    facts = scenario.expected()
    found = tls.conversations(events, tls.key_log("\n".join(keys)))
    if len(found) != len(facts):
        return f"{len(found)} connections"
    kinds = [kind for conversation in found for kind in [message.kind for message in conversation.messages]]
    for kind in scenario.has:
        if kind not in kinds:
            return f"no message of type {kind}"
    for kind in scenario.repeats:
        if kinds.count(kind) < 2:
            return f"no two messages of type {kind}"
    for conversation, fact in zip(found, facts):
        summary = conversation.summary()
        if summary["sealed"] and not scenario.as_logged:
            return f"{summary['sealed']} records that the key log does not open"
        for name in ("version", "resumed"):
            if summary[name] != getattr(fact, name):
                return f"{name} is {summary[name]}"
        if not fact.resumed and summary["client"] != fact.client:
            return f"the client's certificate: {summary['client']}"
        for name in ("server_finished", "client_finished"):
            if isinstance(getattr(fact, name), list):
                continue
            present = getattr(fact, name) == expectations.PASS
            if bool(summary[name]) != present or not all(summary[name]):
                return f"{name}: {summary[name]}"
        if scenario.suite and summary["suite"] != stacks.SUITES[scenario.suite][0]:
            return f"suite {summary['suite']:#x}"
        with_etm = scenario.version == "1.2" and not fact.resumed and scenario.etm and \
            scenario.suite and stacks.SUITES[scenario.suite][4] != "AEAD" and "go" not in scenario.name
        if with_etm and not conversation.etm or conversation.etm and not scenario.etm:
            return f"encrypt-then-MAC: {conversation.etm}"
    return None


if __name__ == "__main__":
    main()
