"""Figures for a monitor, read by the official parser."""

from prometheus_client.parser import text_string_to_metric_families


def figures(client):
    reply = client.get("/metrics")
    assert reply.status == 200 and reply.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    families = list(text_string_to_metric_families(reply.body.decode()))
    assert all(family.documentation and family.type in ("counter", "gauge") for family in families)
    return {(sample.name, *sample.labels.values()): sample.value for family in families for sample in family.samples}


def test_a_monitor_reads_what_happens(server, client):
    before = figures(client)
    id = client.new_session()
    stream = client.chat(id, "words=30 every=50")
    stream.until_tokens(2)
    during = figures(client)
    assert during["martlet_turns_running",] == 1 and during["martlet_connections",] >= 2
    client.stop(id)
    after = figures(client)
    assert after["martlet_turns_running",] == 0
    assert after["martlet_turns_ended_total", "stopped"] == before["martlet_turns_ended_total", "stopped"] + 1
    assert after["martlet_requests_total",] > before["martlet_requests_total",]
    assert 1e6 < after["process_resident_memory_bytes",] < 2e8 and after["process_open_fds",] > 5
    assert after["martlet_disk_free_bytes",] > 0 and after["process_cpu_seconds_total",] > 0
