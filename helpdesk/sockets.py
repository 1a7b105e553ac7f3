"""Where the sockets are."""

from django.urls import path, re_path

from chat.consumers import ConsoleConsumer, VisitorConsumer


async def nowhere(scope, receive, send) -> None:
    """Every other address: the handshake is refused."""
    await send({"type": "websocket.close"})


urlpatterns = [
    path("ws/visitor/", VisitorConsumer.as_asgi()),
    path("ws/console/", ConsoleConsumer.as_asgi()),
    re_path("", nowhere),
]
