"""A real nginx with the site that is shipped: TLS, HTTP/2, and what may be put around it."""

import os
import subprocess
from pathlib import Path

from .server import ROOT
from .waiting import answers, free_port, until

AROUND = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
{user}
events {{ worker_connections 512; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  {site}
}}
"""


class Site:
    def __init__(self, folder, upstream, authority, path="/", inside=""):
        self.folder, self.port, self.path = Path(folder), free_port(), path
        self.folder.mkdir(parents=True)
        site = (ROOT / "Scripts/packaging/nginx.conf").read_text()
        for old, new in {
            "listen 80;": f"listen 127.0.0.1:{free_port()};", "listen 443": f"listen 127.0.0.1:{self.port}",
            "agent.example.org": "localhost", "/etc/ssl/martlet/fullchain.pem": str(authority.chain),
            "/etc/ssl/martlet/privkey.pem": str(authority.key), "127.0.0.1:8080;": f"127.0.0.1:{upstream}/;",
            "location / {": f"{inside}\n  location {path} {{",
        }.items():
            assert old in site, f"the shipped site has no {old!r} any more"
            site = site.replace(old, new)
        user = "user root;" if os.getuid() == 0 else ""
        (self.folder / "nginx.conf").write_text(AROUND.format(folder=self.folder, site=site, user=user))
        self.process = subprocess.Popen(
            ["/usr/sbin/nginx", "-c", str(self.folder / "nginx.conf"), "-e", str(self.folder / "error.log")])
        until(lambda: answers(self.port), what="nginx listening")

    @property
    def url(self):
        return f"https://localhost:{self.port}{self.path.rstrip('/')}"

    def close(self):
        self.process.terminate()
        self.process.wait(10)
