"""Which addresses logistics answers."""

from django.urls import path

from filage.desks.logistics.views import book, date, day_sheet, expenses, fleet, offers, own_expenses, per_diems, services, tour

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
    path("spectacles/<slug:slug>/logistique/poser/", tour.lay, name="lay_tour"),
    path("spectacles/<slug:slug>/carnet/", book.page, name="book"),
    path("spectacles/<slug:slug>/carnet/produire/", book.make, name="make_book"),
    path("spectacles/<slug:slug>/carnet/<uuid:pk>/", book.follow, name="follow_book"),
    path("spectacles/<slug:slug>/frais/", expenses.show, name="expenses"),
    path("spectacles/<slug:slug>/frais/decider/", expenses.decide, name="decide_expenses"),
    path("spectacles/<slug:slug>/frais/caisse/", expenses.move, name="float_move"),
    path("spectacles/<slug:slug>/frais/rembourser/<uuid:pk>/", expenses.pay_back, name="pay_back"),
    path("spectacles/<slug:slug>/frais/liens/<uuid:pk>/", expenses.link, name="expenses_link"),
    path("spectacles/<slug:slug>/frais/justificatif/<uuid:pk>/", expenses.proof, name="proof"),
    path("mes-frais/<str:token>/", own_expenses.page, name="own_expenses"),
    path("mes-frais/<str:token>/justificatif/<uuid:pk>/", own_expenses.proof, name="own_proof"),
    path("dates/<uuid:pk>/logistique/", date.show, name="date"),
    path("dates/<uuid:pk>/logistique/trajet/", date.journey, name="journey"),
    path("dates/<uuid:pk>/logistique/trajet/<uuid:row>/", date.journey, name="edit_journey"),
    path("dates/<uuid:pk>/logistique/nuits/", date.stay, name="stay"),
    path("dates/<uuid:pk>/logistique/nuits/<uuid:row>/", date.stay, name="edit_stay"),
    path("dates/<uuid:pk>/logistique/repas/", date.meal, name="meal"),
    path("dates/<uuid:pk>/logistique/repas/<uuid:row>/", date.meal, name="edit_meal"),
    path("dates/<uuid:pk>/logistique/accueil/", date.hosting, name="hosting"),
    path("dates/<uuid:pk>/logistique/besoin/", date.need, name="need"),
    path("vehicules/", fleet.vehicles, name="vehicles"),
    path("vehicules/nouveau/", fleet.vehicle, name="vehicle"),
    path("vehicules/<uuid:pk>/", fleet.vehicle, name="edit_vehicle"),
    path("vehicules/<uuid:pk>/supprimer/", fleet.remove, name="remove_vehicle"),
    path("spectacles/<slug:slug>/logistique/defraiements/", per_diems.show, name="per_diems"),
    path("dates/<uuid:pk>/logistique/acces/", services.service, name="service"),
    path("dates/<uuid:pk>/logistique/acces/<uuid:row>/", services.service, name="edit_service"),
    path("dates/<uuid:pk>/logistique/acces/<uuid:row>/retirer/", services.remove, name="remove_service"),
    path("dates/<uuid:pk>/logistique/<slug:kind>/<uuid:row>/devis/", offers.compare, name="offers"),
    path("dates/<uuid:pk>/logistique/<slug:kind>/<uuid:row>/devis/<uuid:offer>/", offers.decide, name="decide_offer"),
    path("dates/<uuid:pk>/logistique/<slug:kind>/<uuid:row>/supprimer/", date.remove, name="remove"),
]
