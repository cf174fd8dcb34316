#!/usr/bin/env python3
"""Makes damaged twins of recordings, and says for each which step must fail.

    mutate.py RECORDINGS OUT [KEYS]

RECORDINGS has the folders that record.py made, OUT gets the folder `twins`. A twin of TLS 1.3 is opened with the key
log, changed, and sealed again with the same keys. There are two of each kind: `raw`, where nothing else is changed, so
that all fails that covers the changed byte; and `clean`, where Finished is computed anew, and with the private keys in
KEYS so are signatures, so that what was changed can be found in one step alone.
"""

import base64
import dataclasses
import os
import shutil
import subprocess
import sys
import tempfile

import capture
import expectations
import record
import tls
from expectations import FAIL, HIDDEN, Facts

# Where a message stands in its handshake, and what covers it: a step, and the last position before it.
PLACES = {
    "1.3": {"client hello": 0, "server hello": 1, "extensions": 2, "request": 3, "server certificate": 4,
            "server proof": 5, "server finished": 6, "client certificate": 7, "client proof": 8, "client finished": 9},
    "1.2": {"client hello": 0, "server hello": 1, "server certificate": 2, "server proof": 3, "request": 4,
            "client certificate": 6, "client proof": 8, "client finished": 9, "server finished": 10},
}
COVERS = {
    "1.3": {"server_proof": 5, "server_finished": 6, "client_proof": 8, "client_finished": 9},
    "1.2": {"client_proof": 8, "client_finished": 9, "server_finished": 10},  # the server signs no transcript
}


def flip(data, index, bits=1):
    index %= len(data)
    return data[:index] + bytes([data[index] ^ bits]) + data[index + 1:]


def replace_once(data, old, new):
    if data.count(old) < 1:
        raise LookupError("not there")
    return data.replace(old, new, 1)


class Twin:
    """A conversation with what was set up for it, to be changed."""

    def __init__(self, conversation, keys):
        self.conversation, self.keys = conversation, keys
        self.version = conversation.version
        self.modern = self.version == "1.3"

    def message(self, kind, from_client, number=0):
        found = self.conversation.find(kind, from_client, number)
        if found is None:
            raise LookupError("no such message")
        return found

    # --- Certificates ---

    def leaf(self, message):
        """Where the leaf's bytes are in a Certificate message."""
        start = 1 + message.body[0] + 3 if self.modern else 3
        size = int.from_bytes(message.body[start:start + 3], "big")
        if size == 0:
            raise LookupError("no certificate")
        return start + 3, start + 3 + size

    def second(self, message):
        start, end = self.leaf(message)
        if self.modern:
            end += 2 + int.from_bytes(message.body[end:end + 2], "big")
        return end + 3, end + 3 + int.from_bytes(message.body[end:end + 3], "big")

    def certificate(self, from_client, change):
        message = self.message(tls.CERTIFICATE, from_client)
        start, end = self.leaf(message)
        message.body = message.body[:start] + change(message.body[start:end]) + message.body[end:]

    def put_chain(self, from_client, name):
        """Another chain instead, whose key the side has not."""
        if self.keys is None:
            raise LookupError("no keys")
        message = self.message(tls.CERTIFICATE, from_client)
        with open(os.path.join(self.keys, name + ".chain")) as file:
            blocks = file.read().split("-----BEGIN CERTIFICATE-----")[1:]
        entries = b""
        for text in blocks:
            content = base64.b64decode(text.split("-----")[0])
            entries += len(content).to_bytes(3, "big") + content + (b"\0\0" if self.modern else b"")
        head = message.body[:1 + message.body[0]] if self.modern else b""
        message.body = head + len(entries).to_bytes(3, "big") + entries


def key_byte(certificate):
    """The certificate with one byte of its public key changed: the last of the subjectPublicKeyInfo."""
    def element(offset):
        length = certificate[offset + 1]
        if length < 128:
            return offset + 2, offset + 2 + length
        count = length & 0x7F
        start = offset + 2 + count
        return start, start + int.from_bytes(certificate[offset + 2:start], "big")

    inside, _ = element(0)
    offset, _ = element(inside)
    for _ in range(6):  # version, serial number, algorithm, issuer, validity, subject
        offset = element(offset)[1]
    end = element(offset)[1]
    # An RSA key ends with its exponent, which has to stay odd for it to be a key at all: so the byte before that.
    return flip(certificate, end - (20 if end - offset > 200 else 1))


