"""The web app in a real Chromium, before an agent with real tools: a whole turn, watched and answered from two devices."""

import pytest
from playwright.sync_api import expect

from harness.agents import TICKS, everything, script
from harness.browser import App
from harness.rounds import Round


@pytest.fixture
def devices(chromium, agent):
    desk, phone = App(chromium, agent.url, "desktop"), App(chromium, agent.url, "phone")
    yield desk, phone
    for app in (desk, phone):
        app.clean()
        app.close()


def asked(app):
    return app.hook("approval")


def panels(app):
    return app.page.locator("details[data-test=tool]")


def shown(app):
    """Everything of the last answer in its order, opened."""
    return app.page.evaluate("""async () => {
      const parts = [...document.querySelectorAll('[data-test=content], details[data-test=tool], details[data-test=reasoning]')];
      for (const part of parts) if (part.matches('details')) part.open = true;
      for (const group of document.querySelectorAll('details')) group.open = true;
      await new Promise((done) => setTimeout(done, 300));
      return parts.map((e) => (e.matches('details') ? e.dataset.test + ' ' + e.dataset.state + ': ' : '') + e.innerText);
    }""")


def test_a_whole_turn_is_seen_live_and_is_the_same_afterwards(devices, agent, stub, output):
    desk, phone = devices
    cue = everything(stub)
    desk.open()
    desk.say(cue)
    expect(asked(desk)).to_be_visible()
    phone.open(desk.session)
    expect(asked(phone).locator("[data-test=approval-preview]")).to_have_text(TICKS)
    expect(panels(phone)).to_have_count(3)
    asked(phone).locator("[data-option=allow]").tap()
    live = desk.page.locator("details[data-test=tool][data-state=running] [data-test=tool-output]")
    expect(live).to_contain_text("tick 2")
    expect(live).not_to_contain_text("tick 9")
    desk.page.reload()
    desk.ready()
    expect(live).to_contain_text("tick 4")
    desk.shot(output, "agent-live")
    for app in devices:
        expect(asked(app).locator("[data-test=approval-preview]")).to_have_text("echo no > no.txt")
    asked(desk).locator("[data-option=deny]").click()
    for app in devices:
        expect(asked(app).locator(".add code")).to_have_text(["- oat milk"])
    asked(phone).locator("[data-option=allow]").tap()
    for app in devices:
        app.await_state("done")
        app.await_words("All done.")
        states = panels(app).evaluate_all("all => all.map((e) => e.dataset.state)")
        assert states == ["ok", "ok", "ok", "refused", "ok"]
    assert "- oat milk" in (agent.workspace / "notes.md").read_text()
    assert not (agent.workspace / "no.txt").exists()
    before = shown(desk)
    assert "tick 10" in " ".join(before) and "Two files." in " ".join(before)
    desk.shot(output, "agent-done")
    desk.page.reload()
    desk.ready()
    desk.await_state("done")
    assert shown(desk) == before


def test_stop_in_the_app_ends_the_command(devices, agent, stub):
    desk, phone = devices
    desk.open()
    desk.say(script(stub, Round("I wait.", [("exec", {"command": "echo begun; sleep 60"})])))
    asked(desk).locator("[data-option=allow]").click()
    expect(desk.page.locator("[data-test=tool-output]")).to_contain_text("begun")
    phone.open(desk.session)
    phone.press("stop")
    for app in devices:
        app.await_state("stopped")
        expect(panels(app)).not_to_have_attribute("data-state", "running")
