"""A real nginx with the site that is shipped: TLS, HTTP/2, and what may be put around it."""

from pathlib import Path

from .nginx import Nginx
from .server import ROOT
from .waiting import free_port


class Site(Nginx):
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
        self.start("access_log off;\n" + site)

    @property
    def url(self):
        return f"https://localhost:{self.port}{self.path.rstrip('/')}"
