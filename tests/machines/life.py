"""The real actions, done in any order, and after each of them the whole database compared with the model."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from accounts import actions as people
from accounts import actors, presence
from accounts.models import Agent
from chat import actions
from chat.models import Conversation, Greeting
from core.errors import Conflict, Invalid, Refused
from tests.machines import found
from tests.machines.model import STAFF, SYSTEM, Desk, Talk
from tests.people import a_service, a_team, a_visitor, an_agent, ends, notes, says
from tickets import actions as tickets

HOUR = timedelta(hours=1)
VISITORS, MEMBERS = ("Ada", "Bo", "Cy", "Di"), ("one", "two")
any_visitor, member = st.sampled_from(VISITORS), st.sampled_from(MEMBERS)
# Mostly those who may: else little would ever happen.
visitor_of = st.sampled_from(("theirs", "theirs", "theirs", "theirs", *VISITORS))
desk_of = st.sampled_from(("owner", "owner", "owner", "owner", *MEMBERS, "stranger"))
which = st.integers(0, 15)
some_talk = precondition(lambda life: life.talks)


def is_waiting(talk: Talk) -> bool:
    return talk.state == "waiting"


def is_active(talk: Talk) -> bool:
    return talk.state == "active"


def is_asked(talk: Talk) -> bool:
    return talk.rating == "asked"


def is_unresolved(talk: Talk) -> bool:
    return talk.disposition == "unresolved"


class Life(RuleBasedStateMachine):
    """Four visitors, two agents of a team and one of another, and what they may and may not do."""

    @initialize(one=st.integers(0, 2), two=st.integers(0, 1), queue=st.permutations(VISITORS))
    def open_house(self, one, two, queue):
        self.team = a_team()
        Greeting.objects.create(team=self.team, language="en", text="Welcome")
        self.services = [a_service(self.team, priority=priority) for priority in (0, 1)]
        self.visitors = {name: a_visitor(name) for name in VISITORS}
        self.has_address = Counter()
        self.desks = {
            "one": Desk("one", True, one),
            "two": Desk("two", True, two),
            "stranger": Desk("stranger", False, 9),
        }
        teams = {"one": self.team, "two": self.team, "stranger": a_team()}
        self.agents = {
            name: an_agent(teams[name], name=f"{name} {uuid4().hex[:12]}", capacity=desk.capacity)
            for name, desk in self.desks.items()
        }
        Agent.objects.filter(pk__in=[agent.pk for agent in self.agents.values()]).update(seen_at=timezone.now() + HOUR)
        self.talks: list[Talk] = []
        self.known: dict[str, Desk] = {}
        self.left: list[tuple] = []  # messages left: visitor, client_id, ticket
        self.sent: list[tuple] = []  # messages sent: talk, who, client_id, text, seq
        for number, visitor in enumerate(queue[: len(queue) - one]):
            self.ask(visitor, priority=number % 2, text="")

    # doing and comparing ------------------------------------------------------------------------------------------
    def attempt(self, expected: type | None, deed, *words, **more):
        """Do it; it must be refused exactly so, or (None) succeed. What it returned."""
        try:
            done = deed(*words, **more)
        except Refused as refused:
            answer, done = type(refused), None
        else:
            answer = None
        assert answer is expected
        return done

    def pick(self, number: int, who: str, *, like: Callable[[Talk], bool] = lambda talk: True) -> tuple[Talk, str]:
        """A conversation (three times of four such a one, when there is any), and the name of somebody for it."""
        among = [talk for talk in self.talks if like(talk)] if number % 4 else self.talks
        talk = (among or self.talks)[number % len(among or self.talks)]
        if who == "owner":
            return talk, talk.owner.name if talk.owner else "one"
        return talk, talk.visitor if who == "theirs" else who

    def row(self, talk: Talk) -> Conversation:
        return Conversation.objects.select_related("owner", "ticket").get(pk=talk.key)

    def open_talk(self, visitor: str) -> Talk | None:
        return next((talk for talk in self.talks if talk.visitor == visitor and talk.state != "ended"), None)

    def by(self, visitor: str):
        return actors.of_contact(self.visitors[visitor])

    def drained(self) -> None:
        """Whoever is first in the queue gets somebody with room: who knows them, else who has the smallest share of load."""
        waiting = [talk for talk in self.talks if talk.state == "waiting"]
        for talk in sorted(waiting, key=lambda talk: -talk.priority):
            free = [desk for desk in self.desks.values() if desk.has_room]
            if not free:
                return
            owner = self.desks[found.first_word(self.row(talk).owner.name)]
            known = self.known.get(talk.visitor)
            expected = [known] if known in free else [desk for desk in free if desk.share == min(d.share for d in free)]
            assert owner in expected
            talk.state, talk.owner = "active", owner
            owner.load += 1
            talk.write("conversation.connected", owner.name)
            talk.write("greeting.sent", SYSTEM, "Welcome")

    def ended(self, talk: Talk) -> None:
        if talk.owner:
            self.known[talk.visitor] = talk.owner
        self.drained()

    # visitors -----------------------------------------------------------------------------------------------------
    @rule(visitor=any_visitor, priority=st.integers(0, 1), text=st.sampled_from(("", "My order?")))
    def request(self, visitor, priority, text):
        self.ask(visitor, priority=priority, text=text)

    def ask(self, visitor: str, *, priority: int, text: str) -> None:
        is_closed = not any(desk.is_present and desk.is_member for desk in self.desks.values())
        there = self.open_talk(visitor)
        asked = self.attempt(
            Conflict if is_closed and not there else None,
            actions.request, self.visitors[visitor], service=self.services[priority], language="en",
            text=text, client_id=uuid4(), by=self.by(visitor), at=timezone.now(),
        )  # fmt: skip
        if there:
            assert asked.pk == there.key
        elif asked:
            talk = Talk(asked.pk, visitor, bool(self.has_address[visitor]), priority)
            talk.write("conversation.requested", visitor)
            if text:
                talk.write("message.posted", visitor, text)
            self.talks.append(talk)
            self.drained()

    @some_talk
    @rule(visitor=visitor_of, number=which, text=st.sampled_from(("a", "b")))
    def say(self, visitor, number, text):
        (talk, visitor), client_id = self.pick(number, visitor), uuid4()
        expected = talk.refuses_visitor(visitor)
        entry = self.attempt(
            expected, says, Conversation(pk=talk.key), self.visitors[visitor], text, client_id=client_id
        )
        if entry:
            talk.write("message.posted", visitor, text)
            self.sent.append((talk, self.visitors[visitor], client_id, text, entry.seq))

    @some_talk
    @rule(visitor=visitor_of, number=which)
    def leave(self, visitor, number):
        talk, visitor = self.pick(number, visitor)
        expected = talk.refuses_visitor(visitor)
        if self.attempt(expected, actions.leave, talk.key, by=self.by(visitor), at=timezone.now()):
            talk.end("left", visitor)
            self.ended(talk)

    @rule(visitor=any_visitor, is_again=st.booleans(), number=which)
    def leave_message(self, visitor, is_again, number):
        """A message when nobody is there, or instead of waiting; the same one again is the same ticket."""
        client_id, there = uuid4(), self.open_talk(visitor)
        if is_again and self.left:
            visitor, client_id, first = self.left[number % len(self.left)]
            if not (there := self.open_talk(visitor)) or there.state != "waiting":
                assert self._leave_message(visitor, client_id) == first
            return
        ticket = self._leave_message(visitor, client_id)
        self.has_address[visitor] = 1
        for talk in self.talks:
            talk.has_address = talk.has_address or talk.visitor == visitor
        if there and there.state == "waiting":
            there.write("message.posted", visitor, "Call me")
            there.end("left", visitor)
            assert ticket == self.row(there).ticket
        self.left.append((visitor, client_id, ticket))
        assert (ticket.state, ticket.requester) == ("open", self.visitors[visitor])

    def _leave_message(self, visitor, client_id):
        return actions.leave_message(
            self.visitors[visitor], service=self.services[0], text="Call me", email=f"{visitor}@example.org",
            language="en", client_id=client_id, by=self.by(visitor), at=timezone.now(),
        )  # fmt: skip

    @some_talk
    @rule(visitor=visitor_of, number=which, is_late=st.booleans(), score=st.integers(1, 5))
    def rate(self, visitor, number, is_late, score):
        (talk, visitor), at = self.pick(number, visitor, like=is_asked), timezone.now() + timedelta(days=15) * is_late
        expected = talk.refuses_rating(visitor, is_late=is_late)
        if self.attempt(expected, actions.rate, talk.key, score=score, by=self.by(visitor), at=at):
            talk.rating = "rated"
            talk.write("conversation.rated", visitor)

    # staff --------------------------------------------------------------------------------------------------------
    @some_talk
    @rule(desk=desk_of, number=which, text=st.sampled_from(("c", "d")))
    def reply(self, desk, number, text):
        (talk, desk), client_id = self.pick(number, desk, like=is_active), uuid4()
        expected = talk.refuses_reply(self.desks[desk])
        entry = self.attempt(expected, says, Conversation(pk=talk.key), self.agents[desk], text, client_id=client_id)
        if entry:
            talk.write("message.posted", desk, text)
            self.sent.append((talk, self.agents[desk], client_id, text, entry.seq))

    @some_talk
    @rule(desk=desk_of, number=which)
    def note(self, desk, number):
        talk, desk = self.pick(number, desk, like=is_active)
        if self.attempt(
            talk.refuses_note(self.desks[desk]), notes, Conversation(pk=talk.key), self.agents[desk], "hush"
        ):
            talk.write("note.added", desk, "hush", STAFF)

    @some_talk
    @rule(
        who=desk_of,
        number=which,
        disposition=st.sampled_from(("solved", "solved", "unresolved", "unresolved", "rejected")),
        reason=st.sampled_from(("", "  ", "rude", "spam")),
        choices=st.tuples(st.booleans(), st.one_of(st.none(), member)),
    )
    def end(self, who, number, disposition, reason, choices):
        (talk, desk), (is_rating_asked, assignee), more = self.pick(number, who, like=is_active), choices, {}
        expected = talk.refuses_end(self.desks[desk])
        if disposition == "rejected" and not reason.strip():
            expected = Invalid
        if disposition == "unresolved" and assignee:
            more = {"team": self.team, "assignee": self.agents[assignee].user}
        done = self.attempt(
            expected, ends, Conversation(pk=talk.key), self.agents[desk], disposition,
            is_rating_asked=is_rating_asked, reason=reason, **more,
        )  # fmt: skip
        if done:
            talk.end(disposition, desk, is_rating_asked=is_rating_asked and disposition == "solved")
            assert done.ticket.assignee == self.agents[assignee if more else desk].user
            self.ended(talk)

    @some_talk
    @rule(desk=desk_of, number=which, wanted=st.sampled_from(("other", "other", "other", "solved", "open")))
    def settle_ticket(self, desk, number, wanted):
        """The ticket it left is solved later, or opened again."""
        talk, desk = self.pick(number, desk, like=is_unresolved)
        if talk.ticket is None:
            return
        if wanted == "other":
            wanted = "open" if talk.ticket == "solved" else "solved"
        expected = talk.refuses_solving(self.desks[desk], wanted)
        deed = tickets.solve if wanted == "solved" else tickets.reopen
        by = actors.of_user(self.agents[desk].user)
        if self.attempt(expected, deed, self.row(talk).ticket, by=by, at=timezone.now()):
            talk.ticket = wanted
            if wanted == "solved" and talk.disposition == "unresolved":
                talk.ask_rating()

    # time, presence, retries ---------------------------------------------------------------------------------------
    @some_talk
    @rule(number=which)
    def abandon(self, number):
        talk, _ = self.pick(number, "theirs", like=is_waiting)
        was_waiting = talk.state == "waiting"
        assert actions.abandon(talk.key, at=timezone.now()) == was_waiting
        if was_waiting:
            talk.end("abandoned", SYSTEM)

    @rule(desk=member, capacity=st.sampled_from((-1, 0, 1, 1, 2, 3)))
    def set_capacity(self, desk, capacity):
        expected = Invalid if capacity < 0 else None
        if self.attempt(expected, people.set_capacity, self.agents[desk].user, capacity, at=timezone.now()):
            self.desks[desk].capacity = capacity
            self.drained()

    @rule(desk=member, change=st.sampled_from(("online", "online", "away", "offline", "gone", "come", "come")))
    def go_and_come(self, desk, change):
        user, here = self.agents[desk].user, Agent.objects.filter(pk=self.agents[desk].pk)
        if change == "gone":
            here.update(seen_at=timezone.now() - HOUR)
            self.desks[desk].is_present = False
        elif change == "come":
            presence.arrive(user, at=timezone.now())
            here.update(seen_at=timezone.now() + HOUR)
            self.desks[desk].is_present = True
        else:
            people.set_availability(user, change, at=timezone.now())
            self.desks[desk].availability = change
        self.drained()

    @precondition(lambda life: life.sent)
    @rule(number=which, is_same=st.booleans())
    def send_again(self, number, is_same):
        """A retry gets the first entry, even after the end; another text under the same id is refused."""
        talk, who, client_id, text, seq = self.sent[number % len(self.sent)]
        words = text if is_same else f"not {text}"
        entry = self.attempt(
            None if is_same else Conflict, says, Conversation(pk=talk.key), who, words, client_id=client_id
        )
        assert entry is None or entry.seq == seq

    # what must hold after every step -------------------------------------------------------------------------------
    @invariant()
    def the_database_says_the_same(self):
        if not hasattr(self, "talks"):
            return
        assert found.talks(self.team) == {talk.key: talk.row() for talk in self.talks}
        assert found.logs(self.team) == {talk.key: talk.lines() for talk in self.talks}
        ids = [agent.pk for agent in self.agents.values()]
        loads = dict(Agent.objects.filter(pk__in=ids).values_list("pk", "load"))
        assert loads == {self.agents[name].pk: desk.load for name, desk in self.desks.items()}

    @invariant()
    def every_ticket_has_one_reason(self):
        if not hasattr(self, "talks"):
            return
        left = {ticket.pk for _, _, ticket in self.left}
        of_talks = found.tickets_of_talks(self.team)
        assert len(of_talks) == sum(talk.ticket is not None for talk in self.talks)
        assert found.tickets_of(self.visitors.values()) == left.union(of_talks)
