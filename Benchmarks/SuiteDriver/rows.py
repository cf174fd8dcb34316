"""What is measured: one row for each piece of work that all contestants are asked to do."""

import dataclasses
import itertools
import json
import os

import dataset
from certificates import TIME
from contestants import EVERYBODY, GO, GO_FULL, OPENSSL, OPENSSL_FILE, OWN, REPOSITORY, SWIFT

# The groups in the order of the report, with their headings.
GROUPS = {
    "load": "Loading a trust store", "memory": "Memory of a loaded store", "lookup": "Finding a root by its name",
    "parse": "Parsing a certificate", "chain": "Verifying a chain", "depth": "Verifying longer chains",
    "roots": "A chain among unrelated roots", "namesakes": "Roots of the same name", "scale": "Everything large at once",
    "names": "Name constraints", "crl": "Looking up a revocation list", "certsd": "Resolving certs.d",
    "handshake": "Verifying a recorded handshake", "cold": "Cold start of the command", "batch": "Many at once",
}


@dataclasses.dataclass
class Row:
    """One piece of work."""

    key: str
    group: str
    title: str
    task: str
    fields: dict
    expected: str
    contestants: tuple = EVERYBODY
    # How many lookups, certificates and so on one run has: the figures are of one of them.
    parts: int = 1
    # The row's place on the axis of a chart, and which line it is a point of.
    size: int = 0
    series: str = ""
    # Bytes that are read, for rows whose cost should be linear in them.
    bytes: int = 0
    # Who may come to another answer, with the reason; everybody else's other answer stops the row.
    dissent: dict = dataclasses.field(default_factory=dict)

    def question(self, more):
        """What a contestant is asked to prepare."""
        pairs = {**self.fields, **more}
        return "\t".join([self.task, *(f"{key}={value}" for key, value in pairs.items())])


def shown(count):
    return f"{count:,}"


def all_rows(data, options):
    """All rows of a run, those of one group together."""
    rows = [*load_rows(data), *lookup_rows(data), *parse_rows(data), *chain_rows(data), *depth_rows(data),
            *root_rows(data), *scale_rows(data), *name_rows(data), *list_rows(data), *registry_rows(data),
            *handshake_rows()]
    if options.smoke:
        small = {"load/pem/10", "load/der/10", "load/directory/10", "lookup/139", "parse", "chain/rsa/1",
                 "chain/p256/parsed", "names/10-10", "crl/10", "certsd/1"}
        rows = [row for row in rows if row.key in small]
    return [row for row in rows if not options.rows or options.rows.lower() in f"{row.key} {row.title}".lower()]


def load_rows(data):
    everybody = EVERYBODY + (OPENSSL_FILE, GO_FULL)
    forms = {"pem": "a PEM file", "der": "a DER file", "directory": "a directory"}
    if os.path.exists(dataset.SYSTEM_BUNDLE):
        with open(dataset.SYSTEM_BUNDLE, encoding="utf-8", errors="replace") as file:
            count = file.read().count("-----BEGIN CERTIFICATE-----")
        yield Row("load/system", "load", f"the system's {count} roots", "load",
                  {"form": "pem", "path": dataset.SYSTEM_BUNDLE}, f"roots {count}", everybody)
    for form, words in forms.items():
        # Only a file of PEM can be loaded by OpenSSL's X509_STORE_load_file and Go's AppendCertsFromPEM.
        who = everybody if form == "pem" else EVERYBODY
        for size in data.sizes:
            yield Row(f"load/{form}/{size}", "load", f"{shown(size)} roots, {words}", "load",
                      {"form": form, "path": data.roots(size, form)}, f"roots {size}", who, size=size,
                      series=f"load/{form}", bytes=data.facts[f"roots/{size}"])


def lookup_rows(data):
    for size in data.sizes:
        count = min(size, dataset.CHILDREN)
        yield Row(f"lookup/{size}", "lookup", f"one of {shown(size)} roots", "lookup",
                  {"roots": data.roots(size, "pem"), "children": data.path("children", f"{size}.pem")}, f"found {count}",
                  parts=count, size=size, series="lookup")


def parse_rows(data):
    yield Row("parse", "parse", "one certificate of 139", "parse", {"path": data.roots(139, "pem")}, "certificates 139",
              parts=139)


def verify(data, key, group, title, roots, chain, host=dataset.HOST, **more):
    """A row that verifies a chain; what goes to the peers besides stands in `more`, the row's own in capitals."""
    own = {name.lower(): more.pop(name) for name in list(more) if name.isupper()}
    fields = {"roots": roots, "chain": data.path(chain), "name": host, "time": TIME, "parsing": 0, **more}
    return Row(key, group, title, "verify", fields, "valid", **own)


KINDS = {"rsa": "RSA-2048", "p256": "P-256", "mixed": "RSA and P-256"}


