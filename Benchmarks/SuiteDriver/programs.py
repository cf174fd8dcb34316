"""The command itself from its start to its end: its cold start beside `openssl verify`."""

import os
import random
import signal
import statistics
import threading
import time

import authority
from authority import HOST
from certificates import TIME
from contestants import OPENSSL, PLAIN, REPOSITORY, ROOTWARD, run, swift_product

MOMENT = "2026-01-01T00:00:00Z"
COLD_SIZES = (10, 139, 10_000)


class ProgramTimeout(Exception):
    """A program that took longer than it was allowed to, and was ended."""


class Watch(threading.Thread):
    """Looks at a process until it has ended: how much memory it holds at most, and whether it takes too long.

    What Linux charges to an ended process begins with the most that the process which started it ever held, so that
    its own high-water mark is read while it runs. Whatever it needs after the last look is in no figure."""

    def __init__(self, process, limit):
        super().__init__(daemon=True)
        self.process, self.limit = process, limit
        self.ended = threading.Event()
        self.peak, self.is_late = None, False

    def run(self):
        start = time.monotonic()
        pause = 0.0005
        # The process has not been waited for while this runs, so that its number is still its own.
        while not self.ended.wait(pause):
            peak = high_water_mark(self.process)
            if peak is not None:
                self.peak = max(peak, self.peak or 0)
            took = time.monotonic() - start
            if took > self.limit:
                self.is_late = True
                os.kill(self.process, signal.SIGKILL)
                return
            # Often enough for a process of milliseconds, and seldom enough to be nothing beside a long one.
            pause = min(0.02, max(0.001, took / 50))

    def stop(self):
        self.ended.set()
        self.join()


def high_water_mark(process):
    """The most bytes that a running process has held so far; None if the system does not tell."""
    try:
        with open(f"/proc/{process}/status", encoding="ascii", errors="replace") as file:
            for text in file:
                if text.startswith("VmHWM:"):
                    return int(text.split()[1]) * 1024
    except (OSError, ValueError, IndexError):
        pass
    return None


def spend(arguments, limit, environment=None, given=None, output=None):
    """Runs a program once: seconds from its start to its end, its status, and the most memory that it was seen to hold.

    It is started and waited for by hand, because subprocess does more, and unevenly."""
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, given or os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, output or os.devnull, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
        (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
    ]
    start = time.perf_counter()
    process = os.posix_spawnp(arguments[0], arguments, {**os.environ, **(environment or {})}, file_actions=actions)
    watch = Watch(process, limit)
    try:
        watch.start()
        # Looks whether it has ended and leaves it there, so that the watch never meets a number that is another's now.
        os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
        seconds = time.perf_counter() - start
        watch.stop()
    except BaseException:
        os.kill(process, signal.SIGKILL)
        if watch.ident is not None:
            watch.stop()
        os.waitpid(process, 0)
        raise
    _, status = os.waitpid(process, 0)
    if watch.is_late:
        raise ProgramTimeout(f"{arguments[0]} did not end in {limit:g} s")
    return seconds, os.waitstatus_to_exitcode(status), watch.peak


def highest(first, second):
    """The higher of two peaks, each of which may be unknown."""
    return max((peak for peak in (first, second) if peak is not None), default=None)


def rootward_program(folder, report, may_build=True):
    """The command: one that was built already, or built now."""
    places = [folder] if folder else []
    if not may_build:
        places.append(os.path.join(REPOSITORY, ".build", "release"))
    for place in places:
        if os.path.exists(os.path.join(place, "rootward")):
            return os.path.join(place, "rootward")
    if not may_build:
        raise OSError("it is not built")
    return swift_product(REPOSITORY, "rootward", report)


def empty(key, group, title, size=0):
    return {
        "row": key,
        "group": group,
        "title": title,
        "size": size,
        "series": group,
        "bytes": 0,
        "parts": 1,
        "expected": "status 0",
        # A process remembers nothing of the one before.
        "remembers": False,
        "times": {},
        "absent": {},
        "beyond": {},
        "disagreements": {},
        "failures": {},
    }


def cold_rows(program, data, options):
    """Each program from start to end, in turns: a chain with one intermediate, checked for its name and time."""
    results = []
    chain = data.path("chains", "rsa", "1.pem")
    try:
        version = run([authority.OPENSSL, "version"], 20).split(" (")[0].strip()
    except OSError:
        version = None
    numbers = random.Random("cold")
    for size in (10,) if options.smoke else (size for size in COLD_SIZES if size in data.sizes):
        result = empty(f"cold/{size}", "cold", f"a chain under {size:,} roots", size)
        own = [
            program,
            "verify",
            chain,
            "--no-system-roots",
            "--roots",
            data.trust(size),
            "--at",
            MOMENT,
            "--hostname",
            HOST,
        ]
        other = [
            authority.OPENSSL,
            "verify",
            "-no-CApath",
            "-no-CAstore",
            "-CAfile",
            data.trust(size),
            "-untrusted",
            chain,
            "-purpose",
            "sslserver",
            "-attime",
            str(TIME),
            "-verify_hostname",
            HOST,
            chain,
        ]
        ready = {ROOTWARD: (own, {}), PLAIN: (own, {"ROOTWARD_ACCELERATION": "none"}), OPENSSL: (other, {})}
        if program is None:
            for name in (ROOTWARD, PLAIN):
                del ready[name]
                result["absent"][name] = "the command is missing"
        if version is None:
            del ready[OPENSSL]
            result["absent"][OPENSSL] = f"there is no {authority.OPENSSL}"
        samples = {name: [] for name in ready}
        peaks = {}
        for _ in range(options.rounds + 1):
            gone = {**result["disagreements"], **result["failures"], **result["beyond"]}
            names = [name for name in ready if name not in gone]
            numbers.shuffle(names)
            for name in names:
                if sum(samples[name]) > 6 and len(samples[name]) > 3:
                    continue
                try:
                    seconds, status, peak = spend(ready[name][0], options.limit, ready[name][1])
                except ProgramTimeout:
                    result["beyond"][name] = options.limit
                    continue
                except OSError as error:
                    result["failures"][name] = str(error)
                    continue
                peaks[name] = highest(peak, peaks.get(name))
                if status != 0:
                    result["disagreements"][name] = f"status {status} instead of 0"
                samples[name].append(seconds)
        for name, values in samples.items():
            # The first one read the program from the disk.
            values = values[1:]
            if values and name not in result["disagreements"] and name not in result["failures"]:
                result["times"][name] = {
                    "median": statistics.median(values),
                    "minimum": min(values),
                    "turns": len(values),
                    "peak": peaks[name],
                }
        result["remarks"] = {OPENSSL: f"the command, {version}"}
        results.append(result)
    return results
