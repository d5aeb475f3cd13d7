"""The web app in a real Chromium: what a search shows in the list of chats."""

import base64

from playwright.sync_api import expect

# How many pixels of a picture have the colour of a hit's mark, from `left` on; and in all of it.
MARKED = """async ([picture, left, color]) => {
  const bytes = Uint8Array.from(atob(picture), (one) => one.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], {type: "image/png"}));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  context.drawImage(bitmap, 0, 0);
  const count = (from) => {
    const { data } = context.getImageData(from, 0, bitmap.width - from, bitmap.height);
    let found = 0;
    for (let at = 0; at < data.length; at += 4) found += color.every((part, i) => Math.abs(part - data[at + i]) < 2);
    return found;
  };
  return [count(Math.round(left * devicePixelRatio)), count(0)];
}"""


def test_a_hit_that_is_cut_off_leaves_no_mark(app, client, output):
    id = client.new_session(name="Sea", history=[{"role": "user", "content": "A tide and another tide and more"}])
    app.open()
    app.sidebar()
    app.hook("search").fill("tide")
    marks = app.row(id).locator("small mark")
    expect(marks).to_have_count(2)
    app.page.wait_for_timeout(400)
    snippet = app.row(id).locator("small")
    second = marks.nth(1).evaluate("mark => mark.getBoundingClientRect().left - mark.parentElement.getBoundingClientRect().left")
    snippet.evaluate("(small, width) => { small.style.width = `${width}px`; }", second + 8)
    picture = snippet.screenshot(path=output / "cut-hit.png")
    beyond, in_all = app.page.evaluate(MARKED, [base64.b64encode(picture).decode(), second - 6, [251, 240, 217]])
    assert in_all > 50 and beyond == 0, (beyond, in_all)
