"""Real Chromium at two sizes, with an ear for everything that should not happen: errors and foreign requests."""

import re
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import expect, sync_playwright

DESKTOP = {"viewport": {"width": 1280, "height": 800}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
SIZES = {"desktop": DESKTOP, "phone": PHONE}


@contextmanager
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


class App:
    """One page of the web app, spoken to as its user would."""

    def __init__(self, browser, url, size="desktop", **options):
        self.url, self.size = url.rstrip("/") + "/", size
        self.context = browser.new_context(**SIZES[size], **options)
        self.context.set_default_timeout(10_000)
        self.faults, self.foreign, self.forgiving = [], [], False
        self.page = self.context.new_page()
        self.listen(self.page)

    def listen(self, page):
        home = urlsplit(self.url).netloc
        page.on("console", lambda message: message.type == "error" and self._fault(f"console: {message.text}"))
        page.on("pageerror", lambda error: self._fault(f"page error: {error}"))

        def asked(request):
            parts = urlsplit(request.url)
            if parts.scheme not in ("data", "blob") and parts.netloc != home:
                self.foreign.append(request.url)
        self.context.on("request", asked)

    def _fault(self, text):
        if not self.forgiving:
            self.faults.append(text)

    @contextmanager
    def trouble(self):
        """While the network is cut on purpose, failed requests are no fault of the app's."""
        self.forgiving = True
        yield
        self.forgiving = False

    def hook(self, name):
        return self.page.locator(f"[data-test={name}]")

    def open(self, session=None):
        self.page.goto(self.url + (f"#s={session}" if session else ""))
        self.ready()
        return self

    def ready(self):
        expect(self.page.locator("body")).to_have_attribute("data-ready", "true")
        return self

    def online(self):
        expect(self.page.locator("body")).to_have_attribute("data-connection", "online", timeout=20_000)

    def running(self, is_running=True, seconds=20):
        expect(self.page.locator("body")).to_have_attribute("data-running", str(is_running).lower(), timeout=seconds * 1000)

    def say(self, text):
        self.hook("composer").fill(text)
        self.press("send")

    def press(self, name):
        button = self.hook(name)
        button.tap() if self.size == "phone" else button.click()

    def messages(self, role=None):
        return self.page.locator("article[data-test=message]" + (f"[data-role={role}]" if role else ""))

    @property
    def answer(self):
        """The last answer's article."""
        return self.messages("assistant").last

    @property
    def answer_text(self):
        return self.answer.locator("[data-test=content]").all_inner_texts()

    def await_words(self, text, seconds=15):
        expect(self.answer).to_contain_text(text, timeout=seconds * 1000)

    def await_state(self, state, seconds=20):
        expect(self.answer).to_have_attribute("data-state", state, timeout=seconds * 1000)

    @property
    def session(self):
        """The id in the page's address."""
        expect(self.page).to_have_url(re.compile(r"#s=[0-9a-f-]{36}"))
        return self.page.evaluate("location.hash").removeprefix("#s=")

    def sidebar(self):
        """Makes the list of sessions visible (a drawer on the phone)."""
        if self.size == "phone" and self.hook("sidebar").get_attribute("data-open") != "true":
            self.press("open-sidebar")
            expect(self.hook("sidebar")).to_have_attribute("data-open", "true")

    def row(self, session):
        return self.page.locator(f"[data-test=session][data-id='{session}']")

    def session_action(self, session, action):
        self.sidebar()
        row = self.row(session)
        row.hover()
        row.locator("[data-test=session-menu]").click()
        self.page.locator(f"[data-test=menu] [data-action={action}]").click()

    def message_action(self, message, action):
        message.hover()
        message.locator("[data-test=message-menu]").click()
        self.page.locator(f"[data-test=menu] [data-action={action}]").click()

    def shot(self, folder, name):
        self.page.screenshot(path=folder / f"{name}-{self.size}.png")

    def clean(self):
        """Asserts that nothing went wrong out of sight."""
        assert not self.faults, self.faults
        assert not self.foreign, self.foreign

    def close(self):
        self.context.close()
