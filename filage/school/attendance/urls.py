"""Which addresses the attendance answers."""

from django.urls import path

from filage.school.attendance.views import accounts, doors, justifications, opened, papers, placements, sheets

app_name = "attendance"
HERE = "formation/sessions/<uuid:pk>/emargement/"
STAYS = "formation/sessions/<uuid:pk>/entreprise/"
urlpatterns = [
    path(HERE, sheets.sheet, name="sheet"),
    path(f"{HERE}reglages/", sheets.write_rules, name="rules"),
    path(f"{HERE}liens/", doors.links, name="links"),
    path(f"{HERE}heures/", papers.hours, name="hours"),
    path(f"{HERE}verification/", papers.verification, name="verification"),
    path(f"{HERE}emargement.csv", papers.table, name="table"),
    path(f"{HERE}papier/semaine/", papers.week, name="week_paper"),
    path(f"{HERE}papier/<uuid:learner>/presence/", papers.learner, name="learner_paper"),
    path(f"{HERE}papier/<uuid:learner>/certificat/", papers.certificate, name="certificate"),
    path(f"{HERE}papier/<uuid:learner>/assiduite/", papers.statement, name="statement"),
    path(f"{HERE}justificatifs/", justifications.listed, name="justifications"),
    path(f"{HERE}justificatifs/nouveau/", justifications.add, name="add_justification"),
    path(f"{HERE}justificatifs/<uuid:proof>/", justifications.one, name="justification"),
    path(f"{HERE}justificatifs/<uuid:proof>/papier/", justifications.paper, name="justification_paper"),
    path(f"{HERE}<uuid:half>/", sheets.half_day, name="half_day"),
    path(f"{HERE}<uuid:half>/tablette/", doors.pass_round, name="pass_round"),
    path("formation/bilan/", accounts.shown, name="accounts"),
    path("formation/bilan/bilan.csv", accounts.table, name="accounts_table"),
    path(STAYS, placements.overview, name="placements"),
    path(f"{STAYS}<uuid:learner>/", placements.learner, name="own_placements"),
    path(f"{STAYS}<uuid:learner>/stage/", placements.begin, name="begin_placement"),
    path(f"{STAYS}stage/<uuid:placement>/", placements.placement, name="placement"),
    path(f"{STAYS}stage/<uuid:placement>/modifier/", placements.edit, name="edit_placement"),
    path(f"{STAYS}stage/<uuid:placement>/geste/", placements.act, name="act"),
    path(f"{STAYS}stage/<uuid:placement>/papier/convention/", placements.agreement_paper, name="agreement"),
    path("emargement/tuteur/<str:token>/", opened.tutor, name="tutor"),
    path("emargement/<str:token>/", opened.own, name="own"),
    path("emargement/intervenant/<str:token>/", opened.trainer, name="trainer"),
    path("emargement/tablette/<str:token>/", opened.tablet, name="tablet"),
]
