"""Ports nobody listens on."""

import random
import socket

# Below those the system gives to outgoing connections: one of these could take the port before its server does.
FIRST, LAST = 20_000, 32_000


def free_port() -> int:
    while True:
        port = random.randint(FIRST, LAST)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
