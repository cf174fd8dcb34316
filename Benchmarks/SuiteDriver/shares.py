"""Where the time goes: a piece of work's time, or its instructions, by what the functions do that it is spent in."""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

import contestants
import dataset
import machine
import words
from authority import HOST
from certificates import TIME
from table import write_into

# About so many seconds of each piece of work have samples taken, and so many are taken in one.
SECONDS = 2.0
FREQUENCY = 4_999

# What a function is for, by its name; the first that fits counts. In the kernel, whose names are its own, memory is told
# from files.
KERNEL = (
    (
        "fresh memory: page faults, clearing, giving back",
        r"page_fault|clear_page|mm_fault|anon|folio|lru|unmap|zap|tlb|"
        r"alloc_pages|free_unref|free_page|page_table|rmqueue|charge|memcg|mprotect|madvise|vma|brk|cgroup|free_pcp|pte|"
        r"get_page_from|mmap|munmap|swapcache|ptep|percpu_counter|sync_regs|error_entry|huge|thp_|clear_user|copy_mc",
    ),
    ("copying from the file cache", r"copy_user|rep_movs|filemap|copy_page_to_iter|_copy_to_iter|read_iter|vfs_read"),
    ("the rest of the kernel: system calls, interrupts", r""),
)
PROGRAM = (
    # Before everything else, as their names have those of what they count or copy in them.
    (
        "counting references, copying values",
        r"swift_retain|swift_release|RefCount|swift_bridge|isUniquelyReferenced|"
        r"outlined|initializeWith|assignWith|^destroy for|EnumTag|enum get tag|swift_bridgeObject",
    ),
    (
        "allocating",
        r"malloc|\bc?free\b|realloc|calloc|swift_alloc|swift_slowAlloc|swift_dealloc|slowDealloc|_int_free|"
        r"allocateUninitialized|_ContiguousArrayBuffer|unlink_chunk|tcache",
    ),
    ("copying and clearing bytes", r"memcpy|memmove|memset"),
    (
        "modular arithmetic and curves",
        r"IFMA|Montgomery|Field[PC]|FieldElement|Scalar|Jacobian|P256|Comb|Limb|"
        r"Reciprocal|ReducedRadix|RSA|ECDSA|Point|Modulus|Modular|Bignum|BigInteger|DivisionSteps|Weierstrass|"
        r"CurveInteger|SignedDigits|Knuth|BigNumber|Digits\(|reduce\d|powerRSA|EMSA|LargeInteger|Affine",
    ),
    ("digests of what is signed", r"SHA256|SHA512|SHA1|SHA3|Digest"),
    ("lines of PEM and Base64", r"Base64|PEM|CertificateBundle"),
    ("hashing", r"ContentHash|SipHash|indexHash|Hasher|NameHash"),
    (
        "tables",
        r"CertificateSet|HashIndex|ChainedIndex|CertificateLayer|LayeredCertificates|Tombstones|CertificateList",
    ),
    (
        "reading certificates",
        r"CertificateRecord|Walk|DER|Timestamp|OID|Extension|Certificate\.|Layout|Span<|SubjectKey|"
        r"NameForm|KeyIdentifier|BasicConstraints|KeyUsage|GeneralName|AlgorithmIdentifier",
    ),
    (
        "path, names and rules",
        r"PathSearch|ChainCheck|Rule|Verif|Policy|Name|Search|Budget|Effort|Issuer|Memory|Trust|"
        r"Purpose|Objection|Finding|Link|Host|Facts|SignatureAlgorithm|PublicKeyParts",
    ),
    ("the rest", r""),
)


def phase(name, is_kernel=False):
    """What a function is for."""
    return next(title for title, pattern in (KERNEL if is_kernel else PROGRAM) if re.search(pattern, name))


BEGIN, END = "<!-- shares -->", "<!-- end of shares -->"


class Piece:
    """A piece of work: the question to SuitePeer, in words too."""

    def __init__(self, title, task, **fields):
        self.title, self.task, self.fields = title, task, fields

    def question(self):
        return "\t".join(["prepare", "piece", self.task, *(f"{key}={value}" for key, value in self.fields.items())])


