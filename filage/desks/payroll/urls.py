"""Which addresses payroll answers."""

from django.urls import path

from filage.desks.payroll.views import distribution, editing, embauches, hours, own_hours, replacing

app_name = "payroll"
urlpatterns = [
    path("embauches/", embauches.house, name="house"),
    path("spectacles/<slug:slug>/embauches/", embauches.show, name="embauches"),
    path("spectacles/<slug:slug>/embauches/<uuid:pk>/nommer/", embauches.name, name="name"),
    path("spectacles/<slug:slug>/embauches/numero-objet/", embauches.object_number, name="object_number"),
    path("spectacles/<slug:slug>/embauches/distribution/", distribution.engage, name="distribution"),
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
