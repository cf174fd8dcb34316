"""The driver, with a peer that makes its times up: agreement, limits, fits, goals and reports."""

import argparse
import json
import os
import sys
import tempfile
import unittest

import contestants
import fits
import goals
import growth
import machine
import memory
import page
import race
import rows
import table
import words
from contestants import GO, OPENSSL, PLAIN, ROOTWARD
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

    def test_memory(self):
        memory.SIZES = (1_000,)
        result = memory.measure(self.everybody, self.data, self.options, lambda text: None)[0]
        self.assertEqual(result["memory"][ROOTWARD], {"held": 0, "peak": 1_000_000, "before": 1_000_000})

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
        self.assertNotIn("http", page.html(run).replace("http://www.w3.org/2000/svg", ""))

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


class Machines(unittest.TestCase):
    def test_a_busy_one_is_cautioned_of(self):
        self.assertEqual(machine.caution(MACHINE), "")
        self.assertIn("load 3.5", machine.caution({**MACHINE, "load": "3.5"}))
        self.assertEqual(machine.caution({**MACHINE, "load": "unknown"}), "")


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
