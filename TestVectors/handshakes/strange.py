#!/usr/bin/env python3
"""Makes recordings of what no stack sends on its own, or of what hardly anybody verifies.

    strange.py RECORDINGS OUT

RECORDINGS has the folders that record.py made, OUT gets the folder `strange`. Some are recordings with a message
changed and Finished computed anew, but no signature, so that a proof that covers the message fails as well; the others
are recorded here, with OpenSSL on loopback, whose certificates nobody trusts.
"""

import base64
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time

import capture
import expectations
import record
import relay
import tls
from expectations import FAIL, HIDDEN, PASS, Facts

OPENSSL = os.environ.get("OPENSSL", "openssl")
CLIENT_HELLO, SERVER_HELLO, CERTIFICATE, COMPRESSED = 1, 2, 11, 25


def split(body, is_server=False):
    """What stands before the extensions of a hello, and the extensions."""
    offset = 34
    offset += 1 + body[offset]
    if is_server:
        offset += 3
    else:
        offset += 2 + int.from_bytes(body[offset:offset + 2], "big")
        offset += 1 + body[offset]
    start, rest, found = body[:offset], body[offset + 2:], []
    while rest:
        kind, size = struct.unpack(">HH", rest[:4])
        found.append((kind, rest[4:4 + size]))
        rest = rest[4 + size:]
    return start, found


def change(message, edit, is_server=False):
    """Gives the extensions of a hello to `edit`, which returns others."""
    start, found = split(message.body, is_server)
    data = b"".join(struct.pack(">HH", kind, len(value)) + value for kind, value in edit(found))
    message.body = start + struct.pack(">H", len(data)) + data


def without(kind):
    return lambda found: [entry for entry in found if entry[0] != kind]


def with_value(kind, value):
    return lambda found: [entry for entry in found if entry[0] != kind] + [(kind, value)]


def brotli(algorithms):
    """The certificate is compressed with brotli, as nobody here can tell: its bytes are those of zlib."""
    def edit(conversation):
        hello = conversation.find(CLIENT_HELLO, True)
        change(hello, with_value(27, bytes([2 * len(algorithms)]) + struct.pack(f">{len(algorithms)}H", *algorithms)))
        message = conversation.find(COMPRESSED, False)
        message.body = b"\0\2" + message.body[2:]
    return edit


def client(edit):
    return lambda conversation: change(conversation.find(CLIENT_HELLO, True), edit)


def server(edit):
    return lambda conversation: change(conversation.find(SERVER_HELLO, False), edit, is_server=True)


def hidden(conversation):
    """The hello that was hashed is hidden in another one, whose server name and contents differ."""
    outer = b"\0" + b"\0\1\0\1" + b"\7" + b"\0\x20" + b"E" * 32 + b"\0\x80" + b"P" * 128
    change(conversation.find(CLIENT_HELLO, True), lambda found: [
        (kind, value.replace(b"example", b"outside") if kind == 0 else value) for kind, value in found
    ] + [(0xFE0D, outer)])


def made_up(conversation):
    """What looks like a hidden hello and is none (GREASE): it was hashed like everything else."""
    hidden(conversation)
    conversation.finished(repair=True)


def delegated(conversation):
    """The server's certificate comes with a delegated credential (RFC 9345)."""
    change(conversation.find(CLIENT_HELLO, True), with_value(34, b"\0\2\4\3"))
    message = conversation.find(CERTIFICATE, False)
    body = message.body
    end = 7 + int.from_bytes(body[4:7], "big")
    size = int.from_bytes(body[end:end + 2], "big")
    credential = struct.pack(">HH", 34, 40) + b"D" * 40
    body = (body[:end] + struct.pack(">H", size + len(credential)) + body[end + 2:end + 2 + size] + credential
            + body[end + 2 + size:])
    message.body = body[:1] + (len(body) - 4).to_bytes(3, "big") + body[4:]


def raw_key(conversation):
    """The server shows its key alone (RFC 7250), which in TLS 1.2 is no list."""
    change(conversation.find(CLIENT_HELLO, True), with_value(20, b"\2\2\0"))
    change(conversation.find(SERVER_HELLO, False), with_value(20, b"\2"), is_server=True)
    message = conversation.find(CERTIFICATE, False)
    certificate = message.body[6:6 + int.from_bytes(message.body[3:6], "big")]
    pem = subprocess.run([OPENSSL, "x509", "-inform", "DER", "-pubkey", "-noout"], input=certificate, check=True,
                         capture_output=True).stdout
    key = base64.b64decode(b"".join(pem.split(b"\n")[1:-2]))
    message.body = len(key).to_bytes(3, "big") + key


