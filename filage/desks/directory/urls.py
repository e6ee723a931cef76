"""Which addresses the directory answers."""

from django.urls import path

from filage.desks.directory.views import accounts, book, cards, editing, identity, importing, pages

app_name = "directory"
PEOPLE, STRUCTURES, VENUES = ({"kind": kind} for kind in ("people", "structures", "venues"))
urlpatterns = [
    path("carnet/", book.page, name="book"),
    path("carnet/liste-d-envoi.csv", book.mailing, name="mailing"),
    path("carnet/importer/", importing.choose, name="imports"),
    path("carnet/importer/<uuid:pk>/", importing.page, name="import"),
    path("carnet/importer/<uuid:pk>/ecrire/", importing.write, name="write_import"),
    path("carnet/importer/<uuid:pk>/laisser/", importing.leave, name="leave_import"),
    path("carnet/importer/<uuid:pk>/avancement/", importing.follow, name="follow_import"),
    path("carnet/structures/<uuid:pk>/", cards.structure, name="structure_card"),
    path("carnet/structures/<uuid:pk>/labels/", cards.add_label, name="add_label"),
    path("carnet/structures/<uuid:pk>/fonctions/", cards.add_role, name="add_role"),
    path("carnet/structures/<uuid:pk>/recherche/", cards.change_place, name="change_place"),
    path("carnet/personnes/<uuid:pk>/", cards.person, name="person_card"),
    path("carnet/personnes/<uuid:pk>/base-legale/", cards.change_basis, name="change_basis"),
    path("carnet/structures/<uuid:pk>/gestes/", cards.add_gesture, {"kind": "structures"}, name="add_structure_gesture"),
    path("carnet/personnes/<uuid:pk>/gestes/", cards.add_gesture, {"kind": "personnes"}, name="add_person_gesture"),
    path("carnet/gestes/<uuid:pk>/fait/", cards.do_gesture, name="do_gesture"),
    path("carnet/label/<uuid:pk>/retirer/", cards.remove, {"kind": "label"}, name="remove_label"),
    path("carnet/fonction/<uuid:pk>/retirer/", cards.remove, {"kind": "fonction"}, name="remove_role"),
    path("carnet/geste/<uuid:pk>/retirer/", cards.remove, {"kind": "geste"}, name="remove_gesture"),
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
