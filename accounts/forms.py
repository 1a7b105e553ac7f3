"""Shapes of what people fill in about themselves."""

from django import forms
from django.conf import settings
from django.contrib.auth import forms as auth_forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import mail
from accounts.models import Team, User
from accounts.photos import shrunk


class Marked:
    """Mixed into a form: each field's widget carries the page's style and points at its help and its errors."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not isinstance(field.widget, forms.CheckboxInput | forms.FileInput):
                field.widget.attrs.setdefault("class", "input")


class SignIn(Marked, auth_forms.AuthenticationForm):
    """Name and password, as password managers know them."""

    error_messages = {
        "invalid_login": _("The name or the password is wrong, or this was tried too often. Then wait five minutes."),
        "inactive": _("The name or the password is wrong, or this was tried too often. Then wait five minutes."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Name or e-mail address")
        self.fields["username"].widget.attrs.update(autocapitalize="none", spellcheck="false", maxlength=150)
        self.fields["password"].widget.attrs.update(maxlength=128)


class ChangePassword(Marked, auth_forms.PasswordChangeForm):
    pass


class SetPassword(Marked, auth_forms.SetPasswordForm):
    pass


class ForgottenPassword(Marked, auth_forms.PasswordResetForm):
    """Sends the link, beside the request: known and unknown addresses are answered in the same time."""

    def send_mail(self, subject_template_name, email_template_name, context, *rest, **kwargs):
        mail.send(subject_template_name, email_template_name, context, to=context["email"])


class Profile(Marked, forms.ModelForm):
    """What people set for themselves."""

    new_photo = forms.FileField(
        label=_("Photo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
        help_text=_("PNG, JPEG, WebP or GIF, at most 5 MB; it is cut to a small square."),
    )
    is_photo_removed = forms.BooleanField(label=_("Remove the photo"), required=False)

    class Meta:
        model = User
        fields = ["display_name", "language", "theme"]

    def clean_new_photo(self):
        upload = self.cleaned_data["new_photo"]
        return shrunk(upload) if upload else None


class Language(forms.Form):
    """A language the site speaks."""

    language = forms.ChoiceField(choices=settings.LANGUAGES)


class Theme(forms.Form):
    """The colours of the pages."""

    theme = forms.ChoiceField(choices=User.Theme)


class Invite(forms.Form):
    """A new colleague, by address and teams."""

    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("The invitation goes there; it is also the name to sign in with.")
    )
    display_name = forms.CharField(
        label=_("Name shown"),
        max_length=80,
        required=False,
        validators=User._meta.get_field("display_name").validators,
        help_text=_("What visitors and colleagues see."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=User._meta.get_field("language").choices)
    teams = forms.ModelMultipleChoiceField(
        label=_("Teams"),
        queryset=Team.objects.filter(is_archived=False),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The person answers for these. Rights to supervise are given on the page of a team."),
    )

    def clean_email(self):
        email = User.objects.normalize_email(self.cleaned_data["email"])
        if User.objects.filter(Q(username=User.normalize_username(email)) | Q(email__iexact=email)).exists():
            raise forms.ValidationError(_("There is an account with this address already."))
        return email
