"""Pages of the people themselves: signing in and out, passwords, invitations, their own settings."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import forms
from accounts.actions import audit
from accounts.actors import of_user
from accounts.models import User
from core.address import address_of
from core.errors import Gone, Invalid
from core.limits import allow
from core.middleware import keep_language
from core.views import refusal

BACKEND = "accounts.signin.ThrottledBackend"
RESETS = 5  # mails for one address of the network in an hour


class SignIn(auth.LoginView):
    """The same words for a wrong name, a wrong password and too many tries; the last is a 429."""

    template_name = "registration/sign_in.html"
    authentication_form = forms.SignIn
    redirect_authenticated_user = True
    extra_context = {"site_name": settings.SITE_NAME}  # Django's own would be the host

    def form_invalid(self, form):
        response = super().form_invalid(form)
        response.status_code = 429 if getattr(self.request, "is_throttled", False) else 422
        return response


@method_decorator(transaction.atomic, name="post")
class SignOut(auth.LogoutView):
    """By POST only; the session and the epoch that sockets look at go in one transaction."""

    http_method_names = ["post", "options"]


class ChangePassword(auth.PasswordChangeView):
    template_name = "registration/change_password.html"
    form_class = forms.ChangePassword
    success_url = reverse_lazy("profile")

    def form_valid(self, form):
        with transaction.atomic():
            user = form.save()
            audit("password.changed", f"user:{user.pk}", by=self.request.actor, at=timezone.now())
        update_session_auth_hash(self.request, user)
        messages.success(self.request, _("Your password is changed."))
        return redirect(self.success_url)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class ForgottenPassword(auth.PasswordResetView):
    """One answer for known and unknown addresses; the link is built from the site's own address."""

    template_name = "registration/forgotten.html"
    email_template_name = "registration/reset_mail.txt"
    subject_template_name = "registration/reset_subject.txt"
    form_class = forms.ForgottenPassword
    success_url = reverse_lazy("password-forgotten-sent")

    def form_valid(self, form):
        allow(f"reset:{address_of(self.request)}", limit=RESETS, per=3600)
        form.save(
            domain_override="-",  # not used: the link is built from the site's own address
            email_template_name=self.email_template_name,
            subject_template_name=self.subject_template_name,
            extra_email_context={"site_url": settings.SITE_URL, "site_name": settings.SITE_NAME},
        )
        return redirect(self.success_url)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class ForgottenPasswordSent(auth.PasswordResetDoneView):
    template_name = "registration/forgotten_sent.html"


@method_decorator(login_not_required, name="dispatch")
class SetPassword(auth.PasswordResetConfirmView):
    """Behind the link of a mail: the token moves into the session at once, so that no address carries it on."""

    template_name = "registration/set_password.html"
    form_class = forms.SetPassword
    success_url = reverse_lazy("console")
    verb = "password.reset"

    def dispatch(self, *args, **kwargs):
        response = super().dispatch(*args, **kwargs)
        # By `no-referrer` browsers would send the form with `Origin: null`; its own address holds no token any more.
        response["Referrer-Policy"] = "strict-origin" if response.status_code in (200, 422) else "no-referrer"
        return response

    def get_user(self, uidb64):
        user = super().get_user(uidb64)
        return user if user and user.is_active else None

    def render_to_response(self, context, **kwargs):
        if not context["validlink"]:
            return refusal(self.request, Gone.status, Gone())
        return super().render_to_response(context, **kwargs)

    def form_valid(self, form):
        """Who comes second with the same link finds it used."""
        with transaction.atomic():
            user = User.objects.select_for_update().get(pk=self.user.pk)
            token = self.request.session.pop(auth.INTERNAL_RESET_SESSION_TOKEN, "")
            if not default_token_generator.check_token(user, token):
                return refusal(self.request, Gone.status, Gone())
            form.user = user
            form.save()
            audit(self.verb, f"user:{user.pk}", by=of_user(user), at=timezone.now())
        login(self.request, user, BACKEND)
        return redirect(self.success_url)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class Invitation(SetPassword):
    """The same for someone new: the first password, then straight in."""

    template_name = "registration/invitation.html"
    verb = "invitation.accepted"
    reset_url_token = "accept"  # noqa: S105  (a word of the address)


def profile(request):
    """What people set for themselves."""
    form = forms.Profile(request.POST or None, request.FILES or None, instance=User.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        _save_profile(form)
        messages.success(request, _("Your settings are saved."))
        return redirect("profile")
    return render(request, "accounts/profile.html", {"form": form}, status=422 if form.errors else 200)


def _save_profile(form: forms.Profile) -> None:
    user = form.instance
    old = user.photo.name
    if form.cleaned_data["new_photo"]:
        user.photo = form.cleaned_data["new_photo"]
    elif form.cleaned_data["is_photo_removed"]:
        user.photo = ""
    user.save(update_fields=["display_name", "language", "theme", "photo"])
    if old and old != user.photo.name:
        user.photo.storage.delete(old)


@login_not_required
@require_safe
def photo(request, user: int):
    """A photo of a member of the staff, for colleagues and for visitors."""
    if not request.actor.is_staff and request.visitor.contact is None:
        raise Http404
    person = get_object_or_404(User, pk=user)
    if not person.photo or not person.photo.storage.exists(person.photo.name):
        raise Http404
    response = FileResponse(person.photo.open(), content_type="image/webp")
    response["Cache-Control"] = "private, max-age=3600"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@login_not_required
@require_POST
def set_language(request):
    """For this browser, and for the account of whoever is signed in."""
    form = forms.Language(request.POST)
    onward = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(
        onward, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        onward = "/"
    if not form.is_valid():
        raise Invalid(_("This language is not spoken here."))
    response = redirect(onward)
    language = form.cleaned_data["language"]
    if request.user.is_authenticated:
        User.objects.filter(pk=request.user.pk).update(language=language)
    keep_language(response, language)
    return response


@require_POST
def set_theme(request):
    """The colours, changed on a page that changes them itself."""
    form = forms.Theme(request.POST)
    if not form.is_valid():
        raise Invalid(_("There are no such colours."))
    User.objects.filter(pk=request.user.pk).update(theme=form.cleaned_data["theme"])
    return HttpResponse(status=204)
