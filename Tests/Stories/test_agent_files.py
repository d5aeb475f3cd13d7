"""Tools that look around in the workspace and on the web, in the real binary."""

import http.server
import threading

import pytest

from harness.agents import begin, script, tools_of
from harness.rounds import Round

PAGE = b"<title>Birds</title><nav>menu</nav><main><h1>Martlets</h1><p>See <a href='/feet'>their feet</a>.</p></main>"


@pytest.fixture
def page():
    """A page of this machine, and the paths that were asked of it."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(302 if self.path == "/away" else 200)
            self.send_header("Location", f"http://127.0.0.2:{self.server.server_port}/inner")
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(PAGE)))
            self.end_headers()
            self.wfile.write(PAGE)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("0.0.0.0", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    server.asked = asked
    yield server
    server.shutdown()
    server.server_close()


def test_looking_around_asks_nobody(agent, stub):
    (agent.workspace / "src").mkdir()
    (agent.workspace / "src" / "milk.txt").write_text("no milk here\n")
    stream = agent.client.chat(agent.client.new_session(), script(stub, Round("", [
        ("list_files", {}), ("search_files", {"pattern": r"\bmilk$"}), ("list_files", {"path": "../.."}),
        ("search_files", {"pattern": "root", "path": "/etc"})]), Round("Seen.")))
    parts = tools_of(stream.until("done").data["message"])
    assert not stream.named("approval")
    assert parts[0]["output"] == "notes.md  22\nother.md  8\nsrc/\nsrc/milk.txt  13\n", parts[0]
    assert parts[1]["output"] == "notes.md:2: - milk\n", parts[1]
    assert parts[1]["call_str"] == r"search \bmilk$"
    assert [part["ok"] for part in parts] == [True, True, False, False]
    assert "outside the workspace" in parts[2]["output"] and "outside the workspace" in parts[3]["output"]


def fetched(server, stub, url):
    client = server.client
    id = client.new_session()
    stream = client.chat(id, script(stub, Round("", [("fetch_url", {"url": url})]), Round("Read.")))
    if (asked := stream.until("approval", "done")).name == "approval":  # an odd spelling is refused unasked
        assert asked.data["call_str"] == f"fetch {url}"
        client.approve(id, asked.data["id"])
    return tools_of(stream.until("done").data["message"])[0]


def test_a_page_of_this_machine_is_out_of_reach(agent, stub, page):
    for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0.0.0.0"):
        part = fetched(agent, stub, f"http://{host}:{page.server_port}/")
        assert not part["ok"], part["output"]
    assert page.asked == []


def test_a_page_that_the_configuration_allows_is_readable(start, stub, tmp_path, page):
    server = begin(start, stub, tmp_path, fetch_url={"allow_private": ["127.0.0.1"]})
    base = f"http://127.0.0.1:{page.server_port}"
    part = fetched(server, stub, base + "/birds")
    assert part["ok"] and f"Title: Birds\n\n# Martlets\n\nSee [their feet]({base}/feet)." in part["output"], part["output"]
    part = fetched(server, stub, base + "/away")
    assert not part["ok"] and "127.0.0.2, which may not be connected to" in part["output"], part["output"]
    assert page.asked == ["/birds", "/away"]
