"""The driver, with a peer that makes its times up: agreement, limits, fits, goals and reports."""

import argparse
import fnmatch
import io
import json
import os
import re
import sys
import tempfile
import unittest
import xml.etree.ElementTree
from unittest import mock

import causes
import chains
import command
import contestants
import drawing
import fits
import goals
import growth
import machine
import memory
import page
import picture
import programs
import race
import rows
import shares
import table
import words
from contestants import BORINGSSL, GO, GO_WALK, OPENSSL, OWN, PLAIN, ROOTWARD
from dataset import Dataset
from peer import Peer, PeerError, PeerTimeout

FAKE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "fake_peer.py")

MACHINE = {
    "processor": "a processor",
    "cores": 2,
    "instructions": "",
    "memory": 1,
    "system": "a system",
    "compiler": "Swift 6",
    "load": "0.1",
    "date": "2026-01-01",
}


def fake(manner="good"):
    return Peer([sys.executable, FAKE, "fake", manner])


class Fits(unittest.TestCase):
    def test_an_exact_power(self):
        fit = fits.Fit([(size, 3 * size**1.5) for size in (10, 139, 1_000, 10_000)])
        self.assertAlmostEqual(fit.exponent, 1.5)
        self.assertAlmostEqual(fit.error, 0, places=6)
        self.assertAlmostEqual(fit.determination, 1)
        self.assertAlmostEqual(fit.at(100), 3_000)

    def test_a_known_error(self):
        # By hand: x = 0, 1, 2 and y = 0, 1, 3 give the slope 1.5, its error √(1/12), R² = 1 - (1/6) / (14/3).
        e = 2.718281828459045
        fit = fits.Fit([(1, 1), (e, e), (e**2, e**3)])
        self.assertAlmostEqual(fit.exponent, 1.5)
        self.assertAlmostEqual(fit.error, (1 / 12) ** 0.5)
        self.assertAlmostEqual(fit.determination, 1 - (1 / 6) / (14 / 3))

    def test_flat_and_too_few(self):
        self.assertAlmostEqual(fits.Fit([(1, 5), (10, 5), (100, 5)]).exponent, 0)
        self.assertIsNone(fits.Fit([(1, 1), (2, 2)]).error)
        for points in ([], [(1, 1)], [(2, 1), (2, 3)]):
            with self.assertRaises(ValueError):
                fits.Fit(points)


class Peers(unittest.TestCase):
    def test_answers_and_ends(self):
        peer = fake()
        self.assertEqual(peer.ask("version", 20), "fake 1.0")
        process = peer.process
        self.assertEqual(peer.stop(), 0)
        self.assertIsNotNone(process.returncode)

    def test_a_slow_one_is_ended(self):
        peer = fake("slow")
        peer.ask("version", 20)
        process = peer.process
        with self.assertRaises(PeerTimeout):
            peer.ask("prepare\t1\tverify", 0.1)
        self.assertIsNone(peer.process)
        self.assertIsNotNone(process.returncode)

    def test_last_words(self):
        peer = fake("dies")
        with self.assertRaisesRegex(PeerError, "a last word"):
            peer.ask("prepare\t1\tverify", 20)

    def test_a_program_that_is_not_there(self):
        with self.assertRaisesRegex(PeerError, "can't be started"):
            Peer(["/no/such/program"]).ask("version", 1)


