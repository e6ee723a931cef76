"""Which addresses the directory answers."""

from django.urls import path

from filage.desks.directory.views import pages

app_name = "directory"
urlpatterns = [
    path("personnes/", pages.people, name="people"),
    path("lieux/", pages.venues, name="venues"),
    path("structures/", pages.structures, name="structures"),
    path("structure/", pages.ours, name="ours"),
]
