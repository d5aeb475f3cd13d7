"""The web app in a real Chromium: files by chooser and by drag and drop."""

import base64

from playwright.sync_api import expect

PIXEL = ("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def test_an_upload_by_file_chooser_shows_its_preview(app, client, stub, output):
    picture = base64.b64decode(PIXEL)
    app.open()
    app.hook("file-input").set_input_files([{"name": "p.png", "mimeType": "image/png", "buffer": picture},
                                            {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"remember"}])
    ready = app.page.locator("[data-test=attachments] [data-test=attachment][data-state=ready]")
    expect(ready).to_have_count(2)
    expect(ready.locator("img")).to_have_count(1)
    app.shot(output, "attachments")
    app.say("words=3")
    app.await_state("done")
    expect(app.messages("user").locator("[data-test=attachment]")).to_have_count(2)
    assert [a["name"] for a in client.history(app.session)[0]["attachments"]] == ["p.png", "notes.txt"]
    assert "remember" in stub.asked[0].last
    app.page.reload()
    app.ready()
    image = app.messages("user").locator("[data-test=attachment] img, img[data-test=attachment]").first
    expect(image).to_be_visible()
    app.page.wait_for_function("image => image.complete && image.naturalWidth == 1", arg=image.element_handle())


def test_an_attachment_can_be_taken_back(app):
    app.open()
    app.hook("file-input").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"x"})
    attachment = app.page.locator("[data-test=attachments] [data-test=attachment]")
    expect(attachment).to_have_attribute("data-state", "ready")
    attachment.locator("[data-test=remove-attachment]").click()
    expect(attachment).to_have_count(0)


DROP = """(kind) => {
  const files = new DataTransfer();
  files.items.add(new File(["dropped words"], "dropped.txt", {type: "text/plain"}));
  const target = document.querySelector("[data-test=transcript]") ?? document.body;
  target.dispatchEvent(new DragEvent(kind, {dataTransfer: files, bubbles: true, cancelable: true}));
}"""


def test_files_dropped_on_the_page_are_attached(app, stub):
    app.open()
    app.page.evaluate(DROP, "dragenter")
    app.page.evaluate(DROP, "dragover")
    expect(app.hook("drop-zone")).to_be_visible()
    app.page.evaluate(DROP, "drop")
    expect(app.hook("drop-zone")).not_to_be_visible()
    expect(app.page.locator("[data-test=attachments] [data-test=attachment]")).to_have_attribute("data-state", "ready")
    app.say("words=2")
    app.await_state("done")
    assert "dropped words" in stub.asked[0].last
