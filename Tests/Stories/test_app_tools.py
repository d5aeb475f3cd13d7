"""The web app in a real Chromium, beside a played server: what the agent does, shown as it does it."""

import pytest
from playwright.sync_api import expect

from harness.browser import App, SIZES
from harness.panels import DIFF, OPTIONS, call, result, ask, panel, body
from harness.puppet import DEFAULT


@pytest.fixture(params=SIZES)
def app(request, chromium, puppet):
    page = App(chromium, puppet.url, request.param)
    page.open(DEFAULT).online()
    puppet.followed()
    yield page
    page.clean()
    page.close()


def test_a_panel_is_open_while_there_is_something_to_watch(app, puppet, output):
    puppet.turn()
    call(puppet, "c1", line="$ swift build")
    expect(panel(app, "c1")).to_have_attribute("data-state", "running")
    expect(panel(app, "c1")).not_to_have_attribute("open", "")
    expect(panel(app, "c1").locator("[data-test=tool-state]")).to_contain_text("1 s")
    puppet.say("tool_stream", {"id": "c1", "text": "Compiling \x1b[1mone\x1b[0m\n10%\r20%\r"})
    expect(body(app, "c1")).to_have_text("Compiling one\n20%")
    app.shot(output, "tool-running")
    result(puppet, "c1", "Compiling one\ndone\n")
    expect(panel(app, "c1")).to_have_attribute("data-state", "ok")
    expect(body(app, "c1")).not_to_be_visible()
    panel(app, "c1").locator("summary").click()
    expect(body(app, "c1")).to_have_text("Compiling one\ndone")
    expect(panel(app, "c1").locator("[data-test=tool-state]")).to_contain_text("1.2 s")


def test_what_the_reader_opened_stays_open(app, puppet):
    puppet.turn()
    call(puppet, "c1")
    panel(app, "c1").locator("summary").click()
    puppet.say("tool_stream", {"id": "c1", "text": "one\n"})
    result(puppet, "c1", "one\n")
    expect(panel(app, "c1")).to_have_attribute("data-state", "ok")
    expect(body(app, "c1")).to_be_visible()


def test_a_mebibyte_of_output_is_complete_and_does_not_freeze(app, puppet):
    text = "".join(f"{i:07} a line of no great length, of which there are very many\n" for i in range(16_000))
    puppet.turn()
    call(puppet, "c1")
    result(puppet, "c1", text)
    expect(panel(app, "c1")).to_have_attribute("data-state", "ok")
    longest = app.page.evaluate("""async () => {
      let longest = 0;
      new PerformanceObserver((list) => list.getEntries().forEach(({duration}) => longest = Math.max(longest, duration)))
        .observe({entryTypes: ["longtask"]});
      document.querySelector("details[data-test=tool] summary").click();
      await new Promise((done) => setTimeout(done, 1500));
      return longest;
    }""")
    assert longest < 500, f"the page stood still for {longest} ms"
    assert body(app, "c1").evaluate("e => e.textContent") == text


def test_an_edit_is_shown_as_a_change(app, puppet, output):
    puppet.turn()
    call(puppet, "c1", "edit_file", "edit notes.md")
    result(puppet, "c1", f"Changed notes.md.\n{DIFF}", tool="edit_file")
    panel(app, "c1").locator("summary").click()
    diff = panel(app, "c1").locator("[data-test=diff]")
    expect(diff.locator(".add code")).to_have_text(["- oat milk", "- bread"])
    expect(diff.locator(".remove code")).to_have_text(["- milk"])
    app.shot(output, "tool-diff")


def test_a_call_asks_and_is_allowed(app, puppet, output):
    puppet.turn()
    call(puppet, "c1", line="$ rm -rf build", command="rm -rf build")
    ask(puppet, "c1", preview="rm -rf build &&\n  make")
    asked = panel(app, "c1").locator("[data-test=approval]")
    expect(asked.locator("[data-test=approval-preview]")).to_have_text("rm -rf build &&\n  make")
    expect(asked.get_by_role("button")).to_have_text(["Allow", "Allow for this chat", "Deny"])
    app.shot(output, "approval")
    asked.get_by_role("button", name="Allow", exact=True).click()
    assert puppet.awaits("POST", f"/api/sessions/{DEFAULT}/approvals/c1") == {"option": "allow"}
    puppet.say("approval_end", {"id": "c1", "option": "allow"})
    expect(asked).to_have_count(0)
    expect(panel(app, "c1")).to_have_attribute("data-state", "running")
    result(puppet, "c1", "", ms=20)
    expect(panel(app, "c1")).to_have_attribute("data-state", "ok")


