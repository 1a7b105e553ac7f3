"""Colleagues come by a link: it lets one person set a password, once, within three days."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from accounts import mail
from accounts.actions import audit
from accounts.actors import Actor
from accounts.models import Membership, Team, User
from core.errors import Conflict
from core.transactions import acting


@acting
def invite(email: str, *, teams: list[Team], display_name: str = "", language: str, by: Actor, at: datetime) -> User:
    """A new account that nobody can sign in to yet, in these teams, and a mail with the link."""
    user = User(username=email, email=email, display_name=display_name, language=language)
    if User.objects.filter(username=User.normalize_username(email)).exists():
        raise Conflict(_("There is an account with this address already."), field="email")
    user.set_unusable_password()
    user.save()
    Membership.objects.bulk_create([Membership(team=team, user=user) for team in teams])
    audit("person.invited", f"user:{user.pk}", by=by, at=at, email=email, teams=[team.pk for team in teams])
    send_link(user, by=by)
    return user


def invite_again(user: User, *, by: Actor, at: datetime) -> None:
    """The same link with a new term. Raises Conflict for whoever has a password."""
    if user.has_usable_password() or not user.is_active:
        raise Conflict(_("This person has set a password already."))
    audit("person.invited", f"user:{user.pk}", by=by, at=at, email=user.email)
    send_link(user, by=by)


def link(user: User) -> str:
    """The address to open. Void once a password is set."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return settings.SITE_URL + reverse("invitation", args=[uid, default_token_generator.make_token(user)])


def send_link(user: User, *, by: Actor) -> None:
    """In the language of whoever gets it."""
    with translation.override(user.language):
        context = {"user": user, "link": link(user), "by": by.name, "site_name": settings.SITE_NAME}
        mail.send("registration/invitation_subject.txt", "registration/invitation_mail.txt", context, to=user.email)
