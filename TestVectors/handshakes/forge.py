#!/usr/bin/env python3
"""Makes recordings that somebody forged who has the secrets, as the owner of a key log does, but none of the keys.

    forge.py RECORDINGS OUT

RECORDINGS has the folders that record.py made, OUT gets the folder `forged`. A few are made up from nothing but a
certificate; the others are recordings with messages changed or added, and Finished computed anew. A signature can't be,
so that a proof over something that was changed fails as well.
"""

import base64
import hashlib
import os
import shutil
import struct
import sys

import capture
import expectations
import primitives
import record
import tls
from expectations import FAIL, HIDDEN, NONE, PASS, Facts

CLIENT_RANDOM, SERVER_RANDOM, MASTER = b"\x11" * 32, b"\x22" * 32, bytes(range(48))
CHANGE = b"\x14\3\3\0\1\1"
SESSION, OTHER_SESSION = b"\xaa" * 32, b"\xbb" * 32
TICKET = b"\x5a" * 40


def message(kind, body):
    return bytes([kind]) + len(body).to_bytes(3, "big") + body


def extension(kind, data):
    return struct.pack(">HH", kind, len(data)) + data


def handshake(data):
    return b"\x16\3\3" + struct.pack(">H", len(data)) + data


# --- Made up from nothing ---

class Forger:
    """Writes a handshake of TLS 1.2 with a secret of its own, without any key exchange."""

    def __init__(self, suite, session=b"", echo=b"", ticket=None, announced=False):
        name = b"www.example.com"
        offers = extension(0, struct.pack(">HBH", len(name) + 3, 0, len(name)) + name)
        offers += extension(13, bytes.fromhex("0006040308040401")) + extension(10, bytes.fromhex("00040017001d"))
        if ticket is not None:
            offers += extension(35, ticket)
        self.hello = message(tls.CLIENT_HELLO, b"\3\3" + CLIENT_RANDOM + bytes([len(session)]) + session +
                             struct.pack(">HHH", 2, suite, 0x0100) + struct.pack(">H", len(offers)) + offers)
        answers = extension(35, b"") if announced else b""
        self.answer = message(tls.SERVER_HELLO, b"\3\3" + SERVER_RANDOM + bytes([len(echo)]) + echo +
                              struct.pack(">HB", suite, 0) +
                              (struct.pack(">H", len(answers)) + answers if answers else b""))
        self.keys = {side: tls.Keys12(suite, MASTER, [CLIENT_RANDOM, SERVER_RANDOM], side, False)
                     for side in (True, False)}

    def finished(self, from_client, transcript):
        label = "client finished" if from_client else "server finished"
        return message(tls.FINISHED,
                       primitives.prf("sha256", MASTER, label, hashlib.sha256(transcript).digest(), 12))

    def sealed(self, from_client, data):
        entry = tls.Record(from_client, tls.HANDSHAKE, b"\3\3", b"", 0, kind=tls.HANDSHAKE, plain=data)
        _, fragment = self.keys[from_client].seal(entry)
        return b"\x16\3\3" + struct.pack(">H", len(fragment)) + fragment

    def resumption(self, ticket=b""):
        """The server changes its keys right behind its hello."""
        transcript = self.hello + self.answer + ticket
        server = self.finished(False, transcript)
        client = self.finished(True, transcript + server)
        return [(True, handshake(self.hello)),
                (False, handshake(self.answer + ticket) + CHANGE + self.sealed(False, server)),
                (True, CHANGE + self.sealed(True, client))]

    def static(self, certificates, done=message(tls.DONE, b""), secret=b"\1\0" + b"\x55" * 256, before=b""):
        """The client's secret is encrypted for the server's key; nobody can see here that it isn't.

        `before` is what the client sends before its Finished.
        """
        flight = self.answer + certificates + done
        exchange = message(tls.CLIENT_EXCHANGE, secret)
        transcript = self.hello + flight + exchange + before
        client = self.finished(True, transcript)
        server = self.finished(False, transcript + client)
        return [(True, handshake(self.hello)), (False, handshake(flight)),
                (True, handshake(exchange) + CHANGE + self.sealed(True, before + client)),
                (False, CHANGE + self.sealed(False, server))]