def pieces(data):
    """All of them by name."""

    def load(size, **more):
        return {"form": "pem", "path": data.roots(size, "pem"), **more}

    def chain(kind, **more):
        files = {"roots": data.trust(139), "chain": data.path("chains", kind, "1.pem")}
        return {**files, "name": HOST, "time": TIME, **more}

    largest = {
        "load-100000-memory": Piece("100,000 roots, PEM in memory", "load", **load(100_000, variant="memory")),
        "load-100000-file": Piece("100,000 roots, PEM file", "load", **load(100_000)),
    }
    return {
        "load-10000-memory": Piece("10,000 roots, PEM in memory", "load", **load(10_000, variant="memory")),
        "load-10000-file": Piece("10,000 roots, PEM file", "load", **load(10_000)),
        "load-139-memory": Piece("139 roots, PEM in memory", "load", **load(139, variant="memory")),
        "load-139-file": Piece("139 roots, PEM file", "load", **load(139)),
        "rsa-first": Piece("RSA-2048 chain, first meeting", "verify", **chain("rsa", parsing=1, fresh=1)),
        "rsa-warm": Piece("RSA-2048 chain, met before", "verify", **chain("rsa", parsing=1)),
        "p256-first": Piece("P-256 chain, first meeting", "verify", **chain("p256", parsing=1, fresh=1)),
        "p256-warm": Piece("P-256 chain, met before", "verify", **chain("p256", parsing=1)),
        "lookup-139": Piece(
            "139 lookups in 139 roots",
            "lookup",
            roots=data.roots(139, "pem"),
            children=data.path("children", "139.pem"),
        ),
        **{
            f"certsd-{count}": Piece(
                f"certs.d, files: {count}", "certsd", root=data.path("certsd", str(count)), host=dataset.REGISTRY
            )
            for count in dataset.REGISTRY_FILES
        },
        # Making so many takes minutes: they are there where --data has them.
        **(largest if os.path.exists(data.roots(100_000, "pem")) else {}),
    }


class Missing(Exception):
    """What this machine does not have."""


def ask(command, questions, environment=None, limit=600):
    """The answers of a program that is asked line by line and then left alone."""
    done = subprocess.run(
        command,
        input="".join(f"{question}\n" for question in questions),
        capture_output=True,
        text=True,
        timeout=limit,
        check=False,
        env={**os.environ, **(environment or {})},
    )
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise Missing(f"{command[0]}: {said[-1] if said else done.returncode}")
    answers = done.stdout.splitlines()
    if any(answer.startswith(("error", "none")) for answer in answers[:2]):
        raise Missing(next(answer for answer in answers if answer.startswith(("error", "none"))))
    return answers


def time_of_one(peer, piece):
    """Seconds for one run."""
    answers = ask([peer, "rootward"], [piece.question(), "run\tpiece\t3", "run\tpiece\t3"])
    return max(int(answers[2]) / 3e9, 1e-7)


def samples(peer, piece, work):
    """Pairs of what a function is called, and its part, from samples of the clock; and the seconds of one run."""
    if shutil.which("perf") is None:
        raise Missing("there is no perf here: install it, or count with --instructions")
    one = time_of_one(peer, piece)
    count = max(1, int(SECONDS / one))
    record = os.path.join(work, "perf.data")
    command = ["perf", "record", "-q", "-e", "cpu-clock", "-F", str(FREQUENCY), "-o", record, "--", peer, "rootward"]
    answers = ask(command, [piece.question(), f"run\tpiece\t{count}"])
    report = ["perf", "report", "-i", record, "--stdio", "--no-children", "-g", "none", "--percent-limit", "0"]
    text = ask([*report, "--field-separator", "\t", "--sort", "dso,symbol"], [])
    # The processor's time rather than the clock's, which has in it what else the machine does.
    spent = next(int(line.split(":")[1]) for line in text if line.startswith("# Event count"))
    return list(read_report(text)), min(spent, int(answers[1])) / 1e9 / count


def read_report(lines):
    """Name, part and whether it is the kernel's, of each line of perf's report."""
    for line in lines:
        fields = line.split("\t")
        found = re.match(r"\s*(\[[.k]\])\s+(.*)", fields[2]) if len(fields) > 2 else None
        if line.startswith("#") or not found:
            continue
        yield found[2].strip(), float(fields[0].strip().rstrip("%")) / 100, found[1] == "[k]"


def instructions(peer, piece, work):
    """The same by instructions, without the kernel's; and how many one run has."""
    if shutil.which("valgrind") is None:
        raise Missing("there is no valgrind here")
    stripped = os.path.join(work, "SuitePeer")
    subprocess.run(["strip", "--strip-debug", "-o", stripped, peer], check=True)
    count = max(1, min(200, int(0.02 / time_of_one(peer, piece))))
    profile = os.path.join(work, "callgrind")
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={profile}"]
    command += [f"--dump-before=rootward_instructions_{when}" for when in ("begin", "end")]
    plain = {"ROOTWARD_ACCELERATION": "none", "SWIFT_DETERMINISTIC_HASHING": "1"}
    questions = [piece.question(), "run\tpiece\t1", f"instructions\tpiece\t{count}"]
    ask([*command, stripped, "rootward"], questions, plain)
    # The second of the two profiles is what happened between both functions.
    lines = ask(["callgrind_annotate", "--threshold=100", "--show-percs=no", f"{profile}.2"], [])
    whole, found = read_annotation(lines)
    return [(name, cost / whole, False) for name, cost in found], whole / count


