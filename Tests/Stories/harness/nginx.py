"""A real nginx in front, configured as a newcomer would: nothing but `proxy_pass`, and Debian's default `gzip on`."""

import os
import subprocess
from pathlib import Path

from .waiting import answers, free_port, until

AROUND = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
{user}
events {{ worker_connections 512; }}
http {{
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  {site}
}}
"""
PLAIN = """
  include /etc/nginx/mime.types;
  access_log {folder}/access.log;
  gzip on;
  server {{
    listen 127.0.0.1:{port};
    location {location} {{
      proxy_pass http://127.0.0.1:{upstream}/;
      {extra}
    }}
  }}
"""


class Nginx:
    def __init__(self, folder, upstream, location="/", extra="", password=None):
        self.folder, self.port, self.location = Path(folder), free_port(), location
        self.folder.mkdir(parents=True)
        if password:
            extra += self._login(*password)
        self.start(PLAIN.format(
            folder=self.folder, port=self.port, location=location, upstream=upstream, extra=extra))

    def start(self, site):
        user = "user root;" if os.getuid() == 0 else ""
        (self.folder / "nginx.conf").write_text(AROUND.format(folder=self.folder, site=site, user=user))
        self.process = subprocess.Popen(["/usr/sbin/nginx", "-c", str(self.folder / "nginx.conf"),
                                         "-e", str(self.folder / "error.log")])
        until(lambda: answers(self.port), what="nginx listening")

    def _login(self, user, password):
        """Basic auth with one user."""
        hashed = subprocess.run(["openssl", "passwd", "-apr1", password], capture_output=True, text=True, check=True)
        (self.folder / "users").write_text(f"{user}:{hashed.stdout.strip()}\n")
        return f'auth_basic "Martlet"; auth_basic_user_file {self.folder}/users;'

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}{self.location.rstrip('/')}"

    def close(self):
        self.process.terminate()
        self.process.wait(10)
