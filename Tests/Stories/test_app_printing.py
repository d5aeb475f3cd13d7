"""The web app in a real Chromium, on paper: all that is drawn, and nothing to press."""

import re

import pytest
from playwright.sync_api import expect

from harness.browser import App


@pytest.fixture(params=["light", "dark"])
def told(request, chromium, server, client):
    code = "```js\n" + "\n".join(f"line({n}, '{'x' * 150}');" for n in range(60)) + "\n```\n"
    history = [{"role": "user", "content": "How high?"}, {"role": "assistant", "content": code}]
    for n in range(10):
        history += [{"role": "user", "content": f"Question {n}"},
                    {"role": "assistant", "content": f"## Part {n}\n\n" + "Some words that fill a line of it. " * 60}]
    app = App(chromium, server.url, color_scheme=request.param)
    app.open(client.new_session(name="A chat on paper", history=history))
    expect(app.messages()).to_have_count(22)
    yield app
    app.clean()
    app.close()


def test_the_whole_chat_is_printed(told, output):
    pdf = told.page.pdf(path=output / "printed.pdf", print_background=True)
    pages = len(re.findall(rb"/Type /Page\b", pdf))
    assert 7 <= pages <= 14, pages


def test_nothing_to_press_is_printed_and_nothing_is_cut_off(told, output):
    told.page.emulate_media(media="print")
    told.page.set_viewport_size({"width": 700, "height": 990})
    for name in ("sidebar", "composer", "agent", "message-menu", "copy", "copy-code", "regenerate", "chat-menu"):
        for one in told.hook(name).all():
            expect(one).not_to_be_visible()
    expect(told.hook("title")).to_have_text("A chat on paper")
    expect(told.hook("title")).to_be_visible()
    last = told.answer.bounding_box()
    assert told.page.evaluate("document.documentElement.scrollHeight") >= last["y"] + last["height"]
    assert told.page.evaluate("document.documentElement.scrollWidth") <= 700, "a line of code is cut off"
    assert told.page.evaluate("[...document.querySelectorAll('.message')].every((one) => getComputedStyle(one).contentVisibility === 'visible')")
    colors = told.page.evaluate("[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]")
    assert colors == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert told.page.locator(".code .t-string").first.evaluate("one => getComputedStyle(one).color") == "rgb(53, 106, 44)"
    told.page.screenshot(path=output / "printed.png")
