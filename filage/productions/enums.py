"""The closed lists that the shared nouns use: French codes, since users read them in the Filage file."""

from django.db.models import TextChoices


class StructureKind(TextChoices):
    COMPAGNIE = "compagnie", "compagnie"
    LIEU = "lieu", "lieu"
    FESTIVAL = "festival", "festival"
    BUREAU = "bureau", "bureau de production"
    FINANCEUR = "financeur", "financeur"
    FOURNISSEUR = "fournisseur", "fournisseur"
    SOCIETE_AUTEURS = "societe_auteurs", "société d’auteurs"
    ECOLE = "ecole", "école"
    AUTRE = "autre", "autre"


class FunderKind(TextChoices):
    """Who pays, as the account view of a budget sorts it."""

    ETAT = "etat", "État"
    REGION = "region", "Région"
    DEPARTEMENT = "departement", "Département"
    COMMUNE = "commune_epci", "Commune, intercommunalité"
    ORGANISME_SOCIAL = "organisme_social", "Organisme social"
    EUROPE = "europe", "Fonds européens"
    ASP = "asp", "ASP (emplois aidés)"
    ETAB_PUBLIC = "etab_public", "Établissement public"
    PRIVE = "prive", "Aide privée"


class Typeface(TextChoices):
    """What the papers of a house are set in."""

    LINEALE = "lineale", "Linéale : titres et textes en Source Sans, les œuvres en romain"
    MIXTE = "mixte", "Mixte : titres en romain, textes et tableaux en linéale"
    ROMAIN = "romain", "Romain : tout en Source Serif"


class VatStatus(TextChoices):
    ASSUJETTI = "assujetti", "assujetti à la TVA"
    FRANCHISE = "franchise", "franchise en base (art. 293 B du CGI)"
    HORS_CHAMP = "hors_champ", "hors champ de la TVA"
    EXONERE = "exonere", "exonéré (art. 261, 7-1° du CGI)"


class ProductionKind(TextChoices):
    SPECTACLE = "spectacle", "spectacle"
    PROJET = "projet", "projet"


class Phase(TextChoices):
    CREATION = "creation", "Création"
    EXPLOITATION = "exploitation", "Exploitation"
    STRUCTURE = "structure", "Structure"
    ACTION_CULTURELLE = "action_culturelle", "Action culturelle"


class ActivityKind(TextChoices):
    REPETITION = "repetition", "répétition"
    RESIDENCE = "residence", "résidence"
    MONTAGE = "montage", "montage"
    REPRESENTATION = "representation", "représentation"
    CONCERT = "concert", "concert"
    ATELIER = "atelier", "atelier"
    VOYAGE = "voyage", "voyage"
    REUNION = "reunion", "réunion"
    AUTRE = "autre", "autre service"


PERFORMANCES = (ActivityKind.REPRESENTATION, ActivityKind.CONCERT)


class HostingMode(TextChoices):
    """Who bears the travel, the lodging or the meals of a date, and how it is paid back."""

    FOURNI = "fourni", "fourni par le lieu"
    REEL = "reel", "refacturé au réel"
    FORFAIT = "forfait", "refacturé au forfait"
    COMPRIS = "compris", "compris dans le prix"


class RightsPayer(TextChoices):
    """Who declares and pays the author's rights of a date."""

    LIEU = "lieu", "le lieu"
    PRODUCTEUR = "producteur", "nous"


class PerformanceType(TextChoices):
    GENERALE = "generale", "générale"
    TOUT_PUBLIC = "tout_public", "tout public"
    SCOLAIRE = "scolaire", "scolaire"


class DateStatus(TextChoices):
    """From pencil to ink: an option may lapse, a signed date is owed."""

    OPTION = "option", "Option"
    CONFIRME = "confirme", "Confirmé"
    SIGNE = "signe", "Signé"
    JOUE = "joue", "Joué"
    REPORTE = "reporte", "Reporté"
    ANNULE = "annule", "Annulé"


FIRM = (DateStatus.CONFIRME, DateStatus.SIGNE, DateStatus.JOUE)
LIVE = (DateStatus.OPTION, *FIRM)


class EmploymentStatus(TextChoices):
    """How somebody is paid, in the words of the rules: annexe 10, annexe 8, ordinary law, ordinary law for a workshop."""

    ARTISTE = "artiste", "artiste"
    TECHNICIEN = "technicien", "technicien"
    PERMANENT = "permanent", "permanent"
    INTERVENTION = "intervention", "intervention, atelier"


INTERMITTENT = (EmploymentStatus.ARTISTE, EmploymentStatus.TECHNICIEN)


class EmploymentContract(TextChoices):
    """The contract of an embauche, in the words of the rules; none said is the usual one of the status."""

    CDDU = "CDDU", "CDD d’usage (CDDU)"
    CDD = "CDD", "CDD de droit commun"
    CDI = "CDI", "CDI"


USUAL_CONTRACT = {
    EmploymentStatus.ARTISTE: EmploymentContract.CDDU,
    EmploymentStatus.TECHNICIEN: EmploymentContract.CDDU,
    EmploymentStatus.PERMANENT: EmploymentContract.CDI,
    EmploymentStatus.INTERVENTION: EmploymentContract.CDD,
}


class Deduction(TextChoices):
    """The profession whose flat deduction (DFS) is applied, in the words of the rules; empty: none."""

    DRAMATIQUE = "dramatique", "artiste dramatique, lyrique, chorégraphique"
    MUSICIEN = "musicien", "musicien, choriste, chef d’orchestre"


