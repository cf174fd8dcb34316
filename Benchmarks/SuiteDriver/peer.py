"""One contestant in a process of its own, asked line by line, with a limit to how long each answer may take."""

import os
import selectors
import subprocess
import tempfile
import time


class PeerError(Exception):
    """A peer that ended, or answered something else than was asked."""


class PeerTimeout(PeerError):
    """A peer that took longer than it was allowed to; its process has been ended."""

    def __init__(self, seconds):
        super().__init__(f"no answer in {seconds:g} s")
        self.seconds = seconds


class Peer:
    """A process that answers each line with one. It starts with the first question, and anew after it was ended."""

    def __init__(self, arguments, environment=None):
        self.arguments = arguments
        self.environment = {**os.environ, **(environment or {})}
        self.process = self.complaints = None
        self.pending = b""

    def ask(self, question, limit):
        """The answer, without its end of line."""
        if self.process is None:
            self.start()
        deadline = time.monotonic() + limit
        try:
            self.process.stdin.write(question.encode() + b"\n")
            self.process.stdin.flush()
        except OSError:
            self.fail("ended before the question")
        while b"\n" not in self.pending:
            left = deadline - time.monotonic()
            if left <= 0 or not self.selector.select(left):
                if deadline - time.monotonic() > 0:
                    continue
                self.stop()
                raise PeerTimeout(limit)
            more = os.read(self.process.stdout.fileno(), 65536)
            if not more:
                self.fail("ended")
            self.pending += more
        line, self.pending = self.pending.split(b"\n", 1)
        return line.decode(errors="replace").rstrip("\r")

    def start(self):
        self.complaints = tempfile.TemporaryFile()  # pylint: disable=consider-using-with
        try:
            self.process = subprocess.Popen(
                self.arguments,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self.complaints,
                env=self.environment,
            )
        except OSError as error:
            self.complaints.close()
            raise PeerError(f"can't be started: {error}") from None
        self.selector = selectors.DefaultSelector()
        self.selector.register(self.process.stdout, selectors.EVENT_READ)
        self.pending = b""

    def fail(self, what):
        """Ends it and tells the last that it said."""
        self.complaints.seek(0)
        said = self.complaints.read().decode(errors="replace").strip().splitlines()
        code = self.stop()
        raise PeerError(f"{what} (status {code}){': ' + said[-1][:200] if said else ''}")

    def stop(self):
        """Ends the process, kindly at first, and returns its status."""
        process, self.process = self.process, None
        if process is None:
            return None
        self.selector.close()
        try:
            process.stdin.close()
        except OSError:
            pass
        try:
            process.wait(0.2)
        except subprocess.TimeoutExpired:
            pass
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        process.stdout.close()
        self.complaints.close()
        return process.returncode
