from django.apps import AppConfig


class ChatConfig(AppConfig):
    name = "chat"

    def ready(self):
        from chat import digests, receivers, rights, timeline, watch
        from core import lifespan

        rights.register()
        timeline.register()
        receivers.connect()
        lifespan.on_startup += [digests.rows.start, digests.queues.start, digests.agents.start, watch.rights.start]
