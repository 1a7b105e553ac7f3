"""Who is signed in, asked for many at once."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts import sessions
from tests.live import a_session
from tests.people import a_user

pytestmark = pytest.mark.django_db


def test_only_sessions_that_exist_and_have_not_run_out_are_living():
    here, run_out, signed_out = (a_session(a_user()) for _ in range(3))
    Session.objects.filter(pk=run_out).update(expire_date=timezone.now() - timedelta(seconds=1))
    Session.objects.filter(pk=signed_out).delete()
    assert sessions.living({here, run_out, signed_out, "never"}) == {here}
