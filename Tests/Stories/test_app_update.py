"""A new binary under an open app; workers that must go; proxies that want to know who one is."""

import http.server
import threading

import pytest
from playwright.sync_api import expect

from harness.browser import App
from harness.build import become, other_build
from harness.waiting import until
from test_app_offline import go_offline, installed


def build_of(app):
    """The build whose script runs in the page."""
    return app.page.locator("script[type=module]").get_attribute("src").split("/")[1]


def test_an_open_app_offers_the_new_build_once_and_keeps_the_draft(chromium, server, client, tmp_path, output):
    app = installed(chromium, server.url)
    asked = []
    app.page.on("request", lambda request: "/v/" in request.url and asked.append(request.url))
    old = build_of(app)
    new = other_build(client, tmp_path / "app")
    app.hook("composer").fill("a draft that must not be lost")
    app.forgiving = True
    become(server, tmp_path / "app")
    expect(app.hook("update")).to_be_visible(timeout=20_000)
    app.shot(output, "update")
    loads = []
    app.page.on("load", lambda page: loads.append(page))
    app.press("later")
    server.restart()
    app.online()
    expect(app.hook("update")).to_have_count(0)
    assert loads == [] and build_of(app) == old
    # The old page may have asked for parts of its own build until now.
    asked.clear()
    app.page.reload()
    app.ready()
    assert build_of(app) == new
    expect(app.hook("composer")).to_have_value("a draft that must not be lost")
    assert asked and all(f"/v/{new}/" in url for url in asked), "assets of two builds"
    app.online()
    assert len(loads) == 1 and app.hook("update").count() == 0
    app.clean()
    app.close()


def test_one_press_reloads_into_the_new_build_and_it_works_offline(chromium, server, client, tmp_path):
    app = installed(chromium, server.url)
    new = other_build(client, tmp_path / "app")
    app.forgiving = True
    become(server, tmp_path / "app")
    expect(app.hook("update")).to_be_visible(timeout=20_000)
    app.press("reload")
    until(lambda: build_of(app) == new, what="the new build's page")
    app.ready()
    until(lambda: app.page.evaluate("name => caches.match('./', {cacheName: name}).then(Boolean)", f"martlet-shell-{new}"),
          what="the new shell is kept")
    app.page.wait_for_timeout(500)
    go_offline(app)
    app.page.reload()
    app.ready()
    assert build_of(app) == new
    app.close()


def test_a_worker_that_is_stuck_is_replaced(chromium, server, client, tmp_path):
    """The worst one: it answers everything with its own page, for ever."""
    stuck = """self.addEventListener('install', () => self.skipWaiting());
      self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
      self.addEventListener('fetch', (event) => event.respondWith(
        new Response('<title>stuck</title>', {headers: {'Content-Type': 'text/html'}})));"""
    other_build(client, tmp_path / "bad", sw_js=stuck)
    other_build(client, tmp_path / "good", "0123456789abcdef")
    become(server, tmp_path / "bad")
    app = App(chromium, server.url).open()
    app.forgiving = True
    app.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    app.page.goto(app.url)
    assert app.page.title() == "stuck"
    become(server, tmp_path / "good")

    def healed():
        app.page.goto(app.url)
        app.page.wait_for_timeout(2500)  # the browser looks for a new worker a while after a visit
        return app.page.title() != "stuck"
    until(healed, 20, "our page again")
    app.ready()
    assert build_of(app) == "0123456789abcdef"
    app.close()


def test_taking_the_worker_away_ends_it(chromium, server, client, tmp_path):
    """The kill switch: a server, or a proxy in front, that has no sw.js."""
    app = installed(chromium, server.url)
    other_build(client, tmp_path / "none", sw_js=None)
    app.forgiving = True
    become(server, tmp_path / "none")
    app.page.reload()
    app.ready()
    until(lambda: app.page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0,
          what="no worker")
    until(lambda: app.page.evaluate("caches.keys().then((all) => all.length)") == 0, what="nothing is kept")
    app.close()


class Gate(http.server.ThreadingHTTPServer):
    """A proxy in front that lets all pass, until it wants a login: by a redirect to another origin, or by a 401."""

    def __init__(self, upstream):
        super().__init__(("127.0.0.1", 0), Passing)
        self.upstream, self.closed, self.pages = upstream, None, 0
        threading.Thread(target=self.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server_port}"


class Passing(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"

    def do_GET(self):
        gate = self.server
        if self.path == "/login":
            return self.answer(200, b"<title>Sign in</title>", "text/html")
        if gate.closed:
            gate.pages += self.path == "/"
            return self.refuse(gate.closed)
        self.pass_on()

    do_POST = do_PUT = do_GET

    def refuse(self, how):
        if how == 401:
            return self.answer(401, b"<title>Who are you?</title>", "text/html")
        self.send_response(302)
        self.send_header("Location", f"http://localhost:{self.server.server_port}/login")
        self.end_headers()

    def answer(self, status, body, kind):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def pass_on(self):
        import http.client
        upstream = http.client.HTTPConnection("127.0.0.1", self.server.upstream)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        upstream.request(self.command, self.path, body, {k: v for k, v in self.headers.items() if k != "Connection"})
        response = upstream.getresponse()
        self.send_response(response.status)
        for name, value in response.getheaders():
            if name.lower() not in ("connection", "transfer-encoding"):
                self.send_header(name, value)
        self.end_headers()
        try:
            while not self.server.closed and (data := response.read1(65536)):
                self.wfile.write(data)
                self.wfile.flush()
        except OSError:
            pass
        upstream.close()

    def log_message(self, *_):
        pass


@pytest.mark.parametrize("how, title", [(302, "Sign in"), (401, "Who are you?")])
def test_a_login_in_front_gets_its_page(chromium, start, stub, how, title):
    """The session at the proxy has ended: the app makes way for the proxy's page, once, and does not break or loop."""
    server = start(stub, web={"ping_seconds": 1})
    gate = Gate(server.port)
    app = installed(chromium, gate.url)
    app.hook("composer").fill("still here")
    app.forgiving = True
    gate.closed = how
    until(lambda: app.page.wait_for_timeout(100) or app.page.title() == title, 30, "the proxy's own page")
    pages = gate.pages
    app.page.wait_for_timeout(1500)
    assert gate.pages == pages <= 3
    gate.closed = None
    app.page.goto(gate.url + "/")
    app.ready()
    expect(app.hook("composer")).to_have_value("still here")
    app.close()
    gate.shutdown()
