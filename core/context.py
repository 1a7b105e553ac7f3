"""What every template knows of the site."""

from django.conf import settings
from django.utils.translation import get_language_info


def site(request) -> dict:
    """Its name, the languages it speaks by their own names, and the colours the reader has chosen."""
    names = [(code, get_language_info(code)["name_local"]) for code, _ in settings.LANGUAGES]
    return {
        "site_name": settings.SITE_NAME,
        "languages": names,
        "language": getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE),
        "map_tiles": settings.MAP_TILES,
        "map_attribution": settings.MAP_ATTRIBUTION,
        "theme": getattr(getattr(request, "user", None), "theme", "auto"),
    }
