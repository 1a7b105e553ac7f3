"""`python -m tests.faults.naive.serve PORT FILE`: the stock consumer and a group. It answers before it stores, knows no retry and no resuming."""

import asyncio
import sqlite3
import sys

import uvicorn
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from channels.routing import URLRouter
from django.conf import settings
from django.urls import re_path

PORT, FILE = int(sys.argv[1]), sys.argv[2]


class NaiveConsumer(AsyncJsonWebsocketConsumer):
    groups = ["everyone"]

    async def connect(self):
        await self.accept(subprotocol="helpdesk.v1")
        await self.send_json({"type": "hello"})

    async def receive_json(self, content, **kwargs):
        await self.send_json({"type": "done", "ref": content["ref"]})
        if content["type"] == "message.post":
            await self.channel_layer.group_send("everyone", {"type": "said", "text": content["text"]})
            await asyncio.to_thread(store, content["text"])

    async def said(self, event):
        await self.send_json({"type": "message.posted", "audience": "everyone", "text": event["text"]})


def store(text: str) -> None:
    with sqlite3.connect(FILE) as connection:
        connection.execute("INSERT INTO message VALUES (?)", [text])


if __name__ == "__main__":
    settings.configure(CHANNEL_LAYERS={"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}})
    with sqlite3.connect(FILE) as database:
        database.execute("CREATE TABLE IF NOT EXISTS message (text TEXT)")
    uvicorn.run(URLRouter([re_path("", NaiveConsumer.as_asgi())]), port=PORT, log_level="warning")
