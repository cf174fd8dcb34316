"""Who takes part: the programs, where they come from, and why one is missing."""

import glob
import os
import re
import shutil
import subprocess

from peer import Peer, PeerError

BENCHMARKS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
REPOSITORY = os.path.dirname(BENCHMARKS)

ROOTWARD, PLAIN, OPENSSL, GO, SWIFT, BORINGSSL = (
    "Rootward",
    "Rootward plain",
    "OpenSSL",
    "Go",
    "swift-certificates",
    "BoringSSL",
)
OPENSSL_FILE, GO_FULL = "OpenSSL load_file", "Go, full parse"
# Go's library looks nothing up in a list: this is a loop of the suite's own.
GO_WALK = "Go (walk)"
OWN = (ROOTWARD, PLAIN)

# The process that each asks, and what it adds to each `prepare`.
PROCESSES = {
    ROOTWARD: ("rootward", {}),
    PLAIN: ("plain", {}),
    OPENSSL: ("openssl", {}),
    GO: ("go", {}),
    SWIFT: ("swift-certificates", {}),
    BORINGSSL: ("boringssl", {}),
    OPENSSL_FILE: ("openssl", {"variant": "load_file"}),
    GO_FULL: ("go", {"variant": "full"}),
    GO_WALK: ("go", {}),
}
EVERYBODY = (ROOTWARD, PLAIN, OPENSSL, GO, SWIFT, BORINGSSL)
# Those who verify chains; of BoringSSL there are the signatures alone.
VERIFIERS = EVERYBODY[:5]


class Contestants:
    """The processes by key, and for those that are missing the reason."""

    def __init__(self):
        self.peers, self.absent, self.versions = {}, {}, {}
        self.variants = {}

    def process(self, name):
        """A contestant's process. Two that ask the same program have one each: what is ended for the one may go on."""
        key, more = PROCESSES[name]
        peer = self.peers.get(key)
        if peer is None or not more:
            return peer
        if name not in self.variants:
            self.variants[name] = Peer(peer.arguments, peer.environment)
        return self.variants[name]

    def add(self, key, arguments, environment=None):
        """Takes part if it can say its version."""
        peer = Peer(arguments, environment)
        try:
            answer = peer.ask("version", 60)
        except PeerError as error:
            peer.stop()
            self.absent[key] = str(error)
            return
        if answer.split(" ")[0] == "none":
            peer.stop()
            self.absent[key] = answer[5:].strip() or "not built in"
            return
        self.peers[key] = peer
        if key not in ("rootward", "plain"):
            self.versions[key] = answer

    def reason(self, name):
        return self.absent.get(PROCESSES[name][0], "not started")

    def stop(self):
        for peer in [*self.peers.values(), *self.variants.values()]:
            peer.stop()


def run(arguments, limit, **more):
    """A command's output; an OSError with its last words if it fails."""
    try:
        done = subprocess.run(arguments, capture_output=True, text=True, timeout=limit, check=False, **more)
    except (OSError, subprocess.SubprocessError) as error:
        raise OSError(f"{arguments[0]}: {error}") from None
    if done.returncode != 0:
        words = (done.stderr.strip() or done.stdout.strip()).splitlines()
        raise OSError(f"{' '.join(arguments[:3])}: {words[-1][:200] if words else done.returncode}")
    return done.stdout


def swift_product(package, product, report):
    """Builds a product for release and returns its path."""
    report(f"building {product}")
    command = ["swift", "build", "-c", "release", "--package-path", package, "--product", product]
    run(command, 3600)
    folder = run(["swift", "build", "-c", "release", "--package-path", package, "--show-bin-path"], 600).strip()
    return os.path.join(folder, product)


def go_peer(folder, work, report):
    """The Go peer: one that was built already, or the sources built by the Go in the path or in GO."""
    if folder and os.path.exists(os.path.join(folder, "GoSuite")):
        return os.path.join(folder, "GoSuite")
    go = os.environ.get("GO") or shutil.which("go")
    if not go:
        raise OSError("there is no Go: GO=/path/to/go names one")
    sources = os.path.join(BENCHMARKS, "Peers", "GoSuite")
    report("building the Go peer")
    target = os.path.join(work, "GoSuite")
    names = sorted(
        os.path.basename(path) for path in glob.glob(os.path.join(sources, "*.go")) if not path.endswith("_test.go")
    )
    # The settings of Benchmarks/Peers/Go, whatever a person has in the environment.
    environment = {**os.environ, "GO111MODULE": "off", "GOFLAGS": "", "GOTOOLCHAIN": "local"}
    if "HOME" not in environment:
        environment.setdefault("GOCACHE", os.path.join(work, "go-cache"))
    run([go, "build", "-o", target, *names], 600, cwd=sources, env=environment)
    return target


def start(folder, work, report, may_build=True):
    """All contestants that this machine can start; `folder` has them built already."""
    contestants = Contestants()
    try:
        program = os.path.join(folder, "SuitePeer") if folder else None
        if program is None and may_build:
            program = swift_product(BENCHMARKS, "SuitePeer", report)
        if program is None or not os.path.exists(program):
            raise OSError(f"there is no {program or 'SuitePeer'}")
        for key in ("rootward", "openssl", "swift-certificates", "boringssl"):
            contestants.add(key, [program, key])
        contestants.add("plain", [program, "rootward"], {"ROOTWARD_ACCELERATION": "none"})
    except OSError as error:
        for key in ("rootward", "plain", "openssl", "swift-certificates", "boringssl"):
            contestants.absent.setdefault(key, str(error))
    try:
        contestants.add("go", [go_peer(folder, work, report)])
    except OSError as error:
        contestants.absent["go"] = str(error)
    contestants.versions["Rootward"] = commit()
    return contestants


def commit():
    """Which Rootward this is."""
    try:
        text = run(["git", "-C", REPOSITORY, "describe", "--always", "--dirty"], 20).strip()
        return re.sub(r"[^\w.-]", "", text) or "unknown"
    except OSError:
        return "unknown"
