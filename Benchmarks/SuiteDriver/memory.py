"""How much memory a loaded store takes: each figure in a fresh process."""

from contestants import EVERYBODY, GO_FULL, OPENSSL_FILE, PROCESSES
from peer import Peer, PeerError, PeerTimeout

FORMS = ("pem", "der")
SIZES = (10_000, 100_000)


def usage(peer, limit):
    """Bytes that a process holds now, and the most that it ever held."""
    answer = peer.ask("memory", limit)
    fields = answer.split()
    if len(fields) != 2 or not all(field.isdigit() for field in fields):
        raise PeerError(answer[:200])
    return int(fields[0]), int(fields[1])


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
            peer = Peer(running.arguments, running.environment)
            try:
                before, _ = usage(peer, options.limit)
                more = "".join(f"\t{key}={value}" for key, value in PROCESSES[name][1].items())
                question = f"prepare\tm\tload\tform={form}\tpath={data.roots(size, form)}{more}"
                answer = peer.ask(question, options.limit)
                if answer.startswith("none"):
                    result["absent"][name] = answer[5:].strip() or "can't do that"
                    continue
                if not f"{answer} ".startswith(f"ok roots {size} "):
                    raise PeerError(answer[:200])
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