def chain(recordings, name):
    """A Certificate message with the certificates of a file, and the intermediates."""
    entries, seen = b"", set()
    for file in (name, "intermediates"):
        with open(os.path.join(recordings, "certificates", file + ".pem")) as text:
            for block in text.read().split("-----BEGIN CERTIFICATE-----")[1:]:
                content = base64.b64decode(block.split("-----")[0])
                if content not in seen:
                    entries += len(content).to_bytes(3, "big") + content
                seen.add(content)
    return message(tls.CERTIFICATE, len(entries).to_bytes(3, "big") + entries)


NOTHING = dict(serverChain=FAIL, serverName=HIDDEN, serverProof=FAIL, clientRequested=HIDDEN, clientChain=HIDDEN,
               clientProof=HIDDEN, serverFinished=HIDDEN, clientFinished=HIDDEN)


def made_up(recordings):
    """What is in the recording, what it is about, its facts, and the results that are otherwise."""
    suite, static = 0xC02F, 0x009C
    renewed = message(tls.TICKET, struct.pack(">IH", 3600, len(TICKET)) + TICKET)
    yield ("resumed-nothing", Forger(suite).resumption(), Facts("1.2", resumed=True), NOTHING,
           "The server changes its keys right away, though the client has no session")
    yield ("resumed-other-id", Forger(suite, SESSION, OTHER_SESSION).resumption(), Facts("1.2", resumed=True), NOTHING,
           "The server changes its keys right away, and names another session than the client")
    yield ("resumed-id", Forger(suite, SESSION, SESSION).resumption(), Facts("1.2", resumed=True), {},
           "A session of the client's is resumed (RFC 5246 §7.3)")
    yield ("resumed-ticket-alone", Forger(suite, ticket=TICKET).resumption(), Facts("1.2", resumed=True), {},
           "A ticket is taken from a client without a session identifier (RFC 5077 §3.4)")
    yield ("resumed-renewed", Forger(suite, ticket=TICKET, announced=True).resumption(renewed),
           Facts("1.2", resumed=True), {}, "The ticket is renewed, as the server announced (RFC 5077 §3.3)")
    yield ("resumed-renewed-unannounced", Forger(suite, ticket=TICKET).resumption(renewed), Facts("1.2", resumed=True),
           NOTHING, "The ticket is renewed right away, which the server did not announce")
    yield ("static-rsa", Forger(static).static(chain(recordings, "server-rsa")), Facts("1.2", static=True), {},
           "Static RSA, made up from the certificate alone: nothing is signed, so that nothing is wrong to be seen")
    yield ("static-p256", Forger(static).static(chain(recordings, "server-p256")), Facts("1.2", static=True),
           dict(serverProof=FAIL), "Static RSA with a certificate whose key can't encrypt")
    yield ("static-authority", Forger(static).static(chain(recordings, "intermediates")), Facts("1.2", static=True),
           dict(serverChain=[PASS, FAIL], serverName=FAIL, serverProof=FAIL),
           "Static RSA with the certificate of an authority, whose key usage does not let anybody encrypt for it")
    rsa = chain(recordings, "server-rsa")
    unsaid = dict(clientRequested=HIDDEN, clientChain=HIDDEN, clientProof=HIDDEN, serverFinished=HIDDEN,
                  clientFinished=HIDDEN)
    export = b"\0\x40" + b"\xc1" * 64 + b"\0\3\1\0\1" + b"\4\1\1\0" + b"\x11" * 256
    yield ("static-short-key", Forger(static).static(rsa + message(tls.KEY_EXCHANGE, export)),
           Facts("1.2", static=True), dict(serverProof=FAIL),
           "Static RSA with a ServerKeyExchange of a short key, which has no place there (CVE-2015-0204)")
    yield ("static-empty-secret", Forger(static).static(rsa, secret=b""), Facts("1.2", static=True),
           dict(serverFinished=HIDDEN, clientFinished=FAIL), "A ClientKeyExchange without a secret")
    yield ("static-done-body", Forger(static).static(rsa, done=message(tls.DONE, b"xyz")), Facts("1.2", static=True),
           dict(unsaid, serverProof=FAIL), "A ServerHelloDone with a body")
    protocol = message(67, b"\2h2\x1a" + bytes(26))
    yield ("static-protocol", Forger(static).static(rsa, before=protocol), Facts("1.2", static=True),
           dict(serverFinished=HIDDEN, clientFinished=[FAIL, HIDDEN]),
           "The client names a protocol by a message that the server did not announce")
    yield ("resumed-renewed-empty", Forger(suite, ticket=TICKET, announced=True).resumption(message(tls.TICKET, b"")),
           Facts("1.2", resumed=True), dict(serverFinished=FAIL, clientFinished=HIDDEN),
           "A NewSessionTicket of nothing")
    tls.SUITES.setdefault(0x00AA, tls.SUITES[0x009C])
    yield ("psk-no-exchange", Forger(0x00AA).static(b"", secret=b"\0\2id\0\1\5"), Facts("1.2", resumed=True),
           dict(unsaid, serverFinished=FAIL), "A suite with Diffie-Hellman, and no public value of the server's")
    yield ("psk-malformed-exchange", Forger(0x00AA).static(message(tls.KEY_EXCHANGE, b"\0"), secret=b"\0\2id\0\1\5"),
           Facts("1.2", resumed=True), dict(serverProof=FAIL), "A ServerKeyExchange of one byte")


