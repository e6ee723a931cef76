"""Which addresses the attendance answers."""

from django.urls import path

from filage.school.attendance.views import doors, opened, sheets

app_name = "attendance"
HERE = "formation/sessions/<uuid:pk>/emargement/"
urlpatterns = [
    path(HERE, sheets.sheet, name="sheet"),
    path(f"{HERE}reglages/", sheets.write_rules, name="rules"),
    path(f"{HERE}liens/", doors.links, name="links"),
    path(f"{HERE}<uuid:half>/", sheets.half_day, name="half_day"),
    path(f"{HERE}<uuid:half>/tablette/", doors.pass_round, name="pass_round"),
    path("emargement/<str:token>/", opened.own, name="own"),
    path("emargement/intervenant/<str:token>/", opened.trainer, name="trainer"),
    path("emargement/tablette/<str:token>/", opened.tablet, name="tablet"),
]
