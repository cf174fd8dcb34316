"""The machine that a run is made on, and the releases of what is compared."""

import datetime
import os
import platform
import re
import subprocess

KNOWN = ["sha_ni", "avx2", "avx512f", "avx512ifma", "avx512_vbmi", "avx512vbmi"]


def describe():
    """What a reader needs to know of the machine, as it goes into the JSON."""
    processor, flags = platform.processor() or platform.machine(), []
    try:
        with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as file:
            text = file.read()
        found = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
        processor = found.group(1) if found else processor
        flags = [flag for flag in KNOWN if re.search(rf"\b{flag}\b", text)]
    except OSError:
        pass
    memory = 0
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        pass
    compiler = "no Swift in the path"
    try:
        words = subprocess.run(["swiftc", "--version"], capture_output=True, text=True, timeout=60, check=False).stdout
        found = re.search(r"Swift version (\S+)", words)
        compiler = f"Swift {found.group(1)}" if found else compiler
    except (OSError, subprocess.SubprocessError):
        pass
    try:
        load = f"{os.getloadavg()[0]:.2f}"
    except OSError:
        load = "unknown"
    return {
        "processor": processor,
        "cores": os.cpu_count() or 0,
        "instructions": " ".join(flags),
        "memory": memory,
        "system": f"{platform.system()} {platform.release()}",
        "compiler": compiler,
        "load": load,
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d"),
    }


def caution(machine):
    """What a reader has to bear in mind of a run on a machine that had other work to do; nothing of an idle one."""
    try:
        busy = float(machine["load"]) >= 1
    except ValueError:
        busy = False
    if not busy:
        return ""
    return (
        f"The machine had other work to do (load {machine['load']} when this run began): times are longer than on an "
        "idle one, and ratios rough, above all to swift-certificates, whose verifier waits for other threads."
    )


def sentence(machine):
    """The machine in one line, as the tables of this project have it."""
    return (
        f"{machine['processor']}, {machine['cores']} cores ({machine['instructions'] or 'no known instructions'}), "
        f"{machine['compiler']}, load {machine['load']}, {machine['date']}"
    )
