# SPDX-License-Identifier: EUPL-1.2
"""Runs a command in a process of its own, and says what it took."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

import psutil

TOP = Path(__file__).parents[2]
EVERY = 0.02


@dataclass(frozen=True, slots=True)
class Run:
    """What a command took: seconds by the clock and of the processors, peak memory in megabytes."""

    wall: float
    cpu: float
    peak: float
    output: Path


def run(
    module: str,
    *arguments: str,
    folder: Path,
    python: str = sys.executable,
    path: tuple[str, ...] = (str(TOP), str(TOP / "src")),
) -> Run:
    """Runs a module of Python in a folder; its standard output goes to a file there.

    `path` is where modules are looked for. Raises CalledProcessError where it fails.
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path)}
    command = [python, "-m", module, *arguments]
    out = folder / "output"
    begin = perf_counter()
    with out.open("wb") as file:
        process = psutil.Popen(
            command, stdout=file, stderr=subprocess.DEVNULL, cwd=folder, env=environment
        )
        peak, cpu = _watch(process)
    wall = perf_counter() - begin
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(wall, cpu, peak / (1 << 20), out)


def _watch(process: psutil.Popen) -> tuple[int, float]:
    """The largest size that a process was seen to have, in bytes, and its processor seconds.

    The kernel's own peak would do, were it not inherited from the process that starts another.
    """
    peak = 0
    while process.poll() is None:
        try:
            with process.oneshot():
                peak = max(peak, process.memory_info().rss)
                times = process.cpu_times()
        except psutil.NoSuchProcess:
            break
        sleep(EVERY)
    process.wait()
    return peak, times.user + times.system
