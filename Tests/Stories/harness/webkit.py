"""Real WebKit (nearest to what every iPhone has), driven by plain WebDriver under a virtual screen."""

import base64
import json
import os
import subprocess
from pathlib import Path

from .client import Client
from .page import Page
from .waiting import answers, free_port, until


class WebKit(Page):
    """One MiniBrowser window."""

    def __init__(self, folder, home):
        super().__init__(home)
        self.log = open(folder / "webkit.log", "wb")
        self.screen = self._start_screen()
        port = free_port()
        environment = {**os.environ, "DISPLAY": f":{self.number}", "HOME": str(folder), 
                       "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "WEBKIT_DISABLE_DMABUF_RENDERER": "1"}
        self.driver = subprocess.Popen(["WebKitWebDriver", f"--port={port}"], stdout=self.log, stderr=self.log, env=environment)
        until(lambda: answers(port), 20, "WebKit's driver")
        self.client = Client(f"http://127.0.0.1:{port}", timeout=60)
        options = {"binary": str(next(Path("/usr/lib").rglob("MiniBrowser"))), "args": ["--automation"]}
        wanted = {"browserName": "MiniBrowser", "webkitgtk:browserOptions": options}
        self.path = ""
        self.path = "/session/" + self.call("POST", "/session", capabilities={"alwaysMatch": wanted})["sessionId"]

    def _start_screen(self):
        """Xvfb chooses a free display itself, and says which."""
        reading, writing = os.pipe()
        screen = subprocess.Popen(["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
                                  pass_fds=[writing], stdout=self.log, stderr=self.log)
        os.close(writing)
        with os.fdopen(reading) as told:
            self.number = int(told.readline())
        return screen

    def call(self, method, path, **params):
        reply = self.client.request(method, self.path + path, params if method == "POST" else None)
        assert reply.status == 200, reply
        return reply.json["value"]

    def open(self, url):
        self.call("POST", "/url", url=url)

    def reload(self):
        self.call("POST", "/refresh")

    def evaluate(self, script):
        return json.loads(self.call("POST", "/execute/sync", script=f"return JSON.stringify({script}) ?? 'null'", args=[]))

    def act(self, *sources):
        self.call("POST", "/actions", actions=list(sources))

    def shot(self, path):
        path.write_bytes(base64.b64decode(self.call("GET", "/screenshot")))

    def clean(self):
        """WebDriver tells no console; what the page fetched, the page itself knows."""
        urls = self.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
        self.foreign += [url for url in urls if not url.startswith((self.home, "data:", "blob:"))]
        super().clean()

    def close(self):
        self.call("DELETE", "")
        for process in (self.driver, self.screen):
            process.terminate()
            process.wait(10)
        self.log.close()