class Runs(unittest.TestCase):
    """Rows and everything that is made of them."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.data = Dataset(os.path.join(cls.folder.name, "data"), 1_000)
        cls.data.make_roots()

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def setUp(self):
        self.options = argparse.Namespace(rounds=4, limit=20, smoke=False, rows=None)
        self.everybody = contestants.Contestants()
        self.addCleanup(self.everybody.stop)
        race.REST = 0
        for key in ("rootward", "plain", "openssl"):
            self.take_part(key, "good")
        self.everybody.absent["go"] = "not today"

    def take_part(self, key, manner):
        if key in self.everybody.peers:
            self.everybody.peers[key].stop()
        self.everybody.peers[key] = fake(manner)

    def measured(self, which):
        runner = race.Race(self.everybody, self.options)
        return [runner.measure(row) for row in which]

    def loads(self):
        return [row for row in rows.load_rows(self.data) if row.key.startswith("load/pem")]

    def test_a_row(self):
        result = self.measured(self.loads()[:1])[0]
        self.assertAlmostEqual(result["times"][ROOTWARD]["median"], 10e-6)
        self.assertEqual(result["times"][ROOTWARD]["turns"], 4)
        self.assertEqual(result["times"][ROOTWARD]["allocations"], 2.5)
        self.assertEqual(result["times"][ROOTWARD]["counts"], {"signatures": 2, "candidates": 3})
        self.assertEqual(result["absent"][GO], "not today")
        self.assertEqual(race.ratio(result, ROOTWARD, OPENSSL), 1)

    def test_parts_divide(self):
        result = self.measured(list(rows.lookup_rows(self.data))[2:])[0]
        self.assertAlmostEqual(result["times"][ROOTWARD]["median"], 1e-6)

    def test_a_disagreement_stops_the_row(self):
        self.take_part("openssl", "wrong")
        result = self.measured(self.loads()[:1])[0]
        self.assertIn("instead of roots 10", result["stopped"])
        self.assertEqual(result["times"], {})
        row = self.loads()[0]
        row.dissent = {name: "known" for name in (OPENSSL, contestants.OPENSSL_FILE)}
        result = self.measured([row])[0]
        self.assertNotIn("stopped", result)
        self.assertIn(ROOTWARD, result["times"])
        self.assertNotIn(OPENSSL, result["times"])

    def test_one_that_dies_or_cannot(self):
        self.take_part("plain", "none")
        result = self.measured(self.loads()[:1])[0]
        self.assertEqual(result["absent"][PLAIN], "no such thing")
        self.take_part("plain", "dies")
        result = self.measured(self.loads()[:1])[0]
        self.assertIn("a last word", result["failures"][PLAIN])
        self.assertIn(ROOTWARD, result["times"])
        self.assertEqual(table.cell(result, PLAIN), "failed")

    def test_who_is_too_slow_is_spared_what_is_larger(self):
        self.take_part("openssl", "slow")
        self.options.limit = 1.5
        which = self.loads()[:2]
        for row in which:
            row.contestants = (ROOTWARD, OPENSSL)
        for peer in self.everybody.peers.values():
            peer.ask("version", 20)
        results = self.measured(which)
        for result in results:
            self.assertEqual(result["beyond"][OPENSSL], 1.5)
            self.assertIn(ROOTWARD, result["times"])
        self.assertEqual(table.cell(results[1], OPENSSL), "> 1.5 s")

    def test_who_cannot_set_up_so_many_is_spared_that_in_other_rows(self):
        runner = race.Race(self.everybody, self.options)
        runner.slow_setup[OPENSSL] = (139, "too long")
        small, larger = [runner.measure(row) for row in list(rows.lookup_rows(self.data))[:2]]
        self.assertIn(OPENSSL, small["times"])
        self.assertEqual(larger["absent"][OPENSSL], "too long")
        self.assertIn(ROOTWARD, larger["times"])

    def test_memory(self):
        with mock.patch.object(memory, "SIZES", (1_000,)):
            results = memory.measure(self.everybody, self.data, self.options, lambda text: None)
        self.assertEqual([result["row"] for result in results], ["memory/pem/1000", "memory/der/1000"])
        for result in results:
            entry = {"held": 0, "peak": 1_000_000, "before": 1_000_000, "fixed": 0}
            self.assertEqual(result["memory"][ROOTWARD], entry)

    def test_a_goal_of_memory_has_beside_it_what_is_no_programs_own(self):
        entry = {"held": 15_000_000, "peak": 15_400_000, "before": 1, "fixed": 4_000_000}
        row = {"row": "memory/pem/10000", "group": "memory", "bytes": 10_000_000, "memory": {ROOTWARD: entry}}
        found = {one["key"]: one for one in goals.size_goals([row])}["memory:pem/10000:held"]
        self.assertEqual((found["value"], found["met"]), (1.5, False))
        self.assertAlmostEqual(found["beside"], 1.1)
        self.assertIn("1.50× (less what 10 roots take: 1.10×)", "\n".join(table.goal_table([found])))
        del entry["fixed"]
        self.assertTrue(all("beside" not in one for one in goals.size_goals([row])), "of an earlier run")

    def test_reports(self):
        results = self.measured(self.loads())
        run = {
            "version": 1,
            "machine": MACHINE,
            "versions": {"go": "1"},
            "rounds": 4,
            "limit": 20,
            "largest": 1_000,
            "results": results,
        }
        growth.SMALLEST_LOAD = 10
        run["fits"] = growth.all_fits(results)
        fit = growth.find(run["fits"], "load/pem", ROOTWARD)
        self.assertAlmostEqual(fit["exponent"], 1, places=1)
        run["goals"] = goals.all_goals(results, run["fits"])
        met = {goal["key"]: goal["met"] for goal in run["goals"]}
        self.assertTrue(met["fit:load/pem:Rootward"])
        self.assertTrue(met["ahead:load/pem/10"])
        json.dumps(run)
        text = table.markdown(run)
        self.assertIn("| 10 roots, a PEM file | 10.0 µs 1.00× |", text)
        self.assertIn("Go (load): not today", text)
        self.assertIn("| 10 roots, a PEM file | 2.50 | 2.50 | 2.50 | 2 | – |", text)
        self.assertIn("</html>", page.html(run))
        self.check_picture(run)
        self.assertNotIn("http", page.html(run).replace("http://www.w3.org/2000/svg", ""))

    def check_picture(self, run):
        """It stands for itself, and all that is drawn lies on its sheet."""
        text = picture.svg(run)
        self.assertNotIn("var(", text)
        sheet = xml.etree.ElementTree.fromstring(text)
        name = "{http://www.w3.org/2000/svg}"
        self.assertEqual(sheet.find(f"{name}rect").get("fill"), "#ffffff")
        charts_on_it = sheet.findall(f"{name}svg")
        self.assertEqual(len(charts_on_it), 1, "of loading alone there are rows")
        for chart in charts_on_it:
            self.assertLessEqual(int(chart.get("x")) + int(chart.get("width")), int(sheet.get("width")))
            self.assertLessEqual(int(chart.get("y")) + int(chart.get("height")), int(sheet.get("height")))
        self.assertEqual(picture.svg({**run, "results": [], "fits": []}), "")

    def test_the_readme_shows_the_picture_that_is_beside_it(self):
        run = {
            "machine": MACHINE,
            "versions": {},
            "rounds": 25,
            "limit": 20,
            "results": self.measured(self.loads()),
        }
        names = ("json", "markdown", "html", "svg")
        options = argparse.Namespace(readme=True, **dict.fromkeys(names))
        readme = os.path.join(self.folder.name, "README.md")
        with open(readme, "w", encoding="utf-8") as file:
            file.write(f"{table.BEGIN}\n{table.END}\n")
        with mock.patch.object(contestants, "BENCHMARKS", self.folder.name):
            command.write(options, run)
        with open(readme, encoding="utf-8") as file:
            shown = re.search(r"!\[[^]]+\]\(([^)]+)\)", file.read())
        self.assertTrue(os.path.exists(os.path.join(self.folder.name, shown[1])))

    def test_marks_in_a_file(self):
        path = os.path.join(self.folder.name, "README.md")
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"before\n{table.BEGIN}\nold\n{table.END}\nafter\n")
        table.write_into(path, "new\n")
        with open(path, encoding="utf-8") as file:
            self.assertEqual(file.read(), f"before\n{table.BEGIN}\nnew\n{table.END}\nafter\n")


class Goals(unittest.TestCase):
    def test_met_and_missed(self):
        self.assertTrue(goals.goal("a", "time", "", 2.0, 1.0, "s")["met"])
        self.assertFalse(goals.goal("a", "time", "", 2.0, 3.0, "s")["met"])
        self.assertTrue(goals.goal("a", "count", "", 1.8, 1.9, "×", below=False)["met"])
        self.assertIsNone(goals.goal("a", "time", "", 2.0, None, "s")["met"])

    def test_causes_go_by_pattern(self):
        goals.CAUSES["time:x/*"] = "because"
        self.addCleanup(goals.CAUSES.pop, "time:x/*")
        missed = goals.goal("time:x/1", "time", "", 1, 2, "s")
        self.assertEqual(missed["cause"], "because")
        self.assertEqual(goals.unexplained([missed, goals.goal("time:y", "time", "", 1, 2, "s")])[0]["key"], "time:y")

    def test_a_cause_on_the_page(self):
        self.assertEqual(page.inline("**a < b.** see `c`"), "<strong>a &lt; b.</strong> see <code>c</code>")

    def test_each_line_that_is_fitted_has_a_name(self):
        self.assertEqual(set(growth.SERIES), set(growth.TITLES))

    def test_each_cause_is_of_a_goal_that_there_is(self):
        times = {name: {"median": 1.0, "minimum": 1.0} for name in (ROOTWARD, PLAIN, OPENSSL, BORINGSSL)}
        row = {"times": times, "remembers": False, "expected": goals.SYSTEM_ROOTS, "absent": {}}
        keys = (
            "load/system",
            "lookup/139",
            "certsd/1",
            "names/10-10",
            "namesakes/100",
            "chain/p256/unremembered",
            "chain/mixed/unremembered",
        )
        results = [{**row, "row": key, "group": key.split("/")[0], "title": key} for key in keys]
        known = [one["key"] for one in goals.all_goals(results, [])]
        for pattern in causes.CAUSES:
            self.assertTrue(fnmatch.filter(known, pattern), pattern)

    def test_the_cause_of_a_goal_that_is_met_is_not_told(self):
        for value, told in ((59e-6, False), (61e-6, True)):
            found = goals.goal("time:load/pem/139:Rootward", "time", "139", 60e-6, value, "s")
            self.assertEqual(found["cause"] is not None, told)
            self.assertEqual(any(causes.SMALL_FILE in line for line in table.missed_list([found])), told)

    def test_who_has_no_time_is_not_ahead(self):
        row = {"row": "roots/10", "group": "roots", "title": "ten", "remembers": False}
        peers = {OPENSSL: {"median": 2.0, "minimum": 2.0}}
        behind = list(goals.ahead_goals([{**row, "times": peers}]))
        self.assertEqual([(found["met"], found["value"]) for found in behind], [(False, None)])
        ahead = list(goals.ahead_goals([{**row, "times": {**peers, ROOTWARD: {"median": 1.0, "minimum": 1.0}}}]))
        self.assertEqual([(found["met"], found["remembers"]) for found in ahead], [(True, False)])
        # What the suite wrote itself for a peer is nobody's figure.
        self.assertEqual(list(goals.ahead_goals([{**row, "times": {GO_WALK: {"median": 1.0}}}])), [])
        lines = table.goal_table([*behind, {**ahead[0], "remembers": True}])
        self.assertTrue(any(text.startswith("Chains with nothing") and "0 of 1" in text for text in lines))
        self.assertTrue(any(text.startswith("Chains met before") and "1 of 1" in text for text in lines))

    def test_a_row_that_is_not_there_is_not_measured(self):
        found = {one["key"]: one for one in goals.all_goals([], [])}
        self.assertGreater(len(found), 20)
        self.assertEqual({one["met"] for one in found.values()}, {None})
        self.assertIn("not measured", "\n".join(table.goal_table(found.values())))

    def test_a_goal_of_a_chain_has_the_figure_without_a_memory_beside_it(self):
        def row(key, own, other):
            times = {ROOTWARD: {"minimum": own, "median": 9.0}, GO: {"minimum": other, "median": 1.0}}
            return {"row": key, "group": "chain", "title": key, "times": times, "absent": {}}

        own = {"chain/rsa/parsed": 10e-6, "chain/rsa/forgetful": 20e-6}
        results = {key: row(key, time, 80e-6) for key, time in own.items()}
        found = {one["key"]: one for one in goals.time_goals(results)}
        self.assertEqual(found["time:chain/rsa/parsed:Rootward"]["beside"], 20e-6)
        ratio = found["ratio:chain/rsa/parsed:Rootward"]
        self.assertAlmostEqual(ratio["value"], 0.125, msg="of minimums")
        self.assertAlmostEqual(ratio["beside"], 0.25)

    def test_the_systems_bundle_has_a_goal_where_it_has_as_many_roots(self):
        row = {"group": "load", "title": "the system's", "times": {}, "absent": {}}
        for count, judged in ((139, True), (140, False)):
            keys = [one["key"] for one in goals.time_goals({goals.SYSTEM: {**row, "expected": f"roots {count}"}})]
            self.assertEqual("time:load/system:Rootward" in keys, judged)

    def test_nothing_of_our_own_fails_silently(self):
        times = {name: {"median": 1.0} for name in OWN}
        row = {"row": "load/pem/10", "group": "load", "title": "ten", "times": times}
        self.assertEqual(list(goals.own_failures(row)), [])
        for where, told in (("beyond", 60), ("failures", "x"), ("disagreements", "x"), ("absent", "x")):
            for name in OWN:
                self.assertEqual(len(list(goals.own_failures({**row, where: {name: told}}))), 1, (where, name))
        self.assertEqual(len(list(goals.own_failures({**row, "times": {}}))), 2)
        absent = {**row, "row": "cold/10", "times": {}, "absent": dict.fromkeys(OWN, "not built")}
        self.assertEqual(list(goals.own_failures(absent, ["cold/*"])), [])
        self.assertEqual(len(list(goals.own_failures(absent))), 2)
        with mock.patch("sys.stderr", io.StringIO()) as said:
            self.assertEqual(command.conclude({"rounds": 1, "goals": [], "results": [absent]}), 1)
        self.assertIn("wrong: cold/10: Rootward: not built", said.getvalue())


class Programs(unittest.TestCase):
    def test_the_peak_is_the_programs_own(self):
        held = bytearray(96 << 20)
        held[::4096] = b"x" * len(held[::4096])
        seconds, status, peak = programs.spend([sys.executable, "-c", "import time; time.sleep(0.2)"], 20)
        self.assertEqual(status, 0)
        self.assertGreater(seconds, 0.2)
        if peak is not None:
            self.assertLess(peak, len(held))
            more = "x = bytearray(64 << 20); x[::4096] = b'x' * len(x[::4096]); import time; time.sleep(0.2)"
            self.assertGreater(programs.spend([sys.executable, "-c", more], 20)[2], 64 << 20)

    def test_a_slow_one_is_ended(self):
        with self.assertRaises(programs.ProgramTimeout):
            programs.spend([sys.executable, "-c", "import time; time.sleep(60)"], 0.2)

    def test_none_is_left_behind(self):
        started = []
        spawn = os.posix_spawnp

        def spawned(*arguments, **more):
            started.append(spawn(*arguments, **more))
            return started[0]

        with mock.patch("os.posix_spawnp", spawned), mock.patch("os.waitid", side_effect=KeyboardInterrupt):
            with self.assertRaises(KeyboardInterrupt):
                programs.spend([sys.executable, "-c", "import time; time.sleep(60)"], 20)
        with self.assertRaises(ProcessLookupError):
            os.kill(started[0], 0)


class Rows(unittest.TestCase):
    def test_boringssl_stands_where_all_signatures_are_checked_and_nothing_is_parsed(self):
        for row in [*chains.chain_rows(Dataset("data", 139)), *chains.depth_rows(Dataset("data", 139))]:
            expected = row.fields["parsing"] == 0 and row.fields.get("memory") == 0
            self.assertEqual(BORINGSSL in row.contestants, expected, row.key)
            self.assertEqual("met before" in row.title, row.remembers, row.key)

    def test_a_union_has_as_many_as_both_stores(self):
        found = {row.key: row for row in rows.store_rows(Dataset("data", 10_000))}
        self.assertEqual(found["union/1"].expected, "roots 140")
        self.assertEqual(found["union/10000"].expected, "roots 10139")
        self.assertEqual(found["union/1"].series, "", "what one root costs is no point of the line")
        self.assertEqual(found["change/139"].expected, "roots 140")
        self.assertEqual(found["identify/10000"].parts, 10_000)
        self.assertEqual({row.group for row in found.values()}, {"store"})
        for series in {row.series for row in found.values() if row.series}:
            self.assertIn(series, growth.SERIES)
            self.assertEqual(len([row for row in found.values() if row.series == series]), 3)


class Drawings(unittest.TestCase):
    def test_an_axis_has_round_ends_and_a_decade(self):
        for low, high, ends in ((1.4e-5, 3.1e-1, (1e-5, 5e-1)), (5e-8, 6e-8, (2e-8, 2e-7)), (1.1, 9, (1, 10))):
            found = drawing.round_range(low, high)
            for one, other in zip(found, ends):
                self.assertAlmostEqual(one / other, 1)
            self.assertGreater(found[1] / found[0], 9.9)

    def test_lines_on_an_axis(self):
        def times(low, high):
            plot = drawing.Plot("", [{"name": ROOTWARD, "points": [(1, low), (10, high)], "beyond": []}], "")
            return [f"{time:.0e}" for time in plot.ticks()]

        self.assertEqual(times(1.2e-3, 8e-3), ["1e-03", "2e-03", "5e-03", "1e-02"])
        self.assertEqual(times(1.2e-3, 8), ["1e-03", "1e-02", "1e-01", "1e+00", "1e+01"])


class Machines(unittest.TestCase):
    def test_a_busy_one_is_cautioned_of(self):
        self.assertEqual(machine.caution(MACHINE), "")
        self.assertIn("load 3.5", machine.caution({**MACHINE, "load": "3.5"}))
        self.assertEqual(machine.caution({**MACHINE, "load": "unknown"}), "")


class Shares(unittest.TestCase):
    def test_what_is_missing_is_named(self):
        piece = shares.Piece("a load", "load", form="pem")
        self.assertEqual(piece.question(), "prepare\tpiece\tload\tform=pem")
        with mock.patch("shutil.which", return_value=None):
            with self.assertRaisesRegex(shares.Missing, "no perf"):
                shares.samples("SuitePeer", piece, self.id())
            with self.assertRaisesRegex(shares.Missing, "no valgrind"):
                shares.instructions("SuitePeer", piece, self.id())

    def test_a_report_of_samples(self):
        lines = [
            "# a title",
            "  12.50%\tSuitePeer\t[.] PEMScanner.next(_:) ",
            "  7.00%\t[kernel.kallsyms]\t[k] clear_page_erms",
            "",
        ]
        found = list(shares.read_report(lines))
        self.assertEqual(found, [("PEMScanner.next(_:)", 0.125, False), ("clear_page_erms", 0.07, True)])
        lines = shares.table([(shares.Piece("a load", "load"), "1.00 ms", found)])
        self.assertEqual(lines[2:4], ["| in all | 1.00 ms |", f"| {shares.KERNEL[0][0]} | 7 % |"])
        self.assertIn("| lines of PEM and Base64 | 12 % |", lines)
        self.assertEqual(len(lines), 5)

    def test_an_annotation_of_instructions(self):
        lines = [
            "1,200  PROGRAM TOTALS",
            "1,200  ???:$s9SuitePeer [/a/SuitePeer]",
            "1,000  ???:$s4main1fyyF [/a/SuitePeer]",
            "  200  ./a/b.c:memcpy [/lib/libc.so.6]",
        ]
        self.assertEqual(shares.read_annotation(lines), (1_200, [("$s4main1fyyF", 1_000), ("memcpy", 200)]))

    def test_every_function_is_for_something(self):
        for is_kernel in (False, True):
            self.assertTrue(shares.phase("a name that nobody knows", is_kernel))
        self.assertEqual(shares.phase("__memmove_avx512_unaligned_erms"), "copying and clearing bytes")


class Words(unittest.TestCase):
    def test_times(self):
        for seconds, text in (
            (5.9e-8, "59.0 ns"),
            (1.5e-6, "1.50 µs"),
            (0.0123, "12.3 ms"),
            (12, "12.0 s"),
            (1234, "1,234 s"),
        ):
            self.assertEqual(words.time(seconds), text)


if __name__ == "__main__":
    unittest.main()
