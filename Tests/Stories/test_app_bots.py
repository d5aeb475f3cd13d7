"""The web app in a real Chromium, beside a played server: what a bot sends without being asked, and its buttons."""

import pytest
from playwright.sync_api import expect

from harness.browser import App, SIZES
from harness.puppet import DEFAULT

OTHER = "22222222-2222-4333-8444-555555555555"
YES = {"id": "yes", "label": "Yes, please", "emoji": "👍", "style": "primary"}
NO = {"id": "no", "label": "No"}
PRESS = ("POST", f"/api/sessions/{DEFAULT}/buttons/m-9")


@pytest.fixture(params=SIZES)
def app(request, chromium, puppet):
    page = joined(chromium, puppet, request.param)
    yield page
    page.clean()
    page.close()


def joined(chromium, puppet, size="desktop"):
    page = App(chromium, puppet.url, size)
    page.open(DEFAULT).online()
    puppet.followed()
    return page


def message(text="Shall I water the garden?", pressed=None, buttons=(YES, NO), id="m-9"):
    part = {"type": "buttons", "buttons": list(buttons), **({"pressed": pressed} if pressed else {})}
    return {"id": id, "role": "assistant", "at": 1, "content": text, "parts": [{"type": "text", "text": text}, part]}


def buttons(app):
    return app.hook("buttons").get_by_role("button")


def pressed(app, first, last):
    for button, state in ((buttons(app).first, first), (buttons(app).last, last)):
        expect(button).to_have_attribute("aria-pressed", str(state).lower())


def test_buttons_are_pressed_once_on_every_device(chromium, puppet, output):
    devices = [joined(chromium, puppet, size) for size in SIZES]
    puppet.say("message", message())
    for app in devices:
        expect(buttons(app)).to_have_text(["👍Yes, please", "No"])
        expect(app.hook("announcer")).to_have_text("Answer: Shall I water the garden?")
        app.shot(output, "buttons")
    buttons(devices[0]).first.click()
    assert puppet.awaits(*PRESS) == {"id": "yes"}
    pressed(devices[0], True, False)
    pressed(devices[1], False, False)
    puppet.say("message_updated", message(pressed="yes"))
    for app in devices:
        pressed(app, True, False)
        expect(buttons(app).first).to_be_disabled()
        expect(buttons(app).last).to_be_disabled()
        app.shot(output, "buttons-pressed")
        app.clean()
        app.close()


def test_by_keyboard_and_for_ears(app, puppet):
    puppet.say("message", message())
    group = app.page.get_by_role("group", name="Choose an answer")
    expect(group.get_by_role("button", name="Yes, please", pressed=False)).to_be_visible()
    buttons(app).last.focus()
    app.page.keyboard.press("Enter")
    assert puppet.awaits(*PRESS) == {"id": "no"}
    pressed(app, False, True)
    expect(group).to_be_focused()
    puppet.say("message_updated", message(pressed="no"))
    expect(group.get_by_role("button", name="No", pressed=True)).to_be_disabled()
    expect(group).to_be_focused()


def test_a_press_that_fails_can_be_tried_again(app, puppet):
    puppet.answers[PRESS] = 503, {"error": {"code": "bot_away", "message": "The bot is away."}}
    puppet.say("message", message())
    app.forgiving = True
    buttons(app).first.click()
    expect(app.hook("toasts")).to_contain_text("The bot is away.")
    pressed(app, False, False)
    expect(buttons(app).first).to_be_enabled()
    expect(buttons(app).first).to_be_visible()
    del puppet.answers[PRESS]
    buttons(app).first.click()
    pressed(app, True, False)


def test_who_comes_second_sees_what_the_first_has_pressed(app, puppet):
    puppet.answers[PRESS] = 409, {"error": {"code": "button_pressed", "message": "It has been pressed."}}
    puppet.say("message", message())
    expect(buttons(app)).to_have_count(2)
    puppet.details[DEFAULT]["history"] = [message(pressed="no")]
    app.forgiving = True
    buttons(app).first.click()
    pressed(app, False, True)
    expect(app.hook("toasts")).to_be_empty()


def test_a_bot_that_writes_is_seen_to_write(app, puppet, output):
    puppet.say("typing", {"active": True})
    expect(app.hook("progress")).to_contain_text("Writing…")
    expect(app.hook("announcer")).to_have_text("Writing…")
    app.shot(output, "typing")
    puppet.say("typing", {"active": False})
    expect(app.hook("progress")).to_have_count(0)
    puppet.say("typing", {"active": True})
    expect(app.hook("progress")).to_be_visible()
    puppet.say("message", message())
    expect(buttons(app)).to_have_count(2)
    expect(app.hook("progress")).to_have_count(0)


def test_what_nobody_asked_for_is_not_answered_anew(app, puppet):
    puppet.say("message", message("**Rain** at noon.", buttons=[]))
    app.await_words("Rain at noon.")
    expect(app.answer.locator("[data-test=copy]")).to_have_count(1)
    expect(app.answer.locator("[data-test=regenerate]")).to_be_hidden()


