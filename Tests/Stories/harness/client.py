"""A small HTTP client that hides nothing: JSON, multipart, event streams, and bytes over a bare socket."""

import base64
import http.client
import json
import secrets
import socket
from urllib.parse import urlsplit

from .events import EventStream


class Reply:
    def __init__(self, response):
        self.status, self.headers, self.body = response.status, response.headers, response.read()

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        """The error code of a refusal."""
        return self.json["error"]["code"]

    def __repr__(self):
        return f"{self.status} {self.body[:300]!r}"


class Client:
    """Speaks to a Martlet mounted at `url` (any sub-path)."""

    def __init__(self, url, user=None, password=None, timeout=15):
        parts = urlsplit(url)
        self.host, self.port, self.base = parts.hostname, parts.port, parts.path.rstrip("/")
        self.timeout = timeout
        self.headers = {}
        if user:
            self.headers["Authorization"] = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()

    def send(self, method, path, body=None, headers=None, timeout=None):
        connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout or self.timeout)
        headers = {**self.headers, **(headers or {})}
        if isinstance(body, (dict, list)):
            headers = {"Content-Type": "application/json", **headers}
            body = json.dumps(body).encode()
        connection.connect()
        connection.line = connection.sock  # the answer's "Connection: close" takes it out of `sock`
        connection.request(method, self.base + path, body, headers)
        return connection, connection.getresponse()

    def request(self, method, path, body=None, headers=None):
        connection, response = self.send(method, path, body, headers)
        try:
            return Reply(response)
        finally:
            connection.close()

    def get(self, path, **headers):
        return self.request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})

    def post(self, path, body):
        return self.request("POST", path, body)

    def put(self, path, body):
        return self.request("PUT", path, body)

    def patch(self, path, body):
        return self.request("PATCH", path, body)

    def delete(self, path):
        return self.request("DELETE", path)

    def stream(self, method, path, body=None, headers=None):
        """Opens an event stream; the head of the answer has come when this returns."""
        connection, response = self.send(method, path, body, headers)
        if response.status != 200:
            raise AssertionError(f"{method} {path}: {Reply(response)}")
        connection.line.settimeout(None)
        return EventStream(connection, response)

    # The verbs of the chat API.

    def new_session(self, **fields):
        reply = self.post("/api/sessions", fields)
        assert reply.status == 201, reply
        return reply.json["id"]

    def session(self, id):
        reply = self.get(f"/api/sessions/{id}")
        assert reply.status == 200, reply
        return reply.json

    def history(self, id):
        return self.session(id)["history"]

    def chat(self, session, message, **fields):
        """Says something and returns the turn's event stream."""
        return self.stream("POST", "/api/chat", {"session_id": session, "message": message, **fields})

    def begin(self, session, message, **fields):
        """Says something and returns at once: turn_id, message_id, cursor."""
        body = {"session_id": session, "message": message, **fields}
        reply = self.request("POST", "/api/chat", body, {"Accept": "application/json"})
        assert reply.status == 202, reply
        return reply.json

    def follow(self, session, after=None):
        """Opens the session's numbered events after a cursor (or live from now)."""
        headers = {"Last-Event-ID": after} if after else {}
        return self.stream("GET", f"/api/sessions/{session}/events", headers=headers)

    def stop(self, session):
        reply = self.post("/api/stop", {"session_id": session})
        assert reply.status == 200, reply
        return reply.json["stopped"]

    def approve(self, session, call, option="allow"):
        reply = self.post(f"/api/sessions/{session}/approvals/{call}", {"option": option})
        assert reply.status == 200, reply

    def upload(self, *files):
        """Uploads (name, type, bytes) parts."""
        body, kind = multipart([("file", *file) for file in files])
        return self.request("POST", "/api/upload", body, {"Content-Type": kind})

    def raw(self, data, seconds=5):
        """Sends bytes as they are and returns all that comes until the server closes (or is silent that long)."""
        with socket.create_connection((self.host, self.port), timeout=seconds) as connection:
            connection.sendall(data)
            return receive_all(connection)


def receive_all(connection):
    received = b""
    try:
        while data := connection.recv(65536):
            received += data
    except (TimeoutError, ConnectionError):
        pass
    return received


def multipart(parts):
    """(field, file name, type, bytes) parts → body, content type."""
    boundary = "story-" + secrets.token_hex(8)
    body = b""
    for name, filename, kind, data in parts:
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
        body += head.encode() + f"Content-Type: {kind}\r\n\r\n".encode() + data + b"\r\n"
    return body + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"
