"""The web app in a real Chromium: what is half-written in the place of a sent message."""

from playwright.sync_api import expect

from harness.waiting import until


def begin_edit(app, message, words):
    app.message_action(message, "edit")
    app.hook("editor").fill(words)


def test_a_half_written_edit_survives_a_reload_and_another_chat(app, client, output):
    other = client.new_session(name="Other")
    app.open()
    app.say("words=2 seed=a")
    app.await_state("done")
    begin_edit(app, app.messages("user").first, "half\nof\nan\nedit\n…")
    height = app.hook("editor").bounding_box()["height"]
    app.page.reload()
    app.ready()
    expect(app.hook("editor")).to_have_value("half\nof\nan\nedit\n…")
    expect(app.hook("editor")).not_to_be_focused()
    until(lambda: app.hook("editor").bounding_box()["height"] == height, what="the editor is as tall as its words")
    app.shot(output, "half-written")
    app.sidebar()
    app.row(other).locator("a").click()
    expect(app.messages()).to_have_count(0)
    app.page.go_back()
    expect(app.hook("editor")).to_have_value("half\nof\nan\nedit\n…")
    app.hook("editor").press("Escape")
    app.page.reload()
    app.ready()
    expect(app.messages()).to_have_count(2)
    expect(app.hook("editor")).to_have_count(0)


def test_an_edit_that_was_sent_is_half_written_no_more(app, client):
    app.open()
    app.say("words=2 seed=a")
    app.await_state("done")
    begin_edit(app, app.messages("user").first, "words=2 seed=b")
    app.page.reload()
    app.ready()
    app.press("editor-send")
    app.await_words("b.1")
    assert not app.page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('martlet.edits'))")
    app.press("undo")
    app.await_words("a.1")
    expect(app.hook("editor")).to_have_count(0)


def test_an_edit_is_written_on_while_the_chat_is_read_again(app, client):
    app.open()
    app.say("words=2 seed=a")
    app.await_state("done")
    message = client.history(app.session)[0]
    begin_edit(app, app.messages("user").first, "half")
    client.patch(f"/api/sessions/{app.session}/messages/{message['id']}", {"pinned": True})
    expect(app.messages("user").first).to_have_attribute("data-pinned", "true")
    expect(app.hook("editor")).to_have_value("half")
    expect(app.hook("editor")).to_be_focused()
