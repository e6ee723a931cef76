"""Which addresses payroll answers."""

from django.urls import path

from filage.desks.payroll.views import (
    bulletins,
    distribution,
    editing,
    embauches,
    hours,
    own,
    own_hours,
    papers,
    replacing,
    settings,
)

app_name = "payroll"
urlpatterns = [
    path("embauches/", embauches.house, name="house"),
    path("spectacles/<slug:slug>/embauches/", embauches.show, name="embauches"),
    path("spectacles/<slug:slug>/embauches/<uuid:pk>/nommer/", embauches.name, name="name"),
    path("spectacles/<slug:slug>/embauches/numero-objet/", embauches.object_number, name="object_number"),
    path("spectacles/<slug:slug>/embauches/distribution/", distribution.engage, name="distribution"),
    path("paie/reglages/", settings.settings, name="settings"),
    path("paie/reglages/<uuid:pk>/employeur/", settings.employer, name="employer"),
    path("paie/reglages/<uuid:pk>/<str:code>/", settings.setting, name="setting"),
    path("spectacles/<slug:slug>/embauches/papiers/", papers.desk, name="papers"),
    path("spectacles/<slug:slug>/embauches/papiers/produire/", papers.make, name="make_papers"),
    path("spectacles/<slug:slug>/embauches/papiers/suite/", papers.follow, name="follow_papers"),
    path("spectacles/<slug:slug>/embauches/papiers/lot.zip", papers.bundle, name="bundle_papers"),
    path("spectacles/<slug:slug>/embauches/<uuid:pk>/fiches/", papers.forms, name="sheets"),
    path("spectacles/<slug:slug>/embauches/<uuid:pk>/fiches/<slug:code>.csv", papers.form_table, name="sheet_table"),
    path("spectacles/<slug:slug>/embauches/nouvelle/", editing.engage, name="engage"),
    path("spectacles/<slug:slug>/embauches/<uuid:pk>/", editing.change, name="engagement"),
    path("spectacles/<slug:slug>/embauches/<uuid:pk>/bulletins/", bulletins.bulletins, name="bulletins"),
    path("spectacles/<slug:slug>/embauches/<uuid:pk>/supprimer/", editing.remove, name="remove"),
    path("spectacles/<slug:slug>/embauches/<uuid:pk>/remplacer/", replacing.replace, name="replace"),
    path("spectacles/<slug:slug>/embauches/<uuid:pk>/remplacement/", replacing.replaced, name="replaced"),
    path("ma-page/", own.page, name="own"),
    path("ma-page/droits/", own.rights, name="own_rights"),
    path("ma-page/contrats/nouveau/", own.work, name="own_work"),
    path("ma-page/contrats/<uuid:pk>/retirer/", own.forget, name="own_forget"),
    path("ma-page/agenda/", own.feed, name="own_feed"),
    path("ma-page/fiches/<uuid:pk>/delier/", own.leave, name="own_leave"),
    path("agenda/<str:token>/mes-dates.ics", own.calendar, name="feed"),
    path("dates/<uuid:pk>/remplacer/", replacing.whom, name="whom"),
    path("spectacles/<slug:slug>/heures/", hours.week, name="hours"),
    path("spectacles/<slug:slug>/heures/mois/", hours.month, name="hours_month"),
    path("spectacles/<slug:slug>/heures/liens/<uuid:pk>/", hours.link, name="hours_link"),
    path("mes-heures/<str:token>/", own_hours.own_hours, name="own_hours"),
]
