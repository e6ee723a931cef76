"""Which addresses exist: the pages of web and of each desk, and the account pages."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

_PAGES = ["filage.web", *(f"filage.desks.{desk}" for desk in settings.DESKS)]

urlpatterns = [
    path("compte/", include("allauth.urls")),
    *(path("", include(f"{app}.urls")) for app in _PAGES if app in settings.INSTALLED_APPS and find_spec(f"{app}.urls")),
]
