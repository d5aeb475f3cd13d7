"""What every story may ask for by name."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from harness import agents, browser
from harness.bots import Bot, with_bots
from harness.firefox import Firefox
from harness.puppet import Puppet
from harness.server import Martlet, ROOT, executable
from harness.stub import StubModel
from harness.webkit import WebKit
from harness.world import unchanged_world

OUTPUT = Path(os.environ.get("CI_OUTPUT") or ROOT / ".build/stories")


@pytest.fixture
def output():
    """Where screenshots and logs are kept."""
    OUTPUT.mkdir(parents=True, exist_ok=True)
    return OUTPUT


@pytest.fixture(scope="session")
def chromium():
    with browser.chromium() as running:
        yield running


@pytest.fixture(params=browser.SIZES)
def app(request, chromium, server):
    """The web app at both sizes. Every test of it ends by asserting that nothing went wrong out of sight: no console
    error, no page error, not one request to another host."""
    page = browser.App(chromium, server.url, request.param)
    yield page
    page.clean()
    page.close()


@pytest.fixture
def desk(chromium, server):
    """The web app on a desktop alone."""
    page = browser.App(chromium, server.url)
    yield page
    page.clean()
    page.close()


@pytest.fixture(scope="session")
def hashed():
    """What the configuration keeps of the password `correct horse`."""
    done = subprocess.run([executable(), "hash-password"], input="correct horse\n", capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture(params=[Firefox, WebKit], ids=["firefox", "webkit"])
def other_browser(request, tmp_path, server):
    """Firefox, and then WebKit; closed whatever becomes of the test."""
    if request.param is WebKit and not shutil.which("WebKitWebDriver"):
        pytest.skip("no WebKit driver on this machine")
    running = request.param(tmp_path, server.url)
    yield running
    running.close()


@pytest.fixture
def stub():
    model = StubModel()
    yield model
    model.close()
    assert not model.faults, f"a strict provider would have refused: {model.faults}"


@pytest.fixture
def puppet():
    """A Martlet that is only played."""
    played = Puppet()
    yield played
    played.close()


@pytest.fixture
def start(tmp_path, request, output):
    """Starts servers, each in a folder of its own; they end with the test, and a failed test keeps their logs."""
    started = []

    def begin(stub=None, **settings):
        server = Martlet(tmp_path / f"martlet-{len(started)}", stub, **settings)
        started.append(server)
        return server.start()

    yield begin
    for number, server in enumerate(started):
        server.stop()
        if request.node.stash.get(FAILED, False):
            shutil.copy(server.log, output / f"{request.node.name.replace('/', '-')[:80]}-{number}.log")


@pytest.fixture
def server(start, stub):
    """A Martlet whose default agent is the stub model."""
    return start(stub)


@pytest.fixture
def agent(start, stub, tmp_path):
    """A Martlet whose default agent, the stub model, may use every tool that is built in."""
    return agents.begin(start, stub, tmp_path)


@pytest.fixture
def house(start):
    """A Martlet with two bots that nobody is yet."""
    return with_bots(start)


@pytest.fixture
def bot(house):
    """The first of them, on cue."""
    bot = Bot(house)
    yield bot
    bot.away()


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A server that nothing in the file may change."""
    with unchanged_world(tmp_path_factory.mktemp("world")) as shared:
        yield shared


@pytest.fixture
def client(server):
    return server.client


FAILED = pytest.StashKey()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report
