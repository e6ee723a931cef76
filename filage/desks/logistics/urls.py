"""Which addresses logistics answers."""

from django.urls import path

from filage.desks.logistics.views import book, date, day_sheet, tour

app_name = "logistics"
urlpatterns = [
    path("dates/<uuid:pk>/feuille/", day_sheet.show, name="day_sheet"),
    path("dates/<uuid:pk>/feuille/emettre/", day_sheet.issue, name="issue_day_sheet"),
    path("dates/<uuid:pk>/feuille/lien/", day_sheet.link, name="day_sheet_link"),
    path("feuille/travailleur.js", day_sheet.worker, name="day_worker"),
    path("feuille/<str:token>/", day_sheet.opened, name="day_opened"),
    path("feuille/<str:token>/application.webmanifest", day_sheet.manifest, name="day_manifest"),
    path("feuille/<str:token>/<uuid:pk>/", day_sheet.opened, name="day_opened_date"),
    path("spectacles/<slug:slug>/logistique/", tour.show, name="tour"),
    path("spectacles/<slug:slug>/carnet/", book.page, name="book"),
    path("spectacles/<slug:slug>/carnet/produire/", book.make, name="make_book"),
    path("spectacles/<slug:slug>/carnet/<uuid:pk>/", book.follow, name="follow_book"),
    path("dates/<uuid:pk>/logistique/", date.show, name="date"),
    path("dates/<uuid:pk>/logistique/trajet/", date.journey, name="journey"),
    path("dates/<uuid:pk>/logistique/trajet/<uuid:row>/", date.journey, name="edit_journey"),
    path("dates/<uuid:pk>/logistique/nuits/", date.stay, name="stay"),
    path("dates/<uuid:pk>/logistique/nuits/<uuid:row>/", date.stay, name="edit_stay"),
    path("dates/<uuid:pk>/logistique/repas/", date.meal, name="meal"),
    path("dates/<uuid:pk>/logistique/repas/<uuid:row>/", date.meal, name="edit_meal"),
    path("dates/<uuid:pk>/logistique/accueil/", date.hosting, name="hosting"),
    path("dates/<uuid:pk>/logistique/besoin/", date.need, name="need"),
    path("dates/<uuid:pk>/logistique/<slug:kind>/<uuid:row>/supprimer/", date.remove, name="remove"),
]