MODERN, OLDER = "clients/openssl-openssl-1.3-p256", "clients/openssl-openssl-1.2-p256"
COMPRESSION = "more/compressed-openssl35-openssl35"
COVERED = dict(asked=True, client="sent", server_proof=FAIL, client_proof=FAIL)  # by both signatures of TLS 1.3
COVERED12 = dict(asked=True, client="sent", client_proof=FAIL)  # the server's signature has the random numbers only
UNREAD = dict(server_chain=HIDDEN, server_name=HIDDEN, server_proof=HIDDEN)

# Title, what it is, the recording, its facts, what is done to it, and whether Finished is computed anew.
CHANGED = (
    ("compressed-brotli", "Certificates compressed with brotli, which the client offered", COMPRESSION,
     Facts(asked=True, client="sent", client_proof=FAIL, **UNREAD), brotli([1, 2]), True),
    ("compressed-not-offered", "Certificates compressed with brotli, which the client did not offer", COMPRESSION,
     Facts(asked=True, client="sent", client_proof=FAIL, parameters=FAIL, parameters_sealed=True, **UNREAD),
     brotli([1]), True),
    ("no-schemes-1.3", "A ClientHello without signature_algorithms", MODERN, Facts(parameters=FAIL, **COVERED),
     client(without(13)), True),
    ("no-schemes-1.2", "A ClientHello without signature_algorithms, which stands for SHA-1", OLDER,
     Facts("1.2", parameters=FAIL, **COVERED12), client(without(13)), True),
    ("no-groups-1.3", "A ClientHello with key_share and without supported_groups", MODERN,
     Facts(parameters=FAIL, **COVERED), client(without(10)), True),
    ("no-shares-1.3", "A ClientHello with supported_groups and without key_share", MODERN,
     Facts(parameters=FAIL, **COVERED), client(without(51)), True),
    ("no-modes-1.3", "A ClientHello with pre_shared_key and without psk_key_exchange_modes",
     "sessions/psk-openssl-openssl", Facts(resumed=True, parameters=FAIL), client(without(45)), True),
    ("renegotiation-server-1.2", "A first ServerHello that goes on from an earlier handshake", OLDER,
     Facts("1.2", parameters=FAIL, **COVERED12), server(with_value(0xFF01, b"\x0c" + b"A" * 12)), True),
    ("renegotiation-client-1.2", "A first ClientHello that goes on from an earlier handshake", OLDER,
     Facts("1.2", parameters=FAIL, **COVERED12), client(with_value(0xFF01, b"\x0c" + b"A" * 12)), True),
    ("hidden-hello", "A ClientHello that hides another one (ECH), which the server took", MODERN,
     Facts(asked=True, client="sent", parameters=HIDDEN, server_name=HIDDEN, server_proof=HIDDEN, client_proof=HIDDEN,
           server_finished=HIDDEN, client_finished=HIDDEN, parameters_sealed=True), hidden, False),
    ("made-up-hidden-hello", "A ClientHello that seems to hide another one, and a server that did not take it", MODERN,
     Facts(server_name=FAIL, **COVERED), made_up, True),
    ("raw-key-1.2", "A server that shows a key without a certificate", OLDER,
     Facts("1.2", asked=True, client="sent", client_proof=FAIL, **UNREAD), raw_key, True),
    ("delegated-credential", "A server that signs with a delegated credential", MODERN,
     Facts(asked=True, client="sent", server_proof=HIDDEN, client_proof=FAIL), delegated, True),
)


