"""A finger on the phone, and its Back: what lies on top goes first, and nobody is thrown out of a chat."""

import pytest
from playwright.sync_api import expect

from harness.browser import App

WIDE = "\n\n".join([
    "Words to swipe over.",
    "| " + " | ".join(f"a wide head {n}" for n in range(9)) + " |\n|" + "---|" * 9 + "\n|" + " cell |" * 9,
    "```\n" + "x = 1; " * 40 + "\n```",
    "$$\n" + "a_1 + b^2 + " * 30 + "c\n$$"])
LEFT = "e => Math.max(e.scrollLeft, ...[...e.querySelectorAll('*')].map(one => one.scrollLeft))"


@pytest.fixture
def app(chromium, server, client):
    """An empty chat, and then one with an answer that is wider than the phone."""
    app = App(chromium, server.url, "phone").open()
    app.chat = client.new_session(history=[{"role": "user", "content": "?"}, {"role": "assistant", "content": WIDE}])
    app.page.evaluate("id => { location.hash = `s=${id}`; }", app.chat)
    expect(app.answer.locator("math")).to_have_count(1)
    yield app
    app.clean()
    app.close()


def swipe(app, element, start, end, steps=10):
    """A real finger: the browser decides what becomes of it."""
    box = element.bounding_box()
    y = box["y"] + box["height"] / 2
    devtools = app.context.new_cdp_session(app.page)
    at = [{"x": start + (end - start) * step / steps, "y": y} for step in range(steps + 1)]
    devtools.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": at[:1]})
    for point in at[1:]:
        devtools.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
        app.page.wait_for_timeout(16)
    devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    app.page.wait_for_timeout(500)


def is_open(app, drawer):
    expect(app.hook("sidebar")).to_have_attribute("data-open", str(drawer).lower())
    assert app.page.url.endswith(f"#s={app.chat}"), "it went back instead"


@pytest.mark.parametrize("what", ["p", ".table", ".code pre", ".math.display"])
def test_a_finger_draws_the_drawer_and_does_not_go_back(app, what):
    element = app.answer.locator(what).first
    element.scroll_into_view_if_needed()
    swipe(app, element, 60, 330)
    is_open(app, drawer=True)
    app.page.touchscreen.tap(380, 400)
    is_open(app, drawer=False)


@pytest.mark.parametrize("what", [".table", ".code pre", ".math.display"])
def test_what_is_wide_is_scrolled_there_and_back(app, what):
    element = app.answer.locator(what).first
    element.scroll_into_view_if_needed()
    swipe(app, element, 330, 60)
    there = element.evaluate(LEFT)
    assert there > 100
    swipe(app, element, 100, 300)
    assert element.evaluate(LEFT) < there - 100
    is_open(app, drawer=False)


def test_back_leaves_nothing_of_the_chat_before(app):
    app.answer.locator("[data-test=message-menu]").tap()
    expect(app.hook("menu")).to_be_visible()
    app.page.go_back()
    expect(app.hook("menu")).to_have_count(0)
    app.page.go_forward()
    app.sidebar()
    expect(app.hook("sidebar")).to_have_attribute("data-open", "true")
    app.page.go_back()
    expect(app.hook("sidebar")).to_have_attribute("data-open", "false")
    expect(app.hook("empty")).to_be_visible()


@pytest.mark.parametrize("size", ["phone", "desktop"])
@pytest.mark.parametrize("pace", [8, 15])
def test_a_long_first_message_is_followed_by_its_answer_in_view(chromium, server, size, pace):
    app = App(chromium, server.url, size).open()
    app.say(f"words=60 every={pace} " + "A long text with many words that was pasted. " * 300)
    app.await_state("done")
    expect(app.hook("jump")).to_be_hidden()
    app.page.wait_for_timeout(300)
    left = app.page.evaluate("""() => {
        const { scrollHeight, scrollTop, clientHeight } = document.querySelector('[data-test=transcript]');
        return scrollHeight - scrollTop - clientHeight;
    }""")
    assert left <= 1
    app.clean()
    app.close()
