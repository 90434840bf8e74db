# SPDX-License-Identifier: EUPL-1.2
"""The system calls that a locked query worker may still make, by machine.

Everything else is denied: no socket, no file made or written, no other program, no signal to
another process. The numbers are those of Linux.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Machine(NamedTuple):
    """A machine: its audit number, its `seccomp` call, and the calls allowed by name."""

    audit: int
    seccomp: int
    allowed: dict[str, int]


# Memory, time, threads that already run, pipes and files that are already open, looking at files.
X86_64: Final = Machine(0xC000003E, 317, {
    "read": 0, "write": 1, "close": 3, "stat": 4, "fstat": 5, "lstat": 6, "poll": 7, "lseek": 8,
    "mmap": 9, "mprotect": 10, "munmap": 11, "brk": 12, "rt_sigaction": 13, "rt_sigprocmask": 14,
    "rt_sigreturn": 15, "pread64": 17, "readv": 19, "writev": 20, "access": 21, "sched_yield": 24,
    "mremap": 25, "mincore": 27, "madvise": 28, "dup": 32, "nanosleep": 35, "getpid": 39,
    "exit": 60, "uname": 63, "fcntl": 72, "getcwd": 79, "readlink": 89, "gettimeofday": 96,
    "getrlimit": 97, "getrusage": 98, "sysinfo": 99, "times": 100, "getuid": 102, "getgid": 104,
    "geteuid": 107, "getegid": 108, "getppid": 110, "sigaltstack": 131, "gettid": 186,
    "readahead": 187, "time": 201, "futex": 202, "sched_getaffinity": 204, "getdents64": 217,
    "restart_syscall": 219, "fadvise64": 221, "clock_gettime": 228, "clock_getres": 229,
    "clock_nanosleep": 230, "exit_group": 231, "tgkill": 234, "openat": 257, "newfstatat": 262,
    "readlinkat": 267, "ppoll": 271, "set_robust_list": 273, "preadv": 295, "prlimit64": 302,
    "getcpu": 309, "getrandom": 318, "membarrier": 324, "statx": 332, "rseq": 334,
})  # fmt: skip

AARCH64: Final = Machine(0xC00000B7, 277, {
    "getcwd": 17, "dup": 23, "fcntl": 25, "faccessat": 48, "openat": 56, "close": 57,
    "getdents64": 61, "lseek": 62, "read": 63, "write": 64, "readv": 65, "writev": 66,
    "pread64": 67, "preadv": 69, "ppoll": 73, "readlinkat": 78, "newfstatat": 79, "fstat": 80,
    "exit": 93, "exit_group": 94, "futex": 98, "set_robust_list": 99, "nanosleep": 101,
    "clock_gettime": 113, "clock_getres": 114, "clock_nanosleep": 115, "sched_getaffinity": 123,
    "sched_yield": 124, "restart_syscall": 128, "tgkill": 131, "sigaltstack": 132,
    "rt_sigaction": 134, "rt_sigprocmask": 135, "rt_sigreturn": 139, "times": 153, "uname": 160,
    "getrlimit": 163, "getrusage": 165, "getcpu": 168, "gettimeofday": 169, "getpid": 172,
    "getppid": 173, "getuid": 174, "geteuid": 175, "getgid": 176, "getegid": 177, "gettid": 178,
    "sysinfo": 179, "readahead": 213, "brk": 214, "munmap": 215, "mremap": 216, "mmap": 222,
    "fadvise64": 223, "mprotect": 226, "mincore": 232, "madvise": 233, "prlimit64": 261,
    "getrandom": 278, "membarrier": 283, "statx": 291, "rseq": 293,
})  # fmt: skip

MACHINES: Final = {
    "x86_64": X86_64, "amd64": X86_64, "aarch64": AARCH64, "arm64": AARCH64,
}  # fmt: skip
