# SPDX-License-Identifier: EUPL-1.2
"""A process that has locked itself in, and what it can do no more: each deed tried for real."""

import json
import platform
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fundgraph.store import confinement
from fundgraph.store.syscalls import AARCH64, X86_64

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64"),
    reason="the lock is for Linux on x86_64 and aarch64",
)

# Each deed works before the lock (but for those that would end the process).
DEEDS = {
    "read": "open('/etc/hostname').read()",
    "compute": "sorted(range(1000)); bytearray(1 << 20)",
    "write": "open(FILE, 'w')",
    "append": "open(FILE, 'a')",
    "truncate": "os.truncate(FILE, 0)",
    "create": "os.open(NEW, os.O_RDONLY | os.O_CREAT)",
    "temporary": "os.open(FOLDER, os.O_TMPFILE | os.O_RDWR)",
    "memory file": "os.memfd_create('x')",
    "unlink": "os.unlink(FILE)",
    "rename": "os.rename(FILE, NEW)",
    "link": "os.link(FILE, NEW)",
    "symlink": "os.symlink(FILE, NEW)",
    "mkdir": "os.mkdir(NEW)",
    "mode": "os.chmod(FILE, 0o777)",
    "times": "os.utime(FILE)",
    "pipe file": "os.mkfifo(NEW)",
    "fork": "os.fork()",
    "spawn": "os.posix_spawn('/bin/true', ['true'], {})",
    "exec": "os.execv('/bin/true', ['true'])",
    "thread": "threading.Thread(target=int).start()",
    "kill": "os.kill(os.getppid(), 0)",
    "tcp": "socket.socket()",
    "udp": "socket.socket(type=socket.SOCK_DGRAM)",
    "local socket": "socket.socket(socket.AF_UNIX)",
    "socket pair": "socket.socketpair()",
    "name": "socket.create_connection(('127.0.0.1', 9))",
    "limits of others": "resource.prlimit(os.getppid(), resource.RLIMIT_CPU)",
    "higher limit": "resource.setrlimit(resource.RLIMIT_FSIZE, (1, 1))",
    "chroot": "os.chroot(FOLDER)",
    "memory": "bytearray(1 << 30)",
    "flags": "fcntl.fcntl(1, fcntl.F_GETFL); fcntl.fcntl(1, fcntl.F_SETFD, 0)",
    "owner of signals": "fcntl.fcntl(1, fcntl.F_SETOWN, os.getppid())",
    "which signal": "fcntl.fcntl(1, 10, 9)",
    "signals": "fcntl.fcntl(1, fcntl.F_SETFL, os.O_ASYNC)",
    "lock": "fcntl.lockf(0, fcntl.LOCK_SH)",
}
ALLOWED = {"read", "compute", "flags"}

SCRIPT = """
import fcntl, json, os, resource, socket, sys, threading
from fundgraph.store import confinement
FOLDER, DEED, MEMORY = sys.argv[1:]
FILE, NEW = FOLDER + "/file", FOLDER + "/new"
confinement.limit_resources(int(MEMORY))
problem = confinement.lock()
try:
    exec(DEED)
    print(json.dumps([problem, None]), flush=True)
except BaseException as error:
    print(json.dumps([problem, type(error).__name__]), flush=True)
"""


def locked(folder: Path, deed: str) -> list[str | None]:
    """The problem of the lock and the error of a deed in a locked process."""
    command = [sys.executable, "-W", "ignore", "-c", SCRIPT, str(folder), deed, "200"]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    found: list[str | None] = json.loads(result.stdout.splitlines()[0])
    return found


@pytest.mark.parametrize("name", DEEDS)
def test_deeds(tmp_path: Path, name: str) -> None:
    file = tmp_path / "file"
    file.write_text("as it was", encoding="utf-8")
    problem, error = locked(tmp_path, DEEDS[name])
    assert problem is None
    assert (error is None) is (name in ALLOWED), error
    assert file.read_text(encoding="utf-8") == "as it was"
    assert list(tmp_path.iterdir()) == [file]


READS = """
import os, sys
from pathlib import Path
from fundgraph.store import confinement
denied = confinement.read_only_from(Path(sys.argv[1]))
print(denied, confinement.resident() > 0, flush=True)
inside, outside = sys.argv[1] + "/file", sys.argv[2]
for deed in (
    lambda: open(inside).read(),
    lambda: os.listdir(sys.argv[1]),
    lambda: open(outside).read(),
    lambda: open(sys.argv[1] + "/../outside").read(),
    lambda: os.listdir("/proc/self/fd"),
    lambda: open(f"/proc/{os.getppid()}/environ").read(),
    lambda: open(inside, "a"),
    lambda: os.unlink(inside),
    lambda: os.mkdir(sys.argv[1] + "/new"),
):
    try:
        deed()
        print("done", flush=True)
    except PermissionError:
        print("denied", flush=True)
"""


def test_no_file_but_those_of_the_store_is_read(tmp_path: Path) -> None:
    folder, outside = tmp_path / "store", tmp_path / "outside"
    folder.mkdir()
    for path in (folder / "file", outside):
        path.write_text("", encoding="utf-8")
    command = [sys.executable, "-W", "ignore", "-c", READS, str(folder), str(outside)]
    result = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30)
    first, *deeds = result.stdout.splitlines()
    if first.startswith("False"):
        pytest.skip("this kernel has no Landlock")
    assert first == "True True"
    assert deeds == ["done"] * 2 + ["denied"] * 7


def test_a_process_outlives_no_parent() -> None:
    parent = f"""
import os, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", '''
import time
from fundgraph.store import confinement
confinement.die_with_parent({{}})
print("up", flush=True)
time.sleep(60)
'''.format(os.getpid())], stdout={subprocess.PIPE})
child.stdout.readline()
print(child.pid, flush=True)
os.kill(os.getpid(), 9)
"""
    result = subprocess.run(
        [sys.executable, "-c", parent], capture_output=True, text=True, check=False, timeout=30
    )
    status = Path(f"/proc/{int(result.stdout)}/status")
    for _ in range(200):
        state = re.search(r"State:\t(.)", status.read_text("ascii")) if status.exists() else None
        if state is None or state[1] == "Z":
            return
        time.sleep(0.05)
    pytest.fail("the child is still there")


def test_both_machines_allow_the_same_deeds() -> None:
    # aarch64 never had the calls that openat and its like replaced.
    old = {"stat", "lstat", "poll", "access", "readlink", "getrlimit", "time"}
    assert set(X86_64.allowed) - old == set(AARCH64.allowed) - {"faccessat", "getrlimit"}
    for machine in (X86_64, AARCH64):
        assert len(set(machine.allowed.values())) == len(machine.allowed)


def test_resident_memory_is_told() -> None:
    assert 5_000_000 < confinement.resident() < 10**10