def unusable(twin, from_client):
    """What comes of a proof by a changed key: a changed RSA key is a key; a changed point is most likely none."""
    return FAIL if len(twin.message(tls.CERTIFICATE, from_client).body) > 1500 else [FAIL, HIDDEN]


# --- What is changed: each gives the place of it, and the facts that are otherwise by that alone ---

def server_certificate_signature(twin):
    twin.certificate(False, lambda data: flip(data, -1))
    return "server certificate", {"server_chain": FAIL}


def server_certificate_key(twin):
    twin.certificate(False, key_byte)
    return "server certificate", {"server_chain": FAIL, "server_proof": unusable(twin, False)}


def server_certificate_name(twin):
    # The last one in the leaf is the one in subjectAltName.
    def change(data):
        index = data.rindex(b"www.example.com")
        return flip(data, index + 2)
    twin.certificate(False, change)
    return "server certificate", {"server_chain": FAIL, "server_name": FAIL}


def server_intermediate_signature(twin):
    message = twin.message(tls.CERTIFICATE, False)
    _, end = twin.second(message)
    message.body = flip(message.body, end - 1)
    return "server certificate", {"server_chain": FAIL}


def server_certificate_stolen(twin):
    twin.put_chain(False, "server-second")
    return "server certificate", {"server_proof": FAIL}


def server_parameters(twin):
    """A byte of the server's public value, which it signs in TLS 1.2."""
    if twin.modern:
        raise LookupError
    message = twin.message(tls.KEY_EXCHANGE, False)
    point = 4 if message.body[0] == 3 else 2 + int.from_bytes(message.body[:2], "big") - 1
    message.body = flip(message.body, point + 8 if message.body[0] == 3 else point)
    return "server proof", {"server_proof": FAIL}


def server_signature(twin):
    message = twin.message(tls.VERIFY if twin.modern else tls.KEY_EXCHANGE, False)
    message.body, message.kept = flip(message.body, -1), True
    return "server proof", {"server_proof": FAIL}


def _scheme_offset(twin, message):
    if twin.modern or message.from_client:
        return 0
    return 4 + message.body[3]  # after an elliptic curve's point


def server_scheme_unfit(twin):
    """Another scheme that the client takes, but which is not the signature's."""
    message = twin.message(tls.VERIFY if twin.modern else tls.KEY_EXCHANGE, False)
    offset = _scheme_offset(twin, message)
    old = message.body[offset:offset + 2]
    new = {b"\4\3": b"\5\3", b"\x08\4": b"\x08\5", b"\4\1": b"\5\1", b"\x08\7": b"\4\3"}[old]
    message.body, message.kept = message.body[:offset] + new + message.body[offset + 2:], True
    return "server proof", {"server_proof": FAIL}


def server_scheme_unknown(twin):
    message = twin.message(tls.VERIFY if twin.modern else tls.KEY_EXCHANGE, False)
    offset = _scheme_offset(twin, message)
    message.body, message.kept = message.body[:offset] + b"\xfe\x5a" + message.body[offset + 2:], True
    return "server proof", {"server_proof": FAIL, "parameters": FAIL, "parameters_sealed": True}


def server_proof_missing(twin):
    twin.message(tls.VERIFY if twin.modern else tls.KEY_EXCHANGE, False).gone = True
    return "server proof", {"server_proof": FAIL}


def server_finished(twin):
    message = twin.message(tls.FINISHED, False)
    message.body, message.kept = flip(message.body, 3), True
    return "server finished", {"server_finished": FAIL}


def client_certificate_signature(twin):
    twin.certificate(True, lambda data: flip(data, -1))
    return "client certificate", {"client_chain": FAIL}


def client_certificate_key(twin):
    twin.certificate(True, key_byte)
    return "client certificate", {"client_chain": FAIL, "client_proof": unusable(twin, True)}


def client_certificate_stolen(twin):
    twin.put_chain(True, "client-second")
    return "client certificate", {"client_proof": FAIL}


def client_signature(twin):
    message = twin.message(tls.VERIFY, True)
    message.body, message.kept = flip(message.body, -1), True
    return "client proof", {"client_proof": FAIL}


def client_proof_missing(twin):
    twin.message(tls.VERIFY, True).gone = True
    return "client proof", {"client_proof": FAIL}


def client_finished(twin):
    message = twin.message(tls.FINISHED, True)
    message.body, message.kept = flip(message.body, 3), True
    return "client finished", {"client_finished": FAIL}


