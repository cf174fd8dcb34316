"""The command line: makes the data, starts the peers, measures row by row, and writes what came of it."""

import argparse
import json
import os
import signal
import sys
import tempfile
import time

import batches
import contestants as peers
import goals
import growth
import machine
import memory
import page
import picture
import programs
import rows
import table
import words
from dataset import Dataset
from peer import PeerError
from race import Race
from row import GROUPS

# What --readme writes beside the README.
PICTURE = "suite.svg"


def parse(arguments):
    parser = argparse.ArgumentParser(
        prog="Benchmarks/suite", description="Measures trust stores and chains: Rootward beside its peers."
    )
    parser.add_argument("--quick", action="store_true", help="few rounds, and bundles of at most 10,000 roots")
    parser.add_argument("--smoke", action="store_true", help="a few small rows, to see that everything works")
    parser.add_argument("--rows", metavar="TEXT", help="only the rows whose name or title contains the text")
    parser.add_argument("--rounds", type=int, metavar="N", help="rounds for each row (25, with --quick 5)")
    parser.add_argument("--limit", type=float, metavar="SECONDS", help="the longest that one answer may take (60)")
    parser.add_argument("--keep", metavar="DIR", help="keeps the data there, and takes what is there if it is whole")
    parser.add_argument(
        "--peers",
        metavar="FOLDER",
        help="has SuitePeer, and GoSuite and rootward if they are to be taken from there, built already",
    )
    parser.add_argument(
        "--no-build", action="store_true", help="builds nothing of Swift's: what is not built is left out"
    )
    parser.add_argument("--json", metavar="FILE", help="writes all results")
    parser.add_argument("--markdown", metavar="FILE", help="writes the tables")
    parser.add_argument("--html", metavar="FILE", help="writes the report with its charts, one file")
    parser.add_argument("--svg", metavar="FILE", help="writes one picture of the most telling charts")
    parser.add_argument(
        "--readme", action="store_true", help="puts the tables into Benchmarks/README.md, and the picture beside it"
    )
    parser.add_argument(
        "--from-json", metavar="FILE", help="measures nothing, and writes reports of these results anew"
    )
    options = parser.parse_args(arguments)
    options.quick = options.quick or options.smoke
    options.rounds = max(1, options.rounds or (5 if options.quick else 25))
    options.limit = options.limit or (30 if options.quick else 60)
    options.largest = 139 if options.smoke else 10_000 if options.quick else 100_000
    return options


def say(text):
    print(text, file=sys.stderr, flush=True)


def line(result):
    """A row's outcome for whoever watches."""
    if "stopped" in result:
        return f"{result['title']}: STOPPED: {result['stopped']}"
    found = [f"{words.title(name)} {table.cell(result, name)}" for name in table.columns([result])]
    return f"{result['title']}: {', '.join(found) or 'nobody can do that'}"


def measure(options, work, run):
    """Puts everything into a run as it goes into the JSON, row by row, so that what is there of it can be kept."""
    data = Dataset(options.keep or os.path.join(work, "data"), options.largest, options.smoke).make(say)
    run.update(
        {
            "version": 1,
            "machine": machine.describe(),
            "rounds": options.rounds,
            "limit": options.limit,
            "largest": data.largest,
            "versions": {},
            # What is not built is left out where nothing is to be built.
            "may_be_absent": ["cold/*", "batch*"] if options.no_build else [],
            "results": [],
        }
    )
    everybody = peers.start(options.peers, work, say, may_build=not options.no_build)
    try:
        for key, reason in everybody.absent.items():
            say(f"left out: {key}: {reason}")
        if "rootward" in everybody.absent:
            raise OSError(f"there is no Rootward to measure: {everybody.absent['rootward']}")
        run["versions"] = everybody.versions
        race = Race(everybody, options, say)
        for row in rows.all_rows(data, options):
            result = race.measure(row)
            say(line(result))
            run["results"].append(result)
        if wanted(options, "memory"):
            # The longest times stand for what was not even tried.
            slow = {
                (form, name, size): seconds
                for (series, name), (_, seconds) in race.too_slow.items()
                for form in memory.FORMS
                if series == f"load/{form}"
                for size in memory.SIZES[1:]
            }
            run["results"] += memory.measure(everybody, data, options, say, slow)
    finally:
        everybody.stop()
    run["results"] += measure_programs(options, data)
    order = list(GROUPS)
    run["results"].sort(key=lambda result: order.index(result["group"]))


