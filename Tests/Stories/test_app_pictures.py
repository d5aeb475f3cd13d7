"""The web app in a real Chromium, beside a played server: pictures over the whole page, files as pills."""

import base64

import pytest
from playwright.sync_api import expect

from harness.browser import App, SIZES
from harness.puppet import DEFAULT

COLOURS = {"red": "#b5452c", "sea": "#11665f", "sand": "#d9b26a"}
PAINT = """async (colour) => {
  const canvas = new OffscreenCanvas(800, 500), context = canvas.getContext("2d");
  context.fillStyle = colour;
  context.fillRect(0, 0, 800, 500);
  context.fillStyle = "#fff8";
  context.arc(400, 250, 160, 0, 7);
  context.fill();
  return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())];
}"""


@pytest.fixture(params=SIZES)
def app(request, chromium, puppet):
    page = App(chromium, puppet.url, request.param)
    page.open()
    for name, colour in COLOURS.items():
        puppet.uploads[name] = ("image/png", bytes(page.page.evaluate(PAINT, colour)))
    def attachment(name, mime="image/png", size=1234):
        return {"id": name, "name": f"{name}.png" if mime == "image/png" else name, "mime": mime, "size": size, "url": f"api/uploads/{name}"}
    tool = {"type": "tool", "id": "c1", "tool": "chart_draw", "call_str": "chart_draw 3 lines", "args": {"lines": 3},
            "output": "Drawn.", "ok": True, "ms": 900, "images": [attachment("sand")]}
    puppet.details[DEFAULT]["history"] = [
        {"id": "m-1", "role": "user", "at": 1, "content": "Look", "attachments": [
            attachment("red"), attachment("sea"), attachment("minutes of the meeting.pdf", "application/pdf", 48_200)]},
        {"id": "m-2", "role": "assistant", "at": 1, "content": "Nice.", "parts": [tool, {"type": "text", "text": "Nice."}]}]
    page.page.goto(puppet.url + f"/#s={DEFAULT}")
    expect(page.messages()).to_have_count(2)
    yield page
    page.clean()
    page.close()


def transform(app):
    return app.hook("lightbox").locator(".stage-of img").evaluate("e => new DOMMatrix(getComputedStyle(e).transform).a")


def test_pictures_are_looked_at_one_after_the_other(app, output):
    app.page.locator("details[data-test=tool] summary").click()
    app.shot(output, "pictures")
    app.page.locator("a.picture").first.click()
    box = app.hook("lightbox")
    expect(box).to_contain_text("1 / 3")
    expect(box).to_contain_text("red.png")
    app.page.wait_for_function("image => image.complete", arg=box.locator(".stage-of img").element_handle())
    app.shot(output, "lightbox")
    app.page.keyboard.press("ArrowRight")
    expect(box).to_contain_text("2 / 3")
    app.press("next-picture")
    expect(box).to_contain_text("sand.png")
    expect(app.hook("next-picture")).to_be_disabled()
    app.press("zoom-in")
    assert transform(app) == 1.5
    app.page.keyboard.press("0")
    assert transform(app) == 1
    app.page.keyboard.press("Escape")
    expect(box).to_have_count(0)


def test_a_click_beside_closes_and_the_focus_comes_back(app):
    link = app.page.locator("a.picture").first
    link.focus()
    app.page.keyboard.press("Enter")
    expect(app.hook("lightbox")).to_be_visible()
    width = app.page.viewport_size["width"]
    app.page.mouse.click(width / 2, app.page.viewport_size["height"] - 12)
    expect(app.hook("lightbox")).to_have_count(0)
    expect(link).to_be_focused()


def test_two_fingers_bring_it_nearer(app):
    app.page.locator("a.picture").first.click()
    expect(app.hook("lightbox")).to_be_visible()
    app.hook("lightbox").locator(".stage-of").evaluate("""stage => {
      stage.setPointerCapture = () => {};
      const touch = (type, id, x) => stage.dispatchEvent(
        new PointerEvent(type, {pointerId: id, clientX: x, clientY: 300, pointerType: "touch", bubbles: true}));
      touch("pointerdown", 1, 150); touch("pointerdown", 2, 200);
      touch("pointermove", 1, 100); touch("pointermove", 2, 250);
      touch("pointerup", 1, 100); touch("pointerup", 2, 250);
    }""")
    assert 2.5 < transform(app) < 3.5
    expect(app.hook("lightbox")).to_be_visible()


def test_a_swipe_shows_the_next(app):
    app.page.locator("a.picture").first.click()
    app.hook("lightbox").locator(".stage-of").evaluate("""stage => {
      stage.setPointerCapture = () => {};
      const touch = (type, x) => stage.dispatchEvent(
        new PointerEvent(type, {pointerId: 1, clientX: x, clientY: 300, pointerType: "touch", bubbles: true}));
      touch("pointerdown", 300); touch("pointermove", 250); touch("pointermove", 150); touch("pointerup", 150);
    }""")
    expect(app.hook("lightbox")).to_contain_text("2 / ")


def test_a_file_says_what_it_is(app):
    expect(app.page.locator("a.chip")).to_contain_text("minutes of the meeting.pdf")
    expect(app.page.locator("a.chip small")).to_have_text("PDF · 47 KB")


def test_pictures_written_out_by_a_tool_or_an_answer_are_shown(app, puppet):
    data = base64.b64encode(puppet.uploads["sea"][1]).decode()
    part = {"type": "tool", "id": "c9", "tool": "exec", "call_str": "$ base64 sea.png", "args": {}, "output": data + "\n", "ok": True, "ms": 3}
    puppet.say("message", {"id": "m-3", "role": "assistant", "at": 1, "content": "", "parts": [
        part, {"type": "text", "text": f"Here:\n\n![sea](data:image/png;base64,{data})"}]})
    app.page.locator("details[data-call=c9] summary").click()
    shown = app.messages().last.locator("img")
    expect(shown).to_have_count(2)
    shown.last.focus()
    app.page.keyboard.press("Enter")
    expect(app.hook("lightbox").locator(".stage-of img")).to_have_attribute("alt", "sea")
