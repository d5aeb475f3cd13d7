"""Martlet as it is measured: the stripped static binary, a fresh data folder, the stub model behind it."""
import json, os, re, subprocess, tempfile, urllib.request
from processes import Process, SERVER_CORE

# The stub reads what it is to say from the model's name.
AGENTS = {
    "burst": "chunks=5000,rate=0",
    "burst-lt": "chunks=5000,rate=0,lt",
    "paced": "chunks=5000,rate=1000",
    "paced-lt": "chunks=5000,rate=1000,lt",
    "ticks-1000": "chunks=100,rate=20,stamped",
    "ticks-10000": "chunks=40,rate=4,stamped",
}


class Listening(Process):
    """A process whose first line on standard output ends with where it listens."""

    def __init__(self, command, **options):
        super().__init__(command, stdout=subprocess.PIPE, text=True, **options)
        line = self.child.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
        if not found:
            self.__exit__()
            raise RuntimeError(f"{command[0]} does not listen; it said: {line!r}")
        self.port = int(found[1])


class StubModel(Listening):
    def __init__(self, tool):
        super().__init__([tool, "model", "--port", "0"])


class Martlet(Listening):
    """One fresh server that lets ten thousand readers in from one address."""

    def __init__(self, binary, folder, model_port):
        data = tempfile.mkdtemp(dir=folder)
        config = os.path.join(data, "config.json")
        with open(config, "w") as file:
            json.dump(configuration(model_port), file)
        log = open(os.path.join(data, "log"), "w")
        where = ["--config", config, "--data", data, "--port", "0"]
        super().__init__([binary, "serve", *where, "--log-level", "warning"], core=SERVER_CORE, stderr=log)
        self.url = f"http://127.0.0.1:{self.port}/"

    def post(self, path, body, accept="application/json"):
        """The open answer to a JSON request; a refusal is an error."""
        head = {"Content-Type": "application/json", "Accept": accept}
        return urllib.request.urlopen(
            urllib.request.Request(self.url + path, json.dumps(body).encode(), head), timeout=60)

    def new_session(self):
        with self.post("api/sessions", {"name": "bench"}) as answer:
            return json.load(answer)["id"]


def configuration(model_port):
    agents = {name: {"provider": "stub", "model": model} for name, model in AGENTS.items()}
    web = {"enabled": True, "max_connections": 12000, "max_connections_per_address": 12000}
    stub = {"kind": "openai", "base_url": f"http://127.0.0.1:{model_port}/v1", "api_key": ""}
    return {"channels": {"web": web}, "providers": {"stub": stub}, "agents": agents}