def test_the_buttons_go_when_another_device_has_answered(app, puppet):
    puppet.turn()
    ask(puppet, "c1", "edit_file", "edit notes.md", preview=DIFF)
    asked = panel(app, "c1").locator("[data-test=approval]")
    expect(asked.locator(".add code")).to_have_text(["- oat milk", "- bread"])
    puppet.say("approval_end", {"id": "c1", "option": "deny", "by": "ada"})
    expect(asked).to_have_count(0)
    result(puppet, "c1", "It was not allowed.", ok=False, ms=0, tool="edit_file")
    expect(panel(app, "c1")).to_have_attribute("data-state", "refused")
    expect(panel(app, "c1").locator("[data-test=tool-state]")).to_have_text("not allowed")
    panel(app, "c1").locator("summary").click()
    expect(panel(app, "c1").locator(".add code")).to_have_text(["- oat milk", "- bread"])
    expect(body(app, "c1")).to_have_text("It was not allowed.")


def test_who_comes_too_late_reads_what_was_answered(app, puppet):
    puppet.turn()
    ask(puppet, "c1")
    path = f"/api/sessions/{DEFAULT}/approvals/c1"
    puppet.answers["POST", path] = (409, {"error": {"code": "approval_answered", "message": "It was answered."}})
    part = {"type": "tool", "id": "c1", "tool": "exec", "call_str": "$ x", "args": {}, "output": "", "ok": True, "ms": 5}
    puppet.details[DEFAULT]["history"] = [{"id": "m-1", "role": "assistant", "at": 1, "content": "", "parts": [part]}]
    with app.trouble():
        panel(app, "c1").get_by_role("button", name="Deny").click()
        expect(panel(app, "c1")).to_have_attribute("data-state", "ok")
    expect(app.hook("toast")).to_have_count(0)


def test_a_reload_shows_the_same(app, puppet):
    part = {"type": "tool", "id": "c1", "tool": "exec", "call_str": "$ make", "args": {}, "output": "", "ok": False, "ms": 0,
            "approval": {"options": OPTIONS, "preview": "make"}}
    message = {"id": "m-1", "role": "assistant", "at": 1, "content": "", "parts": [
        {"type": "reasoning", "text": "Hm.", "ms": 200}, {"type": "text", "text": "First this."}, part]}
    puppet.details[DEFAULT]["turn"] = {"turn_id": "t-1", "message": message}
    app.page.reload()
    app.ready()
    expect(panel(app, "c1").locator("[data-test=approval]")).to_be_visible()
    order = app.page.evaluate("[...document.querySelectorAll('[data-test=reasoning],[data-test=content],[data-test=tool]')]"
                              ".map((e) => e.dataset.test)")
    assert order == ["reasoning", "content", "tool"]


def test_many_calls_are_one_line_when_done(app, puppet, output):
    puppet.turn()
    for index in range(9):
        call(puppet, f"c{index}", "read_file", f"read chapter-{index}.md")
        result(puppet, f"c{index}", "…", ok=index != 4, ms=40, tool="read_file")
    call(puppet, "c9", line="$ wc -w *.md")
    expect(panel(app, "c9")).to_be_visible()
    expect(panel(app, "c8")).to_be_visible()
    expect(panel(app, "c1")).not_to_be_visible()
    app.shot(output, "tools-many-running")
    result(puppet, "c9", "1,204\n")
    puppet.say("token", {"text": "Ten chapters, 1,204 words."})
    head = app.hook("steps-head")
    expect(head).to_have_text("10 steps · 1 failed")
    expect(panel(app, "c9")).not_to_be_visible()
    app.shot(output, "tools-many")
    head.click()
    expect(app.page.locator("details[data-test=tool]:visible")).to_have_count(10)
    app.shot(output, "tools-many-open")


