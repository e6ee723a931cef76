"""Which addresses the schedule answers."""

from django.urls import path

from filage.desks.schedule.views import (
    agenda,
    announcements,
    creating,
    feeds,
    imports,
    one_date,
    pages,
    retroplanning,
    service,
    tour,
)

app_name = "schedule"
urlpatterns = [
    path("saison/", pages.season, name="season"),
    path("agenda/", agenda.show, name="agenda"),
    path("dates/<uuid:pk>/essai/", agenda.attempt, name="attempt"),
    path("tableau-de-service/", service.show, name="service"),
    path("tableau-de-service/papier.pdf", service.paper, name="service_paper"),
    path("personnes/<uuid:pk>/planning/", service.planning, name="planning"),
    path("personnes/<uuid:pk>/planning/papier.pdf", service.planning_paper, name="planning_paper"),
    path("spectacles/<slug:slug>/calendrier/", pages.calendar, name="calendar"),
    path("spectacles/<slug:slug>/dates/nouvelles/", creating.add_dates, name="add_dates"),
    path("tournee/", tour.show, name="tour"),
    path("tournee/cellules/", tour.write_all, name="write_cells"),
    path("spectacles/<slug:slug>/tournee/", tour.show, name="show_tour"),
    path("dates/<uuid:pk>/cellule/", tour.write, name="write_cell"),
    path("dates/<uuid:pk>/", one_date.show, name="date"),
    path("dates/<uuid:pk>/modifier/", one_date.change, name="change_date"),
    path("dates/<uuid:pk>/geste/<slug:code>/", one_date.gesture, name="gesture"),
    path("spectacles/<slug:slug>/retroplanning/", retroplanning.show, name="retroplanning"),
    path("spectacles/<slug:slug>/retroplanning/poser/", retroplanning.lay, name="lay_retroplanning"),
    path("spectacles/<slug:slug>/retroplanning/tache/", retroplanning.add, name="add_task"),
    path("spectacles/<slug:slug>/retroplanning/premiere/", retroplanning.move, name="move_premiere"),
    path("taches/<uuid:pk>/", retroplanning.task, name="task"),
    path("retroplanning/gabarits/", retroplanning.templates, name="templates"),
    path("retroplanning/gabarits/tache/", retroplanning.template_line, name="template_line"),
    path("agendas/", feeds.page, name="feeds"),
    path("agendas/<str:token>/agenda.ics", feeds.feed, name="feed"),
    path("spectacles/<slug:slug>/calendrier/importer/", imports.choose, name="import_agenda"),
    path("spectacles/<slug:slug>/calendrier/importer/garder/", imports.take, name="take_agenda"),
    path("spectacles/<slug:slug>/annonces/", announcements.page, name="announcements"),
    path("annonces/<uuid:pk>/", announcements.act, name="act_on_announcement"),
    path("annonce/<str:token>/", announcements.opened, name="announcement"),
    path("nouveau-spectacle/", creating.new_show, name="new_show"),
]
