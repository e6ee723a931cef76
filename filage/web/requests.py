"""The request as the middlewares leave it: who asks, and whether htmx asks."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class PageRequest(HttpRequest):
    """A request of a page or of a fragment; typing only, the middleware sets `htmx`."""

    htmx: HtmxDetails