def transcript(twin):
    """A suite that the client offers and the server did not take is another now."""
    for number in (0, 1):
        hello = twin.conversation.find(tls.CLIENT_HELLO, True, number)
        if hello is None:
            continue
        _, _, suites, _ = tls.client_hello(hello.body)
        unused = [suites[index:index + 2] for index in range(0, len(suites), 2)]
        unused = [suite for suite in unused if suite not in (twin.conversation.suite.to_bytes(2, "big"), b"\0\xff")]
        if not unused:
            raise LookupError
        offset = hello.body.index(suites) + suites.index(unused[-1])
        hello.body = hello.body[:offset] + b"\x5a\x5b" + hello.body[offset + 2:]
    return "client hello", {}


def server_random(twin):
    """In TLS 1.2 the keys of the records depend on it, so that nothing can be opened."""
    hello = twin.message(tls.SERVER_HELLO, False, 1 if twin.conversation.find(tls.SERVER_HELLO, False, 1) else 0)
    hello.body = flip(hello.body, 20)
    if twin.modern:
        return "server hello", {}
    return "server hello", {"server_proof": FAIL, "server_finished": [FAIL, HIDDEN], "client_finished": [FAIL, HIDDEN]}


def session_echo(twin):
    hello = twin.message(tls.SERVER_HELLO, False)
    if not twin.modern or hello.body[34] != 32:
        raise LookupError
    hello.body = flip(hello.body, 40)
    return "server hello", {"parameters": FAIL}


def request(twin):
    """A byte of an authority that the server names."""
    message = twin.message(tls.REQUEST, False)
    message.body = replace_once(message.body, b"Rootward Test", b"Rootward Tesu")
    return "request", {}


def extension_unasked(twin):
    """The server chooses an application protocol, though the client offered none."""
    if not twin.modern:
        raise LookupError
    message = twin.message(tls.ENCRYPTED_EXTENSIONS, False)
    inside = message.body[2:] + bytes.fromhex("001000050003026832")
    message.body = len(inside).to_bytes(2, "big") + inside
    return "extensions", {"parameters": FAIL, "parameters_sealed": True}


def _in_extension(body, number, change):
    """The ClientHello or ServerHello with one extension's content changed, but not its length."""
    content = tls.client_hello(body)[3][number]
    found = number.to_bytes(2, "big") + len(content).to_bytes(2, "big") + content
    changed = change(content)
    assert len(changed) == len(content)
    return replace_once(body, found, found[:4] + changed)


def _pairs(content, old, new, head=2):
    values = [content[index:index + 2] for index in range(head, len(content), 2)]
    if old not in values:
        raise LookupError
    return content[:head] + b"".join(new if value == old else value for value in values)


def suite_not_offered(twin):
    chosen = twin.conversation.suite.to_bytes(2, "big")
    hello = twin.message(tls.CLIENT_HELLO, True)
    _, _, suites, _ = tls.client_hello(hello.body)
    hello.body = replace_once(hello.body, suites, _pairs(suites, chosen, b"\x5a\x5b", 0))
    return "client hello", {"parameters": FAIL}


def group_not_offered(twin):
    if twin.modern:
        hello = twin.message(tls.SERVER_HELLO, False)
        chosen = tls.server_hello(hello.body)[3][51][:2]
    else:
        chosen = twin.message(tls.KEY_EXCHANGE, False).body[1:3]
    hello = twin.message(tls.CLIENT_HELLO, True)
    hello.body = _in_extension(hello.body, 10, lambda content: _pairs(content, chosen, b"\xfe\x5a"))
    if twin.modern:  # a share of a group that is not in the list would be another fault
        hello.body = _in_extension(hello.body, 51, lambda content: replace_once(content, chosen, b"\xfe\x5a"))
    return "client hello", {"parameters": FAIL}


def version_not_offered(twin):
    if not twin.modern:
        raise LookupError
    hello = twin.message(tls.CLIENT_HELLO, True)
    hello.body = _in_extension(hello.body, 43, lambda content: _pairs(content, b"\3\4", b"\x5a\x5a", 1))
    return "client hello", {"parameters": FAIL}


def server_scheme_not_offered(twin):
    message = twin.message(tls.VERIFY if twin.modern else tls.KEY_EXCHANGE, False)
    offset = _scheme_offset(twin, message)
    chosen = message.body[offset:offset + 2]
    hello = twin.message(tls.CLIENT_HELLO, True)
    hello.body = _in_extension(hello.body, 13, lambda content: _pairs(content, chosen, b"\xfe\x5a"))
    return "client hello", {"parameters": FAIL, "parameters_sealed": True}


