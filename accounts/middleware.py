"""Who acts in a request."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from accounts import actors, visitors


class ActorMiddleware:
    """`request.actor`, the member of the staff, and `request.visitor`, who the visitor's cookie says; or nobody.

    Both are looked up only when a page asks.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.actor = SimpleLazyObject(lambda: actors.of_user(request.user))
        request.visitor = SimpleLazyObject(lambda: visitor_of(request))
        return self.get_response(request)


def visitor_of(request) -> actors.Actor:
    """Who holds the secret of the cookie."""
    secret = request.COOKIES.get(settings.VISITOR_COOKIE)
    contact = visitors.contact_of(secret) if visitors.is_secret(secret) else None
    return actors.of_contact(contact) if contact else actors.NOBODY
