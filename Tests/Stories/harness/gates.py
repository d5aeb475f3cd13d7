"""The screens before one is let in, for whoever looks at all screens: axe, and the pictures."""

import re
import subprocess

from playwright.sync_api import expect

from .browser import App
from .server import Martlet, executable

PASSWORD = "correct horse"


def hashed(password=PASSWORD):
    """What the configuration keeps of a password."""
    done = subprocess.run([executable(), "hash-password"], input=f"{password}\n", capture_output=True, text=True, check=True)
    return done.stdout.strip()


def log_in(app, name, password=PASSWORD):
    app.hook("login-name").fill(name)
    app.hook("login-password").fill(password)
    app.hook("login-enter").click()


class Gates:
    """Two servers with a lock: one that knows a user, and one that still waits for its first."""

    def __init__(self, folder):
        self.house = Martlet(folder / "house", auth={"users": {"ada": {"password_hash": hashed()}}})
        self.fresh = Martlet(folder / "fresh", web={"host": "0.0.0.0"})

    def __enter__(self):
        self.house.start()
        self.fresh.spawn()
        self.fresh.process.stdout.readline()
        self.key = re.search(r"http://\S+/(#setup=\w+)", self.fresh.log.read_text())[1]
        return self

    def __exit__(self, *_):
        self.house.stop()
        self.fresh.stop()

    def screens(self, chromium, size, **options):
        """Shows one screen after the other: (page, name)."""
        app = App(chromium, self.house.url, size, **options)
        app.page.goto(app.url)
        app.hook("login").wait_for()
        yield app, "login"
        log_in(app, "ada", "wrong horse")
        expect(app.hook("login-problem")).not_to_be_empty()
        yield app, "login-refused"
        log_in(app, "ada")
        app.hook("login").wait_for(state="detached")
        app.ready()
        app.sidebar()
        app.hook("account").click()
        yield app, "account"
        app.close()
        app = App(chromium, self.fresh.url, size, **options)
        app.page.goto(app.url)
        app.hook("login").wait_for()
        yield app, "setup-without-link"
        app.page.goto(app.url + self.key)
        app.page.reload()
        app.hook("login-name").wait_for()
        yield app, "setup"
        app.close()
