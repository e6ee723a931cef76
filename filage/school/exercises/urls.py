"""Which addresses the exercises answer."""

from django.urls import path

from filage.school.exercises.views import learning, teaching

app_name = "exercises"
urlpatterns = [
    path("formation/exercices/", teaching.listed, name="exercises"),
    path("formation/exercices/importer/", teaching.import_exercise, name="import"),
    path("formation/exercices/donnes/<uuid:pk>/", teaching.given, name="given"),
    path("formation/exercices/donnes/<uuid:pk>/agir/", teaching.act, name="act"),
    path("formation/exercices/<slug:exercise>/", teaching.exercise, name="exercise"),
    path("formation/exercices/<slug:exercise>/exporter/", teaching.export_exercise, name="export"),
    path("formation/sessions/<uuid:pk>/exercices/", teaching.of_session, name="of_session"),
    path("formation/sessions/<uuid:pk>/exercices/donner/", teaching.give, name="give"),
    path("formation/copies/<uuid:pk>/", teaching.hand_in, name="hand_in"),
    path("formation/copies/<uuid:pk>/duree/", teaching.time, name="time"),
    path("formation/copies/<uuid:pk>/production/fichier/", teaching.production, name="production"),
    path("formation/stagiaires/<uuid:pk>/notes/", teaching.learner, name="learner"),
    path("copie/<str:token>/", learning.opened, name="opened"),
    path("copie/<str:token>/depart.<slug:suffix>", learning.start, name="start"),
]
