"""Behind the sites that are shipped: nginx and Caddy with TLS and HTTP/2, under a sub-path, with a login in front."""

import json
import re
import ssl
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect
from websockets.exceptions import InvalidStatus

from harness import stub as stubs
from harness.browser import App
from harness.caddy import Caddy
from harness.site import Site
from harness.socket import ChatSocket
from harness.tls import Authority


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"), "localhost")


@pytest.fixture
def front(tmp_path, authority):
    """Puts a proxy in front of a server: `nginx`, `nginx-sub` (under /chat/) or `caddy`."""
    started = []

    def begin(kind, server, **settings):
        folder = tmp_path / f"front-{len(started)}"
        if kind == "caddy":
            one = Caddy(folder, server.port, authority)
        else:
            one = Site(folder, server.port, authority, path="/chat/" if kind == "nginx-sub" else "/", **settings)
        started.append(one)
        return one

    yield begin
    for one in started:
        one.close()


def curl(authority, *arguments, **options):
    command = ["curl", "--silent", "--show-error", "--cacert", str(authority.root), "--http2", *arguments]
    return subprocess.run(command, capture_output=True, check=True, timeout=60, **options).stdout


def post(authority, url, body, *more):
    return curl(authority, "-H", "Content-Type: application/json", "-d", json.dumps(body), *more, url)


KINDS = ["nginx", "nginx-sub", "caddy"]


@pytest.mark.parametrize("kind", KINDS)
def test_speaks_http2_and_words_arrive_one_by_one(kind, front, server, authority):
    url = front(kind, server).url
    assert curl(authority, "-o", "/dev/null", "-w", "%{http_version}", f"{url}/") == b"2"
    id = json.loads(post(authority, f"{url}/api/sessions", {}))["id"]
    command = ["curl", "-sN", "--http2", "--cacert", str(authority.root), "-H", "Content-Type: application/json",
               "-d", json.dumps({"session_id": id, "message": "words=10 every=150"}), f"{url}/api/chat"]
    times = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            if line.startswith("event: token"):
                times.append(time.monotonic())
            if line.startswith("event: done"):
                break
        process.terminate()
    # Ten words in 1.35 s: a proxy that holds them back brings them all at once.
    assert times[-1] - times[0] > 0.6, f"held back: {[round(time - times[0], 2) for time in times]}"


@pytest.mark.parametrize("kind", KINDS)
def test_tls_is_asked_for_and_no_version_told(kind, front, server, authority):
    url = front(kind, server).url
    for path, status in (("/", 200), ("/api/sessions", 200), ("/api/nothing", 404)):
        answer = curl(authority, "-D", "-", "-o", "/dev/null", url + path).decode().lower()
        assert f"http/2 {status}" in answer and "strict-transport-security: max-age=31536000" in answer, answer
        assert answer.count("x-content-type-options: nosniff") == answer.count("content-security-policy:") == 1, answer
        assert not re.search(r"(server|via|x-powered-by):.*\d\.\d", answer), answer


