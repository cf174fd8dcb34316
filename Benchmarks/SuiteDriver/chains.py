"""The rows that verify chains."""

import itertools

import dataset
from authority import HOST
from certificates import TIME
from contestants import GO, OPENSSL, SWIFT, VERIFIERS
from row import Row, shown


def verify(data, key, group, title, roots, chain, host=HOST, **more):
    """A row that verifies a chain; what goes to the peers besides stands in `more`, the row's own in capitals."""
    own = {name.lower(): more.pop(name) for name in list(more) if name.isupper()}
    fields = {"roots": roots, "chain": data.path(chain), "name": host, "time": TIME, "parsing": 0, **more}
    # BoringSSL stands where everybody has nothing but signatures to check, and checks all of them: what it would parse
    # or remember would be the suite's work.
    if fields["parsing"] or fields.get("memory", 1):
        own.setdefault("contestants", VERIFIERS)
    return Row(key, group, title, "verify", fields, "valid", **own)


KINDS = {"rsa": "RSA-2048", "p256": "P-256", "mixed": "RSA and P-256"}


def chain_rows(data):
    """Leaf, one intermediate, root among 139; the ways in which what was met before may be remembered."""
    roots = data.trust(139)
    for kind, words in KINDS.items():
        chain = f"chains/{kind}/1.pem"
        yield verify(data, f"chain/{kind}/1", "chain", f"{words}, parsed before, met before", roots, chain)
        yield verify(
            data,
            f"chain/{kind}/unremembered",
            "chain",
            f"{words}, parsed before, remembering nothing",
            roots,
            chain,
            memory=0,
        )
        yield verify(
            data,
            f"chain/{kind}/parsed",
            "chain",
            f"{words}, with parsing, met before",
            roots,
            chain,
            parsing=1,
        )
        yield verify(
            data,
            f"chain/{kind}/forgetful",
            "chain",
            f"{words}, with parsing, remembering nothing",
            roots,
            chain,
            parsing=1,
            memory=0,
        )
        yield verify(
            data,
            f"chain/{kind}/fresh",
            "chain",
            f"{words}, with parsing, first meeting",
            roots,
            chain,
            parsing=1,
            fresh=1,
        )


def depth_rows(data):
    for kind, words in KINDS.items():
        for depth in dataset.DEPTHS:
            plural = "" if depth == 1 else "s"
            yield verify(
                data,
                f"depth/{kind}/{depth}",
                "depth",
                f"{words}, {depth} intermediate{plural}",
                data.trust(139),
                f"chains/{kind}/{depth}.pem",
                parsing=1,
                memory=0,
                SIZE=depth,
                SERIES=f"depth/{kind}",
            )


def root_rows(data):
    for size in data.sizes:
        yield verify(
            data,
            f"roots/{size}",
            "roots",
            f"RSA-2048 among {shown(size)} roots",
            data.trust(size),
            "chains/rsa/1.pem",
            memory=0,
            SIZE=size,
            SERIES="roots",
            SETUP=size,
        )
    for size in data.sizes:
        yield verify(
            data,
            f"roots/warm/{size}",
            "roots",
            f"RSA-2048 among {shown(size)} roots, met before",
            data.trust(size),
            "chains/rsa/1.pem",
            SIZE=size,
            SERIES="roots/warm",
            SETUP=size,
        )
    # BoringSSL stands where signatures are what counts; here it would be our own search that is measured, or nothing.
    for count in data.namesakes:
        yield verify(
            data,
            f"namesakes/{count}",
            "namesakes",
            f"{shown(count)} roots of one name",
            data.path("namesakes", f"{count}.pem"),
            "chains/rsa/1.pem",
            memory=0,
            SIZE=count,
            SERIES="namesakes",
            CONTESTANTS=VERIFIERS,
        )


def scale_rows(data):
    size = shown(data.largest)
    for memory, words in ((0, ""), (1, ", met before")):
        yield verify(
            data,
            f"scale/{memory}",
            "scale",
            f"{size} roots, a pool of {size}, 8 intermediates{words}",
            data.trust(data.largest),
            "chains/rsa/leaf.pem",
            pool=data.path("pool", f"{data.largest}.pem"),
            memory=memory,
            SETUP=data.largest,
            CONTESTANTS=VERIFIERS,
        )


def name_rows(data):
    limit = "its limit of comparisons"
    for names, constraints in itertools.product(data.names, data.names):
        key = f"names/{names}-{constraints}"
        yield verify(
            data,
            key,
            "names",
            f"{shown(names)} names under {shown(constraints)} constraints",
            data.path("chains", "p256", "root.pem"),
            f"{key}.pem",
            host=data.facts[key],
            memory=0,
            SIZE=names * constraints,
            SERIES="names",
            CONTESTANTS=VERIFIERS,
            DISSENT={GO: limit, OPENSSL: limit, SWIFT: limit},
        )
