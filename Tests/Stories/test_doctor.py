"""`martlet doctor`: looks, says, and changes nothing."""

import subprocess

from harness.server import executable
from harness.waiting import free_port


def examine(server, *more):
    return subprocess.run([executable(), "doctor", *more, "--config", server.config_file, "--data", server.data],
                          capture_output=True, text=True, timeout=60)


def test_finds_a_healthy_house_healthy(server):
    # Whoever asks for its health has it try its folder.
    assert server.client.get("/api/health").status == 200
    before = server.state()
    found = examine(server, server.url)
    assert found.returncode == 0, found.stdout + found.stderr
    for what in ("configuration", "data folder", "disk", "sandbox", "login", "providers.stub", "front"):
        assert f"ok    {what}: " in found.stdout, found.stdout
    assert server.state() == before and "stub-secret" not in found.stdout


def test_says_what_needs_care(start, stub, tmp_path):
    server = start(stub=stub)
    server.stop()
    config = server.config_file.read_text().replace(stub.url, f"http://127.0.0.1:{free_port()}/v1")
    server.config_file.write_text(config)
    found = examine(server, f"http://127.0.0.1:{free_port()}")
    assert found.returncode == 1
    assert "CARE  providers.stub: does not answer" in found.stdout and "CARE  front: " in found.stdout
    assert "2 of these need care" in found.stderr
    server.config_file.write_text("{")
    assert "CARE  configuration" in examine(server).stdout
