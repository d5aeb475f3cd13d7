"""Hostile Markdown in every browser: nothing runs, nothing loads, and all of it can be read."""

from playwright.sync_api import expect

from hostile import TEXTS

# What may stand in an answer, and what its attributes may say.
FAULTS = """[...document.querySelectorAll('[data-test=content] *')].flatMap(element => {
  const name = element.localName, found = [];
  if (/^(script|iframe|object|embed|form|style|link|meta|base|template|svg|video|audio|source|textarea|select)$/.test(name)
      && !element.closest('button')) found.push(name);
  if (name === 'input' && (element.type !== 'checkbox' || !element.disabled)) found.push('input');
  for (const { name: key, value } of element.attributes) {
    if (/^on|^style$|^srcset$|^srcdoc$|^formaction$/i.test(key)) found.push(`${name} ${key}`);
    if (key === 'href' && !/^(https?|mailto|tel):/.test(value)) found.push(`${name} ${value}`);
    if (key === 'src' && !/^data:image\\/(png|jpeg|gif|webp);base64,/.test(value)) found.push(`${name} ${value.slice(0, 60)}`);
    if ((key === 'id' || key === 'name') && name !== 'math') found.push(`${name} ${key}`);
  }
  if (name === 'a' && (element.target !== '_blank' || element.rel !== 'noopener noreferrer')) found.push('a that can reach us');
  return found;
})"""
PROBLEMS = ("({ faults: " + FAULTS + ", owned: String(window.owned), answers: "
            "document.querySelectorAll('article[data-role=assistant]').length, title: document.title, base: document.baseURI, "
            "clobbered: [document.body, document.location, document.forms.length].map(String).join() })")


def history():
    return [message for text in TEXTS for message in ({"role": "user", "content": text}, {"role": "assistant", "content": text})]


def draw_all():
    """Goes up until all is drawn; true then."""
    return f"""(document.querySelector('[data-test=transcript]').dispatchEvent(new WheelEvent('wheel', {{ deltaY: -1 }})),
      document.querySelector('[data-test=transcript]').scrollTop = 0,
      document.querySelectorAll('article[data-role=assistant]').length >= {len(TEXTS)})"""


def judge(found, home):
    assert found["answers"] == len(TEXTS)
    assert found["faults"] == [] and found["owned"] == "undefined"
    assert found["base"].startswith(home) and "HTMLBodyElement" in found["clobbered"]


def test_nothing_runs_and_nothing_loads_in_chromium(app, client, output):
    assert len(TEXTS) >= 55
    app.forgiving = True  # a picture that is none is told to the console
    app.open(client.new_session(history=history()))
    for _ in range(2_000):
        if app.page.evaluate(draw_all()):
            break
        app.page.wait_for_timeout(20)
    for link in app.messages("assistant").locator("[data-test=content] span").all()[:20]:
        link.dispatch_event("click")
    app.page.wait_for_timeout(800)
    print(f"\n{len(TEXTS)} hostile texts: {app.page.evaluate(FAULTS)}")
    judge(app.page.evaluate(PROBLEMS), app.url)
    said = app.messages("assistant").locator("[data-test=content]").all_text_contents()
    assert sum("owned" in text for text in said) >= 20, "what is not obeyed is shown"
    expect(app.hook("composer")).to_be_visible()
    assert not [fault for fault in app.faults if "Refused" in fault or "TrustedHTML" in fault], app.faults


def test_nothing_runs_and_nothing_loads_elsewhere(other_browser, server, client):
    session = client.new_session(history=history())
    page = other_browser
    page.open(f"{server.url}/#s={session}")
    page.until("document.querySelectorAll('article').length > 0")
    page.until(draw_all(), seconds=40)
    page.until("(window.waited = (window.waited ?? 0) + 1) > 20")
    judge(page.evaluate(PROBLEMS), server.url)
    page.faults.clear()
    page.clean()