def client_scheme_not_asked(twin):
    chosen = twin.message(tls.VERIFY, True).body[:2]
    message = twin.message(tls.REQUEST, False)
    if twin.modern:
        found = tls.extensions(tls.vector(message.body, 1 + message.body[0], 2)[0])[13]
    else:
        start = 1 + message.body[0]
        size = int.from_bytes(message.body[start:start + 2], "big")
        found = message.body[start:start + 2 + size]
    message.body = replace_once(message.body, found, _pairs(found, chosen, b"\xfe\x5a"))
    return "request", {"parameters": FAIL, "parameters_sealed": True}


def downgrade(twin):
    """Somebody removed TLS 1.3 from what the server saw; here the hello is as the client may have sent it.

    The server's random says that it could have spoken TLS 1.3 (RFC 8446 §4.1.3).
    """
    hello = twin.message(tls.SERVER_HELLO, False)
    if twin.modern or hello.body[26:34] != b"DOWNGRD\x01":
        raise LookupError
    hello = twin.message(tls.CLIENT_HELLO, True)
    _, session, suites, _ = tls.client_hello(hello.body)
    start = 35 + len(session) + 2 + len(suites)
    start += 1 + hello.body[start]
    inside = hello.body[start + 2:] + bytes.fromhex("002b00050403040303")
    hello.body = hello.body[:start] + len(inside).to_bytes(2, "big") + inside
    return "client hello", {"parameters": FAIL}


PROOFS = (server_certificate_signature, server_certificate_key, server_parameters, server_signature,
          server_finished, client_finished, transcript)
EVERYTHING = PROOFS + (
    server_certificate_name, server_intermediate_signature, server_certificate_stolen, server_scheme_unfit,
    server_scheme_unknown, server_proof_missing, client_certificate_signature, client_certificate_key,
    client_certificate_stolen, client_signature, client_proof_missing, server_random, session_echo, request,
    extension_unasked, suite_not_offered, group_not_offered, version_not_offered, server_scheme_not_offered,
    client_scheme_not_asked)

# Recording, its facts, the names of the keys, and what is done to it.
PROVED = dict(asked=True, client="sent")
BASES = (
    ("clients/openssl-openssl-1.2-p256", Facts("1.2", **PROVED),
     "server-p256", "client-p256", EVERYTHING, ("raw", "clean")),
    ("clients/openssl-openssl-1.3-p256", Facts("1.3", **PROVED),
     "server-p256", "client-p256", EVERYTHING, ("raw", "clean")),
    ("clients/gnutls-go-1.2-ed25519", Facts("1.2", **PROVED),
     "server-p256", "client-ed25519", (client_signature,), ("clean",)),
    ("clients/gnutls-go-1.3-ed25519", Facts("1.3", **PROVED),
     "server-p256", "client-ed25519", (client_signature,), ("clean",)),
    ("clients/openssl-gnutls-1.2-rsa", Facts("1.2", **PROVED),
     "server-p256", "client-rsa", (client_signature,), ("clean",)),
    ("clients/openssl-gnutls-1.3-rsa", Facts("1.3", **PROVED),
     "server-p256", "client-rsa", (client_signature,), ("clean",)),
    ("clients/openssl-gnutls-1.3-pss", Facts("1.3", **PROVED),
     "server-p256", "client-pss", (client_signature,), ("clean",)),
    ("peers/go-gnutls-1.2-rsa", Facts("1.2"), "server-rsa", None, PROOFS, ("clean",)),
    ("peers/go-gnutls-1.3-rsa", Facts("1.3"), "server-rsa", None, PROOFS, ("clean",)),
    ("peers/gnutls-go-1.2-ed25519", Facts("1.2"), "server-ed25519", None, PROOFS, ("clean",)),
    ("peers/gnutls-go-1.3-ed25519", Facts("1.3"), "server-ed25519", None, PROOFS, ("clean",)),
    ("peers/gnutls-openssl-1.3-pss", Facts("1.3"), "server-pss", None, (server_signature,), ("clean",)),
    ("peers/gnutls-openssl-1.3-p384", Facts("1.3"), "server-p384", None, (server_signature,), ("clean",)),
    ("suites/DHE-RSA-AES128-SHA", Facts("1.2"), "server-rsa", None, PROOFS, ("raw",)),
    ("suites/AES128-GCM-SHA256", Facts("1.2", static=True), "server-rsa", None,
     (server_certificate_signature, server_finished, client_finished, transcript), ("raw",)),
    ("sessions/retry-openssl-openssl", Facts("1.3", **PROVED), "server-p256", "client-p256",
     (transcript, server_finished), ("raw",)),
    ("more/older-openssl-openssl", Facts("1.2"), "server-p256", None, (downgrade,), ("raw", "clean")),
)


