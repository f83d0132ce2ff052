"""Hands pictures to the process that converts them, and takes the files back."""

import subprocess
import sys
import threading
from pathlib import Path

from dashboard.conversion.messages import read_message, write_message

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "dashboard.conversion.child")
PNG, PDF = "png", "pdf"
LONGEST = 30.0
"""Seconds after which a conversion is given up."""
TASKS = 200
"""Conversions after which the process is replaced, so that none of its memory is kept for good."""


class ConversionError(RuntimeError):
    """Say that a picture could not be converted."""


class Converter:
    """Converts one picture at a time in a process that is started when it is first needed.

    The process ends when its input does: also when the one that answers is killed.
    """

    def __init__(self, *, command: tuple[str, ...] = COMMAND, longest: float = LONGEST) -> None:
        self._command = command
        self._longest = longest
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._done = 0

    def convert(self, svg: str, kind: str, *, scale: int = 1) -> bytes:
        """Return a picture as ``png`` or ``pdf``.

        Raises:
            ConversionError: the process died or took too long; the next conversion gets a new one.
        """
        with self._lock:
            process = self._running()
            guard = threading.Timer(self._longest, process.kill)
            guard.start()
            try:
                body = _exchange(process, f"{kind} {scale}\n{svg}".encode())
            except (OSError, EOFError) as error:
                self._end()
                raise ConversionError from error
            finally:
                guard.cancel()
            self._done += 1
            if self._done >= TASKS:
                self._end()
            return body

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def __del__(self) -> None:
        self._end()

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(  # noqa: S603 (a command of our own)
                self._command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        return self._process

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
        self._process, self._done = None, 0


def _exchange(process: "subprocess.Popen[bytes]", question: bytes) -> bytes:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    write_message(process.stdin, question)
    return read_message(process.stdout)
