"""Which addresses the schedule answers."""

from django.urls import path

from filage.desks.schedule.views import creating, pages

app_name = "schedule"
urlpatterns = [
    path("saison/", pages.season, name="season"),
    path("spectacles/<slug:slug>/calendrier/", pages.calendar, name="calendar"),
    path("spectacles/<slug:slug>/dates/nouvelles/", creating.add_dates, name="add_dates"),
    path("nouveau-spectacle/", creating.new_show, name="new_show"),
]