def chain_rows(data):
    """Leaf, one intermediate, root among 139; the ways in which what was met before may be remembered."""
    roots = data.trust(139)
    for kind, words in KINDS.items():
        chain = f"chains/{kind}/1.pem"
        yield verify(data, f"chain/{kind}/1", "chain", f"{words}, parsed before", roots, chain)
        yield verify(data, f"chain/{kind}/parsed", "chain", f"{words}, with parsing", roots, chain, parsing=1)
        yield verify(data, f"chain/{kind}/forgetful", "chain", f"{words}, with parsing, remembering nothing", roots, chain,
                     parsing=1, memory=0)
        yield verify(data, f"chain/{kind}/fresh", "chain", f"{words}, with parsing, first meeting", roots, chain, parsing=1,
                     fresh=1)


def depth_rows(data):
    for kind, words in KINDS.items():
        for depth in dataset.DEPTHS:
            plural = "" if depth == 1 else "s"
            yield verify(data, f"depth/{kind}/{depth}", "depth", f"{words}, {depth} intermediate{plural}", data.trust(139),
                         f"chains/{kind}/{depth}.pem", parsing=1, memory=0, SIZE=depth, SERIES=f"depth/{kind}")


def root_rows(data):
    for size in data.sizes:
        yield verify(data, f"roots/{size}", "roots", f"RSA-2048 among {shown(size)} roots", data.trust(size),
                     "chains/rsa/1.pem", memory=0, SIZE=size, SERIES="roots")
    for size in data.sizes:
        yield verify(data, f"roots/warm/{size}", "roots", f"RSA-2048 among {shown(size)} roots, met before",
                     data.trust(size), "chains/rsa/1.pem", SIZE=size, SERIES="roots/warm")
    # BoringSSL stands where signatures are what counts; here it would be our own search that is measured, or nothing.
    for count in dataset.NAMESAKES:
        yield verify(data, f"namesakes/{count}", "namesakes", f"{shown(count)} roots of one name",
                     data.path("namesakes", f"{count}.pem"), "chains/rsa/1.pem", memory=0, SIZE=count, SERIES="namesakes",
                     CONTESTANTS=EVERYBODY[:5])


def scale_rows(data):
    size = shown(data.largest)
    for memory, words in ((0, ""), (1, ", met before")):
        yield verify(data, f"scale/{memory}", "scale", f"{size} roots, a pool of {size}, 8 intermediates{words}",
                     data.trust(data.largest), "chains/rsa/leaf.pem", pool=data.path("pool", f"{data.largest}.pem"),
                     memory=memory, CONTESTANTS=EVERYBODY[:5])


def name_rows(data):
    limit = "its limit of comparisons"
    for names, constraints in itertools.product(dataset.NAMES, dataset.NAMES):
        key = f"names/{names}-{constraints}"
        yield verify(data, key, "names", f"{shown(names)} names under {shown(constraints)} constraints",
                     data.path("chains", "p256", "root.pem"), f"{key}.pem", host=data.facts[key], memory=0,
                     SIZE=names * constraints, SERIES="names", CONTESTANTS=EVERYBODY[:5], DISSENT={GO: limit, OPENSSL: limit, SWIFT: limit})


def list_rows(data):
    for count in data.lists:
        asked = data.facts[f"crl/{count}"]
        yield Row(f"crl/{count}", "crl", f"one of {shown(count)} entries", "crl",
                  {"path": data.path("crl", f"{count}.der"), "serials": data.path("crl", f"{count}.txt")},
                  f"revoked {asked // 2}", parts=asked, size=count, series="crl")


def registry_rows(data):
    for count in dataset.REGISTRY_FILES:
        identities = count // 10
        roots = count - 2 * identities
        plural = "" if count == 1 else "s"
        yield Row(f"certsd/{count}", "certsd", f"{count} file{plural}", "certsd",
                  {"root": data.path("certsd", str(count)), "host": dataset.REGISTRY},
                  f"roots {roots} identities {identities}", size=count, series="certsd")


def handshake_rows():
    folder = os.path.join(REPOSITORY, "TestVectors", "handshakes", "peers")
    try:
        with open(os.path.join(folder, "expected.json"), encoding="utf-8") as file:
            expected = json.load(file)
    except (OSError, ValueError):
        return
    for file in ("openssl-openssl-1.2-rsa", "openssl-openssl-1.2-p256", "openssl-openssl-1.3-rsa",
                 "openssl-openssl-1.3-p256", "openssl-openssl-1.3-ed25519"):
        found = [one for one in expected["recordings"] if one["file"] == f"{file}.pcap" and one["withKeyLog"]]
        if not found:
            continue
        _, _, release, kind = file.split("-")
        kind = {"rsa": "RSA-2048", "p256": "P-256", "ed25519": "Ed25519"}[kind]
        yield Row(f"handshake/{release}/{kind}", "handshake", f"TLS {release}, {kind}", "handshake",
                  {"path": os.path.join(folder, f"{file}.pcap"),
                   "keylog": os.path.join(folder, found[0].get("keylog", expected["keylog"])),
                   "roots": os.path.join(folder, expected["roots"]), "name": "www.example.com", "time": TIME},
                  found[0]["withKeyLog"][0]["verdict"], OWN + EVERYBODY[2:])
