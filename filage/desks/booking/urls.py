"""Which addresses booking answers."""

from django.urls import path

from filage.desks.booking.views import available, pistes, telling

app_name = "booking"
urlpatterns = [
    path("diffusion/", pistes.house, name="house"),
    path("spectacles/<slug:slug>/diffusion/", pistes.show, name="show"),
    path("spectacles/<slug:slug>/disponibilites/", available.available, name="available"),
    path("pistes/<uuid:pk>/", pistes.piste, name="piste"),
    path("pistes/<uuid:pk>/etape/", pistes.move, name="move_piste"),
    path("pistes/<uuid:pk>/options/", pistes.lay_options, name="lay_options"),
    path("pistes/<uuid:pk>/suivi/", pistes.follow, name="follow_piste"),
    path("pistes/<uuid:pk>/retirer/", pistes.remove, name="remove_piste"),
    path("dates/<uuid:pk>/prevenir/", telling.tell, name="tell"),
    path("dates/<uuid:pk>/prevenir/liberer/", telling.free, name="free"),
]