def wanted(options, group):
    """Whether a group that is no ordinary row is asked for."""
    return not options.smoke and (not options.rows or options.rows.lower() in f"{group} {GROUPS[group]}".lower())


def measure_programs(options, data):
    """The rows that start programs; without the command only what the peers' take."""
    cold = options.smoke and not options.rows or wanted(options, "cold")
    batch = wanted(options, "batch")
    if not cold and not batch:
        return []
    try:
        program = programs.rootward_program(options.peers, say, may_build=not options.no_build)
    except OSError as error:
        say(f"left out: the command: {error}")
        program = None
    results = programs.cold_rows(program, data, options) if cold else []
    results += batches.batch_rows(program, data, options) if batch else []
    for result in results:
        say(line(result) if result["group"] == "cold" else f"batch: {result['jobs'] or result['absent']}")
    return results


def write_json(path, run):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(run, file, indent=1, ensure_ascii=False)
        file.write("\n")


def write_text(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def write(options, run):
    """The reports that were asked for; the tables go to standard output if there is no other place for them."""
    run["fits"] = growth.all_fits(run["results"])
    run["goals"] = goals.all_goals(run["results"], run["fits"])
    text = table.markdown(run)
    if options.json:
        write_json(options.json, run)
    if options.markdown:
        write_text(options.markdown, text)
    if options.html:
        write_text(options.html, page.html(run))
    drawing = picture.svg(run)
    if options.svg and drawing:
        write_text(options.svg, drawing)
    if options.readme:
        if drawing:
            write_text(os.path.join(peers.BENCHMARKS, PICTURE), drawing)
            text = f"![Time to load a trust store and to verify a chain, beside the peers]({PICTURE})\n\n{text}"
        table.write_into(os.path.join(peers.BENCHMARKS, "README.md"), text)
    if not (options.markdown or options.readme):
        print(text, end="")


def conclude(run):
    """The last words: what is missing and what went wrong; 1 if an answer was wrong, or Rootward has no figure."""
    # A few rounds tell nothing about goals.
    for goal in goals.unexplained(run["goals"]) if run["rounds"] > 5 else []:
        say(f"missed, cause not stated: {goal['key']}: {goal['title']}")
    stopped = [result for result in run["results"] if "stopped" in result]
    for result in stopped:
        say(f"stopped: {result['row']}: {result['stopped']}")
    wrong = [found for result in run["results"] for found in goals.own_failures(result, run.get("may_be_absent", ()))]
    for text in wrong:
        say(f"wrong: {text}")
    return 1 if stopped or wrong else 0


def rescue(options, run):
    """Writes what was measured before a run came to an end of another kind."""
    if not options.json or options.from_json or not run.get("results"):
        return
    try:
        write_json(options.json, {**run, "interrupted": True})
    except OSError as error:
        say(f"error: {error}")
    else:
        say(f"{options.json} has what was measured")


def main(arguments):
    """Runs it; the exit status is 1 if contestants disagree, 2 if it was called wrongly or something can't be made."""
    options = parse(arguments)
    # Whoever ends this ends the peers too.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    started, run = time.monotonic(), {}
    try:
        if options.from_json:
            with open(options.from_json, encoding="utf-8") as file:
                run = json.load(file)
        else:
            with tempfile.TemporaryDirectory(prefix="rootward-suite-") as work:
                measure(options, work, run)
        write(options, run)
    except (KeyboardInterrupt, SystemExit):
        say("interrupted")
        rescue(options, run)
        return 130
    except (OSError, PeerError) as error:
        say(f"error: {error}")
        rescue(options, run)
        return 2
    say(f"{len(run['results'])} rows in {time.monotonic() - started:.0f} s")
    return conclude(run)
