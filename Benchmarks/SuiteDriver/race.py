"""The runs of one row: each contestant in turn, many times over, so that what the machine does meets all alike."""

import random
import statistics
import time

from contestants import PROCESSES, ROOTWARD
from peer import PeerError, PeerTimeout

# How long one turn of a contestant takes: long enough for the clock, short enough for many rounds, and for a busy
# machine's scheduler, which interrupts longer turns more often.
TURN = 0.002
# How long everybody rests before a turn, so that each begins it alike.
REST = 0.0005
# At most so many seconds of one row go to one contestant, who then has fewer turns: three at least, and one where each
# takes longer than a contestant should have in all.
SHARE = 6.0
FEWEST = 3


class Race:
    """Measures rows; remembers who was too slow, so that they are spared what is larger."""

    def __init__(self, contestants, options, report=None):
        self.contestants, self.options = contestants, options
        self.report = report or (lambda text: None)
        # Of the same series, so that the order is another one in each row, and the same in each run.
        self.numbers = random.Random("rounds")
        self.too_slow = {}
        # Who can't set up so many roots in time, with the fewest that were too many, and in which words.
        self.slow_setup = {}

    def measure(self, row):
        """The result of a row as it goes into the JSON."""
        result = {
            "row": row.key,
            "group": row.group,
            "title": row.title,
            "size": row.size,
            "series": row.series,
            "bytes": row.bytes,
            "parts": row.parts,
            "expected": row.expected,
            "remembers": row.remembers,
            "times": {},
            "absent": {},
            "beyond": {},
            "disagreements": {},
            "failures": {},
        }
        ready = {}
        for name in row.contestants:
            self.prepare(row, name, result, ready)
        severe = [name for name in result["disagreements"] if name not in row.dissent]
        if severe:
            result["stopped"] = "; ".join(f"{name}: {result['disagreements'][name]}" for name in severe)
        else:
            self.run_rounds(row, result, ready)
            self.count(row, result, ready)
        for name in ready:
            self.quietly(name, f"drop\t{row.key}/{name}")
        return result

    def ask(self, name, question, limit=None):
        return self.contestants.process(name).ask(question, limit or self.options.limit)

    def quietly(self, name, question):
        """A question whose answer nobody needs to have."""
        try:
            return self.ask(name, question, 30)
        except PeerError:
            return None

    def prepare(self, row, name, result, ready):
        """Has the work set up and done once; notes who can't, who is too slow, and who answers differently."""
        if self.contestants.process(name) is None:
            result["absent"][name] = self.contestants.reason(name)
            return
        if row.series and (row.series, name) in self.too_slow:
            where, what = self.too_slow[row.series, name]
            result[where][name] = what
            return
        if row.setup and name in self.slow_setup and self.slow_setup[name][0] <= row.setup:
            result["absent"][name] = self.slow_setup[name][1]
            return
        # To prepare is a part of what is measured where a store is loaded, and else may take a while.
        limit = self.options.limit * (1 if row.group == "load" else 4)
        try:
            answer = self.ask(name, f"prepare\t{row.key}/{name}\t{row.question(PROCESSES[name][1])}", limit)
        except PeerTimeout as timeout:
            if row.group == "load":
                self.note_slow(row, name, result, "beyond", timeout.seconds)
            else:
                reason = f"setting it up takes longer than {limit:g} s"
                self.note_slow(row, name, result, "absent", reason)
                if row.setup:
                    self.slow_setup[name] = (row.setup, reason)
            return
        except PeerError as error:
            result["failures"][name] = str(error)
            return
        word, _, rest = answer.partition(" ")
        if word == "none":
            result["absent"][name] = rest.strip() or "can't do that"
        elif word == "ok" and (rest + " ").startswith(row.expected + " "):
            ready[name] = None
            remark = rest[len(row.expected) :].strip()
            if remark:
                result.setdefault("remarks", {})[name] = remark
        elif word == "error":
            result["failures"][name] = rest[:200]
        else:
            reason = row.dissent.get(name)
            result["disagreements"][name] = f"{answer[:200]} instead of {row.expected}" + (
                f" ({reason})" if reason else ""
            )

    def note_slow(self, row, name, result, where, what):
        """Notes that a contestant took too long, here and for what is larger in the series."""
        result[where][name] = what
        if row.series:
            self.too_slow[row.series, name] = (where, what)

    def time(self, row, name, count):
        """Seconds for so many runs."""
        answer = self.ask(name, f"run\t{row.key}/{name}\t{count}")
        try:
            return float(answer) / 1e9
        except ValueError:
            raise PeerError(answer[:200]) from None

    def run_rounds(self, row, result, ready):
        rounds = self.options.rounds
        turns, samples = {}, {}
        for name in list(ready):
            try:
                # Once more to warm up, then a few to learn how many make a turn.
                one = self.time(row, name, 1)
                if one < TURN:
                    one = self.time(row, name, 8) / 8
                ready[name] = max(1, int(TURN / max(one, 1e-9)))
                fewest = FEWEST if one < SHARE else 1
                turns[name] = min(rounds, max(fewest, int(SHARE / max(one * ready[name], 1e-9))))
                samples[name] = []
            except PeerTimeout as timeout:
                self.note_slow(row, name, result, "beyond", timeout.seconds)
                del ready[name]
            except PeerError as error:
                result["failures"][name] = str(error)
                del ready[name]
        for number in range(rounds):
            # Who has fewer turns has them spread over all rounds.
            running = [name for name in ready if number * turns[name] // rounds != (number - 1) * turns[name] // rounds]
            self.numbers.shuffle(running)
            for name in running:
                time.sleep(REST)
                try:
                    samples[name].append(self.time(row, name, ready[name]) / ready[name])
                except PeerTimeout as timeout:
                    self.note_slow(row, name, result, "beyond", timeout.seconds)
                    del ready[name]
                except PeerError as error:
                    result["failures"][name] = str(error)
                    del ready[name]
        for name in ready:
            if samples[name]:
                values = [value / row.parts for value in samples[name]]
                result["times"][name] = {
                    "median": statistics.median(values),
                    "minimum": min(values),
                    "turns": len(values),
                }

    def count(self, row, result, ready):
        """What does not depend on the machine, where a contestant can tell it."""
        for name in ready:
            found = result["times"].get(name)
            if not found:
                continue
            count = max(1, min(ready[name], 100))
            if found["median"] * row.parts < 1:
                for what in ("allocations", "instructions"):
                    answer = self.quietly(name, f"{what}\t{row.key}/{name}\t{count}") or "none"
                    try:
                        found[what] = float(answer) / row.parts
                    except ValueError:
                        pass
            if name == ROOTWARD:
                answer = self.quietly(name, f"counts\t{row.key}/{name}") or "none"
                pairs = [pair.split("=", 1) for pair in answer.split() if "=" in pair]
                if pairs:
                    found["counts"] = {key: int(value) for key, value in pairs if value.lstrip("-").isdigit()}


def best_peer(result, names, statistic="median"):
    """The fastest of these in a row, and its time."""
    found = [(result["times"][name][statistic], name) for name in names if name in result["times"]]
    return min(found)[::-1] if found else (None, None)


def ratio(result, name, base, statistic="median"):
    """How many times the base's time a contestant takes; None if one of them has none."""
    times = result["times"]
    if name not in times or base not in times:
        return None
    return times[name][statistic] / times[base][statistic]
