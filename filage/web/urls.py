"""The addresses of the shell; those of a desk are in its own urls."""

from django.urls import path

from filage.web.views import doors, findings, papers, screens, sharing

app_name = "web"
urlpatterns = [
    path("", screens.aujourdhui, name="today"),
    path("spectacles/", screens.spectacles, name="shows"),
    path("spectacles/<slug:slug>/", screens.spectacle, {"tab": "budget"}, name="show"),
    path("spectacles/<slug:slug>/contrats/", screens.spectacle, {"tab": "contrats"}, name="show_contracts"),
    path("spectacles/<slug:slug>/organisation/", screens.spectacle, {"tab": "organisation"}, name="show_organisation"),
    path("spectacles/<slug:slug>/promotion/", screens.spectacle, {"tab": "promotion"}, name="show_promotion"),
    path("controles/", findings.controles, name="checks"),
    path("controles/catalogue/", findings.rules, name="checks_rules"),
    path("controles/ecartes/", findings.asides, name="checks_aside"),
    path("controles/ecarter/", findings.dismiss, name="dismiss"),
    path("controles/reprendre/<uuid:pk>/", findings.restore, name="restore"),
    path("documents/", papers.shelves, name="documents"),
    path("documents/<uuid:document>/", papers.download, name="document"),
    path("documents/<uuid:document>/envoyer/", sharing.share, name="share_document"),
    path("documents/<uuid:document>/liens/<uuid:link>/retirer/", sharing.withdraw, name="withdraw_link"),
    path("partage/<str:token>/", sharing.shared, name="shared"),
    path("partage/<str:token>/fichier/", sharing.shared_file, name="shared_file"),
    path("documents/<slug:slug>/<slug:code>/", papers.make, name="make_document"),
    path("documents/<slug:slug>/<slug:code>/<uuid:work>/<int:asked>/", papers.follow, name="follow_document"),
    path("baremes/", screens.baremes, name="rates"),
    path("chercher/", screens.chercher, name="search"),
    path("villes/", doors.towns, name="towns"),
    path("pourquoi/<slug:kind>/<path:key>/", doors.why, name="why"),
    path("espace/<slug:slug>/", doors.choose_organisation, name="choose_organisation"),
    path("annuler/", doors.undo, name="undo"),
    path("annuler/<uuid:entry>/", doors.undo, name="undo_entry"),
    path("apparence/", doors.appearance, name="appearance"),
    path("entrer/<str:token>/", doors.enter, name="enter"),
    path("travailleur.js", doors.worker, name="worker"),
    path("composants/", doors.components, name="gallery"),
]
