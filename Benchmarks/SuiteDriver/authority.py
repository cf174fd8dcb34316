"""Real chains: keys and signatures of the openssl command, around bodies that this suite writes itself."""

import hashlib
import os
import subprocess

import der
from certificates import (
    BASIC_CONSTRAINTS,
    ECDSA_WITH_SHA256,
    KEY_USAGE_AUTHORITY,
    KEY_USAGE_LEAF,
    SERVER_AND_CLIENT,
    SHA256_WITH_RSA,
    authority_key_identifier,
    extension,
    name,
    subject_key_identifier,
    to_be_signed,
)

HOST = "www.suite.example"
DEPTHS = (1, 2, 3, 4, 5, 8)
OPENSSL = os.environ.get("OPENSSL", "openssl")


def openssl(*arguments, given=b""):
    """What the openssl command writes; its complaint if it fails."""
    done = subprocess.run([OPENSSL, *arguments], input=given, capture_output=True, timeout=120, check=False)
    if done.returncode != 0:
        raise OSError(f"{OPENSSL} {' '.join(arguments)}: {done.stderr.decode(errors='replace').strip()[-300:]}")
    return done.stdout


class Key:
    """A private key in a file, which openssl made; its public key and the signatures that it makes."""

    def __init__(self, kind, path):
        self.kind, self.path = kind, path
        if kind == "p256":
            options = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]
        else:
            options = ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]
        openssl("genpkey", *options, "-out", path)
        self.public = openssl("pkey", "-in", path, "-pubout", "-outform", "DER")
        self.identifier = hashlib.sha1(self.public).digest()
        self.algorithm = ECDSA_WITH_SHA256 if kind == "p256" else SHA256_WITH_RSA

    def signed(self, body):
        """A body with its algorithm and signature: a certificate or a list."""
        signature = openssl("dgst", "-sha256", "-binary", "-sign", self.path, given=body)
        return der.sequence(body, self.algorithm, der.bit_string(signature))


class Authority:
    """A certification authority, a root or below another."""

    serial = 0x1000

    def __init__(self, key, common, above=None, more=()):
        self.key = key
        self.subject = name("US", "Rootward Suite Authority", "", common)
        self.certificate = (above or self).issue(self.subject, key, (BASIC_CONSTRAINTS, KEY_USAGE_AUTHORITY, *more))

    def issue(self, subject, key, extensions):
        """A certificate for this subject and key."""
        Authority.serial += 1
        body = to_be_signed(
            Authority.serial,
            self.key.algorithm,
            self.subject,
            subject,
            key.public,
            [*extensions, subject_key_identifier(key.identifier), authority_key_identifier(self.key.identifier)],
        )
        return self.key.signed(body)

    def leaf(self, key, hosts):
        """A server's certificate for these names."""
        names = der.sequence(*(der.tlv(0x82, host.encode("ascii")) for host in hosts))
        return self.issue(
            name("US", "Rootward Suite", "", hosts[0]),
            key,
            (KEY_USAGE_LEAF, SERVER_AND_CLIENT, extension("2.5.29.17", names)),
        )


class Chain:
    """A root with eight intermediates below it, one under the other, and a leaf below some of them."""

    # What kind of key each has: the root, the intermediates in turn, the leaf.
    KINDS = {
        "rsa": ("rsa", ["rsa"], "rsa"),
        "p256": ("p256", ["p256"], "p256"),
        "mixed": ("rsa", ["p256", "rsa"], "p256"),
    }

    def __init__(self, title, folder):
        root, below, leaf = self.KINDS[title]

        def key(kind, what):
            return Key(kind, os.path.join(folder, f"{title}-{what}.key"))

        self.authorities = [Authority(key(root, "root"), f"Suite {title} Root")]
        for depth in range(1, max(DEPTHS) + 1):
            self.authorities.append(
                Authority(
                    key(below[(depth - 1) % len(below)], str(depth)),
                    f"Suite {title} Intermediate {depth}",
                    self.authorities[-1],
                )
            )
        leaf_key = key(leaf, "leaf")
        self.leafs = {depth: self.authorities[depth].leaf(leaf_key, [HOST, "suite.example"]) for depth in DEPTHS}

    @property
    def root(self):
        return self.authorities[0]

    def intermediates(self, depth):
        """Those that stand above a leaf, the nearest first."""
        return [self.authorities[number].certificate for number in range(depth, 0, -1)]


def constrained_chain(folder, root, names, constraints):
    """A leaf with so many names under an intermediate with so many constraints, half of each sort; all are kept."""

    def subtree(host):
        return der.sequence(der.tlv(0x82, host.encode("ascii")))

    permitted = [subtree(f"d{number:04d}.suite.example") for number in range((constraints + 1) // 2)]
    excluded = [subtree(f"x{number:04d}.other.example") for number in range(constraints // 2)]
    limits = extension("2.5.29.30", der.sequence(der.tlv(0xA0, *permitted), der.tlv(0xA1, *excluded)), critical=True)
    # One key is enough for all: what is measured here is names.
    key = getattr(root, "constrained_key", None) or Key("p256", os.path.join(folder, "constrained.key"))
    root.constrained_key = key
    between = Authority(key, f"Suite Constrained {names} {constraints}", root, (limits,))
    hosts = [f"h{number:04d}.d{number % len(permitted):04d}.suite.example" for number in range(names)]
    return [between.leaf(key, hosts), between.certificate], hosts[-1]


def revocation_list(authority, count):
    """A list with so many entries, and a hundred serial numbers, of which every other one is on it."""
    date = der.utc_time("251201000000Z")
    serials = [hashlib.sha256(b"revoked %d" % number).digest()[:16] for number in range(count)]
    serials = [bytes((serial[0] & 0x3F | 0x40,)) + serial[1:] for serial in serials]
    reason = der.sequence(extension("2.5.29.21", der.tlv(der.ENUMERATED, b"\x01")))
    entries = [
        der.sequence(der.integer(serial), date, *([reason] if number % 4 == 0 else []))
        for number, serial in enumerate(serials)
    ]
    number = der.tlv(
        0xA0, der.sequence(extension("2.5.29.20", der.integer(1)), authority_key_identifier(authority.key.identifier))
    )
    body = der.sequence(
        der.integer(1),
        authority.key.algorithm,
        authority.subject,
        date,
        der.utc_time("261201000000Z"),
        der.sequence(*entries),
        number,
    )
    step = max(1, count // 50)
    asked = []
    for index in range(50):
        asked += [serials[index * step % count], hashlib.sha256(b"not revoked %d" % index).digest()[:15] + b"\x01"]
    # A serial number's first bit stands for its sign, so that what is asked for is written without it.
    return authority.key.signed(body), [bytes((serial[0] & 0x3F | 0x40,)) + serial[1:] for serial in asked]
