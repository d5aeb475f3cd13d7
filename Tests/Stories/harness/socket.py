"""A client at the WebSocket's door, by PyPI's websockets."""

import json

from websockets.sync.client import connect


class ChatSocket:
    """Everything it was sent is in `messages`, `connected` too."""

    def __init__(self, server, session, headers=None, ssl=None, **query):
        words = "&".join(f"{name}={value}" for name, value in query.items() if value is not None)
        url = server.url.replace("http", "ws", 1).rstrip("/")
        self.opened = connect(f"{url}/ws/chat/{session}?{words}", additional_headers=headers, max_size=None, proxy=None,
                              open_timeout=20, ping_interval=None, ssl=ssl)
        self.line = self.opened.__enter__()
        self.messages = []
        self.connected = self.next()
        assert self.connected["type"] == "connected", self.connected

    def next(self, timeout=20):
        self.messages.append(json.loads(self.line.recv(timeout)))
        return self.messages[-1]

    def until(self, *types):
        while self.next()["type"] not in types:
            pass
        return self.messages[-1]

    def send(self, type, **fields):
        self.line.send(json.dumps({"type": type, **fields}))

    def chat(self, message, **payload):
        self.send("chat", payload={"message": message, **payload})

    @property
    def cursor(self):
        return self.messages[-1]["cursor"]

    @property
    def types(self):
        return [message["type"] for message in self.messages]

    def text(self, channel="answer"):
        return "".join(m["text"] for m in self.messages if m["type"] == "delta" and m["channel"] == channel)

    @property
    def steps(self):
        return [m["data"] for m in self.messages if m["type"] == "reasoning_step"]

    def cut(self):
        """Gone without a word."""
        self.line.socket.shutdown(2)
        self.line.close()

    def close(self):
        self.line.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
