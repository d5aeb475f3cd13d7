"""A real Caddy in front, with the shipped site and a certificate of the tests' own."""

import os
import subprocess
from pathlib import Path

from .server import ROOT
from .waiting import answers, free_port, until


class Caddy:
    def __init__(self, folder, upstream, authority):
        self.folder, self.port = Path(folder), free_port()
        self.folder.mkdir(parents=True)
        site = (ROOT / "Scripts/packaging/Caddyfile").read_text()
        site = site.replace("agent.example.org {", f"https://localhost:{self.port} {{\n  tls {authority.chain} {authority.key}")
        site = site.replace("127.0.0.1:8080", f"127.0.0.1:{upstream}")
        (self.folder / "Caddyfile").write_text("{\n  admin off\n  auto_https disable_redirects\n}\n" + site)
        self.process = subprocess.Popen(
            ["caddy", "run", "--config", str(self.folder / "Caddyfile"), "--adapter", "caddyfile"],
            env={**os.environ, "HOME": str(self.folder), "XDG_DATA_HOME": str(self.folder)},
            stderr=open(self.folder / "log", "ab"), stdout=subprocess.DEVNULL)
        until(lambda: answers(self.port), what="caddy listening")

    @property
    def url(self):
        return f"https://localhost:{self.port}"

    def close(self):
        self.process.terminate()
        self.process.wait(10)
