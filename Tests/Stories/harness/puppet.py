"""A Martlet that is only played: it serves the app from its folder and says to it what a test tells it to say, in the
wire's own shapes, at the moment the test chooses. For what a page makes of events, before and beside the real agent."""

import json
import re
from urllib.parse import parse_qs, unquote, urlsplit

from .background import Listener, loop
from .server import ROOT
from .stub import read_head
from .waiting import until

ASSETS = ROOT / "Assets"
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
          "manifest-src 'self'; worker-src 'self'; require-trusted-types-for 'script'; trusted-types martlet")
TYPES = {"js": "text/javascript", "css": "text/css", "html": "text/html", "svg": "image/svg+xml", "png": "image/png",
         "webmanifest": "application/manifest+json"}
DEFAULT = "11111111-2222-4333-8444-555555555555"


class Puppet(Listener):
    """`say(event, data)` reaches every page; what pages ask for is in `asked` as (method, path, body)."""

    def __init__(self):
        self.agents = [{"name": "default", "label": "Helper", "model": "model-1", "reasoning": True, "tools": ["exec"]}]
        self.sessions, self.details, self.uploads = {}, {}, {}
        self.asked, self.streams, self.answers = [], [], {}
        self.add(DEFAULT, "Played")
        super().__init__()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def add(self, id, name, history=(), **info):
        self.sessions[id] = {"id": id, "name": name, "created": 1, "updated": 1, "pinned": False, "running": False,
                             "preview": "", **info}
        self.details[id] = {"history": list(history), "cursor": "e-0"}
        return id

    def turn(self, session=DEFAULT, question="Do it", message="m-1"):
        """A turn begins; returns the user's message."""
        said = {"id": f"{message}-q", "role": "user", "at": 1, "content": question}
        self.say("turn_start", {"turn_id": "t-1", "message_id": message, "user_message": said, "agent": "default"}, session)
        return said

    def say(self, name, data, session=DEFAULT):
        """Tells an event of a session; numbered, and part of what a page reads later."""
        epoch, number = self.details[session]["cursor"].split("-")
        self.details[session]["cursor"] = id = f"{epoch}-{int(number) + 1}"
        self._send(f"id: {id}\nevent: {name}\ndata: {json.dumps(data)}\n\n", session)

    def tell(self, name, data):
        """Tells of the list: without a number, to every page."""
        if name == "session":
            self.sessions[data["id"]] = data = {**self.sessions.get(data["id"], {}), **data}
        self._send(f"event: {name}\ndata: {json.dumps(data)}\n\n", None)

    def _send(self, text, session):
        def write():
            for followed, writer in self.streams:
                if session in (None, followed):
                    writer.write(text.encode())
        loop().call_soon_threadsafe(write)

    async def serve(self, reader, writer):
        while head := await read_head(reader):
            method, target, headers = head
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            parts = urlsplit(target)
            if parts.path == "/api/events":
                return await self._follow(reader, writer, parse_qs(parts.query).get("session", [""])[0])
            self._reply(writer, *self._answer(method, unquote(parts.path), body, parse_qs(parts.query)))
            await writer.drain()

    async def _follow(self, reader, writer, session):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n: hello\n\n")
        self.streams.append((session, writer))
        try:
            await reader.read(1)
        finally:
            self.streams.remove((session, writer))

    def _answer(self, method, path, body, query):
        """→ status, media type, bytes"""
        if not path.startswith("/api/"):
            return self._asset(path)
        value = json.loads(body) if body.startswith((b"{", b"[")) else None
        self.asked.append((method, path, value))
        if (method, path) in self.answers:
            return self._json(*self.answers[method, path])
        if path == "/api/agents":
            return self._json(200, self.agents)
        if path == "/api/sessions":
            return self._json(200, self._list(query.get("q", [""])[0]))
        if match := re.fullmatch(r"/api/uploads/([^/]+)", path):
            return 200, *self.uploads.get(match[1], ("text/plain", b"upload"))
        if match := re.fullmatch(r"/api/sessions/([0-9a-f-]{36})", path):
            if method in ("PATCH", "PUT"):
                self.tell("session", {"id": match[1], **(value or {})})
            return self._session(match[1], method)
        return self._json(200, {"ok": True})

    def _list(self, words):
        return list(self.sessions.values())

    def _session(self, id, method):
        if id not in self.sessions:
            return self._json(404, {"error": {"code": "session_not_found", "message": "There is no such session."}})
        return self._json(200, {**self.sessions[id], **(self.details[id] if method == "GET" else {})})

    def _json(self, status, value):
        return status, "application/json", json.dumps(value).encode()

    def _asset(self, path):
        name = re.sub(r"^/v/[^/]*/", "", path).lstrip("/") or "index.html"
        file = ASSETS / name
        if not file.is_file():
            return self._json(404, {"error": {"code": "not_found", "message": path}})
        return 200, TYPES.get(file.suffix[1:], "text/plain"), file.read_bytes()

    def _reply(self, writer, status, kind, body):
        head = (f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nCache-Control: no-store\r\n"
                f"Content-Security-Policy: {POLICY}\r\n\r\n")
        writer.write(head.encode() + body)

    def followed(self, session=DEFAULT, seconds=5):
        """Waits until a page hears what is said of that session: nothing is said twice here."""
        until(lambda: any(one == session for one, _ in self.streams), seconds, f"a page that follows {session}")

    def awaits(self, method, path, seconds=5):
        """Waits until a page has asked that, and returns the body of the last time."""
        found = lambda: [body for asked, where, body in self.asked if (asked, where) == (method, path)]
        return until(lambda: found() and [found()[-1]], seconds, f"{method} {path}")[0]
