#!/usr/bin/env bash
# Shows where the time of a load and of a whole verification goes: the shares of Benchmarks/README.md.
#
#   Scripts/profile.sh [--data DIR] [--instructions] [--functions N] [--readme] [PIECE...]
#
# The pieces of work are those of Benchmarks/SuiteDriver/shares.py, which --help lists; without one, all are done.
# Benchmarks/SuitePeer is built, and does each piece for about two seconds while perf takes samples of the clock, in the
# program and in the system's kernel. --instructions counts them instead by valgrind, which does not depend on what else
# the machine does; it knows no AVX-512, so that it shows the code without the processor's special instructions, and
# nothing of the kernel's. --data takes the suite's data from where `Benchmarks/suite --keep DIR` left it, else as much of
# it as is needed is made. --functions lists the N functions that take most; --readme puts the tables there.
# The exit status is 2 if something is missing, which is named.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec python3 Benchmarks/SuiteDriver/shares.py "$@"
