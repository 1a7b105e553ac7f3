"""The pages of this app: the chat page, the console, the form for who has no script, the link to a rating."""

from uuid import uuid4

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import actors, visitors
from accounts.models import Agent, Team, User
from chat import actions, shapes
from chat.consumers.visitor import service
from chat.links import conversation_of
from chat.menu import menu
from chat.models import Conversation, Rating
from core.address import address_of
from core.errors import Refused
from core.limits import allow
from core.text import is_said
from files.models import Limits

YEAR = 365 * 24 * 3600


@login_not_required
@require_GET
def front_door(request) -> HttpResponse:
    """Staff go to the console, everyone else to the chat page."""
    return redirect("console" if request.user.is_authenticated else "chat")


@login_not_required
@never_cache
@require_GET
@gzip_page
def chat(request) -> HttpResponse:
    """The visitor's page. Everybody gets a secret in a cookie; a contact is made of it with the first request only."""
    boot = {
        "socket": "/ws/visitor/",
        "language": request.LANGUAGE_CODE,
        "languages": [list(language) for language in language_names()],
        "site": {"name": settings.SITE_NAME},
        "menu": menu(request.LANGUAGE_CODE, at=timezone.now()),
        "deep_link": request.GET.get("service", "")[:50] or None,
        "limits": Limits.current().as_shown(),
        "message_url": reverse("leave-message"),
    }
    response = render(request, "visitor/chat.html", {"boot": boot})
    return give_secret(response, secret_of(request))


def language_names() -> list[tuple[str, str]]:
    """Code and own name of each language."""
    return [("en", "English"), ("zh-hans", "简体中文")]


def secret_of(request) -> str:
    """The visitor's secret, or a new one."""
    secret = request.COOKIES.get(settings.VISITOR_COOKIE)
    return secret if visitors.is_secret(secret) else visitors.new_secret()


def give_secret(response: HttpResponse, secret: str) -> HttpResponse:
    """Keep it in the browser for a year from now, out of any script's reach."""
    response.set_cookie(
        settings.VISITOR_COOKIE, secret, max_age=YEAR, httponly=True, secure=settings.IS_SECURE, samesite="Lax"
    )
    return response


class MessageForm(forms.Form):
    """Leaving a message without a script."""

    service = forms.SlugField(max_length=50, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Your name"), max_length=80, required=False)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    text = forms.CharField(label=_("Your message"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))

    def clean_text(self):
        """What shows nothing is no message."""
        if not is_said(self.cleaned_data["text"]):
            raise forms.ValidationError(_("This shows nothing. Write something."))
        return self.cleaned_data["text"]


@login_not_required
@require_POST
def leave_message(request) -> HttpResponse:
    """An Open ticket, by a plain form."""
    allow(f"message:{address_of(request)}", limit=5, per=60)
    form = MessageForm(request.POST)
    if not form.is_valid():
        return render(request, "visitor/message.html", {"form": form}, status=400)
    secret = secret_of(request)
    contact = visitors.meet(secret, device=visitors.device_of(request.META.get("HTTP_USER_AGENT", "")))
    given = form.cleaned_data
    ticket = actions.leave_message(
        contact,
        service=service(given["service"]),
        text=given["text"],
        email=given["email"],
        name=given["name"],
        language=request.LANGUAGE_CODE,
        client_id=uuid4(),
        by=actors.of_contact(contact),
        at=timezone.now(),
    )
    response = render(request, "visitor/message.html", {"ticket": ticket})
    response.set_cookie(
        settings.VISITOR_COOKIE,
        secret,
        max_age=YEAR,
        httponly=True,
        secure=settings.IS_SECURE,
        samesite="Lax",
        path="/",
    )
    return response


class RatingForm(forms.Form):
    """One to five, and a word."""

    score = forms.TypedChoiceField(
        choices=list(enumerate((_("Bad"), _("Poor"), _("Fair"), _("Good"), _("Great")), start=1)),
        coerce=int,
        widget=forms.RadioSelect,
        label=_("Your rating"),
    )
    comment = forms.CharField(
        label=_("A word on it (optional)"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def rate(request, token: str) -> HttpResponse:
    """The rating by its link: who holds the link is the visitor of that conversation."""
    conversation = Conversation.objects.for_lists().filter(pk=conversation_of(token)).first()
    rating = Rating.objects.filter(conversation=conversation).first() if conversation else None
    if rating is None:
        return _rating_page(request, {"state": "unknown"}, 404)
    if not rating.is_open(timezone.now()):
        return _rating_page(request, {"state": "given" if rating.rated_at else "expired"}, 410)
    form = RatingForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _rating_page(
            request,
            {"state": "open", "form": form, "conversation": conversation},
            200 if request.method == "GET" else 400,
        )
    try:
        actions.rate(
            conversation.pk, by=actors.of_contact(conversation.contact), at=timezone.now(), **form.cleaned_data
        )
    except Refused as refused:
        return _rating_page(request, {"state": "given"}, refused.status)
    return _rating_page(request, {"state": "thanks"}, 200)


def _rating_page(request, context: dict, status: int) -> HttpResponse:
    response = render(request, "visitor/rate.html", context, status=status)
    # Nobody is told the address; by `no-referrer` browsers would send the form with `Origin: null`, which is refused.
    response["Referrer-Policy"] = "strict-origin"
    return response


@never_cache
@require_GET
def console(request, conversation_id=None) -> HttpResponse:
    """The agent's page; which conversation is open, the address says."""
    agent, _is_new = Agent.objects.select_related("user").get_or_create(user=request.user)
    boot = {
        "socket": "/ws/console/",
        "language": request.LANGUAGE_CODE,
        "you": shapes.agent(agent),
        "teams": list(Team.objects.filter(is_archived=False).values("id", "name")),
        "colleagues": _colleagues(),
        "theme": request.user.theme,
        "urls": {
            "tickets": reverse("tickets"),
            "admin": reverse("admin:index") if request.user.is_staff else None,
            "signout": reverse("sign-out"),
            "password": reverse("password-change"),
        },
    }
    return render(request, "console/console.html", {"boot": boot})


def _colleagues() -> list[dict]:
    """Who a ticket can be given to."""
    found = User.objects.filter(is_active=True, memberships__isnull=False).distinct().prefetch_related("memberships")
    return [
        {"id": user.pk, "name": user.name, "teams": [membership.team_id for membership in user.memberships.all()]}
        for user in found.order_by("display_name", "username")
    ]
