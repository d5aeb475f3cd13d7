"""The web app in a real Chromium: writing."""

import base64

import pytest
from playwright.sync_api import expect

from harness import stub as stubs
from harness.waiting import until


def test_enter_breaks_under_a_finger_and_sends_at_a_keyboard(app, stub):
    app.open()
    field = app.hook("composer")
    field.fill("words=2")
    field.press("Enter" if app.size == "phone" else "Shift+Enter")
    expect(field).to_have_value("words=2\n")
    expect(app.messages()).to_have_count(0)
    field.press("Shift+Enter" if app.size == "phone" else "Enter")
    app.await_state("done")
    expect(field).to_have_value("")


def test_an_enter_that_ends_a_composition_sends_nothing(app):
    app.open()
    app.hook("composer").fill("日本")
    app.hook("composer").evaluate("""field => field.dispatchEvent(
      new KeyboardEvent("keydown", {key: "Enter", isComposing: true, bubbles: true, cancelable: true}))""")
    app.hook("composer").evaluate("""field => field.dispatchEvent(
      new KeyboardEvent("keydown", {key: "Enter", keyCode: 229, bubbles: true, cancelable: true}))""")
    expect(app.hook("composer")).to_have_value("日本")
    expect(app.messages()).to_have_count(0)


def test_the_field_grows_with_what_is_written(app):
    app.open()
    field = app.hook("composer")
    low = field.bounding_box()["height"]
    field.fill("\n".join(f"line {i}" for i in range(6)))
    assert field.bounding_box()["height"] > low * 2.5
    field.fill("\n".join(f"line {i}" for i in range(90)))
    assert field.bounding_box()["height"] < app.page.viewport_size["height"] * 0.45
    field.fill("")
    assert field.bounding_box()["height"] == low


def test_arrow_up_changes_the_last_message(app, client):
    app.open()
    app.say("words=2 seed=a")
    app.await_state("done")
    app.hook("composer").press("ArrowUp")
    expect(app.hook("editor")).to_be_focused()
    expect(app.hook("editor")).to_have_value("words=2 seed=a")
    app.hook("editor").press("Escape")
    expect(app.hook("editor")).to_have_count(0)
    app.hook("composer").fill("x")
    app.hook("composer").press("ArrowUp")
    expect(app.hook("editor")).to_have_count(0)


def test_what_is_said_meanwhile_waits_for_the_answer(app, client, stub, output):
    app.open()
    app.say("words=6 seed=a hold=3")
    app.await_words("a.2")
    app.say("words=2 seed=b")
    queued = app.page.locator("article[data-state=queued]")
    expect(queued).to_contain_text("words=2 seed=b")
    app.shot(output, "queued")
    app.page.reload()
    app.ready()
    expect(queued).to_contain_text("words=2 seed=b")
    stub.release()
    app.await_words("b.1")
    app.await_state("done")
    expect(queued).to_have_count(0)
    said = [m["content"] for m in client.history(app.session)]
    assert said == ["words=6 seed=a hold=3", stubs.text(6, "a"), "words=2 seed=b", stubs.text(2, "b")]
    app.page.reload()
    app.ready()
    expect(app.messages()).to_have_count(4)


def test_what_waits_can_go_at_once_or_not_at_all(app, client, stub):
    app.open()
    app.say("words=6 seed=a silent=3")
    app.await_words("a.2")
    app.say("one")
    app.press("unqueue")
    expect(app.hook("composer")).to_have_value("one")
    app.say("words=2 seed=b")
    app.press("send-now")
    app.await_words("b.1")
    app.await_state("done")
    assert [m.get("stopped", False) for m in client.history(app.session)] == [False, True, False, False]


def test_what_waits_goes_also_when_another_chat_is_open(app, client, stub):
    other = client.new_session(name="Other")
    app.open()
    app.say("words=6 seed=a hold=3")
    app.await_words("a.2")
    session = app.session
    app.say("words=2 seed=b")
    expect(app.page.locator("article[data-state=queued]")).to_have_count(1)
    app.sidebar()
    app.row(other).locator("a").click()
    expect(app.messages()).to_have_count(0)
    stub.release()
    until(lambda: len(client.history(session)) == 4, what="the queued message was sent and answered")
    assert client.history(session)[2]["content"] == "words=2 seed=b"


