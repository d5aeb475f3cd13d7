"""`martlet doctor` and `martlet check`: they look, say, and change nothing."""

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


def check(server, *more):
    return subprocess.run([executable(), "check", *more, "--config", server.config_file, "--data", server.data],
                          capture_output=True, text=True, timeout=60)


def test_check_warns_of_what_is_open_to_the_world(server):
    server.config_file.chmod(0o600)
    assert "The configuration is fine." in check(server).stdout
    server.config_file.write_text(server.config_file.read_text().replace('"host": "127.0.0.1"', '"host": "0.0.0.0", "allowed_hosts": ["*"]'))
    server.config_file.chmod(0o666)
    found = check(server)
    assert found.returncode == 0, found.stderr
    for words in ("channels.web.host: other machines", "channels.web.allowed_hosts: with *", "every user of this machine can read it",
                  "other users of this machine can change it"):
        assert f"{words}" in found.stdout, found.stdout
    assert found.stdout.count("warning: ") == 4 and "stub-secret" not in found.stdout
    assert "owns this house" in check(server, "--insecure-anyone-may-use-this").stdout
