"""Sets the clock of one running process, and of no other: what a Raspberry Pi's does when it hears from the network.

A process reads the time in code that the kernel maps into it (the vDSO, vdso(7)). Of that one process the code is
replaced by a call of the kernel that adds a number of seconds, for the world's clock alone."""

import ctypes
import os
import platform
import re
import signal
import struct
from pathlib import Path

import pytest

can_be_set = pytest.mark.skipif(
    platform.machine() != "x86_64" or os.geteuid() != 0, reason="needs root, and this machine's code for another one's vDSO")

# clock_gettime(edi: which clock, rsi: where to), for x86-64.
CODE = bytes.fromhex(
    "b8e4000000"      # mov eax, 228 (clock_gettime)
    "0f05"            # syscall
    "85ff"            # test edi, edi: CLOCK_REALTIME is 0
    "750a"            # jne to ret
    "488b1504000000"  # mov rdx, [rip + 4]: the seconds behind ret
    "480116"          # add [rsi], rdx
    "c3")             # ret


def offset_of_clock():
    """Where in the vDSO the function stands: the same in every process."""
    function = ctypes.CDLL("linux-vdso.so.1").__vdso_clock_gettime
    return ctypes.cast(function, ctypes.c_void_p).value - start(Path("/proc/self/maps").read_text())


def start(maps):
    return int(re.search(r"^(\w+)-\w+ .*\[vdso\]$", maps, re.M)[1], 16)


class Clock:
    def __init__(self, pid):
        self.pid = pid
        self.place = start(Path(f"/proc/{pid}/maps").read_text()) + offset_of_clock()

    def set(self, seconds):
        """So many seconds off, from now on."""
        os.kill(self.pid, signal.SIGSTOP)
        with open(f"/proc/{self.pid}/mem", "r+b", buffering=0) as memory:
            memory.seek(self.place)
            memory.write(CODE + struct.pack("<q", seconds))
        os.kill(self.pid, signal.SIGCONT)
