"""Which addresses exist: the pages of web, those of each desk that has some, and the account pages."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

DESK_PAGES = [f"filage.desks.{desk}.urls" for desk in settings.DESKS if find_spec(f"filage.desks.{desk}.urls")]

urlpatterns = [
    path("compte/", include("allauth.urls")),
    path("", include("filage.web.urls")),
    *(path("", include(pages)) for pages in DESK_PAGES),
]
