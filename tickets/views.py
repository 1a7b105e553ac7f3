"""The list of tickets and the page of one."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import access
from core.errors import Invalid
from tickets import actions
from tickets.access import VERBS
from tickets.forms import Assign, Filter
from tickets.models import Ticket
from tickets.states import TicketState
from tickets.timeline import timeline

A_PAGE = 50


@require_safe
def tickets(request):
    """A page of the tickets that the reader may see and asks for."""
    form = Filter(request.GET, user=request.user)
    if not form.is_valid():
        field, errors = next(iter(form.errors.items()))
        raise Invalid(f"{form.fields[field].label or field}: {errors[0]}", field=field)
    asked = form.cleaned_data
    page = asked.pop("page") or 1
    words = asked.pop("q")
    visible = Ticket.objects.visible_to(request.user)
    found = visible.chosen(user=request.user, **asked)
    rows = list((found.matching(words) if words else found).for_list()[(page - 1) * A_PAGE : page * A_PAGE + 1])
    context = {"form": form, "rows": rows[:A_PAGE], "counts": _counts(visible, request.user), "page": page}
    context["is_filtered"] = bool(words or any(asked.values()))
    context["previous"] = _address(form, page - 1) if page > 1 else None
    context["next"] = _address(form, page + 1) if len(rows) > A_PAGE else None
    return render(request, "tickets/list.html", context)


def _counts(visible, user) -> dict:
    """How many there are behind each of the views, in one query."""
    is_open = Q(state=TicketState.OPEN)
    return visible.aggregate(
        mine=Count("number", filter=is_open & Q(assignee=user)),
        nobody=Count("number", filter=is_open & Q(assignee=None)),
        open=Count("number", filter=is_open),
    )


def _address(form: Filter, page: int) -> str:
    kept = {name: form.data[name] for name in ("q", "state", "whose", "team") if form.data.get(name)}
    return "?" + urlencode(kept | {"page": page})


@require_safe
def ticket(request, number: int):
    return _page(request, _found(request, number))


@require_POST
def solve(request, number: int):
    actions.solve(_found(request, number), by=request.actor, at=timezone.now())
    messages.success(request, _("The ticket is solved."))
    return redirect("ticket", number)


@require_POST
def reopen(request, number: int):
    actions.reopen(_found(request, number), by=request.actor, at=timezone.now())
    messages.success(request, _("The ticket is open again."))
    return redirect("ticket", number)


@require_POST
def assign(request, number: int):
    one = _found(request, number)
    access.check(request.actor, "ticket.assign", one)
    form = Assign(request.POST)
    if not form.is_valid():
        return _page(request, one, form, status=422)
    one = actions.assign(one, **form.chosen(), by=request.actor, at=timezone.now())
    messages.success(request, _("The ticket is handed on."))
    return redirect(one) if access.can(request.actor, "ticket.read", one) else redirect("tickets")


def _found(request, number: int) -> Ticket:
    found = Ticket.objects.visible_to(request.user).select_related("requester", "team", "assignee")
    return get_object_or_404(found, number=number)


def _page(request, one: Ticket, form: Assign | None = None, status: int = 200):
    may = access.verbs(request.actor, one, VERBS)
    if "ticket.assign" in may and form is None:
        form = Assign(initial={"to": f"{one.team_id}:{one.assignee_id}" if one.assignee_id else one.team_id})
    context = {"ticket": one, "items": timeline(one, request.actor), "may": may, "form": form}
    return render(request, "tickets/page.html", context, status=status)