# --- Changed ---

def split(body, is_server=False):
    """What stands before the extensions of a hello, and the extensions."""
    offset = 35 + body[34]
    if is_server:
        offset += 3
    else:
        offset += 2 + int.from_bytes(body[offset:offset + 2], "big")
        offset += 1 + body[offset]
    return body[:offset], tls.extensions(body[offset + 2:])


def change(hello, edit, is_server=False):
    """Gives the extensions of a hello to `edit`, a dictionary by their numbers."""
    start, found = split(hello.body, is_server)
    edit(found)
    data = b"".join(extension(kind, data) for kind, data in found.items())
    hello.body = start + struct.pack(">H", len(data)) + data


def flip(data, index):
    index %= len(data)
    return data[:index] + bytes([data[index] ^ 1]) + data[index + 1:]


def retry_extension(conversation):
    change(conversation.find(tls.CLIENT_HELLO, True, 1), lambda found: found.pop(23))


def retry_cookie(conversation):
    change(conversation.find(tls.SERVER_HELLO, False), lambda found: found.update({44: b"\0\3abc"}), True)


def retry_other_cookie(conversation):
    retry_cookie(conversation)
    change(conversation.find(tls.CLIENT_HELLO, True, 1), lambda found: found.update({44: b"\0\3abd"}))


def retry_early(conversation):
    change(conversation.find(tls.CLIENT_HELLO, True, 1), lambda found: found.update({42: b""}))


def retry_nothing(conversation):
    change(conversation.find(tls.SERVER_HELLO, False), lambda found: found.pop(51), True)


def retry_unasked(conversation):
    """An extension that may stand there, had the client sent it."""
    change(conversation.find(tls.SERVER_HELLO, False), lambda found: found.update({0xFE0D: bytes(8)}), True)


def psk_alone(conversation):
    change(conversation.find(tls.CLIENT_HELLO, True), lambda found: found.update({45: b"\1\0"}))


def server_context(conversation):
    found = conversation.find(tls.CERTIFICATE, False)
    found.body = b"\3abc" + found.body[1:]


def client_context(conversation):
    found = conversation.find(tls.CERTIFICATE, True)
    found.body = b"\3abc" + found.body[1:]


def encrypt_then_mac(conversation):
    change(conversation.find(tls.SERVER_HELLO, False), lambda found: found.update({22: b""}), True)


def again_untied(conversation):
    change(conversation.find(tls.CLIENT_HELLO, True, 1), lambda found: found.update({0xFF01: flip(found[0xFF01], -1)}))


def again_unsaid(conversation):
    change(conversation.find(tls.SERVER_HELLO, False, 1), lambda found: found.pop(0xFF01), True)


def again_signature(conversation):
    found = conversation.find(tls.KEY_EXCHANGE, False, 1)
    found.body = flip(found.body, -1)


