"""A clock that jumps, as that of a Raspberry Pi does when it hears from the network: ten years on, and twenty back."""

from harness import stub as stubs
from harness.clock import Clock, can_be_set

YEAR = 365 * 86_400
PASSWORD = "correct horse"


def log_in(client, password=PASSWORD):
    return client.post("/api/login", {"name": "ada", "password": password})


@can_be_set
def test_a_clock_that_jumps_moves_neither_turns_nor_logins(start, stub, hashed):
    server = start(stub, auth={"users": {"ada": {"password_hash": hashed}}})
    client = server.client
    client.headers["Cookie"] = log_in(client).headers["Set-Cookie"].split(";")[0]
    session = client.new_session()
    turn = client.chat(session, "words=40 every=20")
    turn.until_tokens(3)
    clock, years = Clock(server.process.pid), [client.get("/api/me").headers["Date"].split()[3]]
    for jump in (10 * YEAR, -10 * YEAR, 0):
        clock.set(jump)
        turn.until_tokens(len(turn.named("token")) + 3)
        me = client.get("/api/me")
        assert me.status == 200, "a jump of the clock has logged her out"
        years.append(me.headers["Date"].split()[3])
        client.chat(client.new_session(), "words=2").until("done")
    now = int(years[0])
    assert [int(year) - now for year in years[:3]] in ([0, 10, -10], [0, 9, -10], [0, 10, -11]) and years[3] == years[0]
    assert turn.until("done").data["text"] == stubs.text(40)
    client.chat(session, "words=3").until("done")
    history = client.history(session)
    assert [message["content"] for message in history][1::2] == [stubs.text(40), stubs.text(3)]
    assert all(0 <= message.get("ms", 0) < 60_000 for message in history), "a turn lasted as long as the jump"
    server.restart()
    assert client.get("/api/me").status == 200 and client.history(session) == history
    assert len(client.get("/api/sessions").json) == 4


@can_be_set
def test_a_clock_that_is_set_forward_gives_no_new_guesses(start, stub, hashed):
    server = start(stub, auth={"users": {"ada": {"password_hash": hashed}}})
    statuses = [log_in(server.client, f"guess {i}").status for i in range(7)]
    assert statuses[-1] == 429, statuses
    Clock(server.process.pid).set(YEAR)
    assert log_in(server.client).status == 429
