"""What an applicant reads when her link opens nothing any more."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from filage.core.refusal import Refusal
from filage.web.private import private


def closed(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Say that a link opens nothing any more."""
    return private(render(request, "admissions/closed.html", {"refusal": refusal}, status=410))
