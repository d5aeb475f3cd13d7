"""What may be tried at a route: who comes, with what in his hands, and what he must be told."""

import http.client
import json
import re
import time
from dataclasses import dataclass, field

from . import agents
from .rounds import Round
from .server import ROOT

PASSWORD = "correct horse"
SECRET = "adas-secret"
HOUR = 3_600_000


@dataclass
class Row:
    """A route, the request that would do harm there, and where the answers differ from the usual ones.

    `body` and `query` may name `{id}` (Ada's session), `{mid}` (a message of it), `{call}` (a call that waits for her
    word there), `{name}` (her upload); so does the path. `other`: what another user is told; None where all that he can
    reach is his own, so that there is nothing to try. `nobody`: what somebody without a login is told. `foreign`: what a
    page of another site is told."""

    body: object = None
    query: str = ""
    headers: dict = field(default_factory=dict)
    other: tuple | None = (404,)
    nobody: tuple = (401,)
    foreign: tuple = (403,)


class House:
    """A Martlet with two users, of whom Ada has all that can be stolen, broken or answered."""

    def __init__(self, start, stub, hashed, workspace):
        workspace.mkdir()
        users = {name: {"password_hash": hashed} for name in ("ada", "bob")}
        self.server = start(stub, auth={"users": users, "owner": "ada"}, tools={"workspace": str(workspace)})
        self.client = self.server.client
        agents.with_tools(self.server, ["exec"])
        self.cookies = {"gone": self._log_in("ada"), "expired": self._log_in("ada")}
        self._log_out(self.cookies["gone"])
        self._age(self.cookies["expired"])
        self.cookies |= {name: self._log_in(name) for name in ("ada", "bob")}
        self.cookies["forged"] = self._forged(self.cookies["ada"])
        self._furnish(stub)

    def _log_in(self, name):
        reply = self.client.post("/api/login", {"name": name, "password": PASSWORD})
        assert reply.status == 200, reply
        return reply.headers["Set-Cookie"].split(";")[0]

    def _log_out(self, cookie):
        assert self.client.request("POST", "/api/logout", {}, {"Cookie": cookie}).status == 200

    def _age(self, cookie):
        """Nobody has used that login for two months."""
        self.server.stop()
        path = self.server.data / "logins.json"
        kept = json.loads(path.read_text())
        for record in kept:
            if record["id"] in cookie:
                record["seen"] = int(time.time() * 1000) - 60 * 24 * HOUR
        path.write_text(json.dumps(kept))
        self.server.start()

    def _forged(self, cookie):
        last = cookie[-1]
        return cookie[:-1] + ("1" if last == "0" else "0")

    def _furnish(self, stub):
        ada = self.server.client
        ada.headers["Cookie"] = self.cookies["ada"]
        upload = ada.upload((f"{SECRET}.txt", "text/plain", SECRET.encode())).json["id"]
        session = ada.new_session(name=SECRET)
        asks = agents.script(stub, Round(SECRET, [("exec", {"command": f"echo {SECRET}"})]), Round("Done."))
        turn = ada.chat(session, asks, attachments=[{"id": upload}])
        call = turn.until("approval").data["id"]
        turn.close()
        self.places = {"id": session, "mid": ada.history(session)[0]["id"], "call": call, "name": upload}
        self.places["session_id"] = session
        assert self.client.get("/api/health").status == 200  # leaves a file, once

    def fill(self, text):
        """Puts what is Ada's into a path or a body."""
        def place(match):
            assert match[1] in self.places, f"attacks.py does not know what stands for {{{match[1]}}} in {text}: name it in House.places"
            return self.places[match[1]]
        return re.sub(r"\{(\w+)\}", place, text)

    def send(self, method, path, body, headers):
        """→ status, and what of the body came at once."""
        try:
            connection, response = self.client.send(method, path, body, headers)
        except (ConnectionError, http.client.HTTPException) as error:
            return 0, repr(error).encode()
        if "event-stream" in response.headers.get("Content-Type", "") or response.status == 101:
            connection.line.settimeout(0.2)
        try:
            return response.status, response.read(65536)
        except (TimeoutError, ConnectionError, http.client.IncompleteRead):
            return response.status, b""
        finally:
            connection.close()


def routes():
    """All routes that the sources name: `on(.get, "/api/…")`."""
    found = set()
    for file in sorted((ROOT / "Sources/Web").rglob("*.swift")):
        for match in re.finditer(r'\bon\w*\(\s*\.(\w+),\s*"(/[^"]*)"', file.read_text()):
            found.add(f"{match[1].upper()} {match[2]}")
    return found
