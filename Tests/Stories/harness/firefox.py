"""Real Firefox, driven by WebDriver BiDi over a bare WebSocket."""

import base64
import contextlib
import itertools
import json
import os
import subprocess

from websockets.sync.client import connect

from .page import Page
from .waiting import answers, free_port, until


class Firefox(Page):
    """One headless window. Console errors and foreign requests are remembered."""

    def __init__(self, folder, home):
        super().__init__(home)
        self.port = free_port()
        self.log = open(folder / "firefox.log", "wb")
        profile = folder / "profile"
        profile.mkdir()
        # Firefox's own traffic is none of the page's, but a test must not cause it.
        (profile / "user.js").write_text("\n".join(f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in PREFERENCES.items()))
        self.process = subprocess.Popen(
            ["firefox-esr", "--headless", "--no-remote", "--remote-debugging-port", str(self.port), "--profile", str(profile),
             "--width", "1280", "--height", "800"],
            stdout=self.log, stderr=self.log, env={**os.environ, "HOME": str(folder), "MOZ_CRASHREPORTER_DISABLE": "1"})
        until(lambda: answers(self.port), 60, "Firefox's debugging port")
        self.open_things = contextlib.ExitStack()
        line = connect(f"ws://127.0.0.1:{self.port}/session", max_size=2**26)
        self.socket = self.open_things.enter_context(line)
        self.numbers = itertools.count(1)
        self.call("session.new", capabilities={})
        self.call("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
        self.window = self.call("browsingContext.getTree")["contexts"][0]["context"]

    def call(self, method, **params):
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            message = json.loads(self.socket.recv(timeout=30))
            if message.get("id") == number:
                assert message["type"] == "success", message
                return message["result"]
            self._notice(message)

    def _notice(self, message):
        if message.get("method") == "log.entryAdded" and message["params"]["level"] == "error":
            self.faults.append(message["params"]["text"])
        if message.get("method") == "network.beforeRequestSent":
            url = message["params"]["request"]["url"]
            if not url.startswith((self.home, "data:", "blob:", "about:")):
                self.foreign.append(url)

    def open(self, url):
        self.call("browsingContext.navigate", context=self.window, url=url, wait="complete")

    def evaluate(self, script):
        """The value of an expression in the page (strings, numbers, booleans)."""
        result = self.call("script.evaluate", expression=f"JSON.stringify({script})", target={"context": self.window}, awaitPromise=True)
        assert result["type"] == "success", result
        return json.loads(result["result"].get("value", "null"))

    def reload(self):
        self.call("browsingContext.reload", context=self.window, wait="complete")

    def act(self, *sources):
        self.call("input.performActions", context=self.window, actions=list(sources))

    def shot(self, path):
        path.write_bytes(base64.b64decode(self.call("browsingContext.captureScreenshot", context=self.window)["data"]))

    def close(self):
        self.open_things.close()
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()


PREFERENCES = {
    "app.normandy.enabled": False, "app.update.enabled": False, "browser.shell.checkDefaultBrowser": False,
    "browser.safebrowsing.update.enabled": False, "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False, "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False, "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,", "toolkit.telemetry.enabled": False, "remote.active-protocols": 1,
}
