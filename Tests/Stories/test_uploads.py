"""Files: in by multipart, out by range, to the model as pictures and text, and never as a page that runs."""

import base64
import http.client
import zlib

import pytest

from harness.client import multipart
from harness.waiting import until

PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
HTML = b"<!doctype html><script>parent.ran = true; fetch('/api/sessions', {method: 'POST'})</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def fetch(client, upload, **headers):
    return client.get("/" + upload["url"].removeprefix("./").lstrip("/"), **headers)


def test_a_file_comes_back_as_it_went_in(client):
    data = bytes(range(256)) * 4000
    reply = client.upload(("blob.bin", "application/octet-stream", data))
    assert reply.status == 201
    upload = reply.json
    assert (upload["name"], upload["size"]) == ("blob.bin", len(data))
    back = fetch(client, upload)
    assert back.body == data
    assert back.headers["X-Content-Type-Options"] == "nosniff"
    assert back.headers["Content-Disposition"].startswith("attachment")


def test_several_files_answer_as_an_array(client):
    reply = client.upload(("a.txt", "text/plain", b"one"), ("b.png", "image/png", PNG))
    assert [(u["name"], u["mime"]) for u in reply.json] == [("a.txt", "text/plain"), ("b.png", "image/png")]


@pytest.mark.parametrize("asked, status, wanted", [
    ("bytes=0-9", 206, slice(0, 10)), ("bytes=990-", 206, slice(990, None)), ("bytes=-5", 206, slice(995, None)),
    ("bytes=5-5", 206, slice(5, 6)), ("bytes=500-99999", 206, slice(500, None)), ("bytes=1000-", 416, None),
    ("bytes=9-5", 200, slice(None)), ("lines=1-2", 200, slice(None)),
])
def test_ranges(client, asked, status, wanted):
    data = bytes(i % 251 for i in range(1000))
    upload = client.upload(("r.bin", "application/octet-stream", data)).json
    reply = fetch(client, upload, Range=asked)
    assert reply.status == status
    if status == 416:
        assert reply.headers["Content-Range"] == "bytes */1000"
        assert reply.headers.get_all("Content-Type") == ["application/json"]
        return
    assert reply.body == data[wanted]
    if status == 206:
        first = range(1000)[wanted][0]
        assert reply.headers["Content-Range"] == f"bytes {first}-{first + len(reply.body) - 1}/1000"


@pytest.mark.parametrize("name, claimed, data, shown_as", [
    ("p.png", "image/png", PNG, "image/png"), ("p.png", "text/html", PNG, "image/png"), ("x.html", "text/html", HTML, "text/plain"),
    ("x.png", "image/png", HTML, "text/plain"), ("x.svg", "image/svg+xml", SVG, "text/plain"),
    ("x.png", "image/png", SVG, "text/plain"), ("x.js", "text/javascript", b"alert(1)", "text/plain"),
    ("x.xml", "text/xml", b"<?xml version='1.0'?><a/>", "text/plain"),
], ids=lambda value: repr(value)[:24])
def test_only_known_safe_types_are_shown(client, name, claimed, data, shown_as):
    """By content, not by name: what could run is a download or plain text, in a sandbox, never sniffed."""
    upload = client.upload((name, claimed, data)).json
    reply = fetch(client, upload)
    if reply.headers["Content-Disposition"].startswith("inline"):
        assert reply.headers["Content-Type"].split(";")[0] == shown_as
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in reply.headers["Content-Security-Policy"]


def test_the_name_can_lie_but_not_travel(server, client):
    assert client.upload(("a\x01b.txt", "text/plain", b"x")).status == 400
    for name in ("../../../evil.txt", "..\\evil.txt", "/etc/evil", "x" * 300 + ".txt", "nul\u202egpj.exe"):
        upload = client.upload((name, "text/plain", b"harmless")).json
        assert fetch(client, upload).body == b"harmless"
    outside = [p for p in server.folder.rglob("*evil*") if not p.is_relative_to(server.data / "uploads")]
    assert not outside


def test_an_upload_over_the_limit_is_refused_and_nothing_kept(start, stub):
    server = start(stub, web={"max_upload_mb": 1})
    client = server.client
    before = server.state()
    reply = client.upload(("big.bin", "application/octet-stream", b"x" * (1 << 20) + b"x" * 5000))
    assert reply.status == 413, reply
    assert server.state() == before
    assert client.upload(("ok.bin", "application/octet-stream", b"x" * 1_000_000)).status == 201


def test_an_upload_that_breaks_off_leaves_nothing(server):
    body, kind = multipart([("file", "half.bin", "application/octet-stream", b"y" * 500_000)])
    before = server.state()
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection.putrequest("POST", "/api/upload")
    connection.putheader("Content-Type", kind)
    connection.putheader("Content-Length", str(len(body)))
    connection.endheaders()
    connection.send(body[:300_000])
    connection.close()
    until(lambda: server.state() == before, what="the half upload gone")


def test_an_upload_is_streamed_to_disk(server, client):
    rest = server.resident_kib()
    body = zlib.compress(b"", 0) + bytes(20 << 20)
    upload = client.upload(("large.bin", "application/octet-stream", body)).json
    assert upload["size"] == len(body)
    assert server.resident_kib() - rest < 10 << 10, "the upload was held in memory"


def test_a_picture_goes_to_the_model_as_a_picture_and_a_text_as_text(client, stub):
    id = client.new_session()
    picture, note = client.upload(("p.png", "image/png", PNG), ("note.md", "text/markdown", "Grüße".encode())).json
    stream = client.chat(id, "words=2", attachments=[{"id": picture["id"]}, {"id": note["id"]}])
    stream.until("done")
    parts = stub.asked[0].body["messages"][-1]["content"]
    images = [part["image_url"]["url"] for part in parts if part["type"] == "image_url"]
    assert images == ["data:image/png;base64," + base64.b64encode(PNG).decode()]
    assert '<file name="note.md">' in stub.asked[0].last and "Grüße" in stub.asked[0].last
    kept = client.history(id)[0]["attachments"]
    assert [(a["id"], a["name"], a["mime"], a["size"]) for a in kept] == [
        (picture["id"], "p.png", "image/png", len(PNG)), (note["id"], "note.md", note["mime"], 7)]


def test_a_deleted_session_takes_its_uploads_along(client):
    id = client.new_session()
    upload = client.upload(("p.png", "image/png", PNG)).json
    client.chat(id, "words=2", attachments=[{"id": upload["id"]}]).until("done")
    assert fetch(client, upload).status == 200
    client.delete(f"/api/sessions/{id}")
    assert fetch(client, upload).status == 404


def test_an_upload_survives_kill_nine(server, client):
    upload = client.upload(("p.pdf", "application/pdf", PDF)).json
    server.restart()
    assert fetch(client, upload).body == PDF


def test_an_empty_form_is_refused(client):
    body, kind = multipart([])
    assert client.request("POST", "/api/upload", body, {"Content-Type": kind}).status in (400, 422)
