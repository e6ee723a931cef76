"""Which addresses payroll answers."""

from django.urls import path

from filage.desks.payroll.views import editing, replacing

app_name = "payroll"
urlpatterns = [
    path("spectacles/<slug:slug>/embauches/nouvelle/", editing.engage, name="engage"),
    path("spectacles/<slug:slug>/embauches/<uuid:pk>/", editing.change, name="engagement"),
    path("spectacles/<slug:slug>/embauches/<uuid:pk>/supprimer/", editing.remove, name="remove"),
    path("spectacles/<slug:slug>/embauches/<uuid:pk>/remplacer/", replacing.replace, name="replace"),
    path("spectacles/<slug:slug>/embauches/<uuid:pk>/remplacement/", replacing.replaced, name="replaced"),
    path("dates/<uuid:pk>/remplacer/", replacing.whom, name="whom"),
]
