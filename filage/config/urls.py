"""Which addresses exist: the pages of web, those of each desk, those of the Filage file, and the account pages."""

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
    path("", include("filage.portability.urls")),
]
