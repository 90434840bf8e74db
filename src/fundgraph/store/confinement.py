# SPDX-License-Identifier: EUPL-1.2
"""How a query worker locks itself in: files (Landlock), limits, then a seccomp filter.

Once locked, the process can compute, read its store and answer on its pipe; it can open no
network, make or write no file, start no program and reach no other process. Where the kernel has
Landlock, it opens no file but those of its store. None of it can be taken off again.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import platform
import resource
import signal
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

from fundgraph.store.syscalls import MACHINES, Machine

_MEGABYTE: Final = 1 << 20
_ROOM_MB: Final = 64
_OPEN_FILES: Final = 4096

# Whether a process that could not lock itself in may not run the queries of strangers.
REQUIRED: Final = sys.platform == "linux"

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_DUMPABLE: Final = 4
_PR_SET_NO_NEW_PRIVS: Final = 38
_SECCOMP_SET_MODE_FILTER: Final = 1
_SECCOMP_FILTER_FLAG_TSYNC: Final = 1

# Landlock has the same numbers on every machine: make rules, add one, submit to them.
_LANDLOCK: Final = (444, 445, 446)
_LANDLOCK_PATH: Final = 1
_ALL_OF_FILES: Final = (1 << 13) - 1
_READING: Final = 1 << 2 | 1 << 3  # files and folders

# Classic BPF: load a word of the call's data, compare, jump, return.
_LOAD: Final = 0x20
_AND: Final = 0x54
_EQUAL: Final = 0x15
_RETURN: Final = 0x06
_ALLOW: Final = 0x7FFF0000
_KILL: Final = 0x80000000
_REFUSE: Final = 0x00050000 | 1  # the call fails with EPERM
_NUMBER: Final = 0
_AUDIT: Final = 4
_ARGUMENTS: Final = 16
# Opening to write, to create or to truncate; O_TMPFILE needs one of the first two.
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_ANY: Final = -1
# Calls allowed with certain arguments only: which, masked how, and the values it may have. With
# other commands than these of fcntl a process has signals sent to any other, even to its parent.
_CONDITIONS: Final = {
    "openat": (2, _WRITING, (0,)),
    "fcntl": (1, _ANY, (fcntl.F_GETFD, fcntl.F_SETFD, fcntl.F_GETFL)),
    "prlimit64": (0, _ANY, (0,)),
}

_Instruction = tuple[int, int, int, int]


def die_with_parent(parent: int) -> None:
    """Ends this process when the thread that started it ends (Linux), even by SIGKILL.

    Exits at once when the parent, a process id, has gone already.
    """
    if sys.platform == "linux":
        _libc().prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        sys.exit(0)


def limit_resources(memory_mb: int, *, nice: int = 10) -> None:
    """Limits this process: memory, files, core dumps, priority. Called with the store open.

    Memory is address space. A limit below what the open store takes would end every query, so it
    is never set lower than that and 64 MB.
    """
    os.nice(nice)
    taken = _address_space() // _MEGABYTE
    _lower(resource.RLIMIT_AS, max(memory_mb, taken + _ROOM_MB) * _MEGABYTE)
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_NOFILE, _OPEN_FILES)
    _lower(resource.RLIMIT_NPROC, 0)


def limit_cpu(seconds: int) -> None:
    """Gives this process so many more seconds of processor time; SIGXCPU ends it after them."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, hard))


def resident() -> int:
    """The resident memory of this process in bytes; 0 where the system does not say."""
    return _pages(1)


def read_only_from(folder: Path) -> bool:
    """Denies this thread, and those it starts from now on, every file but reading from a folder.

    False where the kernel has no Landlock; nothing is denied then.
    """
    if sys.platform != "linux":
        return False
    _statm()
    libc = _libc()
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    create, add, restrict = _LANDLOCK
    rules = libc.syscall(create, struct.pack("=Q", _ALL_OF_FILES), 8, 0)
    if rules < 0:
        return False
    opened = os.open(folder, os.O_RDONLY)
    rule = struct.pack("=Qi", _READING, opened)
    failed = libc.syscall(add, rules, _LANDLOCK_PATH, rule, 0) or libc.syscall(restrict, rules, 0)
    os.close(opened)
    os.close(rules)
    return not failed


def lock() -> str | None:
    """Denies this process, all its threads included, every system call it does not need.

    None when the lock holds, otherwise the reason why there is none on this machine.
    """
    machine = MACHINES.get(platform.machine().lower())
    if sys.platform != "linux" or machine is None:
        return f"no system call filter for {sys.platform} on {platform.machine()}"
    libc = _libc()
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return f"no_new_privs was refused: {os.strerror(ctypes.get_errno())}"
    code = b"".join(struct.pack("=HBBI", *step) for step in program(machine, os.getpid()))
    return _install(libc, machine, ctypes.create_string_buffer(code, len(code)), len(code) // 8)


def program(machine: Machine, process: int) -> Iterator[_Instruction]:
    """The filter of a machine for a process, as classic BPF."""
    yield _LOAD, 0, 0, _AUDIT
    yield _EQUAL, 1, 0, machine.audit
    yield _RETURN, 0, 0, _KILL
    yield _LOAD, 0, 0, _NUMBER
    conditions = {**_CONDITIONS, "tgkill": (0, _ANY, (process,))}
    for name, number in machine.allowed.items():
        if name in conditions:
            yield from _allow_if(number, *conditions[name])
        else:
            yield _EQUAL, 0, 1, number
            yield _RETURN, 0, 0, _ALLOW
    yield _RETURN, 0, 0, _REFUSE


def _allow_if(
    number: int, argument: int, mask: int, values: tuple[int, ...]
) -> Iterator[_Instruction]:
    """Allows a call whose argument, masked, has one of some values (its lower half: all these are
    ints)."""
    yield _EQUAL, 0, 3 + 2 * len(values), number
    yield _LOAD, 0, 0, _ARGUMENTS + 8 * argument
    yield _AND, 0, 0, mask & 0xFFFFFFFF
    for value in values:
        yield _EQUAL, 0, 1, value
        yield _RETURN, 0, 0, _ALLOW
    yield _RETURN, 0, 0, _REFUSE


def _install(
    libc: ctypes.CDLL, machine: Machine, code: ctypes.Array[ctypes.c_char], length: int
) -> str | None:
    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))

    filter_ = Program(length, ctypes.cast(code, ctypes.c_void_p))
    failed = libc.syscall(
        machine.seccomp,
        _SECCOMP_SET_MODE_FILTER,
        _SECCOMP_FILTER_FLAG_TSYNC,
        ctypes.byref(filter_),
    )
    return f"seccomp was refused: {os.strerror(ctypes.get_errno())}" if failed else None


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _lower(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    limit = value if hard == resource.RLIM_INFINITY else min(value, hard)
    # Not every system takes every limit (macOS refuses one on address space).
    with suppress(ValueError, OSError):
        resource.setrlimit(kind, (limit, limit))


def _address_space() -> int:
    return _pages(0)


def _pages(field: int) -> int:
    try:
        fields = os.pread(_statm(), 256, 0).split()
    except OSError:
        return 0
    return int(fields[field]) * resource.getpagesize()


@cache
def _statm() -> int:
    """The process's account of its memory, kept open: later it could not be opened any more."""
    return os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC)
