"""Writes an OCSP response with dates of our own, which `openssl ocsp` can't, and a signed certificate timestamp.

    staple.py KEYS SUBJECT ISSUER RESPONSE TIMESTAMP

KEYS has SUBJECT.pem, ISSUER.pem and ISSUER.key (P-256). The response (RFC 6960) says that SUBJECT is good, from 2020 to
2100, signed by its issuer. The timestamp (RFC 6962) is well-formed, of a log that nobody knows.
"""

import base64
import hashlib
import subprocess
import sys


def der(tag, *parts):
    body = b"".join(parts)
    if len(body) < 128:
        return bytes([tag, len(body)]) + body
    size = len(body).to_bytes((len(body).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(size)]) + size + body


def children(data):
    """The elements inside one element, each with its head."""
    def head(offset):
        length = data[offset + 1]
        if length < 128:
            return offset + 2, length
        count = length & 0x7F
        return offset + 2 + count, int.from_bytes(data[offset + 2:offset + 2 + count], "big")

    start, length = head(0)
    result, offset, end = [], start, start + length
    while offset < end:
        body, size = head(offset)
        result.append(data[offset:body + size])
        offset = body + size
    return result


def certificate(path):
    with open(path) as file:
        text = file.read()
    return base64.b64decode("".join(text.split("-----")[2].split()))


def sign(key, data):
    return subprocess.run(["openssl", "dgst", "-sha256", "-sign", key], input=data, capture_output=True,
                          check=True).stdout


ECDSA_SHA256 = bytes.fromhex("300a06082a8648ce3d040302")


def response(keys, subject, issuer):
    parts = children(children(certificate(f"{keys}/{subject}.pem"))[0])
    serial = parts[1]
    authority = children(children(certificate(f"{keys}/{issuer}.pem"))[0])
    name, key = authority[5], children(authority[6])[1]
    key_bytes = key[key.index(b"\0", 1) + 1:] if key[1] < 128 else key[4:]
    identifier = der(0x30, bytes.fromhex("300906052b0e03021a0500"),
                     der(0x04, hashlib.sha1(name).digest()), der(0x04, hashlib.sha1(key_bytes).digest()), serial)
    single = der(0x30, identifier, b"\x80\0", der(0x18, b"20200101000000Z"),
                 der(0xA0, der(0x18, b"21000101000000Z")))
    data = der(0x30, der(0xA2, der(0x04, hashlib.sha1(key_bytes).digest())), der(0x18, b"20200101000000Z"),
               der(0x30, single))
    basic = der(0x30, data, ECDSA_SHA256, der(0x03, b"\0", sign(f"{keys}/{issuer}.key", data)))
    return der(0x30, b"\x0a\1\0", der(0xA0, der(0x30, bytes.fromhex("06092b0601050507300101"), der(0x04, basic))))


def timestamp(keys, subject, issuer):
    content = certificate(f"{keys}/{subject}.pem")
    time = (1_577_836_800_000).to_bytes(8, "big")  # 2020-01-01
    signed = b"\0\0" + time + b"\0\0" + len(content).to_bytes(3, "big") + content + b"\0\0"
    signature = sign(f"{keys}/{issuer}.key", signed)  # the invented log has the issuer's key
    log = hashlib.sha256(b"Rootward Test Log").digest()
    return b"\0" + log + time + b"\0\0" + b"\4\3" + len(signature).to_bytes(2, "big") + signature


def main():
    keys, subject, issuer, response_path, timestamp_path = sys.argv[1:]
    with open(response_path, "wb") as file:
        file.write(response(keys, subject, issuer))
    with open(timestamp_path, "wb") as file:
        file.write(timestamp(keys, subject, issuer))


if __name__ == "__main__":
    main()
