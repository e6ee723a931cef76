"""Which addresses exist: pages of web, of each desk, of each room of the school, of the Filage file and of accounts."""

from django.urls import include, path

urlpatterns = [
    path("compte/", include("allauth.urls")),
    path("", include("filage.web.urls")),
    path("", include("filage.desks.directory.urls")),
    path("", include("filage.desks.schedule.urls")),
    path("", include("filage.desks.booking.urls")),
    path("", include("filage.desks.logistics.urls")),
    path("", include("filage.desks.contracts.urls")),
    path("", include("filage.desks.payroll.urls")),
    path("", include("filage.desks.budget.urls")),
    path("", include("filage.school.programmes.urls")),
    path("", include("filage.school.admissions.urls")),
    path("", include("filage.school.attendance.urls")),
    path("", include("filage.school.extranet.urls")),
    path("", include("filage.school.exercises.urls")),
    path("", include("filage.school.exams.urls")),
    path("", include("filage.portability.urls")),
]
