#!/usr/bin/env python3
"""Makes the handshake messages of this folder, from which fuzzing starts.

Each file is the kind of the message, a byte that says what was agreed on before (as FuzzHandshakeMessages reads it),
and the body. The certificates are those of ../ecdsa.
"""
import base64
import os
import re
import zlib

here = os.path.dirname(os.path.abspath(__file__))


def vector(data, count):
    return len(data).to_bytes(count, "big") + data


def extension(kind, data):
    return kind.to_bytes(2, "big") + vector(data, 2)


def write(name, kind, choice, body):
    with open(os.path.join(here, name + ".bin"), "wb") as out:
        out.write(bytes([kind, choice]) + body)


with open(os.path.join(here, "../ecdsa/chain.pem")) as file:
    chain = [base64.b64decode(block) for block in re.findall(r"BEGIN CERTIFICATE-----(.*?)-----END", file.read(), re.S)]

random = bytes(range(32))
groups = bytes.fromhex("1a1a11ec001d00170018")
schemes = bytes.fromhex("04030503060308070808080408050806040105010601")
name = b"www.example.com"
hello_extensions = [
    extension(0, vector(b"\0" + vector(name, 2), 2)),
    extension(5, bytes.fromhex("0100000000")),
    extension(10, vector(groups, 2)),
    extension(11, vector(b"\0", 1)),
    extension(13, vector(schemes, 2)),
    extension(16, vector(vector(b"h2", 1) + vector(b"http/1.1", 1), 2)),
    extension(18, b""),
    extension(22, b""),
    extension(23, b""),
    extension(27, vector(bytes.fromhex("000100020003"), 1)),
    extension(35, b""),
    extension(43, vector(bytes.fromhex("1a1a03040303"), 1)),
    extension(45, vector(b"\1", 1)),
    extension(49, b""),
    extension(50, vector(schemes, 2)),
    extension(51, vector(bytes.fromhex("1a1a000100001d") + vector(bytes(32), 2), 2)),
    extension(0xFF01, vector(b"", 1)),
]
psk = extension(41, vector(vector(b"ticket", 2) + bytes(4), 2) + vector(vector(bytes(32), 1), 2))
suites = vector(bytes.fromhex("0a0a130113021303c02bc02fcca9009c00ff"), 2)


def client_hello(extensions):
    return b"\3\3" + random + vector(bytes(32), 1) + suites + vector(b"\0", 1) + vector(b"".join(extensions), 2)


write("client-hello", 1, 0, client_hello(hello_extensions))
cookie = extension(44, vector(b"cookie", 2))
write("client-hello-psk", 1, 0, client_hello(hello_extensions + [extension(42, b""), cookie, psk]))
write("client-hello-bare", 1, 1, b"\3\3" + random + b"\0" + suites + vector(b"\0", 1))


def server_hello(rand, suite, extensions):
    return b"\3\3" + rand + vector(bytes(32), 1) + suite + b"\0" + vector(b"".join(extensions), 2)


retry = bytes.fromhex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c")
version = extension(43, b"\3\4")
protocol = extension(16, vector(vector(b"h2", 1), 2))
write("server-hello-13", 2, 0, server_hello(
    random, b"\x13\1", [version, extension(51, b"\0\x1d" + vector(bytes(32), 2)), extension(41, b"\0\0")]))
write("server-hello-12", 2, 1, server_hello(random[:24] + b"DOWNGRD\1", b"\xc0\x2b", [
    extension(23, b""), extension(22, b""), protocol, extension(0xFF01, b"\0"), extension(18, b"\0\1\0")]))
write("hello-retry-request", 2, 0, server_hello(retry, b"\x13\1", [version, extension(51, b"\0\x17"), cookie]))
write("encrypted-extensions", 8, 0, vector(
    protocol + extension(0, b"") + extension(10, vector(groups, 2)) + extension(20, b"\2") + extension(42, b""), 2))

status = b"\1" + vector(bytes.fromhex("30030a0106"), 3)
stapled = vector(extension(5, status) + extension(18, vector(vector(bytes(47), 2), 2)), 2)
entries = b"".join(vector(c, 3) + stapled for c in chain)
certificate13 = vector(b"", 1) + vector(entries, 3)
write("certificate-13", 11, 0, certificate13)
write("certificate-12", 11, 1, vector(b"".join(vector(c, 3) for c in chain), 3))
for algorithm in (1, 2):
    head = algorithm.to_bytes(2, "big") + len(certificate13).to_bytes(3, "big")
    write("compressed-%d" % algorithm, 25, 0, head + vector(zlib.compress(certificate13, 9), 3))
write("certificate-status", 22, 1, status)

authority = bytes.fromhex("3013311130 0f06035504030c08436f72702043 4121".replace(" ", ""))
key_usage = vector(bytes.fromhex("0603551d0f"), 1) + vector(bytes.fromhex("03020780"), 2)
write("certificate-request-13", 13, 0, vector(b"", 1) + vector(
    extension(13, vector(schemes, 2)) + extension(50, vector(schemes, 2))
    + extension(47, vector(vector(authority, 2), 2)) + extension(48, vector(key_usage, 2))
    + extension(27, vector(b"\0\1", 1)), 2))
write("certificate-request-12", 13, 1, vector(b"\1\x40", 1) + vector(schemes, 2) + vector(vector(authority, 2), 2))

signature = b"\4\3" + vector(bytes(70), 2)
curve = b"\3\0\x1d" + vector(bytes(32), 1)
field = vector(b"\xff" * 256, 2) + vector(b"\2", 2) + vector(b"\x55" * 256, 2)
for choice, (name, body) in enumerate([
    ("ecdhe", curve + signature), ("dhe", field + signature), ("ecdh-anon", curve), ("dh-anon", field),
    ("ecdhe-psk", vector(b"hint", 2) + curve), ("dhe-psk", vector(b"", 2) + field),
]):
    write("server-key-exchange-" + name, 12, choice, body)
write("certificate-verify", 15, 0, signature)
write("finished-13", 20, 0, bytes(32))
write("finished-12", 20, 1, bytes(12))
write("zlib", 0xFF, 0, zlib.compress(certificate13, 1))
