"""Which addresses the programmes answer."""

from django.urls import path

from filage.school.programmes.views import certifications, convening, learners, pages, planning, programmes, sharing, trainers

app_name = "programmes"
urlpatterns = [
    path("formation/", pages.house, name="house"),
    path("formation/certifications/importer/", certifications.take, name="take_record"),
    path("formation/certifications/retirer/<uuid:pk>/", certifications.drop, name="drop_record"),
    path("formation/certifications/<slug:code>/", certifications.page, name="certification"),
    path("formation/certifications/<slug:code>/exporter/", certifications.export, name="export_record"),
    path("formation/habilitations/nouvelle/", sharing.write, name="add_habilitation"),
    path("formation/habilitations/<uuid:pk>/", sharing.write, name="habilitation"),
    path("formation/habilitations/<uuid:pk>/supprimer/", sharing.drop, name="drop_habilitation"),
    path("formation/sessions/<uuid:pk>/qui-fait-quoi/", sharing.acts, name="acts"),
    path("formation/sessions/<uuid:pk>/stagiaires/", learners.page, name="learners"),
    path("formation/sessions/<uuid:pk>/stagiaires/<uuid:learner>/", learners.change, name="learner"),
    path("formation/sessions/<uuid:pk>/stagiaires/<uuid:learner>/retirer/", learners.drop, name="drop_learner"),
    path("formation/sessions/<uuid:pk>/planning/", planning.page, name="planning"),
    path("formation/sessions/<uuid:pk>/planning/poser/", planning.lay, name="lay"),
    path("formation/sessions/<uuid:pk>/planning/essai.json", planning.tried, name="tried"),
    path("formation/sessions/<uuid:pk>/heures/", planning.hours, name="hours"),
    path("formation/demi-journees/<uuid:pk>/", planning.change, name="slot"),
    path("formation/demi-journees/<uuid:pk>/deplacer/", planning.move, name="move_slot"),
    path("formation/demi-journees/<uuid:pk>/retirer/", planning.drop, name="drop_slot"),
    path("formation/demi-journees/<uuid:pk>/essai.json", planning.slot_tried, name="slot_tried"),
    path("formation/programmes/nouveau/", programmes.write, name="add_programme"),
    path("formation/programmes/<uuid:pk>/", programmes.page, name="programme"),
    path("formation/programmes/<uuid:pk>/modifier/", programmes.write, name="edit_programme"),
    path("formation/programmes/<uuid:pk>/supprimer/", programmes.drop, name="drop_programme"),
    path("formation/programmes/<uuid:pk>/fiche/papier.pdf", programmes.paper, name="programme_sheet"),
    path("formation/sessions/<uuid:pk>/convocations/", convening.page, name="convening"),
    path("formation/sessions/<uuid:pk>/convocations/envoyer/", convening.convene, name="convene"),
    path("formation/sessions/<uuid:pk>/convocations/<uuid:learner>/papier.pdf", convening.paper, name="convocation"),
    path("formation/agenda/<str:token>.ics", convening.feed, name="feed"),
    path("formation/formateurs/", trainers.house, name="trainers"),
    path("formation/formateurs/nouveau/", trainers.write, name="add_trainer"),
    path("formation/formateurs/<uuid:pk>/", trainers.page, name="trainer"),
    path("formation/formateurs/<uuid:pk>/modifier/", trainers.write, name="edit_trainer"),
    path("formation/formateurs/<uuid:pk>/supprimer/", trainers.drop, name="drop_trainer"),
    path("formation/formateurs/<uuid:pk>/pieces/<uuid:paper>/", trainers.paper, name="paper"),
    path("formation/sessions/essai/", pages.tried, name="tried_session"),
    path("formation/sessions/nouvelle/", pages.write, name="write"),
    path("formation/sessions/<uuid:pk>/", pages.session, name="session"),
    path("formation/sessions/<uuid:pk>/modifier/", pages.write, name="edit"),
    path("formation/sessions/<uuid:pk>/supprimer/", pages.remove, name="remove"),
]
