"""A Martlet of a test's own: its folder, its port, its configuration, its end."""

import hashlib
import json
import os
import resource
import signal
import subprocess
import threading
from pathlib import Path

from .client import Client
from .waiting import free_port, until

ROOT = Path(__file__).resolve().parents[3]


def executable():
    """The release build, unless `MARTLET` names another."""
    return os.environ.get("MARTLET") or str(ROOT / ".build/release/martlet")


class Martlet:
    def __init__(self, folder, stub=None, web=None, provider=None, files=None, **config):
        self.folder, self.data = Path(folder), Path(folder) / "data"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self.files = files
        self.log = self.folder / "martlet.log"
        self.config_file = self.folder / "martlet.json"
        self.config = configuration(self.port, stub, web or {}, provider or {}, config)
        self.process = None
        self.arguments = []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def client(self):
        return Client(self.url)

    def command(self):
        return [executable(), "serve", "--config", str(self.config_file), "--data", str(self.data), *self.arguments]

    def start(self, seconds=20):
        self.spawn()
        self._await_line(seconds)
        return self

    def spawn(self):
        """Starts the process, and waits for nothing."""
        self.config_file.write_text(json.dumps(self.config, indent=1))
        environment = {**os.environ, "HOME": str(self.folder), "NO_PROXY": "*", "no_proxy": "*"}
        self.process = subprocess.Popen(
            self.command(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=open(self.log, "ab"),
            env=environment, preexec_fn=self._limit)

    def _limit(self):
        if self.files:
            resource.setrlimit(resource.RLIMIT_NOFILE, (self.files, self.files))

    def _await_line(self, seconds):
        timer = threading.Timer(seconds, self.process.kill)
        timer.start()
        line = self.process.stdout.readline().decode().strip()
        timer.cancel()
        assert line == f"martlet: listening on {self.url}", f"{line!r}; its log says:\n{self.log_tail()}"

    def log_tail(self, lines=20):
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    @property
    def running(self):
        return self.process is not None and self.process.poll() is None

    def kill(self):
        """kill -9"""
        self.process.kill()
        self.process.wait()

    def terminate(self, seconds=5):
        """SIGTERM; returns the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(seconds)

    def restart(self):
        if self.running:
            self.kill()
        return self.start()

    def stop(self):
        if not self.running:
            return
        try:
            self.terminate(6)
        except subprocess.TimeoutExpired:
            self.kill()

    def state(self):
        """A hash of everything in the data folder, to see that nothing has changed."""
        digest = hashlib.sha256()
        for path in sorted(self.data.rglob("*")):
            digest.update(str(path.relative_to(self.data)).encode())
            if path.is_file():
                digest.update(path.read_bytes())
        return digest.hexdigest()

    def resident_kib(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])

    def process_seconds(self):
        """Processor time used so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def settle(self):
        """Waits until no session runs a turn."""
        until(lambda: not any(s["running"] for s in self.client.get("/api/sessions").json), what="all turns ended")


def configuration(port, stub, web, provider, more):
    """One agent on the stub (or the demo agent without one), on the port; `web` and `provider` add keys."""
    config = {"channels": {"web": {"enabled": True, "host": "127.0.0.1", "port": port, **web}},
              "providers": {"demo": {"kind": "demo"}},
              "agents": {"demo": {"provider": "demo"}}}
    if stub:
        config["providers"] = {"stub": {"kind": "openai", "base_url": stub.url, "api_key": "stub-secret", **provider}}
        config["agents"] = {"default": {"label": "Stub", "provider": "stub", "model": "stub-1"}, "demo": {"provider": "demo"}}
    else:
        del config["providers"]
    return {**config, **more}