def again_finished(conversation):
    found = conversation.find(tls.FINISHED, True, 1)
    found.body, found.kept = flip(found.body, 0), True


def nothing(_):
    """As it was."""


def later(conversation):
    """The messages of an authentication after the handshake, and one that its peer would forge, request included."""
    request, certificate = conversation.find(tls.REQUEST, False), conversation.find(tls.CERTIFICATE, True)
    proof, finished = conversation.find(tls.VERIFY, True), conversation.find(tls.FINISHED, True, 1)
    before = b""
    for entry in conversation.messages:
        if entry.kind != tls.TICKET:
            before += entry.bytes()
        if entry is conversation.find(tls.FINISHED, True):
            break
    size = 1 + request.body[0]
    context = bytes([size - 1]) + bytes(byte ^ 1 for byte in request.body[1:size])
    forged = [message(tls.REQUEST, context + request.body[size:]),
              message(tls.CERTIFICATE, context + certificate.body[size:]),
              message(tls.VERIFY, proof.body[:-4] + bytes(4))]
    hash_ = tls.SUITES[conversation.suite][2]
    digest = hashlib.new(hash_, before + b"".join(forged)).digest()
    key = primitives.expand_label(hash_, finished.records[-1].keys.secret, "finished", b"", len(digest))
    forged.append(message(tls.FINISHED, primitives.mac(hash_, key, digest)))
    return (request, certificate, proof, finished), forged


def later_forged_first(conversation):
    (request, certificate, _, finished), forged = later(conversation)
    finished.kept = True
    request.raw = forged[0] + request.bytes()
    certificate.raw = b"".join(forged[1:]) + certificate.bytes()


def later_forged_last(conversation):
    (request, _, _, finished), forged = later(conversation)
    request.raw = request.bytes() + forged[0]
    finished.raw = finished.bytes() + b"".join(forged[1:])


def later_forged(conversation):
    entries, forged = later(conversation)
    for entry, data in zip(entries, forged):
        entry.raw = data


def later_malformed(conversation):
    proof = conversation.find(tls.VERIFY, True)
    proof.body += b"\0"


def later_without_proof(conversation):
    conversation.find(tls.VERIFY, True).gone = True


def later_unasked(conversation):
    """The client answers a request that nobody made."""
    found = conversation.find(tls.CERTIFICATE, True)
    found.body = found.body[:1] + flip(found.body[1:1 + found.body[0]], 0) + found.body[1 + found.body[0]:]


SEALED = dict(parameters=FAIL, parameters_sealed=True)
LATER = Facts(asked=True, client="sent")
RETRY = Facts(asked=True, client="sent", parameters=FAIL, server_proof=FAIL, client_proof=FAIL)
CHANGES = (
    ("sessions/retry-openssl-openssl", RETRY, (
        (retry_extension, {}, "The second hello after a HelloRetryRequest lacks an extension"),
        (retry_cookie, {}, "The client does not repeat the server's cookie"),
        (retry_other_cookie, {}, "The client repeats another cookie"),
        (retry_early, {}, "The second hello announces early data"),
        (retry_nothing, {}, "The HelloRetryRequest asks for nothing"),
        (retry_unasked, {}, "The HelloRetryRequest has an extension that the client did not send"))),
    ("sessions/psk-openssl-openssl", Facts(resumed=True), (
        (psk_alone, dict(parameters=FAIL), "The client takes a key from before without a key share only"),)),
    ("clients/openssl-openssl-1.3-p256", Facts(asked=True, client="sent"), (
        (server_context, dict(SEALED, server_proof=FAIL, client_proof=FAIL), "The server's Certificate has a context"),
        (client_context, dict(SEALED, client_proof=FAIL),
         "The client's Certificate has another context than the request"),
    )),
    ("peers/openssl-openssl-1.2-p256", Facts("1.2"), (
        (encrypt_then_mac, dict(parameters=FAIL), "The server answers with encrypt_then_mac, and uses no CBC"),)),
    ("more/renegotiation-openssl-openssl", Facts("1.2"), (
        (again_untied, dict(parameters=FAIL), "The client ties the second handshake to another first one"),
        (again_unsaid, dict(parameters=FAIL), "The server does not tie the second handshake to the first"),
        (again_signature, dict(server_proof=FAIL), "The server's signature in the second handshake is wrong"),
        (again_finished, dict(client_finished=FAIL), "The client's Finished in the second handshake is wrong"),
        (nothing, dict(server_finished=HIDDEN, client_finished=HIDDEN),
         "The secret of the second handshake is not in the key log"))),
    ("more/afterwards-openssl-openssl", LATER, (
        (later_forged, dict(client_proof=FAIL), "After the handshake, a forged proof"),
        (later_forged_first, dict(client_proof=FAIL), "After the handshake, a forged proof, and then a good one"),
        (later_forged_last, dict(client_proof=FAIL), "After the handshake, a good proof, and then a forged one"),
        (later_malformed, dict(client_proof=FAIL), "After the handshake, a proof that can't be read"),
        (later_without_proof, dict(client_proof=FAIL), "After the handshake, a certificate without a proof"),
        (later_unasked, dict(client_chain=FAIL, client_proof=HIDDEN),
         "After the handshake, a certificate for which nobody asked"))),
)