def signer(keys, names):
    """Signs with openssl for either side."""
    digests = {4: "sha256", 5: "sha384", 6: "sha512", 9: "sha256", 10: "sha384", 11: "sha512"}

    def sign(from_client, scheme, data):
        key = os.path.join(keys, names[from_client] + ".key")
        with tempfile.NamedTemporaryFile() as file:
            file.write(data)
            file.flush()
            high, low = scheme >> 8, scheme & 0xFF
            if scheme == 0x0807:
                command = ["openssl", "pkeyutl", "-sign", "-inkey", key, "-rawin", "-in", file.name]
            elif high == 8:
                command = ["openssl", "dgst", "-" + digests[low], "-sigopt", "rsa_padding_mode:pss", "-sigopt",
                           "rsa_pss_saltlen:-1", "-sign", key, file.name]
            else:
                command = ["openssl", "dgst", "-" + digests[high], "-sign", key, file.name]
            return subprocess.run(command, capture_output=True, check=True).stdout
    return sign


def twin(conversation, facts, change, mode, keys, names):
    """The events of a twin, and what has to come of it; LookupError if the recording has not what is to be changed."""
    subject = Twin(conversation, keys)
    place, direct = change(subject)
    position = PLACES[conversation.version][place]
    wrong = dict(direct)
    if mode == "clean":
        if not direct:
            raise LookupError("a clean twin of this would be as good as new")
        conversation.finished(repair=True, sign=signer(keys, names) if keys else None)
    else:
        for step, last in COVERS[conversation.version].items():
            if position < last and not (step == "client_proof" and facts.client != "sent"):
                wrong.setdefault(step, FAIL)
    return conversation.sealed(), dataclasses.replace(facts, **wrong)


def find(recordings, name):
    """The recording of that name, or the first whose name begins with it."""
    folder, start = name.split("/")
    names = sorted(os.listdir(os.path.join(recordings, folder)))
    return [os.path.join(recordings, folder, file) for file in names if file.startswith(start) and
            file.endswith(".pcap") and "no-etm" not in file]


def main():
    recordings, out = sys.argv[1:3]
    keys = sys.argv[3] if len(sys.argv) > 3 else None
    target = os.path.join(out, "twins")
    shutil.rmtree(target, ignore_errors=True)
    os.makedirs(target)
    entries, lines = [], []
    for name, facts, server, client, changes, modes in BASES:
        found = find(recordings, name)
        if not found:
            print(f"twins of {name}: left out: it was not recorded", file=sys.stderr)
            continue
        path = found[0]
        with open(os.path.join(os.path.dirname(path), "keylog.txt")) as file:
            text = file.read()
        with open(path, "rb") as file:
            events = capture.read(file.read())
        secrets = tls.key_log(text)
        random = tls.Conversation(events, secrets).randoms[0].hex()
        lines += [line for line in text.splitlines() if random in line and "_0 " not in line]
        for change in changes:
            for mode in modes:
                if mode == "clean" and (keys is None or change is server_random and "1.2" in name):
                    continue
                try:
                    changed, wrong = twin(tls.Conversation(events, secrets), facts, change, mode, keys,
                                          {False: server, True: client})
                except LookupError:
                    continue
                title = f"{os.path.basename(path)[:-5]}-{change.__name__.replace('_', '-')}-{mode}.pcap"
                packets = capture.packets(changed, version6="p384" in name)
                with open(os.path.join(target, title), "wb") as file:
                    file.write(capture.pcap([(packet.time, capture.frame(packet, capture.RAW)) for packet in packets],
                                            capture.RAW))
                entries.append({"file": title, "about": f"{change.__name__.replace('_', ' ')}, {mode}, of {name}",
                                "withKeyLog": [expectations.connection(wrong, True)],
                                "withoutKeyLog": [expectations.connection(wrong, False)]})
    with open(os.path.join(target, "keylog.txt"), "w") as file:
        file.write("\n".join(dict.fromkeys(lines)) + "\n")
    record.write_expectations(target, entries)
    size = sum(os.path.getsize(os.path.join(target, name)) for name in os.listdir(target))
    print(f"twins: {len(entries)} recordings, {size:,} bytes")


if __name__ == "__main__":
    main()
