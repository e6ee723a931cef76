"""Which addresses the extranet answers."""

from django.urls import path

from filage.school.extranet.views import learner, own, quality, sharing

app_name = "extranet"
urlpatterns = [
    path("formation/sessions/<uuid:pk>/extranet/", sharing.session, name="session"),
    path("formation/sessions/<uuid:pk>/extranet/document/", sharing.share, name="share"),
    path("formation/sessions/<uuid:pk>/extranet/questionnaire/", sharing.ask, name="ask"),
    path("formation/documents/<uuid:pk>/fichier/", sharing.document, name="document"),
    path("formation/documents/<uuid:pk>/retirer/", sharing.unshare, name="unshare"),
    path("formation/documentation/", sharing.library, name="library"),
    path("formation/documentation/nouveau/", sharing.stock, name="stock"),
    path("formation/documentation/<uuid:pk>/preter/", sharing.lend, name="lend"),
    path("formation/prets/<uuid:pk>/rendre/", sharing.give_back, name="give_back"),
    path("formation/stagiaires/<uuid:pk>/suivi/", learner.show, name="learner"),
    path("formation/stagiaires/<uuid:pk>/suivi/entretien/", learner.talk, name="talk"),
    path("formation/stagiaires/<uuid:pk>/suivi/amenagement/", learner.need, name="need"),
    path("formation/stagiaires/<uuid:pk>/suivi/lien/", learner.link, name="link"),
    path("formation/qualite/", quality.indicators, name="indicators"),
    path("formation/qualite/<int:number>/", quality.review, name="review"),
    path("formation/ameliorations/", quality.log, name="log"),
    path("formation/ameliorations/nouvelle/", quality.write, name="write_log"),
    path("formation/ameliorations/<uuid:pk>/", quality.write, name="edit_log"),
    path("formation/mon-espace/<str:token>/", own.space, name="own"),
    path("formation/mon-espace/<str:token>/documents/<str:key>/", own.document, name="own_document"),
]
