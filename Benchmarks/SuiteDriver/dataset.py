"""The files that the suite measures with: where each lies, making them, and telling whether they are all there."""

import itertools
import json
import os
import random
import shutil
import sys
import time

import authority
import certificates
import der
from authority import DEPTHS

# Another number whenever other files are made, so that kept ones are not taken for them.
VERSION = 3
SIZES = (10, 139, 1_000, 10_000, 100_000)
NAMESAKES = (100, 1_000)
NAMES = (10, 100, 1_000)
LISTS = (10, 1_000, 100_000)
REGISTRY_FILES = (1, 10, 100)
REGISTRY = "registry.example.com:5000"
# As many as a system has, of which none is in another bundle.
OWN_ROOTS = 139
# So many roots are looked up in turn, in no order, that what one lookup leaves in the processor's cache does not serve
# the next one.
CHILDREN = 10_000
SYSTEM_BUNDLE = "/etc/ssl/certs/ca-certificates.crt"


class Dataset:
    """A folder with everything up to so many roots."""

    def __init__(self, folder, largest, smoke=False):
        self.folder, self.largest, self.smoke = os.path.abspath(folder), largest, smoke
        self.sizes = [size for size in SIZES if size <= largest]
        self.lists = [size for size in LISTS if size <= largest]
        # A few small rows need no more than the first of everything.
        self.kinds = [kind for kind in authority.Chain.KINDS if not smoke or kind != "mixed"]
        self.namesakes = () if smoke else NAMESAKES
        self.names = NAMES[:1] if smoke else NAMES
        self.registries = REGISTRY_FILES[:1] if smoke else REGISTRY_FILES
        self.facts = {}

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def roots(self, size, form):
        """The bundle of so many roots: `pem`, `der` or a `directory` with a file for each."""
        return self.path("roots", str(size) if form == "directory" else f"{size}.{form}")

    def trust(self, size):
        """The same with the real roots of all chains among them, and as many."""
        return self.path("trust", f"{size}.pem")

    def own(self):
        """Roots of which none is in another bundle, as many as a system has."""
        return self.path("own", f"{OWN_ROOTS}.pem")

    def is_complete(self):
        try:
            with open(self.path("stamp.json"), encoding="utf-8") as file:
                stamp = json.load(file)
        except (OSError, ValueError):
            return False
        self.facts = stamp.get("facts", {})
        if stamp.get("smoke") and not self.smoke:
            return False
        return stamp.get("version") == VERSION and stamp.get("largest", 0) >= self.largest

    def make(self, report=None):
        """Makes what is missing; what was kept by another version of this generator goes."""
        report = report or (lambda text: None)
        if self.is_complete():
            report(f"data: kept in {self.folder}")
            return self
        if os.path.isdir(self.folder) and os.listdir(self.folder):
            if not os.path.exists(self.path("stamp.json")) and not os.path.exists(self.path("unfinished")):
                raise OSError(f"{self.folder} is not empty, and the suite did not make it")
            shutil.rmtree(self.folder)
        os.makedirs(self.folder, exist_ok=True)
        self.write("unfinished", b"")
        started = time.monotonic()
        for step in (
            self.make_roots,
            self.make_chains,
            self.make_namesakes,
            self.make_names,
            self.make_lists,
            self.make_registries,
        ):
            before = time.monotonic()
            step()
            report(f"data: {step.__name__[5:]} made in {time.monotonic() - before:.1f} s")
        stamp = {"version": VERSION, "largest": self.largest, "smoke": self.smoke, "facts": self.facts}
        self.write("stamp.json", json.dumps(stamp).encode())
        os.remove(self.path("unfinished"))
        report(f"data: {self.folder}, {time.monotonic() - started:.1f} s")
        return self

    def write(self, path, content):
        path = self.path(path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)

    def write_pem(self, path, contents):
        self.write(path, "".join(map(der.pem, contents)).encode("ascii"))

    def make_roots(self):
        """The bundles by size: each is the beginning of the next one."""
        self.bundle = list(certificates.Junk("roots").roots(self.largest))
        for size in self.sizes:
            chosen = self.bundle[:size]
            texts = [der.pem(content) for content in chosen]
            self.write(f"roots/{size}.pem", "".join(texts).encode("ascii"))
            self.write(f"roots/{size}.der", b"".join(chosen))
            os.makedirs(self.path("roots", str(size)))
            for number, text in enumerate(texts):
                with open(self.path("roots", str(size), f"{number:06d}.pem"), "w", encoding="ascii") as file:
                    file.write(text)
            self.facts[f"roots/{size}"] = sum(map(len, chosen))
            count = min(size, CHILDREN)
            spread = [number * size // count for number in range(count)]
            random.Random("children").shuffle(spread)
            self.write_pem(f"children/{size}.pem", certificates.Junk("children").children(spread))

        self.write_pem(f"own/{OWN_ROOTS}.pem", certificates.Junk("own").others(OWN_ROOTS))

    def make_chains(self):
        """The chains, the bundles in which their roots stand among others, and a pool of intermediates."""
        os.makedirs(self.path("keys"))
        self.chains = {title: authority.Chain(title, self.path("keys")) for title in self.kinds}
        for title, chain in self.chains.items():
            self.write_pem(f"chains/{title}/root.pem", [chain.root.certificate])
            self.write_pem(f"chains/{title}/leaf.pem", [chain.leafs[max(DEPTHS)]])
            for depth in DEPTHS:
                self.write_pem(f"chains/{title}/{depth}.pem", [chain.leafs[depth], *chain.intermediates(depth)])
                self.write_pem(f"chains/{title}/{depth}-intermediates.pem", chain.intermediates(depth))
        real = [chain.root.certificate for chain in self.chains.values()]
        for size in self.sizes:
            self.write_pem(f"trust/{size}.pem", self.among(real, self.bundle[: size - len(real)]))
        if self.smoke:
            del self.bundle
            return
        above = self.chains["rsa"].intermediates(max(DEPTHS))
        pool = certificates.Junk("pool").intermediates(self.largest - len(above))
        self.write_pem(f"pool/{self.largest}.pem", self.among(above, list(pool)))
        del self.bundle

    @staticmethod
    def among(few, many):
        """The few at places among the many that are the same each time."""
        numbers = random.Random("places")
        every = list(many)
        for one in few:
            every.insert(numbers.randrange(len(every) + 1), one)
        return every

    def make_namesakes(self):
        root = self.chains["rsa"].root
        for count in self.namesakes:
            others = list(certificates.Junk("namesakes").namesakes(count - 1, root.subject))
            self.write_pem(f"namesakes/{count}.pem", self.among([root.certificate], others))

    def make_names(self):
        root = self.chains["p256"].root
        for names, constraints in itertools.product(self.names, self.names):
            chain, host = authority.constrained_chain(self.path("keys"), root, names, constraints)
            self.write_pem(f"names/{names}-{constraints}.pem", chain)
            self.facts[f"names/{names}-{constraints}"] = host

    def make_lists(self):
        for count in self.lists:
            content, serials = authority.revocation_list(self.chains["rsa"].authorities[1], count)
            self.write(f"crl/{count}.der", content)
            self.write(f"crl/{count}.txt", "".join(serial.hex() + "\n" for serial in serials).encode("ascii"))
            self.facts[f"crl/{count}"] = len(serials)

    def make_registries(self):
        """A certs.d tree with so many files: of each ten, eight authorities and one identity, which is two files."""
        chain = self.chains["p256"]
        with open(chain.authorities[1].key.path, "rb") as file:
            key = file.read()
        for count in self.registries:
            place = f"certsd/{count}/etc/docker/certs.d/{REGISTRY}"
            identities = count // 10
            roots = certificates.Junk("certs.d").roots(count - 2 * identities)
            for number, content in enumerate(roots):
                self.write_pem(f"{place}/authority-{number:03d}.crt", [content])
            for number in range(identities):
                self.write_pem(f"{place}/client-{number:03d}.cert", [chain.authorities[1].certificate])
                self.write(f"{place}/client-{number:03d}.key", key)


def main(arguments):
    """`dataset.py FOLDER LARGEST`: makes the files alone."""
    Dataset(arguments[0], int(arguments[1])).make(print)


if __name__ == "__main__":
    main(sys.argv[1:])
