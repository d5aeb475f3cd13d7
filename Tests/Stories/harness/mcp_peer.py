"""An MCP server made with the official SDK, of either era, run by that SDK's own Python: `mcp_peer.py stdio` or
`mcp_peer.py http PORT`. Its tools do what servers do to their clients."""

import asyncio
import base64
import os
import subprocess
import sys

try:
    from mcp.server.mcpserver import Context, Image, MCPServer
    NEW = True
except ImportError:  # before 2.0: the era of the handshake
    from mcp.server.fastmcp import Context, FastMCP as MCPServer, Image
    NEW = False

PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==")
HTTP = sys.argv[1] == "http"
server = MCPServer("peer", **({} if NEW or not HTTP else {"host": "127.0.0.1", "port": int(sys.argv[2])}))


@server.tool()
def add(a: int, b: int) -> int:
    """Adds two numbers."""
    return a + b


@server.tool()
async def slow(steps: int, ctx: Context) -> str:
    """Takes its time, and tells how far it is."""
    for step in range(1, steps + 1):
        await asyncio.sleep(0.3)
        await ctx.report_progress(step, steps, f"step {step}")
    return f"{steps} steps"


@server.tool()
def picture() -> Image:
    """A picture."""
    return Image(data=PIXEL, format="png")


@server.tool()
async def grow(ctx: Context) -> str:
    """Offers another tool from now on."""
    server.add_tool(lambda: "grown up", name="grown", description="New here.")
    await (ctx.notify_tools_changed() if NEW else ctx.session.send_tool_list_changed())
    return "grown"


@server.tool()
def die() -> str:
    """Ends the server in mid-call."""
    print("out of luck", file=sys.stderr, flush=True)
    os._exit(7)


@server.tool()
async def hang() -> str:
    """Never answers."""
    await asyncio.sleep(10**6)


@server.tool()
def babble() -> str:
    """Says what is no message on standard output, and floods standard error."""
    if not HTTP:
        os.write(1, b"debug: this is no JSON\n{\"neither\": \"is this\"}\n")
    os.write(2, b"noise\n" * 500_000)
    return "done"


@server.tool()
def environment() -> str:
    """The names of its variables."""
    return " ".join(sorted(os.environ))


@server.tool()
def fork(marker: str) -> str:
    """Starts a process that leaves its family."""
    subprocess.Popen(["setsid", "-f", "sleep", marker], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return "forked"


if not HTTP:
    server.run()
elif NEW:
    server.run("streamable-http", host="127.0.0.1", port=int(sys.argv[2]))
else:
    server.run(transport="streamable-http")