def test_edits_in_quick_succession_change_only_what_is_new(app, puppet):
    """What the reader reads, selects and is about to press stays where it is while a bot edits its message."""
    fixed = "# Report\n\n```python\nx = 1  # one\n```\n\nFirst paragraph."
    puppet.details[DEFAULT]["history"] = [
        {"id": f"h-{i}", "role": "assistant", "at": 1, "content": f"Earlier {i}.\n\n" * 6} for i in range(12)]
    puppet.say("reset", {})
    expect(app.messages()).to_have_count(12)
    puppet.say("message", message(fixed))
    code = app.answer.locator("pre code span[class^='t-']").first
    expect(code).to_be_attached()
    buttons(app).last.focus()
    app.page.evaluate("""() => {
      const prose = document.querySelector('article:last-of-type [data-test=content]');
      window.kept = [...prose.querySelectorAll(':scope > * > *')].slice(0, 2);
      window.gone = [];
      new MutationObserver((all) => gone.push(...all.flatMap((one) => [...one.removedNodes]).filter((node) => !node.isConnected && kept.includes(node))))
        .observe(prose, { childList: true, subtree: true });
      window.tops = [];
      const scroller = document.querySelector('[data-test=transcript]');
      scroller.addEventListener('scroll', () => tops.push(scroller.scrollTop));
    }""")
    for step in range(20):
        puppet.say("message_updated", message(f"{fixed} Step {step} of 20."))
    app.await_words("Step 19 of 20.")
    assert app.page.evaluate("kept.every((node) => node.isConnected) && gone.length === 0")
    expect(code).to_be_attached()
    expect(buttons(app).last).to_be_focused()
    tops = app.page.evaluate("tops")
    assert tops == sorted(tops), f"it jumped: {tops}"
    expect(app.messages()).to_have_count(13)


def test_a_message_in_another_chat_is_marked_unread(app, puppet):
    puppet.add(OTHER, "Garden")
    puppet.tell("session", {"id": OTHER})
    app.sidebar()
    expect(app.row(OTHER)).not_to_have_attribute("data-mark", "unread")
    soon = app.page.evaluate("Date.now() + 60_000")
    puppet.tell("session", {"id": OTHER, "updated": soon, "preview": "It rains."})
    expect(app.row(OTHER)).to_have_attribute("data-mark", "unread")
    expect(app.row(OTHER).get_by_role("img", name="new answer")).to_be_visible()
    app.row(OTHER).locator("a").click()
    expect(app.row(OTHER)).not_to_have_attribute("data-mark", "unread")


# With the real server.

def test_a_bot_and_two_devices(chromium, house, bot, output):
    desk, phone = (App(chromium, house.url, size) for size in SIZES)
    session = house.client.new_session(agent="nano", name="Garden")
    desk.open(session).online()
    phone.open().online()
    bot.post(session, "typing", active=True)
    expect(desk.hook("progress")).to_contain_text("Writing…")
    said = bot.post(session, "message", text="Shall I water?", buttons=[YES, NO]).json["id"]
    expect(buttons(desk)).to_have_count(2)
    expect(desk.hook("progress")).to_have_count(0)
    phone.sidebar()
    expect(phone.row(session)).to_have_attribute("data-mark", "unread")
    phone.row(session).locator("a").tap()
    expect(buttons(phone)).to_have_count(2)
    desk.hook("composer").focus()
    for minute in range(12):
        bot.post(session, "edit", id=said, text=f"Shall I water? It has been dry for {minute} minutes.")
    for app in (desk, phone):
        app.await_words("dry for 11 minutes")
        expect(app.messages()).to_have_count(1)
    buttons(phone).first.tap()
    assert bot.heard("button")["id"] == "yes"
    for app in (desk, phone):
        pressed(app, True, False)
        expect(buttons(app).last).to_be_disabled()
        app.page.reload()
        app.ready()
        pressed(app, True, False)
        app.shot(output, "bot-pressed")
    file = bot.file(session, "notes.txt", form=True)
    assert file.status in (200, 201), file
    for app in (desk, phone):
        expect(app.page.get_by_role("link", name="notes.txt")).to_be_visible()
        app.clean()
        app.close()


def test_a_question_to_a_bot_is_answered_with_buttons(chromium, house, bot):
    app = App(chromium, house.url, "phone").open(house.client.new_session(agent="nano"))
    app.say("Hello bot")
    asked = bot.asked("Hello bot")
    bot.post(asked["session_id"], "message", id=asked["message_id"], text="Well?", buttons=[YES, NO])
    app.await_state("done")
    expect(buttons(app)).to_have_count(2)
    buttons(app).last.tap()
    assert bot.heard("button")["id"] == "no"
    pressed(app, False, True)
    app.clean()
    app.close()
