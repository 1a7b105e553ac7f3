"""What should be true: the life of conversations (product 1.2 to 1.7, 10) in plain Python, without a database."""

from dataclasses import dataclass, field

from core.errors import Conflict, Forbidden, Gone, NotFound

EVERYONE, STAFF, SYSTEM = "everyone", "staff", None


@dataclass
class Desk:
    """An agent."""

    name: str
    is_member: bool
    capacity: int
    availability: str = "online"
    is_present: bool = True
    load: int = 0

    @property
    def has_room(self) -> bool:
        return self.is_member and self.is_present and self.availability == "online" and self.load < self.capacity

    @property
    def share(self) -> float:
        return self.load / self.capacity


@dataclass
class Line:
    kind: str
    audience: str
    author: str | None
    text: str = ""


@dataclass
class Talk:
    """A conversation."""

    key: object
    visitor: str
    has_address: bool
    priority: int
    state: str = "waiting"
    owner: Desk | None = None
    disposition: str = ""
    ticket: str | None = None
    rating: str | None = None  # asked, rated
    log: list[Line] = field(default_factory=list)

    def write(self, kind: str, author: str | None, text: str = "", audience: str = EVERYONE) -> None:
        self.log.append(Line(kind, audience, author, text))

    def has_word_of(self, *names: str) -> bool:
        return any(line.kind == "message.posted" and line.author in names for line in self.log)

    @property
    def is_replied(self) -> bool:
        return any(line.kind == "message.posted" and line.author != self.visitor for line in self.log)

    @property
    def numbers(self) -> tuple[int, int]:
        """The staff's last number and the visitor's."""
        return len(self.log), sum(line.audience == EVERYONE for line in self.log)

    def row(self) -> tuple:
        owner = self.owner and self.owner.name
        return self.state, self.disposition, owner, self.ticket, self.numbers, self.rating

    def lines(self) -> list[tuple]:
        """With both counts: the staff's has no hole, and the visitor's has none of its own."""
        public, lines = 0, []
        for seq, line in enumerate(self.log, start=1):
            public += line.audience == EVERYONE
            number = public if line.audience == EVERYONE else None
            lines.append((seq, number, line.kind, line.audience, line.author, line.text))
        return lines

    # the ends ------------------------------------------------------------------------------------------------------
    def end(self, disposition: str, by: str | None, *, is_rating_asked: bool = False) -> None:
        was_connected, self.state, self.disposition = self.state == "active", "ended", disposition
        self.write("conversation.ended", by)
        if self.owner:
            self.owner.load -= 1
        if was_connected or self.has_address or self.has_word_of(self.visitor):
            self.ticket = self._ticket()
            self.write("ticket.recorded", SYSTEM, audience=STAFF)
        if is_rating_asked or (disposition == "left" and self.is_replied):
            self.ask_rating()

    def _ticket(self) -> str:
        match self.disposition:
            case "rejected":
                return "deleted"
            case "unresolved" | "abandoned":
                return "open"
            case "left" if not self.is_replied:
                return "open"
        return "solved"

    def ask_rating(self) -> None:
        if self.rating is None:
            self.rating = "asked"
            self.write("rating.asked", SYSTEM)

    # what is refused -----------------------------------------------------------------------------------------------
    @property
    def is_rejected(self) -> bool:
        return self.disposition == "rejected"

    def refuses_visitor(self, visitor: str, *, is_end_fatal: bool = True) -> type | None:
        """Their own one takes words and the leaving of it until it has ended; other people's do not exist."""
        if visitor != self.visitor:
            return NotFound
        return Conflict if is_end_fatal and self.state == "ended" else None

    def refuses_reply(self, desk: Desk) -> type | None:
        if not desk.is_member or self.is_rejected:
            return NotFound
        if self.state == "active":
            return None if desk is self.owner else Forbidden
        return Conflict

    def refuses_note(self, desk: Desk) -> type | None:
        if not desk.is_member or self.is_rejected:
            return NotFound
        return Conflict if self.state == "ended" else None

    def refuses_end(self, desk: Desk) -> type | None:
        if not desk.is_member or self.is_rejected:
            return NotFound
        if self.state == "waiting" or (self.state == "ended" and desk is self.owner):
            return Conflict
        return None if desk is self.owner else Forbidden

    def refuses_rating(self, visitor: str, *, is_late: bool) -> type | None:
        if visitor != self.visitor:
            return NotFound
        if self.rating != "asked":
            return Conflict
        return Gone if is_late else None

    def refuses_solving(self, desk: Desk, wanted: str) -> type | None:
        """Of its ticket: only from the one to the other of open and solved."""
        if not desk.is_member or self.ticket == "deleted":
            return NotFound
        return Conflict if self.ticket == wanted else None
