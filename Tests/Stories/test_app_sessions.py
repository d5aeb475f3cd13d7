"""The web app in a real Chromium: the list of sessions, and the draft."""

import re

from playwright.sync_api import expect


def test_sessions_are_renamed_pinned_and_deleted(app, client, output):
    first, second = client.new_session(name="First"), client.new_session(name="Second")
    app.open()
    app.session_action(first, "rename")
    app.hook("rename-input").fill("Renamed <b>")
    app.hook("rename-input").press("Enter")
    app.sidebar()
    expect(app.row(first)).to_contain_text("Renamed <b>")
    app.session_action(first, "pin")
    app.sidebar()
    expect(app.row(first)).to_have_attribute("data-pinned", "true")
    expect(app.hook("session").first).to_have_attribute("data-id", first)
    app.shot(output, "sessions")
    app.session_action(second, "delete")
    expect(app.row(second)).to_have_count(0)
    app.page.reload()
    app.ready()
    names = {s["id"]: (s["name"], s["pinned"]) for s in client.get("/api/sessions").json}
    assert names[first] == ("Renamed <b>", True)


def test_a_delete_can_be_undone(app, client):
    id = client.new_session(name="Keep me")
    app.open()
    app.session_action(id, "delete")
    expect(app.row(id)).to_have_count(0)
    app.press("undo")
    app.sidebar()
    expect(app.row(id)).to_have_count(1)
    assert client.session(id)["name"] == "Keep me"


def test_switching_between_sessions(app, client):
    one, two = (client.new_session(name=name) for name in ("One", "Two"))
    client.chat(one, "words=3 seed=one").until("done")
    client.chat(two, "words=3 seed=two").until("done")
    app.open()
    for id, seed in ((one, "one"), (two, "two"), (one, "one")):
        app.sidebar()
        app.row(id).locator("a").click()
        expect(app.page).to_have_url(re.compile(id))
        app.await_words(f"{seed}.2")
        expect(app.messages()).to_have_count(2)


def test_a_draft_is_kept(app, client):
    id = client.new_session(name="Elsewhere")
    app.open()
    app.hook("composer").fill("not yet sent")
    app.page.reload()
    app.ready()
    expect(app.hook("composer")).to_have_value("not yet sent")
    app.sidebar()
    app.row(id).locator("a").click()
    expect(app.hook("composer")).to_have_value("")