@pytest.mark.parametrize("way", ["edit", "regenerate"])
def test_what_was_replaced_can_be_brought_back(app, client, way):
    app.open()
    app.say("words=2 seed=a")
    app.await_state("done")
    before = client.history(app.session)
    if way == "edit":
        app.message_action(app.messages("user").first, "edit")
        app.hook("editor").fill("words=90 every=50 seed=b")
        app.press("editor-send")
        app.await_words("b.1")
    else:
        app.message_action(app.answer, "regenerate")
    app.press("undo")
    app.await_words("a.1")
    app.running(False)
    assert client.history(app.session) == before
    expect(app.messages()).to_have_count(2)


PHOTOGRAPH = """async () => {
  const canvas = new OffscreenCanvas(2600, 2600), context = canvas.getContext("2d");
  for (let x = 0; x < 2600; x += 20) for (let y = 0; y < 2600; y += 20) {
    context.fillStyle = `hsl(${x * y % 360} ${x % 100}% ${y % 100}%)`;
    context.fillRect(x, y, 20, 20);
  }
  const blob = await canvas.convertToBlob({type: "image/jpeg", quality: 1});
  return new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.split(",")[1]);
    reader.readAsDataURL(blob);
  });
}"""


def test_a_large_picture_is_made_smaller_unless_one_wants_the_original(app, client, output):
    app.open()
    picture = base64.b64decode(app.page.evaluate(PHOTOGRAPH))
    app.hook("file-input").set_input_files({"name": "IMG_1.jpeg", "mimeType": "image/jpeg", "buffer": picture})
    tile = app.page.locator("[data-test=attachments] [data-test=attachment]")
    expect(tile).to_have_attribute("data-state", "ready")
    small = client.get(f"/api/uploads/{tile.get_attribute('data-id')}").body
    assert len(small) < len(picture) * 0.8
    app.shot(output, "picture-smaller")
    app.press("use-original")
    expect(app.hook("use-original")).to_have_attribute("aria-pressed", "true")
    expect(tile).to_have_attribute("data-state", "ready")
    until(lambda: client.get(f"/api/uploads/{tile.get_attribute('data-id')}").body == picture, what="the original is there")
    app.say("words=1")
    app.await_state("done")
    assert [a["size"] for a in client.history(app.session)[0]["attachments"]] == [len(picture)]


def test_a_pasted_picture_is_attached_and_pasted_words_are_not(app):
    app.open()
    paste = """(field, [type, text]) => {
      const data = new DataTransfer();
      if (text) data.setData("text/plain", text);
      data.items.add(new File(["x"], "clip.png", {type}));
      field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
    }"""
    app.hook("composer").evaluate(paste, ["image/png", "words"])
    expect(app.page.locator("[data-test=attachments] [data-test=attachment]")).to_have_count(0)
    app.hook("composer").evaluate(paste, ["image/png", ""])
    expect(app.page.locator("[data-test=attachments] [data-test=attachment]")).to_have_count(1)


def test_thoughts_are_a_choice_of_each_chat(app, client):
    app.open()
    app.press("think")
    expect(app.hook("think")).to_have_attribute("aria-pressed", "false")
    app.say("words=3 reasoning=4")
    app.await_state("done")
    expect(app.page.locator("details[data-test=reasoning]")).to_have_count(0)
    app.page.reload()
    app.ready()
    expect(app.hook("think")).to_have_attribute("aria-pressed", "false")
    app.press("think")
    app.say("words=3 reasoning=4")
    app.await_state("done")
    expect(app.answer.locator("details[data-test=reasoning]")).to_have_count(1)
    app.page.goto(app.url)
    app.ready()
    expect(app.hook("think")).to_have_attribute("aria-pressed", "false")
