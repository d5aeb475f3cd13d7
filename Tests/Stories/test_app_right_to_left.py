"""The web app in a real Chromium where the page runs from right to left."""

import pytest
from playwright.sync_api import expect

from harness import browser
from harness.browser import App


@pytest.fixture(params=browser.SIZES)
def arabic(request, chromium, server):
    page = App(chromium, server.url, request.param, locale="ar")
    yield page
    page.clean()
    page.close()


def style(locator, name, pseudo=None):
    return locator.evaluate("(element, [name, pseudo]) => getComputedStyle(element, pseudo)[name]", [name, pseudo])


# Where words begin and end, in pixels from the right edge and the left one of what holds them.
GAPS = """(element) => {
  const range = document.createRange(), around = element.getBoundingClientRect();
  range.selectNodeContents(element);
  const words = range.getBoundingClientRect();
  return [around.right - words.right, words.left - around.left];
}"""


def test_an_empty_field_runs_as_the_page_does(arabic, output):
    arabic.open()
    field = arabic.hook("composer")
    assert style(field, "direction") == "rtl" and style(field, "textAlign") == "start"
    arabic.shot(output, "ar-empty")
    field.fill("English words")
    assert style(field, "direction") == "ltr"
    field.fill("")
    assert style(field, "direction") == "rtl"


def test_an_english_page_has_an_english_field(app):
    app.open()
    assert style(app.hook("composer"), "direction") == "ltr"


def test_what_is_english_stands_where_arabic_does(arabic, client, output):
    english = client.new_session(name="Tides")
    client.new_session(name="البندقية")
    arabic.open(english)
    expect(arabic.hook("title")).to_have_text("Tides")
    title_gap, other_gap = arabic.hook("title").evaluate(GAPS)
    assert title_gap < 16 < other_gap, "the title is not at the side where the page begins"
    arabic.sidebar()
    for row in arabic.hook("session").all():
        gap, _ = row.locator(".title").evaluate(GAPS)
        assert gap <= 1, "not in line with the others"
    arabic.shot(output, "ar-titles")


def told(client, *texts):
    session = client.new_session(name="Told")
    roles = ("user", "assistant")
    history = [{"role": roles[at % 2], "content": text} for at, text in enumerate(texts)]
    client.put(f"/api/sessions/{session}", {"history": history})
    return session


def small_corners(app):
    """Of each bubble the radius at its lower left and at its lower right, in pixels."""
    expect(app.page.locator(".bubble")).to_have_count(2)
    return app.page.locator(".bubble").evaluate_all("""(bubbles) => bubbles.map(getComputedStyle).map((style) =>
      [parseFloat(style.borderBottomLeftRadius), parseFloat(style.borderBottomRightRadius)])""")


def test_the_small_corner_of_what_was_said_is_where_lines_end(arabic, client):
    arabic.open(told(client, "English", "A", "عربي", "B"))
    assert small_corners(arabic) == [[6, 20], [6, 20]]


def test_the_small_corner_in_an_english_page_is_at_the_right(app, client):
    app.open(told(client, "English", "A", "عربي", "B"))
    assert small_corners(app) == [[20, 6], [20, 6]]


def test_the_name_of_a_code_keeps_off_the_edge(arabic, client, output):
    arabic.open(told(client, "a", "مرحبا\n\n```python\nprint(1)\n```\n"))
    caption = arabic.page.locator(".code figcaption")
    assert style(caption, "paddingRight") == "16px"
    arabic.shot(output, "ar-code")
