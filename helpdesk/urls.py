"""Where the pages are."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("core.urls")),
    path("", include("chat.urls")),
    path("", include("files.urls")),
    path("", include("accounts.urls")),
    path("", include("tickets.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "core.views.bad_request"
handler403 = "core.views.forbidden"
handler404 = "core.views.not_found"
handler500 = "core.views.failed"
