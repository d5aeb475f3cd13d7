"""A site of somebody else: an empty page at another origin."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

FETCH = """async ([url, body]) => { try {
  const headers = {'Content-Type': 'application/json', Authorization: 'Bearer x'};
  return await (await fetch(url, {method: 'POST', body, headers})).text() } catch (error) { return String(error) } }"""


class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>elsewhere</title>")

    def log_message(self, *_):
        pass


class Elsewhere:
    def __init__(self):
        self.server = HTTPServer(("127.0.0.1", 0), Page)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_port}"

    def close(self):
        self.server.shutdown()
        self.server.server_close()
