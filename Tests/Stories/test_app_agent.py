"""The web app in a real Chromium, with the real loop of an agent (the demo's): two devices, one turn."""

import pytest
from playwright.sync_api import expect

from harness.browser import App


@pytest.fixture
def devices(chromium, start):
    server = start()
    desk, phone = App(chromium, server.url, "desktop"), App(chromium, server.url, "phone")
    yield desk, phone, server
    for app in (desk, phone):
        app.clean()
        app.close()


def asked(app):
    return app.hook("approval")


def shown(app):
    """What of an answer is to be seen when it is done, whatever it took."""
    return app.page.evaluate("""() => [...document.querySelectorAll('[data-test=content], [data-test=tool], [data-test=reasoning]')]
      .map((e) => e.matches('[data-test=content]') ? e.innerText : [e.dataset.test, e.dataset.state, e.open].join(' '))""")


def test_two_devices_watch_an_agent_and_either_allows(devices, output):
    desk, phone, server = devices
    desk.open()
    desk.say("ask")
    expect(asked(desk)).to_be_visible()
    phone.open(desk.session)
    expect(asked(phone)).to_be_visible()
    expect(asked(phone).locator("[data-test=approval-preview]")).to_have_text("./flight.sh --beats 10")
    desk.shot(output, "agent-asks")
    desk.page.reload()
    desk.ready()
    expect(asked(desk)).to_be_visible()
    asked(phone).locator("[data-option=allow]").tap()
    running = desk.page.locator("details[data-test=tool][data-state=running]")
    expect(running.locator("[data-test=tool-output]")).to_contain_text("wing beat 3")
    expect(running.locator("[data-test=tool-output]")).not_to_contain_text("wing beat 9")
    expect(phone.page.locator("details[data-state=running] [data-test=tool-output]")).to_contain_text("wing beat")
    for app in (desk, phone):
        expect(asked(app).locator(".add code")).to_have_text(["swift: lands seldom"])
    asked(desk).locator("[data-option=deny]").click()
    for app in (desk, phone):
        expect(asked(app)).to_have_count(0)
        app.await_state("done")
        app.await_words("so that was not done")
        states = app.page.locator("details[data-test=tool]").evaluate_all("all => all.map((e) => e.dataset.state)")
        assert states == ["ok", "ok", "ok", "refused"]
    phone.shot(output, "agent-done")
    before = shown(desk)
    desk.page.reload()
    desk.ready()
    desk.await_state("done")
    assert shown(desk) == before == shown(phone)


def test_what_waits_is_known_everywhere_and_after_a_restart(devices):
    desk, phone, server = devices
    phone.open()
    desk.open()
    desk.say("ask")
    expect(asked(desk)).to_be_visible()
    expect(phone.row(desk.session)).to_have_attribute("data-mark", "waiting")
    expect(phone.hook("waiting")).to_be_visible()
    with desk.trouble(), phone.trouble():
        server.restart()
        for app in (desk, phone):
            app.online()
    phone.press("waiting")
    expect(asked(phone)).to_be_visible()
    asked(phone).locator("[data-option=session]").tap()
    expect(desk.page.locator("details[data-state=ok]")).to_have_count(3)
    expect(asked(desk).locator(".add code")).to_be_visible()
    desk.hook("stop").click()
    desk.await_state("stopped")
    expect(asked(phone)).to_have_count(0)
    expect(phone.page.locator("details[data-state=refused]")).to_have_count(1)
