"""The closed lists that the logistics desk uses: French codes, since users read them in the Filage file."""

from django.db.models import TextChoices


class VehicleKind(TextChoices):
    """What is driven."""

    VOITURE = "voiture", "voiture"
    MINIBUS = "minibus", "minibus"
    FOURGON = "fourgon", "fourgon"
    CAMION = "camion", "camion"
    REMORQUE = "remorque", "remorque"
    AUTRE = "autre", "autre"


class TravelMode(TextChoices):
    """How one travels."""

    TRAIN = "train", "train"
    CAR = "car", "car"
    VAN = "van", "fourgon ou minibus"
    CAMION = "camion", "camion"
    AVION = "avion", "avion"
    VOITURE = "voiture", "voiture"
    AUTRE = "autre", "autre"


class DistanceMethod(TextChoices):
    """Where the kilometres of a journey come from."""

    SAISI = "saisi", "saisis"
    ROUTE = "estime_route", "estimés par la route"
    RAIL = "estime_rail", "estimés par le rail"
    GRAND_CERCLE = "grand_cercle", "à vol d’oiseau"


class BookingState(TextChoices):
    """How far the booking of a journey or of an hotel is."""

    A_RESERVER = "a_reserver", "à réserver"
    POSE = "pose", "posé"
    CONFIRME = "confirme", "confirmé"
    PAYE = "paye", "payé"
    ANNULE = "annule", "annulé"


class RoomKind(TextChoices):
    """How one sleeps; two people share a bed only when both agreed."""

    SINGLE = "single", "single"
    DOUBLE = "double", "double"
    TWIN = "twin", "deux lits"
    FAMILIALE = "familiale", "familiale"


class MealMoment(TextChoices):
    """When one eats."""

    PETIT_DEJEUNER = "petit_dejeuner", "petit déjeuner"
    DEJEUNER = "dejeuner", "déjeuner"
    DINER = "diner", "dîner"
    APRES = "apres", "après la représentation"


class MealProvider(TextChoices):
    """Who gives a meal: us, the place, or nobody, and an allowance is paid."""

    NOUS = "nous", "nous"
    EUX = "eux", "le lieu"
    INDEMNITE = "indemnite", "indemnité"
    A_DISCUTER = "a_discuter", "à discuter"


class HostingSide(TextChoices):
    """Who sees to one condition of hosting, and pays it."""

    NOUS = "nous", "nous"
    EUX = "eux", "eux"
    A_DISCUTER = "a_discuter", "à discuter"


class ExpenseKind(TextChoices):
    """What was paid on the road."""

    REPAS = "repas", "repas"
    HOTEL = "hotel", "hôtel"
    TRAIN = "train", "train, avion, car"
    TAXI = "taxi", "taxi, métro, bus"
    CARBURANT = "carburant", "carburant, recharge"
    PEAGE = "peage", "péage, parking"
    KILOMETRES = "kilometres", "kilomètres de sa voiture"
    MATERIEL = "materiel", "petit matériel"
    AUTRE = "autre", "autre"


class ExpenseState(TextChoices):
    """How far a note de frais is."""

    SAISI = "saisi", "saisie"
    VALIDE = "valide", "validée"
    REFUSE = "refuse", "refusée"
    REMBOURSE = "rembourse", "remboursée"


class NeedKind(TextChoices):
    """What somebody says she needs, never why."""

    ACCES = "acces", "accès"
    REGIME = "regime", "régime alimentaire"


class ServiceKind(TextChoices):
    """What makes a performance open to more people."""

    LSF = "lsf", "langue des signes (LSF)"
    AUDIODESCRIPTION = "audiodescription", "audiodescription"
    SURTITRAGE = "surtitrage", "surtitrage"
    RELAX = "relax", "séance Relax"
    FALC = "falc", "documents en FALC"
    VISITE_TACTILE = "visite_tactile", "visite tactile"
    BOUCLE = "boucle", "boucle magnétique"
    GILETS = "gilets", "gilets vibrants"


class ServiceState(TextChoices):
    """How far such a service is."""

    ENVISAGE = "envisage", "envisagé"
    DEMANDE = "demande", "demandé"
    CONFIRME = "confirme", "confirmé"
    ANNULE = "annule", "abandonné"
