"""Behind a stock nginx: buffering on, HTTP/1.0 to the upstream, gzip on, at the root and under a sub-path."""

import gzip

import pytest
from playwright.sync_api import expect

from harness import stub as stubs
from harness.browser import App
from harness.client import Client
from harness.events import assert_unbroken
from harness.nginx import Nginx
from harness.reader import Reader
from harness.waiting import until


@pytest.fixture
def nginx(tmp_path):
    started = []

    def front(server, location="/", **settings):
        started.append(Nginx(tmp_path / f"nginx-{len(started)}", server.port, location, **settings))
        return started[-1]

    yield front
    for one in started:
        one.close()


# The proxy's own name is what the browser sees as Host; nginx passes its upstream's address unless told otherwise.
LOCATIONS = ["/", "/chat/"]


@pytest.mark.parametrize("location", LOCATIONS)
def test_words_arrive_one_by_one(server, nginx, location):
    client = Client(nginx(server, location).url)
    id = client.new_session()
    stream = client.chat(id, "words=10 every=150")
    stream.until("done")
    assert stream.text == stubs.text(10)
    times = [event.at for event in stream.named("token")]
    # Ten words in 1.35 s: a proxy that holds them back brings them all at once.
    assert times[-1] - times[0] > 0.6, f"held back: {[round(time - times[0], 2) for time in times]}"


@pytest.mark.parametrize("location", LOCATIONS)
def test_gzip_accepting_browsers_get_words_one_by_one_too(server, nginx, location):
    client = Client(nginx(server, location).url)
    stream = client.stream("POST", "/api/chat", {"session_id": client.new_session(), "message": "words=10 every=150"},
                           {"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in stream.headers
    stream.until("done")
    times = [event.at for event in stream.named("token")]
    assert times[-1] - times[0] > 1


@pytest.mark.parametrize("location", LOCATIONS)
def test_uploads_and_assets_pass(server, nginx, location):
    client = Client(nginx(server, location).url)
    data = bytes(i % 253 for i in range(900_000))
    upload = client.upload(("u.bin", "application/octet-stream", data))
    assert upload.status == 201, upload
    url = upload.json["url"]
    assert not url.startswith("/"), "an absolute address leaves the sub-path"
    assert client.get("/" + url.removeprefix("./")).body == data
    index = client.get("/", Accept_Encoding="gzip")
    body = gzip.decompress(index.body) if index.headers.get("Content-Encoding") == "gzip" else index.body
    assert b"<html" in body.lower()


def test_a_line_cut_by_the_proxy_is_resumed(start, stub, nginx):
    """nginx gives up on an upstream that is silent; pings keep the line open, and a cut one goes on where it was."""
    server = start(stub, web={"ping_seconds": 5})
    cutting = Client(nginx(server, extra="proxy_read_timeout 1s;").url)
    id = server.client.new_session()
    reader = Reader(server.client, id)
    server.client.begin(id, "words=8 hold=4")
    connections = 0
    while not reader.finished:
        connections += 1
        reader.follow(cutting, lambda: bool(reader.finished))
        if connections == 3:
            stub.release()
    assert list(reader.texts.values()) == [stubs.text(8)] and reader.resets == 0


def test_pings_keep_the_line_open(start, stub, nginx):
    server = start(stub, web={"ping_seconds": 1})
    client = Client(nginx(server, extra="proxy_read_timeout 2s;").url)
    stream = client.chat(client.new_session(), "words=8 hold=4")
    until(lambda: stream.pings >= 4, what="pings through nginx")
    stub.release()
    stream.until("done")
    assert_unbroken(stream.events)
    assert stream.text == stubs.text(8)


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("location", LOCATIONS)
def test_the_app_works_behind_basic_auth(server, nginx, chromium, location, size, output):
    front = nginx(server, location, password=("ada", "lovelace"))
    assert Client(front.url).get("/").status == 401
    app = App(chromium, front.url, size, http_credentials={"username": "ada", "password": "lovelace"})
    app.open()
    app.say("words=12 every=50")
    app.await_words(stubs.text(3))
    app.await_state("done")
    app.page.reload()
    app.ready()
    app.await_words(stubs.text(3))
    app.shot(output, f"nginx-{location.strip('/') or 'root'}")
    app.clean()
    app.close()


def test_a_name_without_tls_behind_a_bare_proxy(chromium, server, nginx, tmp_path):
    """As on a Raspberry Pi at home: browsers say `Sec-Fetch-Site` to loopback and over TLS only, and nginx passes no name."""
    front = nginx(server, "/chat/")
    arguments = ["--no-sandbox", "--host-resolver-rules=MAP raspberrypi 127.0.0.1"]
    named = chromium.browser_type.launch(executable_path="/usr/bin/chromium", args=arguments)
    app = App(named, f"http://raspberrypi:{front.port}/chat/", "phone").open()
    picture = tmp_path / "note.txt"
    picture.write_text("The tide.")
    app.hook("file-input").set_input_files(picture)
    expect(app.hook("send")).to_be_enabled()
    app.say("words=3")
    app.await_state("done")
    expect(app.messages("user").locator("[data-test=attachment]")).to_have_count(1)
    app.answer.locator("[data-test=regenerate]").tap()
    app.await_state("done")
    # Without TLS browsers ignore this one field, and say so.
    assert not app.foreign and all("Cross-Origin-Opener-Policy" in fault for fault in app.faults), app.faults
    app.close()
    named.close()
