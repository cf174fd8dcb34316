"""Certificates in great numbers that no key ever signed: what a trust store holds beside the root that is looked for.

Everything in them has the right form and size, so that each peer reads them: names of countries, organizations and
units, moduli with the top bit set, points on the curve, the extensions of a certification authority. The keys and
signatures are pseudo-random. The same seed gives the same bytes.
"""

import hashlib
import random

import der
from der import bit_string, boolean, integer, octet_string, oid, printable, sequence, tlv, utc_time, utf8

SHA256_WITH_RSA = sequence(oid("1.2.840.113549.1.1.11"), der.NULL)
ECDSA_WITH_SHA256 = sequence(oid("1.2.840.10045.4.3.2"))
RSA_KEY = sequence(oid("1.2.840.113549.1.1.1"), der.NULL)
P256_KEY = sequence(oid("1.2.840.10045.2.1"), oid("1.2.840.10045.3.1.7"))

# Both are far from the time that everything is verified at, 2026-01-01.
VALIDITY = sequence(utc_time("240101000000Z"), utc_time("440101000000Z"))
TIME = 1_767_225_600

COUNTRIES = "US DE FR NL GB ES IT CH SE NO JP KR TW CN IN BR CA AU AT BE PL PT GR HU CZ".split()
FIRST = "Northern Atlas Meridian Harbor Summit Granite Cedar Falcon Orbit Beacon Sterling Aurora Delta Keystone".split()
SECOND = "Trust Secure Digital Signing Global Public Federal Network Identity Registry Commerce Assurance".split()
KINDS = ["Inc.", "GmbH", "S.A.", "Ltd.", "B.V.", "Corporation", "AG", "Foundation"]
UNITS = ["", "Certification Services", "PKI Operations", "Trust Services Department", ""]


def attribute(kind, value):
    return tlv(der.SET, sequence(oid(kind), value))


def name(country, organization, unit, common):
    """A distinguished name; an empty unit is left out."""
    parts = [attribute("2.5.4.6", printable(country)), attribute("2.5.4.10", utf8(organization))]
    if unit:
        parts.append(attribute("2.5.4.11", utf8(unit)))
    return sequence(*parts, attribute("2.5.4.3", utf8(common)))


def junk_name(number, what="Root"):
    """One name out of many, distinct for each number."""
    digest = hashlib.blake2b(b"%d" % number, digest_size=8).digest()
    organization = f"{FIRST[digest[0] % len(FIRST)]} {SECOND[digest[1] % len(SECOND)]}"
    common = f"{organization} {what} CA {'G' if digest[2] & 1 else 'R'}{digest[3] % 9 + 1} - {number:06d}"
    return name(
        COUNTRIES[digest[4] % len(COUNTRIES)],
        f"{organization} {KINDS[digest[5] % len(KINDS)]}",
        UNITS[digest[6] % len(UNITS)],
        common,
    )


def extension(kind, value, critical=False):
    return sequence(oid(kind), *([boolean(True)] if critical else []), octet_string(value))


BASIC_CONSTRAINTS = extension("2.5.29.19", sequence(boolean(True)), critical=True)
KEY_USAGE_AUTHORITY = extension("2.5.29.15", bytes((der.BIT_STRING, 2, 1, 0x06)), critical=True)
KEY_USAGE_LEAF = extension("2.5.29.15", bytes((der.BIT_STRING, 2, 5, 0xA0)), critical=True)
SERVER_AND_CLIENT = extension("2.5.29.37", sequence(oid("1.3.6.1.5.5.7.3.1"), oid("1.3.6.1.5.5.7.3.2")))


def subject_key_identifier(identifier):
    return extension("2.5.29.14", octet_string(identifier))


def authority_key_identifier(identifier):
    return extension("2.5.29.35", sequence(tlv(0x80, identifier)))


def to_be_signed(serial, algorithm, issuer, subject, key, extensions):
    """A TBSCertificate of version 3 (RFC 5280, section 4.1)."""
    return sequence(
        b"\xa0\x03\x02\x01\x02",
        integer(serial),
        algorithm,
        issuer,
        VALIDITY,
        subject,
        key,
        tlv(0xA3, sequence(*extensions)),
    )


