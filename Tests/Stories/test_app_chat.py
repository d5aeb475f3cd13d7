"""The web app in a real Chromium, at desktop and phone size: the conversation."""

import re

import pytest
from playwright.sync_api import expect

from harness import stub as stubs
from harness.browser import SIZES, App


def test_a_first_chat(app, client, output):
    app.open()
    expect(app.hook("empty")).to_be_visible()
    app.shot(output, "empty")
    app.say("words=30 every=30 reasoning=6")
    app.running()
    app.await_words(stubs.text(4))
    app.await_state("streaming")
    app.shot(output, "streaming")
    app.await_state("done")
    app.running(False)
    assert [m["content"] for m in client.history(app.session)] == ["words=30 every=30 reasoning=6", stubs.text(30)]
    expect(app.hook("send")).to_be_visible()
    app.shot(output, "done")


def test_words_appear_as_they_come(app, stub):
    app.open()
    app.say("words=8 hold=4")
    app.await_words("0.2")
    expect(app.answer).not_to_contain_text("0.5")
    stub.release()
    app.await_state("done")
    expect(app.answer).to_contain_text("0.7")


def test_reasoning_is_folded_away(app, stub):
    app.open()
    app.say("words=6 reasoning=9 hold=3")
    app.await_words("0.1")
    reasoning = app.answer.locator("details[data-test=reasoning]")
    expect(reasoning).to_have_attribute("data-state", "done")
    assert reasoning.get_attribute("open") is None
    expect(reasoning.locator("[data-test=reasoning-text]")).not_to_be_visible()
    reasoning.locator("summary").click()
    expect(reasoning.locator("[data-test=reasoning-text]")).to_contain_text("r.8")
    stub.release()
    app.await_state("done")


def test_stop_keeps_what_was_said(app, client, stub):
    app.open()
    app.say("words=9 silent=4")
    app.await_words("0.3")
    app.press("stop")
    app.await_state("stopped")
    app.running(False)
    assert stub.asked[0].closed
    answer = client.history(app.session)[1]
    assert answer["stopped"] and answer["content"] == stubs.text(4)


def test_edit_and_regenerate_from_the_page(app, client):
    app.open()
    app.say("words=2 seed=a")
    app.await_state("done")
    app.message_action(app.messages("user").first, "edit")
    app.hook("editor").fill("words=2 seed=b")
    app.press("editor-send")
    app.await_words("b.1")
    app.await_state("done")
    expect(app.messages()).to_have_count(2)
    before = client.history(app.session)[1]["id"]
    app.message_action(app.answer, "regenerate")
    expect(app.page.locator(f"article[data-id='{before}']")).to_have_count(0)
    app.await_state("done")
    assert [m["content"] for m in client.history(app.session)] == ["words=2 seed=b", stubs.text(2, "b")]


def test_an_error_can_be_tried_again(app, stub):
    app.open()
    app.say("words=2 status=400 times=1")
    app.await_state("error")
    expect(app.answer.locator("[data-test=error]")).to_contain_text("stub says 400")
    app.press("retry")
    app.await_words("0.1")
    app.await_state("done")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark(chromium, server, client, scheme, output):
    id = client.new_session(name="Colours")
    client.chat(id, "words=20 reasoning=4").until("done")
    for size in SIZES:
        app = App(chromium, server.url, size, color_scheme=scheme).open(id)
        app.await_words("0.5")
        red, green, blue = map(int, re.findall(r"\d+", app.page.evaluate("getComputedStyle(document.body).backgroundColor"))[:3])
        assert (red + green + blue < 200) if scheme == "dark" else (red + green + blue > 600)
        assert app.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
        app.shot(output, scheme)
        app.clean()
        app.close()


def test_a_model_cannot_write_html(app, client):
    app.open()
    id = client.new_session(history=[
        {"role": "user", "content": "<img src=x onerror=alert(1)>"},
        {"role": "assistant", "content": "<script>document.title='owned'</script>\n\n[x](javascript:document.title='owned') "
                                         "![y](https://evil.example/pixel.png)\n\n<img src=x onerror=\"document.title='owned'\">"}])
    app.page.goto(app.url + f"#s={id}")
    expect(app.messages()).to_have_count(2)
    assert app.messages().locator("script, img[src^=http]").count() == 0
    for link in app.messages().locator("a").all():
        assert not (link.get_attribute("href") or "").lower().startswith("javascript")
    assert app.page.title() != "owned"
