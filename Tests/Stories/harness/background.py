"""One asyncio loop on a thread of its own, for the peers (stub model, cutting proxy) that must run beside a test."""

import asyncio
import functools
import threading


@functools.cache
def loop():
    made = asyncio.new_event_loop()
    threading.Thread(target=made.run_forever, name="peers", daemon=True).start()
    return made


def run(coroutine, seconds=10):
    """Runs a coroutine on the peers' loop and returns what it returned."""
    return asyncio.run_coroutine_threadsafe(coroutine, loop()).result(seconds)


class Listener:
    """A TCP server on the peers' loop: subclasses say what to do with a connection."""

    def __init__(self, port=0):
        self.tasks = set()
        self.server = run(asyncio.start_server(self._accept, "127.0.0.1", port, limit=2**22))
        self.port = self.server.sockets[0].getsockname()[1]

    async def serve(self, reader, writer):
        raise NotImplementedError

    async def _accept(self, reader, writer):
        task = asyncio.current_task()
        self.tasks.add(task)
        try:
            await self.serve(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self.tasks.discard(task)
            writer.close()

    def close(self):
        async def stop():
            self.server.close()
            for task in list(self.tasks):
                task.cancel()
        run(stop())
