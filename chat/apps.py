from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChatConfig(AppConfig):
    name = "chat"
    verbose_name = _("Conversations")

    def ready(self):
        from chat import digests, receivers, rights, timeline, watch
        from core import lifespan

        rights.register()
        timeline.register()
        receivers.connect()
        lifespan.on_startup += [digests.rows.start, digests.queues.start, digests.agents.start, watch.rights.start]