def main():
    recordings, out = sys.argv[1:3]
    target = os.path.join(out, "forged")
    shutil.rmtree(target, ignore_errors=True)
    os.makedirs(target)
    entries, lines = [], []

    def write(name, events, results, about, **more):
        packets = capture.packets(events)
        with open(os.path.join(target, name + ".pcap"), "wb") as file:
            file.write(capture.pcap([(packet.time, capture.frame(packet, capture.RAW)) for packet in packets],
                                    capture.RAW))
        entries.append({"file": name + ".pcap", "about": about, **more,
                        "withKeyLog": [results(True)], "withoutKeyLog": [results(False)]})

    lines.append(f"CLIENT_RANDOM {CLIENT_RANDOM.hex()} {MASTER.hex()}")
    for name, parts, facts, otherwise, about in made_up(recordings):
        def results(keyed, facts=facts, otherwise=otherwise):
            steps = {**expectations.steps(facts, keyed), **otherwise}
            return {"steps": steps, "verdict": expectations.verdict(steps)}
        write(name, [capture.Event(0, from_client, data) for from_client, data in parts], results, about)
    for path, facts, changes in CHANGES:
        with open(os.path.join(recordings, path + ".pcap"), "rb") as file:
            events = capture.read(file.read())
        with open(os.path.join(recordings, os.path.dirname(path), "keylog.txt")) as file:
            text = file.read()
        for edit, wrong, about in changes:
            conversation = tls.Conversation(events, tls.key_log(text))
            randoms = {tls.client_hello(entry.body)[0].hex() for entry in conversation.messages
                       if entry.kind == tls.CLIENT_HELLO}
            known = [line for line in text.splitlines() if line.split()[1:2] and line.split()[1] in randoms]
            edit(conversation)
            conversation.finished(repair=True)
            more = {}
            title = f"{os.path.basename(path)}-{edit.__name__.replace('_', '-')}"
            if edit is nothing:
                first = tls.client_hello(conversation.find(tls.CLIENT_HELLO, True).body)[0].hex()
                title = os.path.basename(path) + "-again-unlogged"
                more["keylog"] = title + ".txt"
                with open(os.path.join(target, more["keylog"]), "w") as file:
                    file.write("".join(line + "\n" for line in known if first in line))
            else:
                lines += known
            changed = Facts(**{**vars(facts), **wrong})
            # What is encrypted within a connection of TLS 1.2 is not seen at all without the key log.
            unseen = facts if "renegotiation" in path else changed
            write(title, conversation.sealed(), lambda keyed, changed=changed, unseen=unseen:
                  expectations.connection(changed if keyed else unseen, keyed), about, **more)
    with open(os.path.join(target, "keylog.txt"), "w") as file:
        file.write("\n".join(dict.fromkeys(lines)) + "\n")
    record.write_expectations(target, entries)
    size = sum(os.path.getsize(os.path.join(target, name)) for name in os.listdir(target))
    print(f"forged: {len(entries)} recordings, {size:,} bytes")


if __name__ == "__main__":
    main()
