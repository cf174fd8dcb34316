"""How much memory a loaded store takes: each figure in a fresh process."""

from contestants import EVERYBODY, GO_FULL, OPENSSL_FILE, PROCESSES
from peer import Peer, PeerError, PeerTimeout

SIZES = (10_000, 100_000)


def usage(peer, limit):
    """Bytes that a process holds now, and the most that it ever held."""
    answer = peer.ask("memory", limit)
    fields = answer.removeprefix("rss").split()
    if len(fields) != 2 or not all(field.isdigit() for field in fields):
        raise PeerError(answer[:200])
    return int(fields[0]), int(fields[1])


def measure(contestants, data, options, report, too_slow=()):
    """For each size and contestant what loading the PEM file added: what is held after it, and the peak.

    `too_slow` has the contestants that could not load so many in time, which nobody needs to wait for again."""
    results = []
    for size in (size for size in SIZES if size in data.sizes):
        result = {
            "row": f"memory/{size}",
            "group": "memory",
            "title": f"{size:,} roots, a PEM file",
            "size": size,
            "bytes": data.facts[f"roots/{size}"],
            "memory": {},
            "absent": {},
            "beyond": {},
        }
        for name in EVERYBODY + (OPENSSL_FILE, GO_FULL):
            running = contestants.process(name)
            if running is None:
                result["absent"][name] = contestants.reason(name)
                continue
            if (name, size) in too_slow:
                result["beyond"][name] = too_slow[name, size]
                continue
            peer = Peer(running.arguments, running.environment)
            try:
                before, _ = usage(peer, options.limit)
                more = "".join(f"\t{key}={value}" for key, value in PROCESSES[name][1].items())
                answer = peer.ask(f"prepare\tm\tload\tform=pem\tpath={data.roots(size, 'pem')}{more}", options.limit)
                if answer.startswith("none"):
                    result["absent"][name] = answer[5:].strip() or "can't do that"
                    continue
                held, peak = usage(peer, options.limit)
                result["memory"][name] = {
                    "held": max(0, held - before),
                    "peak": max(0, peak - before),
                    "before": before,
                }
            except PeerTimeout as timeout:
                result["beyond"][name] = timeout.seconds
            except PeerError as error:
                result["absent"][name] = str(error)
            finally:
                peer.stop()
        report(
            f"{result['title']}: "
            + ", ".join(f"{name} {entry['peak'] / 1e6:.0f} MB" for name, entry in result["memory"].items())
        )
        results.append(result)
    return results
