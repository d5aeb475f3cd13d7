"""A TCP proxy that cuts connections, politely or with a reset, where a test says."""

import asyncio
import socket
import struct

from .background import Listener, loop


class CuttingProxy(Listener):
    """Forwards to a port of this machine. `budget()` says, per connection, after how many bytes of answer to cut."""

    def __init__(self, target, budget=lambda: None):
        self.target, self.budget = target, budget
        self.cuts = 0
        self.live = set()
        self.dead = set()
        super().__init__()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def cut_all(self):
        """Resets every connection that is open now."""
        async def cut():
            for writer in list(self.live):
                self._reset(writer)
        asyncio.run_coroutine_threadsafe(cut(), loop()).result(5)

    def forget_all(self):
        """Lets every connection that is open now stay open and brings nothing more: a phone's, after a sleep."""
        self.dead |= self.live

    async def serve(self, reader, writer):
        try:
            upstream_reader, upstream = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            return self._reset(writer)
        self.live.add(writer)
        there = asyncio.create_task(self._copy(reader, upstream, None))
        back = asyncio.create_task(self._copy(upstream_reader, writer, self.budget()))
        try:
            await asyncio.wait({there, back}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.live.discard(writer)
            there.cancel()
            back.cancel()
            upstream.close()

    async def _copy(self, reader, writer, budget):
        while data := await reader.read(4096):
            if writer in self.dead:
                await asyncio.Event().wait()
            if budget is not None and len(data) >= budget:
                writer.write(data[:budget])
                await writer.drain()
                return self._cut(writer)
            budget = budget and budget - len(data)
            writer.write(data)
            await writer.drain()

    def _cut(self, writer):
        self.cuts += 1
        if self.cuts % 2:
            self._reset(writer)
        else:
            writer.close()

    def _reset(self, writer):
        connection = writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()
