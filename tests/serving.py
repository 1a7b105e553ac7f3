"""The product served inside the test's own process: the same rows, the same settings, a real port."""

import threading
import time

import uvicorn
from celery.worker import state as worker_state
from django.conf import settings

from helpdesk import embedded
from helpdesk.celery import app
from helpdesk.serve import SERVER

START_SECONDS = 10


class Serving:
    """uvicorn in a thread, as `helpdesk.serve` sets it up but for Celery; tests ring tasks themselves."""

    def __init__(self, **options):
        options = {**SERVER, "timeout_graceful_shutdown": 1, **options}
        config = uvicorn.Config("helpdesk.asgi:application", port=settings.TEST_PORT, **options)
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, name="serving", daemon=True)
        self.address = f"http://127.0.0.1:{settings.TEST_PORT}"

    def __enter__(self):
        self.thread.start()
        end = time.monotonic() + START_SECONDS
        while not self.server.started:
            if not self.thread.is_alive() or time.monotonic() > end:
                raise RuntimeError("the server did not start; its log says why")
            time.sleep(0.01)
        return self

    def __exit__(self, *exception):
        self.server.should_exit = True
        self.thread.join(START_SECONDS)


class Workshop:
    """The worker of the queue "heavy" in a thread: it looks at what was uploaded, on the test's own rows."""

    def __init__(self):
        self.thread = threading.Thread(target=embedded.run_heavy_worker, name="workshop", daemon=True)

    def __enter__(self):
        app.loader.import_default_modules()
        app.finalize()
        worker_state.should_stop = None
        self.thread.start()
        return self

    def __exit__(self, *exception):
        worker_state.should_stop = 0
        self.thread.join(START_SECONDS)
        worker_state.should_stop = None
        if self.thread.is_alive():
            raise RuntimeError("the workshop did not end")