def read_annotation(lines):
    """The whole cost, and name and cost of each function, in what callgrind_annotate writes.

    To the functions that run when counting ends, which are those that have called for it, it gives the whole."""
    whole, functions = 0, []
    for line in lines:
        found = re.match(r"\s*([\d,]+)\s+(PROGRAM TOTALS|\S*?:(\S+))", line)
        if not found:
            continue
        cost = int(found[1].replace(",", ""))
        if found[2] == "PROGRAM TOTALS":
            whole = cost
        elif cost < whole:
            functions.append((found[3], cost))
    return whole, functions


def demangled(names):
    """The names as Swift writes them, where there is somebody who can tell."""
    if shutil.which("swift") is None:
        return names
    done = subprocess.run(
        ["swift", "demangle", "--simplified"], input="\n".join(names), capture_output=True, text=True, check=False
    )
    lines = done.stdout.splitlines()
    return lines if len(lines) == len(names) else names


def parts(found):
    """Parts by what the functions are for."""
    sums = {}
    for name, part, is_kernel in found:
        title = phase(name, is_kernel)
        sums[title] = sums.get(title, 0) + part
    return sums


def table(measured):
    """The lines of a table: a column for each piece of work, with its cost and its parts."""
    columns = [(piece.title, cost, parts(found)) for piece, cost, found in measured]
    lines = [
        "| share | " + " | ".join(title for title, _, _ in columns) + " |",
        "|---|" + "--:|" * len(columns),
        "| in all | " + " | ".join(cost for _, cost, _ in columns) + " |",
    ]
    for title in [title for title, _ in KERNEL + PROGRAM]:
        percents = [round(100 * sums.get(title, 0)) for _, _, sums in columns]
        if any(percents):
            lines.append(f"| {title} | " + " | ".join(f"{part} %" if part else "–" for part in percents) + " |")
    return lines


def tables(measured):
    """A table for each kind of work."""
    found = []
    for task in dict.fromkeys(piece.task for piece, _, _ in measured):
        found += [*table([one for one in measured if one[0].task == task]), ""]
    return "\n".join(found).rstrip() + "\n"


def main(arguments):
    """Shows the shares; 2 if something is missing."""
    parser = argparse.ArgumentParser(prog="Scripts/profile.sh", description=__doc__)
    parser.add_argument("pieces", nargs="*", metavar="PIECE", help=", ".join(pieces(dataset.Dataset("", 10_000))))
    parser.add_argument("--data", metavar="DIR", help="the suite's data")
    parser.add_argument("--instructions", action="store_true", help="counts instructions, without the special ones")
    parser.add_argument("--functions", type=int, default=0, metavar="N", help="lists the N functions that take most")
    parser.add_argument("--readme", action="store_true", help="puts the tables into Benchmarks/README.md")
    options = parser.parse_args(arguments)
    measured = []
    with tempfile.TemporaryDirectory(prefix="rootward-profile-") as work:
        try:
            data = dataset.Dataset(options.data or os.path.join(work, "data"), 10_000).make()
            known = pieces(data)
            unknown = [name for name in options.pieces if name not in known]
            if unknown:
                parser.error(f"there is no piece {unknown[0]}")
            peer = contestants.swift_product(contestants.BENCHMARKS, "SuitePeer", lambda text: None)
            for name in options.pieces or known:
                if options.instructions:
                    found, cost = instructions(peer, known[name], work)
                    told = f"{cost:,.0f} instructions"
                else:
                    found, cost = samples(peer, known[name], work)
                    told = words.time(cost)
                names = demangled([entry[0] for entry in found])
                found = [(name, *entry[1:]) for name, entry in zip(names, found)]
                measured.append((known[name], told, found))
                if options.functions:
                    print(f"{known[name].title}: {told}")
                for name, part, is_kernel in sorted(found, key=lambda entry: -entry[1])[: options.functions]:
                    print(f"    {100 * part:5.1f} %  {name[:100]}  ({phase(name, is_kernel)})")
            text = tables(measured)
            if options.readme:
                how = machine.sentence(machine.describe())
                readme = os.path.join(contestants.BENCHMARKS, "README.md")
                write_into(readme, f"{how}\n\n{text}", BEGIN, END)
            else:
                print(text, end="")
        except (Missing, OSError) as error:
            print(f"{error}", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
