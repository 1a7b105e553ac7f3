"""Where the sockets are."""

from django.urls import path

from chat.consumers import ConsoleConsumer, VisitorConsumer

urlpatterns = [
    path("ws/visitor/", VisitorConsumer.as_asgi()),
    path("ws/console/", ConsoleConsumer.as_asgi()),
]
