"""Which addresses payroll answers."""

from django.urls import path

from filage.desks.payroll.views import editing, hours, own_hours, replacing

app_name = "payroll"
urlpatterns = [
    path("spectacles/<slug:slug>/embauches/nouvelle/", editing.engage, name="engage"),
    path("spectacles/<slug:slug>/embauches/<uuid:pk>/", editing.change, name="engagement"),
    path("spectacles/<slug:slug>/embauches/<uuid:pk>/supprimer/", editing.remove, name="remove"),
    path("spectacles/<slug:slug>/embauches/<uuid:pk>/remplacer/", replacing.replace, name="replace"),
    path("spectacles/<slug:slug>/embauches/<uuid:pk>/remplacement/", replacing.replaced, name="replaced"),
    path("dates/<uuid:pk>/remplacer/", replacing.whom, name="whom"),
    path("spectacles/<slug:slug>/heures/", hours.week, name="hours"),
    path("spectacles/<slug:slug>/heures/mois/", hours.month, name="hours_month"),
    path("spectacles/<slug:slug>/heures/liens/<uuid:pk>/", hours.link, name="hours_link"),
    path("mes-heures/<str:token>/", own_hours.own_hours, name="own_hours"),
]
