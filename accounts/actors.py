"""Who acts: a user, a visitor or the system; never a bare request.user."""

from dataclasses import dataclass

from accounts.models import Contact, User


@dataclass(frozen=True)
class Actor:
    """Whoever does something. Exactly one of `user` and `contact` is set, or neither: the system, or nobody."""

    kind: str  # user, visitor, system, nobody
    user: User | None = None
    contact: Contact | None = None

    @property
    def key(self) -> str:
        """Kind and id, as written into the audit."""
        of = self.user or self.contact
        return f"{self.kind}:{of.pk}" if of else self.kind

    @property
    def name(self) -> str:
        if self.user:
            return self.user.name
        return self.contact.shown_name if self.contact else ""

    @property
    def is_staff(self) -> bool:
        return self.user is not None


SYSTEM = Actor("system")
NOBODY = Actor("nobody")


def of_user(user) -> Actor:
    """The actor of a signed-in user; nobody for an anonymous or deactivated one."""
    return Actor("user", user=user) if user.is_authenticated and user.is_active else NOBODY


def of_contact(contact: Contact) -> Actor:
    return Actor("visitor", contact=contact)
