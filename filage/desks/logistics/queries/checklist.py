"""The conditions of hosting that are negotiated with every deal, one line each."""

from typing import Any

from filage.desks.logistics.models import HostingItem
from filage.productions.models import Deal

CONDITIONS = {
    "voyages": "Voyages de l’équipe",
    "decor": "Transport du décor",
    "sur_place": "Navettes sur place, gare et hôtel",
    "hebergement": "Hébergement",
    "petit_dejeuner": "Petits déjeuners",
    "repas": "Repas",
    "catering": "Loges : boissons et collation",
    "techniciens": "Personnel technique d’accueil",
    "materiel": "Matériel complémentaire",
    "parking": "Stationnement du camion",
    "cles": "Accès et clés",
    "loges": "Loges, douches, entretien des costumes",
    "droits": "Droits d’auteur et déclarations",
    "invitations": "Invitations",
}


def items_of(deal: Deal) -> list[HostingItem]:
    """Return the conditions of hosting said for a deal, in order."""
    return list(HostingItem.objects.within(deal.organisation_id).filter(deal=deal).order_by("rank", "id"))


def counted(items: list[HostingItem]) -> dict[str, Any]:
    """Return how many conditions each side sees to, and how many are still to be discussed."""
    return {side: sum(one.side == side for one in items) for side in ("nous", "eux", "a_discuter")}
