"""`python -m helpdesk.serve`: the one way to serve, in both profiles.

Embedded (no REDIS_URL), this one process does everything; scaled, start as many as there are cores, and Celery beside them.
"""

import argparse
import asyncio
import contextlib
import gc
import os
import resource
import socket
import sys
from typing import Any

BACKLOG = 4096
FRAME_BYTES = 1024 * 1024  # a longer one is closed by 1009; what the product accepts is far smaller
PING_SECONDS = 10
SILENCE_SECONDS = 20
UNACKNOWLEDGED_MS = 10_000  # a peer that vanished must not hold its socket for the kernel's quarter of an hour
FAREWELL_SECONDS = 4
SWITCH_SECONDS = 0.0005  # with Python's own 5 ms a thread at its rows keeps the loop waiting for as long, at each step
SERVER: dict[str, Any] = {
    "loop": "uvloop",
    "http": "helpdesk.head:Http",
    "ws": "websockets-sansio",
    "ws_per_message_deflate": False,
    "ws_max_size": FRAME_BYTES,
    "ws_ping_interval": PING_SECONDS,
    "ws_ping_timeout": SILENCE_SECONDS - PING_SECONDS,
    "lifespan": "on",
    "backlog": BACKLOG,
    "timeout_graceful_shutdown": FAREWELL_SECONDS,
    "proxy_headers": False,  # `core.origin` decides whose X-Forwarded-For counts
    "server_header": False,
    "access_log": False,
    "log_config": None,
    "log_level": "warning",
}


def main() -> None:
    options = read_options()
    # The addresses people type follow the port, unless the environment names them.
    names = ("localhost", "127.0.0.1")
    os.environ.setdefault("SITE_ORIGINS", ",".join(f"http://{name}:{options.port}" for name in names))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings")
    raise_descriptor_limit()
    try:
        listener = listen(options.host, options.port)
    except OSError as error:
        sys.exit(f"Cannot listen on {options.host} port {options.port}: {error.strerror}. Choose another with PORT=….")
    serve(listener, is_prepared=not options.prepare)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m helpdesk.serve", description="Serve the helpdesk.")
    parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=os.environ.get("PORT", "8000"))
    parser.add_argument(
        "--prepare", action="store_true", help="migrate first, and fill an empty database with the demo"
    )
    return parser.parse_args()


def raise_descriptor_limit() -> None:
    """Every socket is a file descriptor: allow as many as the system does."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def listen(host: str, port: int) -> socket.socket:
    """Our own listening socket, for the options the server has no switch for."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNACKNOWLEDGED_MS)
    listener.bind((host, port))
    listener.listen(BACKLOG)
    return listener


def serve(listener: socket.socket, *, is_prepared: bool) -> None:
    import django

    django.setup()
    from django.conf import settings

    from helpdesk import readiness

    if is_prepared:
        readiness.check()
    else:
        readiness.prepare()
    if not settings.REDIS_URL:
        from core import lifespan
        from helpdesk import embedded

        lifespan.on_startup.append(embedded.start)
        lifespan.on_shutdown.append(embedded.stop)
    sys.setswitchinterval(SWITCH_SECONDS)
    run(listener, greeting=readiness.greeting())


def run(listener: socket.socket, *, greeting: str) -> None:
    import uvicorn

    from core.hub import hub

    class Server(uvicorn.Server):
        async def startup(self, sockets=None) -> None:
            await super().startup(sockets=sockets)
            gc.collect()
            gc.freeze()  # what is there now stays: it need not be looked through for garbage again and again
            gc.set_threshold(700, 10, 100)  # with thousands of sockets a look through everything takes 0.3 s: be rarer
            print(greeting, flush=True)

        async def shutdown(self, sockets=None) -> None:
            farewells = [consumer.end(1012, "the server restarts", reconnect=True) for consumer in tuple(hub.consumers)]
            await asyncio.gather(*farewells)
            await super().shutdown(sockets=sockets)

    with contextlib.suppress(KeyboardInterrupt):  # the ordinary end; the server has shut down already
        Server(uvicorn.Config("helpdesk.asgi:application", **SERVER)).run(sockets=[listener])


if __name__ == "__main__":
    main()
