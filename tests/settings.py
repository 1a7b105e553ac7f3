"""The settings of a test run: the product's own, on a private folder and port.

`HELPDESK_TEST_PROFILE=scaled` puts the same tests on a private PostgreSQL and Redis, started here since Django reads
its settings before any fixture runs.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests.services.ports import free_port

FOLDER = Path(tempfile.mkdtemp(prefix="helpdesk-test-"))
FOLDER.chmod(0o755)  # PostgreSQL, run by another user than root, must reach its part
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
TEST_PORT = free_port()

for name in ("DATABASE_URL", "REDIS_URL", "DEMO", "DEBUG", "ALLOWED_HOSTS", "EMAIL_HOST", "TRUSTED_PROXIES"):
    os.environ.pop(name, None)
os.environ["DATA_DIR"] = str(FOLDER / "data")
os.environ["SECRET_KEY"] = "only for tests"
os.environ["SITE_ORIGINS"] = f"http://127.0.0.1:{TEST_PORT},http://localhost:{TEST_PORT}"
os.environ["ALLOWED_HOSTS"] = "127.0.0.1,localhost,testserver"

if os.environ.get("HELPDESK_TEST_PROFILE") == "scaled":
    from tests.services.postgres import Postgres
    from tests.services.redis import Redis

    for service, variable in (
        (Postgres(FOLDER / "pg", durable=False), "DATABASE_URL"),
        (Redis(FOLDER / "redis"), "REDIS_URL"),
    ):
        atexit.register(service.stop)
        os.environ[variable] = service.start().url

from helpdesk.settings import *  # noqa: F403

Path(os.environ["DATA_DIR"]).mkdir(exist_ok=True)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one is slow on purpose
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_USE_FINDERS = True  # straight from the sources: no collectstatic before a test
WHITENOISE_AUTOREFRESH = True  # and looked for when asked for: no scan of all files for every client
