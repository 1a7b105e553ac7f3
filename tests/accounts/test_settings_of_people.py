"""What people set for themselves: name, photo, colours, language."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from accounts.models import User
from tests.people import a_user, a_visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return a_user("Wang Fang")


@pytest.fixture
def me(client, user):
    client.force_login(user)
    return client


def picture(size=(600, 400), format="PNG", **options) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, format, **options)
    return SimpleUploadedFile("me.png", out.getvalue())


def save(client, **fields):
    return client.post(reverse("profile"), {"display_name": "Fang", "language": "en", "theme": "dark", **fields})


def test_a_name_and_colours_are_kept(me, user):
    assert save(me).status_code == 302
    user.refresh_from_db()
    assert (user.display_name, user.theme) == ("Fang", "dark")
    assert b'data-theme="dark"' in me.get(reverse("profile")).content


@pytest.mark.parametrize("name", ["two\u202ewords", "zero\u200bwidth", " spaces ", "x" * 81])
def test_a_name_that_hides_something_is_refused_or_folded(me, user, name):
    answer = save(me, display_name=name)
    user.refresh_from_db()
    assert (answer.status_code, user.display_name) in [(422, "Wang Fang"), (302, "spaces")]


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_photo_becomes_a_small_square_without_what_it_carried(me, user, format):
    assert save(me, new_photo=picture(format=format)).status_code == 302
    answer = me.get(reverse("photo", args=[user.pk]))
    shown = Image.open(BytesIO(b"".join(answer.streaming_content)))
    assert (shown.format, shown.size, shown.getexif()) == ("WEBP", (128, 128), {})
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"].startswith("private")


def test_a_new_photo_replaces_the_old_file_and_can_be_removed(me, user):
    save(me, new_photo=picture())
    first = User.objects.get().photo
    save(me, new_photo=picture())
    assert not first.storage.exists(first.name)
    save(me, is_photo_removed="on")
    assert me.get(reverse("photo", args=[user.pk])).status_code == 404


BROKEN = {
    "text": b"hello",
    "empty picture": b"\x89PNG\r\n\x1a\n",
    "picture with a page behind": b"\x89PNG<html><script>alert(1)</script>",
    "vector": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "cut off": picture().read()[:200],
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_picture_is_refused(me, name):
    assert save(me, new_photo=SimpleUploadedFile("me.png", BROKEN[name])).status_code == 422


def test_a_picture_of_too_many_pixels_is_refused(me):
    assert save(me, new_photo=picture((8000, 6000))).status_code == 422


def test_photos_are_for_colleagues_and_visitors_only(me, client, user, settings):
    save(me, new_photo=picture())
    path = reverse("photo", args=[user.pk])
    client.logout()
    assert client.get(path).status_code == 404
    client.cookies[settings.VISITOR_COOKIE] = a_visitor().secret
    assert client.get(path).status_code == 200


# language ---------------------------------------------------------------------------------------------------------------
def language_of(client, path="/sign-in/", **headers) -> str:
    return client.get(path, **headers)["Content-Language"]


@pytest.mark.parametrize("asked", ["zh", "zh-CN", "zh-SG", "zh-Hans", "zh-cn,en;q=0.5"])
def test_a_chinese_browser_is_answered_in_chinese(client, asked):
    assert language_of(client, HTTP_ACCEPT_LANGUAGE=asked) == "zh-hans"


@pytest.mark.parametrize("asked", ["fr", "en-GB", "", "x" * 5000, "zh" * 300])
def test_everyone_else_in_english(client, asked):
    assert language_of(client, HTTP_ACCEPT_LANGUAGE=asked) == "en"


def test_the_address_wins_over_the_browser_and_is_remembered(client):
    assert language_of(client, "/sign-in/?lang=zh") == "zh-hans"
    assert language_of(client) == "zh-hans"
    assert language_of(client, "/sign-in/?lang=nonsense") == "zh-hans"


def test_the_setting_of_a_person_wins_over_all(me, user):
    User.objects.update(language="zh-hans")
    assert language_of(me, "/tickets/?lang=en") == "zh-hans"


def test_a_language_chosen_is_that_of_the_account_too(me, user):
    answer = me.post(reverse("set-language"), {"language": "zh-hans", "next": "//evil.example"})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    user.refresh_from_db()
    assert user.language == "zh-hans"
    assert me.post(reverse("set-language"), {"language": "xx"}).status_code == 400


def test_the_colours_can_be_changed_alone(me, user):
    assert me.post(reverse("set-theme"), {"theme": "dark"}).status_code == 204
    user.refresh_from_db()
    assert user.theme == "dark"
    assert me.post(reverse("set-theme"), {"theme": "pink"}).status_code == 400
