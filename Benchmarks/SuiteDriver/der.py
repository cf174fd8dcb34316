"""A writer of DER (X.690), as small as the certificates of the suite need it."""

import base64
import functools

SEQUENCE, SET, INTEGER, BIT_STRING, OCTET_STRING, BOOLEAN = 0x30, 0x31, 0x02, 0x03, 0x04, 0x01
UTF8_STRING, PRINTABLE_STRING, UTC_TIME, ENUMERATED = 0x0C, 0x13, 0x17, 0x0A


def tlv(tag, *parts):
    """One element: the tag, the length in the fewest bytes, the parts one after another."""
    content = b"".join(parts)
    count = len(content)
    if count < 0x80:
        return bytes((tag, count)) + content
    if count < 0x100:
        return bytes((tag, 0x81, count)) + content
    if count < 0x10000:
        return bytes((tag, 0x82, count >> 8, count & 0xFF)) + content
    size = count.to_bytes((count.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(size))) + size + content


def sequence(*parts):
    return tlv(SEQUENCE, *parts)


def integer(value):
    """A number that is not negative, given as such or as its bytes."""
    if isinstance(value, int):
        value = value.to_bytes(value.bit_length() // 8 + 1, "big")
    else:
        value = value.lstrip(b"\0") or b"\0"
        if value[0] & 0x80:
            value = b"\0" + value
    return tlv(INTEGER, value)


@functools.lru_cache(maxsize=None)
def oid(text):
    """An object identifier from its dotted form."""
    first, second, *rest = (int(arc) for arc in text.split("."))
    content = bytearray()
    for arc in [first * 40 + second, *rest]:
        group = [arc & 0x7F]
        while arc := arc >> 7:
            group.append(0x80 | arc & 0x7F)
        content += bytes(reversed(group))
    return tlv(0x06, bytes(content))


def bit_string(content):
    return tlv(BIT_STRING, b"\0", content)


def octet_string(content):
    return tlv(OCTET_STRING, content)


def boolean(value):
    return tlv(BOOLEAN, b"\xff" if value else b"\0")


def utf8(text):
    return tlv(UTF8_STRING, text.encode())


def printable(text):
    return tlv(PRINTABLE_STRING, text.encode("ascii"))


def utc_time(text):
    """A time such as 250101000000Z."""
    return tlv(UTC_TIME, text.encode("ascii"))


NULL = b"\x05\x00"


def pem(content, label="CERTIFICATE"):
    """The textual form (RFC 7468), lines of 64 characters."""
    text = base64.b64encode(content).decode("ascii")
    lines = [text[start : start + 64] for start in range(0, len(text), 64)]
    return f"-----BEGIN {label}-----\n" + "\n".join(lines) + f"\n-----END {label}-----\n"


def element(content, offset):
    """Where the element at an offset has its content, and where it ends."""
    first = content[offset + 1]
    if first < 0x80:
        return offset + 2, offset + 2 + first
    count = first & 0x7F
    start = offset + 2 + count
    return start, start + int.from_bytes(content[offset + 2 : start], "big")
