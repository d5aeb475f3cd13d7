"""Real Firefox, driven by WebDriver BiDi over a bare WebSocket."""

import base64
import itertools
import json
import os
import subprocess
import time

from websockets.sync.client import connect

from .waiting import answers, free_port, until


class Firefox:
    """One headless window. Console errors and foreign requests are remembered."""

    def __init__(self, folder, home):
        self.port, self.home = free_port(), home
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
        self.socket = connect(f"ws://127.0.0.1:{self.port}/session", max_size=2**26)
        self.numbers, self.faults, self.foreign = itertools.count(1), [], []
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

    def until(self, script, seconds=20):
        deadline = time.monotonic() + seconds
        while not (value := self.evaluate(script)):
            assert time.monotonic() < deadline, f"{script} did not come true; faults: {self.faults}"
        return value

    def click(self, hook):
        """A real pointer's click in the middle of a hook's element."""
        x, y = self.evaluate(f"(box => [box.x + box.width / 2, box.y + box.height / 2].map(Math.round))"
                             f"(document.querySelector('[data-test={hook}]').getBoundingClientRect())")
        move = {"type": "pointerMove", "x": x, "y": y}
        actions = [move, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self.call("input.performActions", context=self.window, actions=[{"type": "pointer", "id": "mouse", "actions": actions}])

    def type(self, text):
        """Keys, one by one, into what has the focus."""
        keys = [{"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")]
        self.call("input.performActions", context=self.window, actions=[{"type": "key", "id": "keys", "actions": keys}])

    def shot(self, path):
        path.write_bytes(base64.b64decode(self.call("browsingContext.captureScreenshot", context=self.window)["data"]))

    def close(self):
        self.socket.close()
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