class PayCircuit(TextChoices):
    """By which way a structure declares what it pays."""

    DSN = "dsn", "DSN"
    GUSO = "guso", "Guso"


class AbsencePay(TextChoices):
    """What becomes of the pay of somebody who is replaced."""

    MAINTENUE = "maintenue", "paie maintenue"
    SUSPENDUE = "suspendue", "paie suspendue"


class GrossUnit(TextChoices):
    CACHET = "cachet", "cachet"
    SERVICE = "service", "service"
    HEURE = "heure", "heure"
    JOUR = "jour", "jour"
    MOIS = "mois", "mois"
    FORFAIT = "forfait", "forfait"


class ContractTrack(TextChoices):
    A_ETABLIR = "a_etablir", "à établir"
    ENVOYE = "envoye", "envoyé"
    SIGNE = "signe", "signé"


class DpaeTrack(TextChoices):
    A_FAIRE = "a_faire", "à faire"
    DEPOSEE = "deposee", "déposée"


class PayTrack(TextChoices):
    A_FAIRE = "a_faire", "à faire"
    RELEVE = "releve", "relevé"
    PAYE = "paye", "payé"
    DECLARE = "declare", "AEM ou DSN faite"
    CERTIFICAT = "certificat", "certificat Congés Spectacles"


class NeedKind(TextChoices):
    HUMAIN = "humain", "humain"
    TECHNIQUE = "technique", "technique"
    LOGISTIQUE = "logistique", "logistique"
    FINANCIER = "financier", "financier"


class CostSource(TextChoices):
    DEVIS = "devis", "devis"
    ACCORD = "accord", "accord"
    ESTIMATION = "estimation", "estimation"


class InterviewTopic(TextChoices):
    """The sides of a project that the interview with the artist goes through, in its order."""

    JEU = "jeu", "Le jeu"
    CORPS = "corps", "Les corps"
    ESPACE = "espace", "L’espace"
    LUMIERE = "lumiere", "La lumière"
    SON = "son", "Le son"
    COSTUME = "costume", "Les costumes"
    IMAGE = "image", "L’image"
    PUBLIC = "public", "Le public"
    CALENDRIER = "calendrier", "Le calendrier"


class AttachmentKind(TextChoices):
    INTENTION = "intention", "note d’intention"
    SYNOPSIS = "synopsis", "synopsis"
    TEXTE = "texte", "texte ou scénario"
    FICHE = "fiche", "fiche technique"
    SIGNE = "signe", "exemplaire signé"
    AUTRE = "autre", "autre pièce"


class DealKind(TextChoices):
    CESSION = "cession", "cession"
    COREALISATION = "corealisation", "coréalisation"
    LOCATION = "location", "location"
    RESIDENCE = "residence", "résidence"
    COPRODUCTION = "coproduction", "coproduction"
    PREACHAT = "preachat", "préachat"
    MISE_A_DISPOSITION = "mise_a_disposition", "mise à disposition"
    ATELIER = "atelier", "convention d’action culturelle"
    PRESTATION = "prestation", "prestation"
    AUTEUR = "auteur", "commande ou contrat d’auteur"
    MANDAT = "mandat", "mandat de diffusion"
    CAPTATION = "captation", "captation, image"
    PARTENARIAT = "partenariat", "partenariat"
    MECENAT = "mecenat", "mécénat"
    PARRAINAGE = "parrainage", "parrainage"
    FOURNISSEUR = "fournisseur", "commande fournisseur"
    CRENEAU = "creneau", "location de créneau"


class DealSide(TextChoices):
    """Which side of a deal is ours; empty: the usual one of its kind."""

    VENTE = "vente", "nous vendons, nous recevons"
    ACHAT = "achat", "nous achetons, nous payons"


BOUGHT = (  # what we usually pay for
    DealKind.LOCATION,
    DealKind.MISE_A_DISPOSITION,
    DealKind.AUTEUR,
    DealKind.MANDAT,
    DealKind.FOURNISSEUR,
    DealKind.CRENEAU,
)


class VariableMode(TextChoices):
    """What a percentage of the takings does to a guaranteed price; the contract writes which of the two."""

    PLUS = "plus", "en plus : la garantie, et une part de la nette au-delà du seuil"
    VERSUS = "versus", "ou : la garantie ou la part de la nette, le plus grand des deux"


class VariableOver(TextChoices):
    """On what a percentage of the takings is reckoned; the contract writes which of the two."""

    SOIREE = "soiree", "chaque soirée"
    SERIE = "serie", "toute la série"


class AgreedRole(TextChoices):
    """What a cost written in a contract does: deducted before the takings are shared, or paid by whoever rents."""

    DEDUIT = "deduit", "déduit avant le partage"
    PRESTATION = "prestation", "prestation à payer"


class CoproductionForm(TextChoices):
    """Whether a coproduction shares the result: only a société en participation has shares."""

    SIMPLE = "simple", "simple : un apport contre des mentions ou un préachat"
    SEP = "sep", "société en participation : résultat et pertes partagés"


class DealStage(TextChoices):
    PROPOSE = "propose", "proposé"
    ACCORD = "accord", "accord"
    ENVOYE = "envoye", "envoyé"
    SIGNE = "signe", "signé"
    ROMPU = "rompu", "rompu"


class GuaranteeFor(TextChoices):
    PRODUCTEUR = "producteur", "producteur"
    LIEU = "lieu", "lieu"


class SharingBase(TextChoices):
    NETTE = "nette", "recette nette"
    HT = "ht", "recette HT"
    TTC = "ttc", "recette TTC"
