"""What the pages of tickets are asked."""

from collections import defaultdict

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Team, User
from tickets.states import TicketState

MAX_PAGE = 1000


class Filter(forms.Form):
    """The list's filters, as they stand in the address. Nothing chosen means: open ones."""

    q = forms.CharField(label=_("Search"), max_length=100, required=False)
    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", TicketState.OPEN.label), *TicketState.choices[1:], ("all", _("All"))],
        required=False,
    )
    whose = forms.ChoiceField(
        label=_("Assigned to"),
        choices=[("", _("Anyone")), ("mine", _("Me")), ("nobody", _("Nobody yet"))],
        required=False,
    )
    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.none(), required=False, empty_label=_("All"))
    page = forms.IntegerField(min_value=1, max_value=MAX_PAGE, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.seen_by(user)
        for name in ("q", "state", "whose", "team"):
            self.fields[name].widget.attrs["class"] = "input"
        self.fields["q"].widget.input_type = "search"
        self.fields["q"].widget.attrs["placeholder"] = _("Number, subject, name or e-mail")


class Assign(forms.Form):
    """Who carries on: a team, or one of its members; `team` or `team:user`."""

    to = forms.ChoiceField(label=_("Team and assignee"), widget=forms.Select(attrs={"class": "input"}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.teams = {team.pk: team for team in Team.objects.filter(is_archived=False)}
        self.members: dict[int, dict[int, User]] = defaultdict(dict)
        for membership in Membership.objects.filter(user__is_active=True).select_related("user"):
            self.members[membership.team_id][membership.user_id] = membership.user
        self.fields["to"].choices = [(team.name, self._choices(team)) for team in self.teams.values()]

    def _choices(self, team: Team) -> list[tuple[str, str]]:
        people = sorted(self.members[team.pk].values(), key=lambda user: user.name)
        nobody = _("Nobody yet")
        return [
            (str(team.pk), f"{team.name}: {nobody}"),
            *((f"{team.pk}:{user.pk}", f"{team.name}: {user.name}") for user in people),
        ]

    def chosen(self) -> dict:
        """The team and the assignee."""
        team, _colon, user = self.cleaned_data["to"].partition(":")
        return {"team": self.teams[int(team)], "assignee": self.members[int(team)][int(user)] if user else None}
