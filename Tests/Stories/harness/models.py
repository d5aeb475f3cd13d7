"""Model servers that nobody here wrote."""

import os
import subprocess

from .client import Client
from .server import ROOT
from .waiting import free_port, until

LLAMA = ROOT / ".cache/llama"
LITELLM = ROOT / ".cache/litellm/bin/litellm"
SAID = "Martlets are drawn without feet, for they never land. " * 6


class ModelServer:
    """A process that serves OpenAI's API under /v1 on a port of its own."""

    key = ""
    patience = 60

    def __init__(self, folder):
        self.port = free_port()
        self.log = open(folder / "model.log", "wb")
        environment = {**os.environ, **self.environment()}
        self.process = subprocess.Popen(self.command(folder), stdout=self.log, stderr=self.log, env=environment, cwd=folder)
        until(self._alive, self.patience, "the model server's health")

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/v1"

    def environment(self):
        return {}

    def _alive(self):
        assert self.process.poll() is None, f"the model server died: see {self.log.name}"
        try:
            return Client(f"http://127.0.0.1:{self.port}", timeout=2).get(self.health).status == 200
        except OSError:
            return False

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()


class LlamaServer(ModelServer):
    """llama.cpp's server with a random little llama: words without end, 200 a second."""

    model, health = "nonsense", "/health"

    def command(self, folder):
        return [LLAMA / "llama-server", "-m", LLAMA / "nonsense.gguf", "--host", "127.0.0.1", "--port", str(self.port),
                "-c", "8192", "-n", "400", "--chat-template", "chatml", "-t", "1", "--slots"]

    def busy(self):
        """Whether it still computes an answer."""
        slots = Client(f"http://127.0.0.1:{self.port}").get("/slots").json
        return any(slot["is_processing"] for slot in slots)


class LiteLLM(ModelServer):
    """LiteLLM's proxy with a mocked answer, and mocked refusals."""

    model, key, health = "mocked", "sk-story", "/health/liveliness"

    def environment(self):
        return {"LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_MASTER_KEY": self.key, "LITELLM_TELEMETRY": "False"}

    def command(self, folder):
        (folder / "litellm.yaml").write_text(
            "model_list:\n"
            f"  - {{model_name: mocked, litellm_params: {{model: openai/mocked, api_key: none, mock_response: '{SAID.strip()}'}}}}\n")
        return [LITELLM, "--config", folder / "litellm.yaml", "--host", "127.0.0.1", "--port", str(self.port)]
