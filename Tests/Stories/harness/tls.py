"""A certificate authority of the tests' own, and a server's certificate from it."""

import subprocess
from pathlib import Path


class Authority:
    def __init__(self, folder, *names):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.root, self.chain, self.key = (self.folder / name for name in ("root.pem", "chain.pem", "key.pem"))
        self._openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "root.key", "-out", "root.pem", "-days", "2",
                      "-subj", "/CN=Test root")
        self._openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "request.pem", "-subj", f"/CN={names[0]}")
        (self.folder / "names").write_text("subjectAltName=" + ",".join(f"DNS:{name}" for name in names) + ",IP:127.0.0.1\n")
        self._openssl("x509", "-req", "-in", "request.pem", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-days", "2",
                      "-extfile", "names", "-out", "chain.pem")

    def _openssl(self, *arguments):
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)
