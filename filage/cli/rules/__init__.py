"""The rules that `filage calculer` answers: their names, what they compute, and where they live."""

# name: (module of this folder, what it computes)
RULES = {
    "plateau": ("plateau", "le coût plateau d’une représentation"),
    "prix": ("prix", "le prix de cession, son plancher et le seuil en dates"),
    "serie": ("serie", "les prix d’une série de dates et leur marge"),
    "billetterie": ("billetterie", "la recette d’une série et le seuil de remplissage"),
    "corealisation": ("corealisation", "le partage d’une recette, avec minimum garanti"),
    "decompte": ("decompte", "le décompte d’une soirée : recette, déductions, part, avance, reste dû"),
    "coproduction": ("coproduction", "la part de chaque coproducteur"),
    "tresorerie": ("tresorerie", "le plan de trésorerie mois par mois et son creux"),
    "aide": ("aide", "le montant d’une aide et ce qui le limite"),
    "devis": ("devis", "le devis d’une série avec ses voyages, nuits et repas, et ce qu’il coûte à l’acheteur"),
    "tva": ("tva", "la TVA d’une vente, la mention de la facture et qui la paie"),
    "annulation": ("annulation", "ce qu’une date annulée doit à chacun, et ce qui est perdu"),
    "distance": ("distance", "les kilomètres entre deux villes, sans réseau"),
    "paie": ("paie", "un bulletin de paie ligne à ligne, du brut au coût employeur"),
    "paie-inverse": ("paie_inverse", "le brut qui donne un net ou un coût voulu"),
    "minimum": ("minimum", "le minimum conventionnel d’une fonction, son texte et sa date"),
    "defraiement": ("defraiement", "ce qu’un déplacement doit au salarié, ce qui est exonéré et ce qui est réintégré"),
    "heures-507": ("heures_507", "les heures retenues pour l’ouverture de droits d’un intermittent"),
    "allocation": ("allocation", "l’allocation journalière des annexes 8 et 10"),
    "temps-de-travail": ("temps_de_travail", "ce que des services contredisent : repos, amplitude, durées, nuit, pauses"),
    "faisabilite": ("faisabilite", "si les heures d’une session de formation tiennent dans son calendrier"),
    "jury": ("jury", "si un jury peut siéger, ce qui lui manque, et qui un lien écarte"),
    "assiduite": ("assiduite", "les heures suivies sur les heures prévues, et les absences à signaler"),
    "eligibilite": ("eligibilite", "qui peut entrer en formation par une voie, et pourquoi non"),
}