def recorded(folder, title, key, cipher, client_options):
    """The events and the key log of a handshake of TLS 1.2 with a new key."""
    def run(*arguments):
        subprocess.run((OPENSSL,) + arguments, cwd=folder, check=True, capture_output=True)

    if key == "DSA":
        run("genpkey", "-genparam", "-algorithm", "DSA", "-pkeyopt", "dsa_paramgen_bits:2048", "-out", "parameters")
        run("genpkey", "-paramfile", "parameters", "-out", "key.pem")
    else:
        run("ecparam", "-name", key, "-genkey", "-noout", "-out", "key.pem")
    run("req", "-x509", "-new", "-key", "key.pem", "-subj", "/CN=www.example.com", "-days", "3650", "-addext",
        "subjectAltName=DNS:www.example.com", "-out", "certificate.pem")
    port = record.free_port("127.0.0.1")
    log = os.path.join(folder, title + ".keys")
    quiet = dict(stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
    host = subprocess.Popen([OPENSSL, "s_server", "-accept", f"127.0.0.1:{port}", "-naccept", "1", "-quiet", "-tls1_2",
                             "-cert", "certificate.pem", "-key", "key.pem", "-cipher", cipher], **quiet)
    time.sleep(1)
    between = relay.Relay("127.0.0.1", port)
    guest = subprocess.Popen([OPENSSL, "s_client", "-connect", f"127.0.0.1:{between.port}", "-servername",
                              "www.example.com", "-tls1_2", "-cipher", cipher, "-keylogfile", log] + client_options,
                             **quiet)
    try:
        time.sleep(2)
        guest.stdin.write(b"Q\n")
        guest.stdin.flush()
        time.sleep(0.5)
    except OSError:
        pass
    guest.terminate()
    host.terminate()
    guest.wait()
    host.wait()
    with open(log) as file:
        return between.finish(), [line for line in file.read().splitlines() if not line.startswith("#")]


UNTRUSTED = dict(server_chain=FAIL)
RECORDED = (
    ("brainpool-1.2", "A key on brainpoolP256r1, with which nothing is computed here", "brainpoolP256r1",
     "ECDHE-ECDSA-AES128-GCM-SHA256", ["-groups", "X25519:brainpoolP256r1"],
     Facts("1.2", server_proof=HIDDEN, **UNTRUSTED)),
    ("secp256k1-1.2", "A key on secp256k1, with which nothing is computed here", "secp256k1",
     "ECDHE-ECDSA-AES128-GCM-SHA256", ["-groups", "X25519:secp256k1"],
     Facts("1.2", server_proof=HIDDEN, **UNTRUSTED)),
    ("dsa-1.2", "A DSA key, with which nothing is computed here", "DSA", "DHE-DSS-AES128-GCM-SHA256:@SECLEVEL=0",
     ["-sigalgs", "DSA+SHA256"], Facts("1.2", server_proof=HIDDEN, **UNTRUSTED)),
    ("camellia-1.2", "Records that aren't opened here, behind a proof that is verified", "prime256v1",
     "ECDHE-ECDSA-CAMELLIA128-SHA256", [],
     Facts("1.2", server_finished=HIDDEN, client_finished=HIDDEN, **UNTRUSTED)),
    ("aria-1.2", "Records that aren't opened here, behind a proof that is verified", "prime256v1",
     "ECDHE-ECDSA-ARIA256-GCM-SHA384", [],
     Facts("1.2", server_finished=HIDDEN, client_finished=HIDDEN, **UNTRUSTED)),
)


def main():
    recordings, out = sys.argv[1:3]
    target = os.path.join(out, "strange")
    shutil.rmtree(target, ignore_errors=True)
    os.makedirs(target)
    entries, lines = [], []

    def add(title, about, facts, events):
        packets = capture.packets(events)
        with open(os.path.join(target, title + ".pcap"), "wb") as file:
            file.write(capture.pcap([(packet.time, capture.frame(packet, capture.RAW)) for packet in packets],
                                    capture.RAW))
        entries.append({"file": title + ".pcap", "about": about,
                        "withKeyLog": [expectations.connection(facts, True)],
                        "withoutKeyLog": [expectations.connection(facts, False)]})

    for title, about, name, facts, edit, repair in CHANGED:
        folder, start = name.split("/")
        found = [file for file in sorted(os.listdir(os.path.join(recordings, folder)))
                 if file.startswith(start) and file.endswith(".pcap")]
        if not found:
            print(f"strange: {title} left out: {name} was not recorded", file=sys.stderr)
            continue
        with open(os.path.join(recordings, folder, "keylog.txt")) as file:
            text = file.read()
        with open(os.path.join(recordings, folder, found[0]), "rb") as file:
            conversation = tls.Conversation(capture.read(file.read()), tls.key_log(text))
        random = conversation.randoms[0].hex()
        lines += [line for line in text.splitlines() if random in line and "_0 " not in line]
        edit(conversation)
        if repair:
            conversation.finished(repair=True)
        add(title, about, facts, conversation.sealed())
    for title, about, key, cipher, options, facts in RECORDED:
        with tempfile.TemporaryDirectory() as folder:
            events, log = recorded(folder, title, key, cipher, options)
        lines += log
        add(title, about, facts, events)
    with open(os.path.join(target, "keylog.txt"), "w") as file:
        file.write("\n".join(dict.fromkeys(lines)) + "\n")
    record.write_expectations(target, entries)
    print(f"strange: {len(entries)} recordings")


if __name__ == "__main__":
    main()
