"""A bot on cue: hears what it is told, says what the story says."""

import base64
import functools
import re
import struct
import subprocess
import zlib

from .client import Client, multipart
from .server import ROOT, executable

TOKEN = ["bot-token-of-the-stories", "token-of-another-bot"]


@functools.cache
def hashes():
    import hashlib
    return ["sha256$" + hashlib.sha256(token.encode()).hexdigest() for token in TOKEN]


def with_bots(start, **settings):
    """A server with the demo, and two bots with an agent each."""
    home, other = hashes()
    return start(bots={"home": {"token_hash": home, **settings}, "away": {"token_hash": other}},
                 agents={"default": {"provider": "demo"}, "demo": {"provider": "demo"},
                         "nano": {"bot": "home", "label": "Nano"}, "other": {"bot": "away"}})


class Bot:
    def __init__(self, house, place=None, token=TOKEN[0], listens=True):
        self.house, self.token = house, token
        self.stream = None
        if listens:
            self.stream = self.client.stream("GET", "/api/bot/events", headers={"Last-Event-ID": place} if place else {})

    @property
    def client(self):
        client = Client(self.house.url)
        client.headers["Authorization"] = f"Bearer {self.token}"
        return client

    def call(self, path, body):
        return self.client.post(path, body)

    def post(self, session, verb, **body):
        return self.call(f"/api/bot/{session}/{verb}", body)

    def file(self, session, name, form):
        data = png() if name.endswith(".png") else b"some notes\n"
        if form:
            body, kind = multipart([("file", name, "application/octet-stream", data)])
            return self.client.request("POST", f"/api/bot/{session}/file", body, {"Content-Type": kind})
        return self.post(session, "file", filename=name, mimetype="", data=base64.b64encode(data).decode())

    def asked(self, text):
        """The question with that text, once it has come."""
        return self.stream.wait(
            lambda events: next((e.data for e in events if e.name == "message" and e.data["text"] == text), None))

    def heard(self, name):
        return self.stream.until(name).data

    def all(self, name, count):
        self.stream.wait(lambda events: len([e for e in events if e.name == name]) >= count)
        return [e.data for e in self.stream.named(name)]

    def away(self):
        if self.stream:
            self.stream.close()


def png():
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")


def readme_bot():
    """The program that the README shows below "A bot"."""
    text = (ROOT / "README.md").read_text()
    return re.search(r"```python\n(.*?MARTLET_BOT_TOKEN.*?)```", text, re.S)[1]
