#!/usr/bin/env python3
"""Asks OpenSSL whether expected.json is right: chains, names, signatures, and Finished, of every recording in a folder.

    check.py FOLDER…

This is the second opinion on the table in scenarios.py and mutate.py, when they have been changed: chains and names by
`openssl verify` at the time of `at`, signatures by `openssl pkeyutl`, Finished by tls.py. It reads plain captures of
raw IP only (so not `captures`), and has no opinion on parameters; of a renegotiation it sees both handshakes.
"""

import base64
import calendar
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
import zlib

import capture
import tls
from expectations import FAIL, HIDDEN, NONE, PASS

DIGESTS = {4: "sha256", 5: "sha384", 6: "sha512", 9: "sha256", 10: "sha384", 11: "sha512"}
ENVIRONMENT = {**os.environ, "OPENSSL_CONF": "/dev/null"}


def run(*arguments):
    return subprocess.run(["openssl", *arguments], capture_output=True, env=ENVIRONMENT, check=False)


def pem(content):
    return "-----BEGIN CERTIFICATE-----\n" + base64.encodebytes(content).decode() + "-----END CERTIFICATE-----\n"


class Checker:
    def __init__(self, work, conversation, roots, at, hostname):
        self.work, self.conversation, self.roots, self.at, self.hostname = work, conversation, roots, at, hostname
        self.modern = conversation.version == "1.3"

    def path(self, name, content):
        path = os.path.join(self.work, name)
        with open(path, "wb") as file:
            file.write(content)
        return path

    def certificates(self, message):
        body = message.body
        if message.kind == tls.COMPRESSED:
            body = zlib.decompress(body[8:])
        if self.modern:
            body = body[1 + body[0]:]
        result, offset = [], 3
        while offset < len(body):
            content, offset = tls.vector(body, offset, 3)
            result.append(content)
            if self.modern:
                _, offset = tls.vector(body, offset, 2)
        return result

    def chain(self, certificates, purpose, *more):
        rest = self.path("rest.pem", "".join(map(pem, certificates[1:])).encode())
        leaf = self.path("leaf.pem", pem(certificates[0]).encode())
        arguments = ["verify", "-CAfile", self.roots, "-untrusted", rest, "-purpose", purpose, "-attime", str(self.at)]
        return run(*arguments, *more, leaf).returncode == 0

    def named(self, certificates):
        name = self.hostname
        if name is None:
            found = tls.client_hello(self.conversation.messages[0].body)[3].get(0)
            if found is None:
                return HIDDEN
            name = found[5:].decode()
        leaf = self.path("leaf.pem", pem(certificates[0]).encode())
        option = "-checkip" if name[0].isdigit() else "-checkhost"
        return PASS if b"does match" in run("x509", "-in", leaf, "-noout", option, name).stdout else FAIL

    def signature(self, certificate, scheme, signature, data):
        leaf = self.path("leaf.pem", pem(certificate).encode())
        key = run("x509", "-in", leaf, "-pubkey", "-noout").stdout
        if not key:
            return False
        arguments = ["-pubin", "-inkey", self.path("key.pem", key), "-sigfile", self.path("signature", signature),
                     "-in", self.path("data", data), "-verify", "-rawin"]
        high, low = scheme >> 8, scheme & 0xFF
        if scheme not in (0x0807, 0x0808):
            arguments += ["-digest", DIGESTS.get(low if high == 8 else high, "none")]
        if high == 8 and low < 7 or high == 8 and low > 8:
            arguments += ["-pkeyopt", "rsa_padding_mode:pss", "-pkeyopt", "rsa_pss_saltlen:digest"]
        text = run("pkey", "-pubin", "-in", os.path.join(self.work, "key.pem"), "-text", "-noout").stdout.decode()
        curves = {0x0403: "P-256", 0x0503: "P-384", 0x0603: "P-521"}
        if self.modern and scheme in curves and curves[scheme] not in text:
            return False
        return run("pkeyutl", *arguments).returncode == 0

    def results(self):
        found, transcript, randoms = {}, [], [b"", b""]
        conversation, certificates, main, late = self.conversation, {}, None, []
        hash_ = tls.SUITES[conversation.suite][2] if conversation.suite else "sha256"

        def note(step, value):
            if found.get(step) != FAIL:
                found[step] = value

        for message in conversation.messages:
            side = "client" if message.from_client else "server"
            kind = message.kind
            if kind in (tls.HELLO_REQUEST, tls.KEY_UPDATE) or kind == tls.TICKET and self.modern:
                continue
            if kind == tls.CLIENT_HELLO:
                randoms[0] = message.body[2:34]
                transcript = transcript if self.modern else []
            if kind == tls.SERVER_HELLO:
                randoms[1] = message.body[2:34]
                if randoms[1] == tls.RETRY:
                    digest = hashlib.new(hash_, b"".join(transcript)).digest()
                    transcript = [bytes([tls.HASHED, 0, 0, len(digest)]) + digest]
            if kind == tls.REQUEST:
                found["clientRequested"] = PASS
                transcript = list(main) if main is not None and self.modern else transcript
            if kind in (tls.CERTIFICATE, tls.COMPRESSED):
                certificates[side] = self.certificates(message)
                if certificates[side]:
                    purpose = "ssl" + side if side == "server" else "sslclient"
                    note(side + "Chain", PASS if self.chain(certificates[side], purpose) else FAIL)
                    note(side + "Proof", "missing")
                if side == "server":
                    note("serverName", self.named(certificates[side]))
            if kind == tls.KEY_EXCHANGE:
                size = 4 + message.body[3]
                if message.body[0] != 3:
                    size = 0
                    for _ in range(3):
                        size += 2 + int.from_bytes(message.body[size:size + 2], "big")
                data = randoms[0] + randoms[1] + message.body[:size]
                scheme = int.from_bytes(message.body[size:size + 2], "big")
                good = self.signature(certificates["server"][0], scheme, message.body[size + 4:], data)
                found["serverProof"] = PASS if good else FAIL
            if kind == tls.VERIFY:
                data = b"".join(transcript)
                if self.modern:
                    data = b" " * 64 + f"TLS 1.3, {side} CertificateVerify\0".encode() + \
                        hashlib.new(hash_, data).digest()
                scheme = int.from_bytes(message.body[:2], "big")
                good = self.signature(certificates[side][0], scheme, message.body[4:], data)
                found[side + "Proof"] = PASS if good else FAIL
            transcript.append(message.bytes())
            if kind == tls.FINISHED and message.from_client and main is None:
                main = list(transcript)
        for from_client, fits in conversation.finished():
            note(("client" if from_client else "server") + "Finished", PASS if fits else FAIL)
        return found


