"""The process: how it starts, how it ends, and what it serves besides the API."""

import gzip
import json
import re
import subprocess
import time

import pytest

from harness import stub as stubs
from harness.server import executable


def test_sigterm_in_mid_turn_ends_politely_and_keeps_the_answer(server, client):
    id = client.new_session()
    stream = client.chat(id, "words=9 silent=4")
    stream.until_tokens(4)
    began = time.monotonic()
    assert server.terminate() == 0
    assert time.monotonic() - began < 5
    stream.until_end()
    server.start()
    question, answer = client.history(id)
    assert answer["content"] == stubs.text(4)
    assert answer.get("interrupted") or answer.get("stopped"), "nobody can see that the answer is not whole"


def test_kill_nine_in_mid_turn_keeps_what_was_received(server, client):
    id = client.new_session()
    stream = client.chat(id, "words=9 silent=4 reasoning=3")
    stream.until_tokens(4)
    server.restart()
    question, answer = client.history(id)
    assert question["content"] == "words=9 silent=4 reasoning=3"
    assert answer["interrupted"] is True and answer["content"] == stubs.text(4)
    assert [part["type"] for part in answer["parts"]] == ["reasoning", "text"]
    assert not client.session(id)["running"]
    resumed = client.follow(id, stream.cursor)
    resumed.until("done", "error", "reset")


def test_an_idle_server_ends_at_once(server):
    began = time.monotonic()
    assert server.terminate() == 0
    assert time.monotonic() - began < 1


def test_a_second_server_on_the_same_folder_refuses(server):
    config = {"channels": {"web": {"port": 0}}}
    other = server.folder / "other.json"
    other.write_text(json.dumps(config))
    second = subprocess.run([executable(), "serve", "--config", other, "--data", server.data],
                            capture_output=True, text=True, timeout=10)
    assert second.returncode == 1 and str(server.data) in second.stderr
    assert server.client.get("/api/health").status == 200


def test_the_lock_dies_with_its_owner(server):
    server.kill()
    server.start()


def test_the_data_folder_is_private(server):
    assert server.data.stat().st_mode & 0o777 == 0o700


def test_static_dir_serves_another_front_end_and_its_edits(start, tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("<p>first")
    (tmp_path / "secret.txt").write_text("not for you")
    (site / "link.txt").symlink_to(tmp_path / "secret.txt")
    client = start(web={"static_dir": str(site)}).client
    first = client.get("/")
    assert first.body == b"<p>first"
    (site / "index.html").write_text("<p>second")
    second = client.get("/", If_None_Match=first.headers.get("ETag", "none"))
    assert (second.status, second.body) == (200, b"<p>second")
    (site / "new.js").write_text("let a")
    assert client.get("/new.js").headers["Content-Type"].startswith("text/javascript")
    for path in ("/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/link.txt"):
        assert b"not for you" not in client.get(path).body, path
    assert client.get("/api/health").status == 200


class TestAssets:
    """The app, from memory."""

    def hashed(self, client):
        """The versioned address of the app's main module."""
        return "/" + re.search(r'"((?:\./)?v/[0-9a-f]+/[\w./-]+\.js)"', client.get("/").body.decode())[1].removeprefix("./")

    def test_the_index_is_never_stale_and_locked_down(self, client):
        index = client.get("/")
        assert index.status == 200 and index.headers["Content-Type"].startswith("text/html")
        assert index.headers["Cache-Control"] == "no-cache"
        policy = index.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "require-trusted-types-for" in policy
        assert index.headers["X-Content-Type-Options"] == "nosniff" and index.headers["Referrer-Policy"]
        assert b"{{build}}" not in index.body

    def test_hashed_names_never_expire(self, client):
        reply = client.get(self.hashed(client))
        assert reply.status == 200 and "immutable" in reply.headers["Cache-Control"]

    @pytest.mark.parametrize("accept, coded", [
        ("gzip", True), ("gzip, br", True), ("*", None), ("", False), ("identity", False), ("gzip;q=0", False), ("br", False)])
    def test_gzip_for_those_who_take_it(self, client, accept, coded):
        plain = client.get("/", Accept_Encoding="identity")
        reply = client.get("/", Accept_Encoding=accept)
        packed = reply.headers.get("Content-Encoding") == "gzip"
        assert coded is None or packed == coded
        assert (gzip.decompress(reply.body) if packed else reply.body) == plain.body
        assert "Accept-Encoding" in reply.headers["Vary"]

    def test_etags_spare_the_bytes(self, client):
        for path in ("/", self.hashed(client), "/sw.js", "/manifest.webmanifest"):
            first = client.get(path, Accept_Encoding="gzip")
            assert first.status == 200, path
            for tag in (first.headers["ETag"], f'"x", {first.headers["ETag"]}', "*"):
                again = client.get(path, Accept_Encoding="gzip", If_None_Match=tag)
                assert (again.status, again.body) == (304, b""), (path, tag)
            assert client.get(path, If_None_Match='"other"').status == 200

    def test_head_is_get_without_a_body(self, client):
        for path in ("/", self.hashed(client), "/api/health"):
            get = client.get(path, Accept_Encoding="gzip")
            head = client.request("HEAD", path, headers={"Accept-Encoding": "gzip"})
            assert (head.status, head.body) == (200, b"")
            assert head.headers["Content-Length"] == str(len(get.body))
            assert head.headers.get("ETag") == get.headers.get("ETag")

    def test_what_is_not_there_is_not_found(self, client):
        for path in ("/nothing.js", "/v/nothing.js", "/index.html/x"):
            assert client.get(path).status == 404, path

    def test_a_tab_of_an_older_build_gets_nothing_that_stays(self, client):
        old = client.get("/v/0000/app.js")
        assert old.status == 404 or "immutable" not in old.headers["Cache-Control"]
