"""The admin site itself: its name; it is entered, left and its password changed where everything else is."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.views import SignOut


@login_not_required
def sign_in(request, extra_context=None):
    """Through the one door; whoever is in already and still comes here may not enter."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next", ""))


def change_password(request, extra_context=None):
    return redirect("password-change")


admin.site.site_header = admin.site.site_title = format_lazy(_("{site}: administration"), site=settings.SITE_NAME)
admin.site.index_title = _("Administration")
admin.site.site_url = "/console/"
admin.site.login = sign_in
admin.site.logout = SignOut.as_view()
admin.site.password_change = change_password

# What Django's own Chinese leaves out is translated with ours.
LEFT_OUT = (
    _("Model name"),
    _("Add link"),
    _("Change or view list link"),
    _("After you’ve created a user, you’ll be able to edit more user options."),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
)
