"""One server that a whole file of refusals may share, because nothing may change it."""

import re
from contextlib import contextmanager

from .server import Martlet
from .stub import StubModel


class World:
    """One server with a session of two messages and an upload; shared, because nothing here may change it."""

    def __init__(self, server):
        self.server, self.client = server, server.client
        self.s = self.client.new_session(name="unchanged")
        self.client.chat(self.s, "words=3").until("done")
        self.m = self.client.history(self.s)[0]["id"]
        self.u = self.client.upload(("a.txt", "text/plain", b"unchanged")).json["id"]

    def at(self, path):
        return path.format(s=self.s, m=self.m, u=self.u)

    def refused(self, method, path, body=None, headers=None, statuses=(400, 422)):
        """Asserts a refusal in the house's error shape that left no trace."""
        before = self.server.state()
        reply = self.client.request(method, self.at(path), body, headers)
        assert reply.status in statuses, f"{method} {path} {str(body)[:80]} {headers}: {reply}"
        if method != "HEAD":
            error = reply.json["error"]
            assert re.fullmatch(r"[a-z_]+", error["code"]) and len(error["message"]) > 5, reply
        assert self.server.state() == before, f"{method} {path} {str(body)[:80]} left a trace"
        return reply


@contextmanager
def unchanged_world(folder):
    model = StubModel()
    server = Martlet(folder, model).start()
    yield World(server)
    server.stop()
    model.close()
