"""Which addresses the directory answers."""

from django.urls import path

from filage.desks.directory.views import accounts, editing, identity, pages

app_name = "directory"
PEOPLE, STRUCTURES, VENUES = ({"kind": kind} for kind in ("people", "structures", "venues"))
urlpatterns = [
    path("personnes/", pages.people, name="people"),
    path("personnes/nouvelle/", editing.add, PEOPLE, name="add_people"),
    path("personnes/<uuid:pk>/", editing.change, PEOPLE, name="person"),
    path("personnes/<uuid:pk>/donnees-scellees/", editing.unseal, name="unseal"),
    path("personnes/<uuid:pk>/sa-page/", accounts.invite, name="invite"),
    path("personnes/<uuid:pk>/sa-page/delier/", accounts.unlink, name="unlink"),
    path("ma-page/ouvrir/<str:token>/", accounts.join, name="join"),
    path("personnes/<uuid:pk>/supprimer/", editing.remove, PEOPLE, name="remove_people"),
    path("lieux/", pages.venues, name="venues"),
    path("lieux/nouveau/", editing.add, VENUES, name="add_venues"),
    path("lieux/<uuid:pk>/", editing.change, VENUES, name="venue"),
    path("lieux/<uuid:pk>/supprimer/", editing.remove, VENUES, name="remove_venues"),
    path("lieux/<uuid:pk>/salles/nouvelle/", editing.add_room, name="add_room"),
    path("salles/<uuid:pk>/", editing.change_room, name="change_room"),
    path("salles/<uuid:pk>/supprimer/", editing.remove_room, name="remove_room"),
    path("structures/", pages.structures, name="structures"),
    path("structures/nouvelle/", editing.add, STRUCTURES, name="add_structures"),
    path("structures/<uuid:pk>/", editing.change, STRUCTURES, name="structure"),
    path("structures/<uuid:pk>/supprimer/", editing.remove, STRUCTURES, name="remove_structures"),
    path("structures/<uuid:pk>/tva/", editing.add_declared, {"paper": "tva"}, name="add_vat"),
    path("structures/<uuid:pk>/recepisses/", editing.add_declared, {"paper": "recepisse"}, name="add_recepisse"),
    path("structure/<uuid:pk>/identite/", identity.page, name="identity"),
    path("structure/<uuid:pk>/identite/specimen.png", identity.shown, name="specimen"),
    path("structure/", pages.ours, name="ours"),
    path("creer-ma-structure/", editing.start, name="start"),
]
