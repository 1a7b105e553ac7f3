"""Files in an S3-compatible store instead of a folder: a real client against a server of its own."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage, storages
from django.utils import timezone

from files import actions
from files.models import File
from tests.files.test_serving import body
from tests.files.test_uploads import Uploading
from tests.people import a_visitor
from tests.sent import png
from tests.services.ports import free_port

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bucket(settings, monkeypatch):
    boto3 = pytest.importorskip("boto3", reason="the packages of requirements-s3.txt are not installed")
    pytest.importorskip("moto.server", reason="moto is not installed")
    from moto.server import ThreadedMotoServer

    for name, value in {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret"}.items():
        monkeypatch.setenv(name, value)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=free_port(), verbose=False)
    server.start()
    address = "http://{}:{}".format(*server.get_host_and_port())
    boto3.client("s3", endpoint_url=address, region_name="us-east-1").create_bucket(Bucket="helpdesk")
    options = {"bucket_name": "helpdesk", "endpoint_url": address, "region_name": "us-east-1", "file_overwrite": False}
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options},
    }
    yield storages["default"]
    server.stop()


def test_a_file_is_kept_served_in_pieces_and_swept_there(bucket):
    visitor = a_visitor()
    uploading = Uploading(visitor)
    holds = png(200, 100)
    uploading.begin(len(holds), holds=holds)
    actions.check(File.objects.get().pk, at=timezone.now())
    file = File.objects.get()
    assert (file.state, bucket.exists(file.kept), bucket.exists(file.preview)) == ("ready", True, True)
    whole = body(uploading.client.get(f"/files/{file.pk}/"))
    assert whole.startswith(b"\x89PNG")
    assert body(uploading.client.get(f"/files/{file.pk}/", headers={"range": "bytes=1-3"})) == b"PNG"
    assert body(uploading.client.get(f"/files/{file.pk}/preview/")).startswith(b"RIFF")
    File.objects.update(begun_at=timezone.now() - timedelta(hours=25))
    actions.sweep(at=timezone.now())
    assert not default_storage.exists(file.kept)