def test_nobody_misses_a_call_that_waits(app, puppet, output):
    other = puppet.add("22222222-2222-4333-8444-555555555555", "Elsewhere")
    puppet.turn()
    puppet.say("token", {"text": "\n\n".join(f"Line {i}" for i in range(60))})
    expect(app.page).to_have_title("Writing… · Played · Martlet")
    ask(puppet, "c1")
    expect(app.page).to_have_title("❗ Needs your approval · Played · Martlet")
    expect(app.hook("announcer")).to_have_text("Your approval is needed: $ rm -rf build")
    expect(app.row(DEFAULT)).to_have_attribute("data-mark", "waiting")
    expect(app.hook("waiting")).not_to_be_visible()
    app.hook("transcript").evaluate("e => e.scrollTo(0, 0)")
    expect(app.hook("waiting")).to_have_text("Needs your approval")
    app.shot(output, "waiting")
    app.press("waiting")
    expect(panel(app, "c1").locator("[data-test=approval]")).to_be_focused()
    expect(panel(app, "c1").locator("[data-test=approval]")).to_be_in_viewport()
    puppet.say("approval_end", {"id": "c1", "option": "deny"})
    expect(app.hook("waiting")).not_to_be_visible()
    expect(app.row(DEFAULT)).not_to_have_attribute("data-mark", "waiting")
    puppet.tell("session", {"id": other, "waiting": True})
    expect(app.hook("waiting")).to_have_text("“Elsewhere” needs your approval")
    app.press("waiting")
    app.page.wait_for_url(f"**/#s={other}")


def test_the_list_marks_what_is_new(app, puppet, output):
    other = puppet.add("22222222-2222-4333-8444-555555555555", "Elsewhere")
    puppet.tell("session", {"id": other, "running": True})
    expect(app.row(other)).to_have_attribute("data-mark", "running")
    puppet.tell("session", {"id": other, "running": False, "updated": 4_000_000_000_000})
    expect(app.row(other)).to_have_attribute("data-mark", "unread")
    app.sidebar()
    app.shot(output, "unread")
    app.page.reload()
    app.ready()
    expect(app.row(other)).to_have_attribute("data-mark", "unread")
    app.sidebar()
    app.row(other).locator("a").click()
    expect(app.row(other)).not_to_have_attribute("data-mark", "unread")
    app.page.reload()
    app.ready()
    expect(app.row(other)).not_to_have_attribute("data-mark", "unread")


def test_a_call_is_allowed_by_keys_alone(app, puppet):
    puppet.turn()
    ask(puppet, "c1", preview="make")
    expect(panel(app, "c1").locator("[data-test=approval]")).to_be_visible()
    app.hook("composer").focus()
    app.page.keyboard.press("Alt+a")
    expect(panel(app, "c1").locator("[data-test=approval]")).to_be_focused()
    app.page.keyboard.press("Enter")
    assert not any("approvals" in path for _, path, _ in puppet.asked), "Enter allowed what nobody had chosen"
    app.page.keyboard.press("Tab")
    app.page.keyboard.press("Tab")
    expect(panel(app, "c1").get_by_role("button", name="Allow", exact=True)).to_be_focused()
    app.page.keyboard.press("Enter")
    puppet.awaits("POST", f"/api/sessions/{DEFAULT}/approvals/c1")
    puppet.say("approval_end", {"id": "c1", "option": "allow"})
    expect(panel(app, "c1").locator("summary")).to_be_focused()


def test_a_ring_says_how_full_the_window_is(app, puppet):
    puppet.agents[0]["context_tokens"] = 8000
    puppet.details[DEFAULT]["history"] = [{"id": "m-2", "role": "assistant", "at": 1, "content": "Yes.", "ms": 2400,
                                           "usage": {"prompt_tokens": 5600, "completion_tokens": 800}}]
    app.page.reload()
    app.ready()
    expect(app.hook("context")).to_have_attribute("aria-label", "80 % of what the model can keep in mind: 6,400 of 8,000 tokens")
    expect(app.answer.locator(".time")).to_contain_text("2 s · 800 tokens")