@pytest.mark.parametrize("kind", KINDS)
def test_24_mib_go_up_and_come_down(kind, front, server, authority, tmp_path):
    url = front(kind, server).url
    data = bytes(range(251)) * (24 * 1024 * 1024 // 251)
    (tmp_path / "big.bin").write_bytes(data)
    upload = json.loads(curl(authority, "-F", f"file=@{tmp_path}/big.bin", f"{url}/api/upload"))
    assert upload["size"] == len(data)
    assert curl(authority, f"{url}/api/uploads/{upload['id']}") == data


@pytest.mark.parametrize("kind", KINDS)
def test_the_app_works_and_its_login_keeps_its_cookie_to_tls(kind, front, start, stub, chromium, hashed):
    server = start(stub=stub, auth={"users": {"ada": {"password_hash": hashed}}})
    app = App(chromium, front(kind, server).url, "phone", ignore_https_errors=True)
    try:
        app.page.goto(app.url)
        app.hook("login-name").fill("ada")
        app.hook("login-password").fill("correct horse")
        app.hook("login-enter").tap()
        app.hook("login").wait_for(state="detached")
        app.ready()
        cookie, = app.context.cookies()
        assert cookie["secure"] and cookie["httpOnly"] and cookie["sameSite"] == "Lax"
        app.say("words=20 every=50")
        app.await_words(stubs.text(20))
        app.page.reload()
        app.ready()
        app.await_words(stubs.text(20))
    finally:
        app.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_websocket_passes(kind, front, server, client, authority):
    site = front(kind, server)
    trust = ssl.create_default_context(cafile=str(authority.root))
    origin = "/".join(site.url.split("/")[:3])
    id = client.new_session()
    with ChatSocket(site, id, {"Origin": origin}, trust) as one, ChatSocket(site, id, {"Origin": origin}, trust) as other:
        one.chat("words=30 every=10")
        for each in (one, other):
            each.until("reasoning_complete")
            assert each.text() == stubs.text(30)
        assert one.messages[1:] == other.messages[1:]
    with pytest.raises(InvalidStatus) as caught:
        ChatSocket(site, id, {"Origin": "https://evil.example"}, trust)
    assert caught.value.response.status_code == 403


def log_in(app, name):
    app.hook("login-name").fill(name)
    app.hook("login-password").fill("correct horse")
    app.hook("login-enter").click()
    app.hook("login").wait_for(state="detached")
    app.ready()


def test_a_login_that_runs_out_in_mid_turn_and_another_user(front, start, stub, chromium, hashed):
    """The turn goes on without her, she sees all of it when she is back, and nobody else does, not even at her browser."""
    server = start(stub=stub, auth={"users": {name: {"password_hash": hashed} for name in ("ada", "bob")}, "owner": "ada"})
    url = front("nginx-sub", server).url
    ada, bob = (App(chromium, url, "desktop", ignore_https_errors=True) for _ in range(2))
    try:
        for app, name in ((ada, "ada"), (bob, "bob")):
            app.page.goto(app.url)
            log_in(app, name)
        ada.say("words=30 every=60 hers-alone")
        ada.await_words(stubs.text(2))
        session = ada.session
        ada.context.clear_cookies()
        ada.page.reload()
        ada.hook("login").wait_for()
        log_in(ada, "ada")
        ada.await_words(stubs.text(30), seconds=20)
        bob.page.goto(f"{bob.url}#s={session}")
        bob.page.get_by_text("This chat does not exist").wait_for()
        assert "hers-alone" not in bob.page.content()
        ada.context.clear_cookies()
        ada.page.goto(ada.url)
        ada.page.reload()
        ada.hook("login").wait_for()
        log_in(ada, "bob")
        expect(ada.page.locator("body")).not_to_contain_text("hers-alone")
    finally:
        ada.close()
        bob.close()


class Gate(BaseHTTPRequestHandler):
    """What Authelia or oauth2-proxy answer to nginx's auth_request: who it is, by a cookie of theirs."""

    def do_GET(self):
        user = dict(pair.split("=") for pair in self.headers.get("Cookie", "").split("; ") if "=" in pair).get("gate")
        self.send_response(200 if user else 401)
        if user:
            self.send_header("Remote-User", user)
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def gate():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Gate)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()


def test_a_gate_in_front_says_who_it_is(front, start, stub, authority, gate):
    server = start(stub=stub, auth={"trusted_proxies": ["127.0.0.1"], "user_header": "Remote-User"})
    inside = f"""
      auth_request /gate;
      auth_request_set $user $upstream_http_remote_user;
      proxy_set_header Remote-User $user;
      location = /gate {{ internal; auth_request off; proxy_pass http://127.0.0.1:{gate}; }}"""
    site = front("nginx", server, inside=inside)
    # A location with proxy_set_header lines of its own inherits none: the manual says to put the line there.
    config = site.folder / "nginx.conf"
    text = config.read_text().replace("proxy_set_header Host $http_host;", "proxy_set_header Host $http_host; proxy_set_header Remote-User $user;")
    site.close()
    config.write_text(text)
    site.process = subprocess.Popen(["/usr/sbin/nginx", "-c", str(config), "-e", str(site.folder / "error.log")])
    time.sleep(0.5)

    def status(*more):
        return int(curl(authority, "-o", "/dev/null", "-w", "%{http_code}", *more, f"{site.url}/api/me"))

    assert status() == 401
    assert status("-H", "Remote-User: ada") == 401, "the gate was walked around"
    me = json.loads(curl(authority, "-b", "gate=ada", "-H", "Remote-User: eve", f"{site.url}/api/me"))
    assert me["name"] == "ada"
    assert server.client.get("/api/me", Remote_User="").status == 401


def test_silence_outlasts_the_proxys_patience(front, start, stub, authority):
    """The site waits 60 s and Martlet pings every 15; here 2 s and 1, through four silences of 3 s."""
    server = start(stub=stub, web={"ping_seconds": 1})
    site = front("nginx", server)
    config = site.folder / "nginx.conf"
    config.write_text(config.read_text().replace("proxy_read_timeout 60s;", "proxy_read_timeout 2s;"))
    site.process.send_signal(1)
    id = json.loads(post(authority, f"{site.url}/api/sessions", {}))["id"]
    body = {"session_id": id, "message": "words=5 every=3000"}
    stream = post(authority, f"{site.url}/api/chat", body, "-N", "--max-time", "30").decode()
    assert stream.count(": ping") >= 5 and "event: done" in stream, stream[-500:]
