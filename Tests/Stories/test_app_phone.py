"""The app on a phone's home screen: installable, shared to, with the keyboard up."""

import json
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from harness.browser import App
from harness.client import Client
from harness.nginx import Nginx
from harness.waiting import until
from test_app_offline import PICTURE, go_offline, go_online


def test_nothing_stands_in_the_way_of_an_installation(server, tmp_path):
    script = f"""
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    context = playwright.chromium.launch_persistent_context({str(tmp_path / 'profile')!r},
        executable_path='/usr/bin/chromium', args=['--no-sandbox'])
    page = context.new_page()
    page.goto({server.url!r})
    page.evaluate('navigator.serviceWorker.ready.then(() => true)')
    devtools = context.new_cdp_session(page)
    import json
    print(json.dumps([devtools.send('Page.getInstallabilityErrors'), devtools.send('Page.getAppManifest')]))
    context.close()
"""
    # A playwright of its own: two in one thread are one too many.
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert said.returncode == 0, said.stderr
    errors, manifest = json.loads(said.stdout)
    assert errors["installabilityErrors"] == []
    assert manifest["errors"] == [], manifest["errors"]


def test_the_manifest_is_complete_under_any_path(server, tmp_path):
    front = Nginx(tmp_path / "nginx", server.port, "/deep/chat/")
    client = Client(front.url)
    manifest = client.get("/manifest.webmanifest").json
    assert {"name", "short_name", "start_url", "scope", "display", "icons", "shortcuts", "share_target"} <= set(manifest)
    sizes = {(icon["sizes"], icon.get("purpose", "any")) for icon in manifest["icons"]}
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} <= sizes
    pictures = manifest["icons"] + manifest.get("screenshots", [])
    for address in [picture["src"] for picture in pictures] + [manifest["start_url"]]:
        assert not address.startswith("/") and client.get("/" + address.removeprefix("./")).status == 200, address
    front.close()


SHARE = """({words, picture}) => {
  const form = document.createElement('form');
  Object.assign(form, {action: 'share', method: 'post', enctype: 'multipart/form-data'});
  for (const [name, value] of Object.entries(words)) {
    const field = document.createElement('input');
    Object.assign(field, {name, value});
    form.append(field);
  }
  const field = document.createElement('input');
  const files = new DataTransfer();
  if (picture) files.items.add(new File([new Uint8Array(picture)], 'näh.png', {type: 'image/png'}));
  Object.assign(field, {type: 'file', name: 'files', files: files.files});
  form.append(field);
  document.body.append(form);
  form.submit();
}"""


def share(app, words, picture=None):
    """What the system does when something is shared to the app: it posts a form. Our policy forbids the page to."""
    app.page.evaluate(SHARE, {"words": words, "picture": list(picture or b"") or None})


@pytest.mark.parametrize("network", ["online", "offline"])
def test_what_is_shared_to_the_app_is_in_the_composer(chromium, server, network, client):
    app = App(chromium, server.url, "phone", bypass_csp=True).open()
    app.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    app.page.reload()
    app.ready()
    until(lambda: app.page.evaluate("caches.keys().then((names) => names.length)"), what="a shell that is kept")
    if network == "offline":
        go_offline(app)
    share(app, {"title": "A page", "text": "Look at this", "url": "https://example.org/a"}, PICTURE)
    expect(app.hook("composer")).to_have_value("A page\nLook at this\nhttps://example.org/a", timeout=10_000)
    expect(app.hook("attachment")).to_have_count(1)
    assert "share" not in app.page.url
    if network == "offline":
        expect(app.hook("attachment")).to_have_attribute("data-state", "waiting")
        go_online(app)
    expect(app.hook("attachment")).to_have_attribute("data-state", "ready", timeout=15_000)
    upload = app.hook("attachment").get_attribute("data-id")
    assert client.get(f"/api/uploads/{upload}").body == PICTURE
    app.page.reload()
    app.ready()
    expect(app.hook("attachment")).to_have_count(1)
    app.close()


def test_nothing_zooms_scrolls_away_or_hides_under_the_keyboard(chromium, server):
    app = App(chromium, server.url, "phone").open()
    sizes = app.page.evaluate("[...document.querySelectorAll('textarea, input:not([type=file])')].map((field) => "
                              "parseFloat(getComputedStyle(field).fontSize))")
    assert sizes and min(sizes) >= 16, "iOS zooms into fields with smaller letters"
    assert app.page.evaluate("getComputedStyle(document.body).overscrollBehaviorY") == "none"
    devtools = app.context.new_cdp_session(app.page)
    devtools.send("Emulation.setDeviceMetricsOverride", {"width": 390, "height": 430, "deviceScaleFactor": 2, "mobile": True})
    app.hook("composer").focus()
    until(lambda: app.hook("composer").bounding_box()["y"] + app.hook("composer").bounding_box()["height"] <= 430,
          what="the composer above the keyboard")
    app.clean()
    app.close()


def test_the_bars_of_the_phone_are_of_the_paper_s_colour(chromium, server):
    for scheme in ("light", "dark"):
        app = App(chromium, server.url, "phone", color_scheme=scheme).open()
        paper = app.page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()")
        themes = app.page.evaluate("[...document.querySelectorAll('meta[name=theme-color]')].filter((meta) => "
                                   "matchMedia(meta.media).matches).map((meta) => meta.content)")
        assert themes == [paper]
        app.close()


def test_basic_auth_with_worker_and_manifest(chromium, server, tmp_path):
    front = Nginx(tmp_path / "nginx", server.port, "/chat/", password=("ada", "lovelace"))
    app = App(chromium, front.url, "phone", http_credentials={"username": "ada", "password": "lovelace"})
    refused = []
    app.page.on("response", lambda response: response.status == 401 and refused.append(response.url))
    app.open()
    app.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    until(lambda: app.page.evaluate("caches.keys().then((names) => names.length)"), what="a shell that is kept")
    assert app.page.evaluate("fetch('manifest.webmanifest', {credentials: 'include'}).then((it) => it.status)") == 200
    go_offline(app)
    app.page.reload()
    app.ready()
    assert [url for url in refused if "manifest" in url or "sw.js" in url] == []
    app.close()
    front.close()
