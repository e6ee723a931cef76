"""Which addresses the exams answer."""

from django.urls import path

from filage.school.exams.views import convening, evidence, holding, sitting

app_name = "exams"
urlpatterns = [
    path("formation/examens/", sitting.listed, name="exams"),
    path("formation/sessions/<uuid:pk>/examens/", sitting.listed, name="of_session"),
    path("formation/examens/nouveau/", sitting.write, name="write"),
    path("formation/examens/<uuid:pk>/", sitting.show, name="exam"),
    path("formation/examens/<uuid:pk>/modifier/", sitting.write, name="edit"),
    path("formation/examens/<uuid:pk>/supprimer/", sitting.remove, name="remove"),
    path("formation/examens/<uuid:pk>/candidatures/", sitting.act, name="act"),
    path("formation/examens/<uuid:pk>/candidatures/ajouter/", sitting.add_candidate, name="add_candidate"),
    path("formation/candidats/<uuid:pk>/", sitting.candidate, name="candidate"),
    path("formation/candidats/<uuid:pk>/modifier/", sitting.write_candidate, name="edit_candidate"),
    path("formation/candidats/<uuid:pk>/supprimer/", sitting.remove_candidate, name="remove_candidate"),
    path("formation/candidats/<uuid:pk>/decider/", sitting.decide, name="decide"),
    path("formation/examens/<uuid:pk>/horaires/", holding.timetable, name="timetable"),
    path("formation/examens/<uuid:pk>/horaires/poser/", holding.draw, name="draw"),
    path("formation/epreuves/<uuid:pk>/", holding.write_trial, name="edit_trial"),
    path("formation/epreuves/<uuid:pk>/retirer/", holding.remove_trial, name="remove_trial"),
    path("formation/candidats/<uuid:pk>/amenagement/", holding.arrange, name="arrange"),
    path("formation/examens/<uuid:pk>/jour/", holding.day, name="day"),
    path("formation/candidats/<uuid:pk>/presence/", holding.mark, name="mark"),
    path("formation/examens/<uuid:pk>/incident/", holding.tell, name="tell"),
    path("formation/examens/<uuid:pk>/convoquer/", convening.convene, name="convene"),
    path("formation/candidats/<uuid:pk>/convocation/", convening.hand, name="hand"),
    path("formation/candidats/<uuid:pk>/preuves/", evidence.show, name="evidence"),
    path("formation/candidats/<uuid:pk>/preuves/spectacles/", evidence.works, name="works"),
    path("formation/candidats/<uuid:pk>/preuves/ajouter/", evidence.prove, name="prove"),
    path("formation/candidats/<uuid:pk>/preuves/niveaux/", evidence.judge, name="judge"),
    path("formation/candidats/<uuid:pk>/preuves/remettre/", evidence.hand_in, name="hand_in"),
    path("formation/candidats/<uuid:pk>/preuves/verifier/", evidence.verify, name="verify"),
    path("formation/preuves/<uuid:pk>/", evidence.edit_proof, name="edit_proof"),
    path("formation/preuves/<uuid:pk>/retirer/", evidence.remove_proof, name="remove_proof"),
    path("formation/preuves/<uuid:pk>/fichier/", evidence.file, name="proof_file"),
    path("convocation/<str:token>/", convening.opened, name="summons_opened"),
]
