"""Real MCP servers for Martlet to use: their configuration, and those that run beside it."""

import os
import signal
import subprocess
from pathlib import Path

from .server import ROOT
from .waiting import answers, free_port, until

PEER = Path(__file__).with_name("mcp_peer.py")


def home(era="mcp"):
    """The virtual environment of one era's SDK."""
    return Path(os.environ.get("MARTLET_" + era.upper().replace("-", "_")) or ROOT / ".cache" / era)


def program(*words, era="mcp", **more):
    """A server that Martlet starts."""
    command, *arguments = words
    return {"command": str(home(era) / "bin" / command), "args": arguments, "approval": "auto", **more}


def peer(era="mcp", **more):
    return program("python", "-P", str(PEER), "stdio", era=era, **more)


class Served:
    """The peer as a server that stands by itself and speaks HTTP."""

    def __init__(self, log, era="mcp", port=None):
        self.era, self.port, self.log = era, port or free_port(), log
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [home(self.era) / "bin/python", "-P", PEER, "http", str(self.port)],
            stdin=subprocess.DEVNULL, stdout=self.log.open("ab"), stderr=subprocess.STDOUT)
        until(lambda: answers(self.port), seconds=30, what="the peer listens")

    def configuration(self, **more):
        return {"url": f"http://127.0.0.1:{self.port}/mcp", "approval": "auto", **more}

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
