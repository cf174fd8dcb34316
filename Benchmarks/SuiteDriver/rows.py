"""What is measured: all rows, and those that verify no chains."""

import json
import os

import dataset
from certificates import TIME
from chains import chain_rows, depth_rows, name_rows, root_rows, scale_rows
from contestants import EVERYBODY, GO, GO_FULL, GO_WALK, OPENSSL_FILE, OWN, REPOSITORY
from row import Row, shown


def all_rows(data, options):
    """All rows of a run, those of one group together."""
    rows = [
        *load_rows(data),
        *lookup_rows(data),
        *store_rows(data),
        *parse_rows(data),
        *chain_rows(data),
        *depth_rows(data),
        *root_rows(data),
        *scale_rows(data),
        *name_rows(data),
        *list_rows(data),
        *registry_rows(data),
        *handshake_rows(),
    ]
    if options.smoke:
        small = {
            "load/pem/10",
            "load/der/10",
            "load/directory/10",
            "lookup/139",
            "union/1",
            "change/139",
            "identify/139",
            "parse",
            "chain/rsa/1",
            "chain/p256/parsed",
            "names/10-10",
            "crl/10",
            "certsd/1",
        }
        rows = [row for row in rows if row.key in small]
    return [row for row in rows if not options.rows or options.rows.lower() in f"{row.key} {row.title}".lower()]


def load_rows(data):
    everybody = EVERYBODY + (OPENSSL_FILE, GO_FULL)
    forms = {"pem": "a PEM file", "der": "a DER file", "directory": "a directory"}
    if os.path.exists(dataset.SYSTEM_BUNDLE):
        with open(dataset.SYSTEM_BUNDLE, encoding="utf-8", errors="replace") as file:
            # The same one twice is one root.
            count = len({block.split("-----END")[0] for block in file.read().split("-----BEGIN CERTIFICATE-----")[1:]})
        yield Row(
            "load/system",
            "load",
            f"the system's {count} roots",
            "load",
            {"form": "pem", "path": dataset.SYSTEM_BUNDLE},
            f"roots {count}",
            everybody,
            # It is another one on each machine, and may have what somebody refuses, or counts twice.
            dissent={name: "of a bundle that the suite did not make" for name in everybody if name not in OWN},
        )
    for form, words in forms.items():
        # Only a file of PEM can be loaded by OpenSSL's X509_STORE_load_file and Go's AppendCertsFromPEM.
        who = everybody if form == "pem" else EVERYBODY
        for size in data.sizes:
            yield Row(
                f"load/{form}/{size}",
                "load",
                f"{shown(size)} roots, {words}",
                "load",
                {"form": form, "path": data.roots(size, form)},
                f"roots {size}",
                who,
                size=size,
                series=f"load/{form}",
                bytes=data.facts[f"roots/{size}"],
            )


def lookup_rows(data):
    for size in data.sizes:
        count = min(size, dataset.CHILDREN)
        yield Row(
            f"lookup/{size}",
            "lookup",
            f"one of {shown(size)} roots",
            "lookup",
            {"roots": data.roots(size, "pem"), "children": data.path("children", f"{size}.pem")},
            f"found {count}",
            parts=count,
            size=size,
            series="lookup",
            setup=size,
        )


def store_rows(data):
    """A store that is joined with another one, that is changed, and that is asked for a key's identifier."""
    root = data.path("chains", "rsa", "root.pem")
    sizes = [size for size in data.sizes if size >= dataset.OWN_ROOTS]
    # A union goes through the smaller store: beside one root, it is the larger one that must cost nothing.
    for size, path in ((1, root), *((size, data.roots(size, "pem")) for size in sizes)):
        yield Row(
            f"union/{size}",
            "store",
            f"union of {dataset.OWN_ROOTS} roots and {shown(size)}",
            "union",
            {"roots": data.own(), "other": path},
            f"roots {dataset.OWN_ROOTS + size}",
            size=size,
            series="union" if size > 1 else "",
            setup=size,
        )
    for size in sizes:
        yield Row(
            f"change/{size}",
            "store",
            f"one root into {shown(size)} and out again",
            "change",
            {"roots": data.roots(size, "pem"), "certificate": root},
            f"roots {size + 1}",
            size=size,
            series="change",
            setup=size,
        )
    for size in sizes:
        count = min(size, dataset.CHILDREN)
        yield Row(
            f"identify/{size}",
            "store",
            f"one of {shown(size)} roots by its key's identifier",
            "identify",
            {"roots": data.roots(size, "pem")},
            f"found {count}",
            parts=count,
            size=size,
            series="identify",
            setup=size,
        )


def parse_rows(data):
    yield Row(
        "parse",
        "parse",
        "one certificate of 139",
        "parse",
        {"path": data.roots(139, "pem")},
        "certificates 139",
        parts=139,
    )


def list_rows(data):
    for count in data.lists:
        asked = data.facts[f"crl/{count}"]
        yield Row(
            f"crl/{count}",
            "crl",
            f"one of {shown(count)} entries",
            "crl",
            {"path": data.path("crl", f"{count}.der"), "serials": data.path("crl", f"{count}.txt")},
            f"revoked {asked // 2}",
            tuple(GO_WALK if name == GO else name for name in EVERYBODY),
            parts=asked,
            size=count,
            series="crl",
        )


def registry_rows(data):
    for count in data.registries:
        identities = count // 10
        roots = count - 2 * identities
        plural = "" if count == 1 else "s"
        yield Row(
            f"certsd/{count}",
            "certsd",
            f"{count} file{plural}",
            "certsd",
            {"root": data.path("certsd", str(count)), "host": dataset.REGISTRY},
            f"roots {roots} identities {identities}",
            size=count,
            series="certsd",
        )


def handshake_rows():
    folder = os.path.join(REPOSITORY, "TestVectors", "handshakes", "peers")
    try:
        with open(os.path.join(folder, "expected.json"), encoding="utf-8") as file:
            expected = json.load(file)
    except (OSError, ValueError):
        return
    for file in (
        "openssl-openssl-1.2-rsa",
        "openssl-openssl-1.2-p256",
        "openssl-openssl-1.3-rsa",
        "openssl-openssl-1.3-p256",
        "openssl-openssl-1.3-ed25519",
    ):
        found = [one for one in expected["recordings"] if one["file"] == f"{file}.pcap" and one["withKeyLog"]]
        if not found:
            continue
        _, _, release, kind = file.split("-")
        kind = {"rsa": "RSA-2048", "p256": "P-256", "ed25519": "Ed25519"}[kind]
        yield Row(
            f"handshake/{release}/{kind}",
            "handshake",
            f"TLS {release}, {kind}, met before, capture and key log in memory",
            "handshake",
            {
                "path": os.path.join(folder, f"{file}.pcap"),
                "keylog": os.path.join(folder, found[0].get("keylog", expected["keylog"])),
                "roots": os.path.join(folder, expected["roots"]),
                "name": "www.example.com",
                "time": TIME,
            },
            found[0]["withKeyLog"][0]["verdict"],
            EVERYBODY,
        )
