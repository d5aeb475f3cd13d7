"""Many at the door for WebSockets, one that is deaf, and a browser."""

import socket
from pathlib import Path

from harness import stub as stubs
from harness.socket import ChatSocket

ENDS = ("reasoning_complete", "response", "interrupted")


def test_a_deaf_socket_holds_up_nobody(server, client):
    id = client.new_session()
    deaf = raw_socket(server, id)
    deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    assert b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" in deaf.recv(500), "RFC 6455 §1.3's own example"
    with ChatSocket(server, id) as lively, ChatSocket(server, id) as other:
        for _ in range(3):
            lively.chat("words=20000 chunk=4000")
            lively.until(*ENDS)
            other.until(*ENDS)
        assert lively.text() == other.text() == stubs.text(20000) * 3
    deaf.close()


def test_a_thousand_sockets_on_one_session(server, client):
    id = client.new_session()
    sockets = []
    try:
        for _ in range(1000):
            sockets.append(raw_socket(server, id))
        before = memory(server)
        with ChatSocket(server, id) as one:
            one.chat("words=100")
            one.until(*ENDS)
            heard = [hear(line) for line in sockets]
            assert len(set(heard)) == 1 and heard[0].endswith(b'"cursor":"%s"}' % one.cursor.encode())
        assert memory(server) - before < 48 << 20
    finally:
        for line in sockets:
            line.close()


def raw_socket(server, session):
    """One that has asked for its upgrade, with the key of RFC 6455 §1.3, and hears nothing by itself."""
    line = socket.create_connection(("127.0.0.1", server.port))
    line.sendall(f"GET /ws/chat/{session} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                 "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode())
    return line


def memory(server):
    """Resident bytes."""
    return int(Path(f"/proc/{server.process.pid}/statm").read_text().split()[1]) * 4096


def hear(line):
    """All that comes until the turn ends, without what differs: the head of the answer, and the greeting."""
    line.settimeout(20)
    heard = b""
    while b'"reasoning_complete"' not in heard or not heard.endswith(b"}"):
        heard += line.recv(65536)
    return heard[heard.index(b'{"type":"reasoning_start"'):]


def test_a_browser_speaks_it_with_its_cookie(chromium, server, client):
    id = client.new_session()
    page = chromium.new_page()
    page.goto(server.url)
    heard = page.evaluate("""id => new Promise((resolve, reject) => {
      const heard = []
      const socket = new WebSocket(new URL(`ws/chat/${id}`, location.href.replace('http', 'ws')))
      socket.onopen = () => socket.send(JSON.stringify({type: 'chat', payload: {message: 'words=300'}}))
      socket.onerror = () => reject(new Error('refused'))
      socket.onmessage = event => {
        const message = JSON.parse(event.data)
        heard.push(message)
        if (message.type === 'reasoning_complete') { resolve(heard.concat([socket.extensions])) }
      }
    })""", id)
    assert "".join(m["text"] for m in heard[:-1] if m["type"] == "delta") == stubs.text(300)
    assert "permessage-deflate" in heard[-1]
    page.close()
