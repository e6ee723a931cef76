"""Which addresses the schedule answers."""

from django.urls import path

from filage.desks.schedule.views import pages

app_name = "schedule"
urlpatterns = [
    path("saison/", pages.season, name="season"),
    path("spectacles/<slug:slug>/calendrier/", pages.calendar, name="calendar"),
]
