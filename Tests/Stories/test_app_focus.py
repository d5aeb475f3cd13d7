"""The web app in a real Chromium: the focus is never lost to the page when that upon which it stood goes."""

from playwright.sync_api import expect

from harness.browser import App


def answered(app, *texts):
    app.open()
    for text in texts:
        app.say(text)
        app.await_words(text.split("seed=")[1] + ".1")
        app.running(False)


def choose(app, message, key):
    """Opens the message's menu and takes what `key` goes to, by keys alone."""
    message.locator("[data-test=message-menu]").focus()
    app.page.keyboard.press("Enter")
    expect(app.hook("menu")).to_be_visible()
    app.page.keyboard.press(key)
    app.page.keyboard.press("Enter")


def test_who_gives_up_an_edit_is_where_it_began(desk):
    answered(desk, "words=2 seed=a")
    desk.hook("composer").press("ArrowUp")
    desk.hook("editor").press("Escape")
    expect(desk.hook("composer")).to_be_focused()
    user = desk.messages("user").first
    user.locator("[data-test=message-menu]").focus()
    desk.page.keyboard.press("Enter")
    desk.page.locator("[data-test=menu] [data-action=edit]").press("Enter")
    desk.hook("editor").press("Escape")
    expect(user.locator("[data-test=message-menu]")).to_be_focused()


def test_who_edits_and_sends_can_write_on(desk):
    answered(desk, "words=2 seed=a")
    desk.hook("composer").press("ArrowUp")
    desk.hook("editor").fill("words=2 seed=b")
    desk.hook("editor").press("Enter")
    desk.await_words("b.1")
    expect(desk.hook("composer")).to_be_focused()


def test_who_wants_another_answer_can_write_on(desk):
    answered(desk, "words=2 seed=a")
    before = desk.answer.get_attribute("data-id")
    desk.answer.locator("[data-test=regenerate]").press("Enter")
    expect(desk.page.locator(f"[data-test=message][data-id='{before}']")).to_have_count(0)
    expect(desk.hook("composer")).to_be_focused()


def test_who_deletes_a_message_can_write_on(desk):
    answered(desk, "words=2 seed=a", "words=2 seed=b")
    for left, role in ((3, "user"), (2, "assistant")):
        choose(desk, desk.messages(role).first, "End")
        expect(desk.messages()).to_have_count(left)
        expect(desk.hook("composer")).to_be_focused()


def test_who_pins_a_message_stays_at_its_menu(desk):
    answered(desk, "words=2 seed=a")
    user = desk.messages("user").first
    user.locator("[data-test=message-menu]").focus()
    desk.page.keyboard.press("Enter")
    desk.page.locator("[data-test=menu] [data-action=pin]").press("Enter")
    expect(user).to_have_attribute("data-pinned", "true")
    expect(user.locator("[data-test=message-menu]")).to_be_focused()


def test_no_keyboard_rises_before_a_finger_that_deletes(chromium, server):
    app = App(chromium, server.url, "phone")
    answered(app, "words=2 seed=a")
    app.page.evaluate("document.activeElement.blur()")
    app.message_action(app.messages("user").first, "delete")
    expect(app.messages()).to_have_count(1)
    expect(app.hook("transcript")).to_be_focused()
    app.clean()
    app.close()