def differences(expected, found, static):
    for step, wanted in expected["steps"].items():
        if step == "parameters":
            continue
        wanted = wanted if isinstance(wanted, list) else [wanted]
        seen = found.get(step)
        if seen == "missing":
            seen = NONE if static and step == "serverProof" else FAIL
            if HIDDEN in wanted and step == "clientProof":
                continue
        if seen is None:
            if not {NONE, HIDDEN} & set(wanted):
                yield step, wanted, seen
        elif seen not in wanted:
            yield step, wanted, seen


def main():
    good = bad = 0
    for folder in sys.argv[1:]:
        with open(os.path.join(folder, "expected.json")) as file:
            expected = json.load(file)
        at = calendar.timegm(time.strptime(expected["at"], "%Y-%m-%dT%H:%M:%SZ"))
        with open(os.path.join(folder, expected["keylog"])) as file:
            secrets = tls.key_log(file.read())
        with tempfile.TemporaryDirectory() as work:
            for recording in expected["recordings"]:
                with open(os.path.join(folder, recording["file"]), "rb") as file:
                    found = tls.conversations(capture.read(file.read()), secrets)
                for conversation, wanted in zip(found, recording["withKeyLog"]):
                    static = conversation.suite in (0x9C, 0x9D, 0xC09C, 0xC09D, 0xC0A0, 0xC0A1, 0x2F, 0x35, 0x3C, 0x3D)
                    checker = Checker(work, conversation, os.path.join(folder, expected["roots"]), at,
                                      recording.get("hostname", recording.get("ip")))
                    wrong = list(differences(wanted, checker.results(), static))
                    good, bad = good + (not wrong), bad + bool(wrong)
                    for step, should, seen in wrong:
                        print(f"{folder}/{recording['file']}: {step} should be {should}, and is {seen}")
    print(f"{good} passed, {bad} failed")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
