"""What the server runs: pages, sockets, and what goes on beside them."""

import os
import warnings

# WhiteNoise's files are read in a thread, as Django does with every file; that is meant, and not worth a line of log each.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings")

from django.core.asgi import get_asgi_application

pages = get_asgi_application()

from channels.routing import ProtocolTypeRouter, URLRouter

from core.body import BodyLimit
from core.lifespan import Lifespan
from core.origin import OriginGuard
from helpdesk.sockets import urlpatterns

application = Lifespan(ProtocolTypeRouter({"http": BodyLimit(pages), "websocket": OriginGuard(URLRouter(urlpatterns))}))
