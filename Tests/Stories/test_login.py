"""The lock on the door, as a person meets it: set up, log in, out, be logged out elsewhere, and be somebody else."""

import re
import subprocess

import pytest
from playwright.sync_api import expect

from harness import browser
from harness import stub as stubs
from harness.client import Client
from harness.server import Martlet, executable

PASSWORD = "correct horse"


@pytest.fixture
def house(start, stub, hashed):
    users = {name: {"password_hash": hashed} for name in ("ada", "bob")}
    return start(stub=stub, auth={"users": users, "owner": "ada"})


@pytest.fixture(params=browser.SIZES)
def visitor(request, chromium):
    """Opens pages, each in a browser profile of its own."""
    apps = []

    def open(url):
        app = browser.App(chromium, url.split("#")[0], request.param)
        app.page.goto(url)
        apps.append(app)
        return app

    yield open
    for app in apps:
        app.close()


def log_in(app, name, password=PASSWORD):
    app.hook("login-name").fill(name)
    app.hook("login-password").fill(password)
    app.hook("login-enter").click()


def ready(app):
    app.hook("login").wait_for(state="detached")
    app.ready()


def test_log_in_chat_and_log_out(house, visitor, output):
    app = visitor(house.url)
    app.hook("login").wait_for()
    app.page.screenshot(path=output / f"login-{app.size}.png")
    log_in(app, "ada", "wrong horse")
    app.page.get_by_text("The name or the password is wrong.").wait_for()
    log_in(app, "ada")
    ready(app)
    app.say("words=5")
    app.await_words(stubs.text(5))
    session = app.session
    if app.size == "phone":
        app.hook("open-sidebar").click()
    app.hook("account").click()
    app.page.screenshot(path=output / f"account-{app.size}.png")
    app.page.locator("[data-action=log-out]").click()
    app.hook("login").wait_for()
    # The page may ask who is there before it has begun anew.
    expect(app.page.locator("body")).not_to_contain_text(stubs.text(5))
    kept = app.page.evaluate("Object.values(localStorage).join()")
    assert "words=5" not in kept and session not in kept


def test_two_users_do_not_see_each_other(house, visitor):
    ada, bob = visitor(house.url), visitor(house.url)
    for app, name in ((ada, "ada"), (bob, "bob")):
        app.hook("login").wait_for()
        log_in(app, name)
        ready(app)
    ada.say("words=3 adas-secret")
    ada.await_words(stubs.text(3))
    session = ada.page.url.split("#s=")[1]
    bob.page.goto(f"{house.url}/#s={session}")
    bob.page.get_by_text("This chat does not exist").wait_for()
    assert "adas-secret" not in bob.page.content()


def test_logged_out_elsewhere_in_mid_turn(house, visitor):
    """The turn goes on; the page asks for the name again and then shows all of it."""
    app = visitor(house.url)
    app.hook("login").wait_for()
    log_in(app, "ada")
    ready(app)
    app.say("words=40 every=100")
    app.await_words(stubs.text(3))
    elsewhere = Client(house.url)
    reply = elsewhere.post("/api/login", {"name": "ada", "password": PASSWORD})
    cookie = reply.headers["Set-Cookie"].split(";")[0]
    assert elsewhere.request("POST", "/api/logout", {"everywhere": True}, {"Cookie": cookie}).status == 200
    app.hook("login").wait_for()
    log_in(app, "ada")
    ready(app)
    app.await_words(stubs.text(40), seconds=20)


def test_the_first_user_comes_by_the_link_in_the_log(tmp_path, visitor, output):
    server = Martlet(tmp_path / "fresh", web={"host": "0.0.0.0"})
    server.spawn()
    server.process.stdout.readline()
    try:
        link = re.search(r"http://\S+/(#setup=\w+)", server.log.read_text())[1]
        assert Client(server.url).get("/api/sessions").code == "setup_required"
        stranger = visitor(server.url)
        stranger.page.get_by_text("Open the link that the server has written").wait_for()
        app = visitor(f"{server.url}/{link}")
        app.hook("login").wait_for()
        app.page.screenshot(path=output / f"setup-{app.size}.png")
        log_in(app, "ada", "short")
        app.page.get_by_text("at least 8 characters").wait_for()
        log_in(app, "ada")
        ready(app)
        assert "setup" not in app.page.url
        late = visitor(f"{server.url}/{link}")
        late.hook("login").wait_for()
        log_in(late, "eve")
        late.page.get_by_text("The name or the password is wrong.").wait_for()
    finally:
        server.stop()


def test_a_token_is_made_and_works(start, hashed):
    made = subprocess.run([executable(), "make-token"], capture_output=True, text=True, check=True).stdout
    token, hash = re.search(r"^martlet_\w+", made)[0], re.search(r"sha256\$\w+", made)[0]
    server = start(auth={"users": {"ada": {"password_hash": hashed}}, "tokens": {"ci": {"hash": hash, "user": "ada"}}})
    client = server.client
    assert client.get("/api/me", Authorization=f"Bearer {token}").json["name"] == "ada"
    assert client.get("/api/me", Authorization=f"Bearer {token}x").status == 401
    assert token not in server.log.read_text() and token not in server.config_file.read_text()


def test_guessing_is_slowed_down(house):
    client = house.client
    codes = [client.post("/api/login", {"name": "ada", "password": f"guess {i}"}).status for i in range(8)]
    assert codes.count(429) >= 2, codes
    refused = client.post("/api/login", {"name": "ada", "password": PASSWORD})
    assert refused.status == 429 and int(refused.headers["Retry-After"]) >= 1
