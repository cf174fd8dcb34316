"""How much memory a loaded store takes: each figure in a fresh process."""

from contestants import EVERYBODY, GO_FULL, OPENSSL_FILE, PROCESSES
from peer import Peer, PeerError, PeerTimeout

FORMS = ("pem", "der")
SIZES = (10_000, 100_000)
# What loading so few adds is what a program needs for itself: its code, which is read from its file when it is first run,
# and what its allocator takes at once.
FEWEST = 10


def usage(peer, limit):
    """Bytes that a process holds now, and the most that it ever held."""
    answer = peer.ask("memory", limit)
    fields = answer.split()
    if len(fields) != 2 or not all(field.isdigit() for field in fields):
        raise PeerError(answer[:200])
    return int(fields[0]), int(fields[1])


class Unable(Exception):
    """Why a contestant does not load such a file."""


def load(running, name, form, path, size, limit):
    """What a fresh process holds after loading a file, and its peak, less what it held before, and that."""
    peer = Peer(running.arguments, running.environment)
    try:
        before, _ = usage(peer, limit)
        more = "".join(f"\t{key}={value}" for key, value in PROCESSES[name][1].items())
        answer = peer.ask(f"prepare\tm\tload\tform={form}\tpath={path}{more}", limit)
        if answer.startswith("none"):
            raise Unable(answer[5:].strip() or "can't do that")
        if not f"{answer} ".startswith(f"ok roots {size} "):
            raise PeerError(answer[:200])
        held, peak = usage(peer, limit)
        return {"held": max(0, held - before), "peak": max(0, peak - before), "before": before}
    finally:
        peer.stop()


def measure(contestants, data, options, report, too_slow=()):
    """For each form, size and contestant what loading the file added: what is held after it, and the peak.

    `too_slow` has the contestants that could not load so many in time, which nobody needs to wait for again."""
    results = []
    for form, size in ((form, size) for form in FORMS for size in SIZES if size in data.sizes):
        result = {
            "row": f"memory/{form}/{size}",
            "group": "memory",
            "title": f"{size:,} roots, a {form.upper()} file",
            "form": form,
            "size": size,
            "bytes": data.facts[f"roots/{size}"],
            "memory": {},
            "absent": {},
            "beyond": {},
        }
        for name in EVERYBODY + ((OPENSSL_FILE, GO_FULL) if form == "pem" else ()):
            running = contestants.process(name)
            if running is None:
                result["absent"][name] = contestants.reason(name)
                continue
            if (form, name, size) in too_slow:
                result["beyond"][name] = too_slow[form, name, size]
                continue
            try:
                found = load(running, name, form, data.roots(size, form), size, options.limit)
                few = load(running, name, form, data.roots(FEWEST, form), FEWEST, options.limit)
                result["memory"][name] = {**found, "fixed": few["held"]}
            except PeerTimeout as timeout:
                result["beyond"][name] = timeout.seconds
            except (PeerError, Unable) as error:
                result["absent"][name] = str(error)
        report(
            f"{result['title']}: "
            + ", ".join(f"{name} {entry['peak'] / 1e6:.0f} MB" for name, entry in result["memory"].items())
        )
        results.append(result)
    return results