class Points:
    """Points on P-256, each a cheap addition after the last (SEC 1, section 2.2.1), from one that the seed chooses."""

    P = 2**256 - 2**224 + 2**192 + 2**96 - 1
    B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
    G = (
        0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
        0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
    )

    def __init__(self, numbers):
        while True:
            x = numbers.getrandbits(256) % self.P
            square = (x * x * x - 3 * x + self.B) % self.P
            y = pow(square, (self.P + 1) // 4, self.P)
            if y * y % self.P == square:
                break
        self.point = (x, y)

    def next(self):
        """The next one in its uncompressed form. The base point itself is never met."""
        (x, y), (gx, gy) = self.point, self.G
        slope = (gy - y) * pow(gx - x, -1, self.P) % self.P
        third = (slope * slope - x - gx) % self.P
        self.point = (third, (slope * (x - third) - y) % self.P)
        return b"\x04" + self.point[0].to_bytes(32, "big") + self.point[1].to_bytes(32, "big")


class Junk:
    """Makes certificates without end: half with keys of RSA-2048, a quarter RSA-4096, a quarter P-256."""

    def __init__(self, seed):
        self.numbers = random.Random(f"rootward suite {seed}")
        self.points = Points(self.numbers)

    def key(self, number):
        """A SubjectPublicKeyInfo and a signature with such a key, by the number's place in the mixture."""
        random_bytes = self.numbers.randbytes
        if number % 4 == 3:
            key = sequence(P256_KEY, bit_string(self.points.next()))
            return key, ECDSA_WITH_SHA256, sequence(integer(random_bytes(32)), integer(random_bytes(32)))
        count = 512 if number % 4 == 1 else 256
        modulus = bytearray(random_bytes(count))
        modulus[0] |= 0x80
        modulus[-1] |= 1
        key = sequence(RSA_KEY, bit_string(sequence(integer(bytes(modulus)), b"\x02\x03\x01\x00\x01")))
        return key, SHA256_WITH_RSA, random_bytes(count)

    def certificate(self, number, subject, issuer=None, authority=True):
        """One certificate, self-issued unless an issuer is given."""
        key, algorithm, signature = self.key(number)
        serial = bytes((self.numbers.getrandbits(6) | 0x40,)) + self.numbers.randbytes(15)
        identifier = hashlib.sha1(key).digest()
        issued_by = identifier if issuer is None else hashlib.sha1(issuer).digest()
        usage = (BASIC_CONSTRAINTS, KEY_USAGE_AUTHORITY) if authority else (KEY_USAGE_LEAF, SERVER_AND_CLIENT)
        body = to_be_signed(
            serial,
            algorithm,
            issuer or subject,
            subject,
            key,
            [*usage, subject_key_identifier(identifier), authority_key_identifier(issued_by)],
        )
        return sequence(body, algorithm, bit_string(signature))

    def roots(self, count):
        return (self.certificate(number, junk_name(number)) for number in range(count))

    def others(self, count):
        """Roots whose names and keys are no other bundle's."""
        return (self.certificate(number, junk_name(number, "Company")) for number in range(count))

    def namesakes(self, count, subject):
        """Roots that share a name, each with a key of its own."""
        return (self.certificate(number, subject) for number in range(count))

    def intermediates(self, count):
        """Intermediates under roots that nobody trusts."""
        for number in range(count):
            yield self.certificate(number, junk_name(number, "Issuing"), junk_name(number // 8, "Unknown"))

    def children(self, numbers):
        """Leafs whose issuers are the roots of these numbers, without the identifier of the issuer's key."""
        for number in numbers:
            subject = name("US", "Rootward", "", f"host-{number}.suite.example")
            key, algorithm, signature = self.key(number)
            body = to_be_signed(
                number + 1,
                algorithm,
                junk_name(number),
                subject,
                key,
                [KEY_USAGE_LEAF, SERVER_AND_CLIENT, subject_key_identifier(hashlib.sha1(key).digest())],
            )
            yield sequence(body, algorithm, bit_string(signature))
