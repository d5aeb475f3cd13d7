"""The web app in a real Chromium, in a chat that is not there: what is said in it is not lost."""

from playwright.sync_api import expect

NOWHERE = "00000000-0000-4000-8000-000000000000"


def test_what_is_said_in_a_chat_that_is_gone_begins_another(app, client):
    app.open()
    app.hook("composer").fill("for another time")
    with app.trouble():
        app.page.evaluate(f"location.hash = '#s={NOWHERE}'")
        expect(app.hook("load-error")).to_be_visible()
    app.say("words=2 seed=a")
    app.await_words("a.1")
    app.await_state("done")
    assert app.session != NOWHERE
    assert client.history(app.session)[0]["content"] == "words=2 seed=a"
    expect(app.hook("load-error")).to_have_count(0)
    expect(app.hook("composer")).to_have_value("")
    app.page.evaluate("location.hash = ''")
    expect(app.hook("composer")).to_have_value("for another time")


def test_what_could_not_be_sent_to_a_chat_that_is_gone_begins_another(app, client):
    session = client.new_session(name="Short-lived")
    app.open(session)
    app.online()
    with app.trouble():
        app.context.set_offline(True)
        app.say("words=2 seed=b")
        expect(app.page.locator("article[data-state=waiting]")).to_be_visible()
        client.delete(f"/api/sessions/{session}")
        app.context.set_offline(False)
        expect(app.hook("load-error")).to_be_visible(timeout=20_000)
        expect(app.page.locator("article[data-state=failed]")).to_be_visible(timeout=20_000)
    app.press("resend")
    app.await_words("b.1")
    app.await_state("done")
    assert app.session != session
    assert [m["content"] for m in client.history(app.session)][0] == "words=2 seed=b"
    with app.trouble():
        app.page.goto(f"{app.url}#s={session}")
        app.page.reload()
        expect(app.hook("load-error")).to_be_visible()
    expect(app.messages()).to_have_count(0)
