"""What differs from one structure to another in its payslips: the settings, what each says today, and where it is found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from filage.core import own_settings
from filage.desks.payroll.queries.employers import nonprofit, unsaid
from filage.productions.models import Structure
from filage.rules.engine import Explained, Law, load_law


@dataclass(frozen=True, slots=True)
class Setting:
    """A parameter that a structure may set: its code, where its value is found, whether an estimate waits for it."""

    code: str
    found_in: str
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """Settings of one subject."""

    title: str
    settings: tuple[Setting, ...]


PENSION = "La notification d’adhésion ou l’appel de cotisation d’Audiens : le partage se négocie par entreprise."
SUBJECTS = (
    Subject(
        "Ce que l’estimation attend",
        (
            Setting(
                "payroll.general.accidents_du_travail",
                "La notification du taux AT/MP : compte AT/MP sur net-entreprises.fr, ou courrier de la Carsat de janvier.",
                needed=True,
            ),
            Setting(
                "payroll.intermittent.prevoyance",
                "L’appel de cotisation d’Audiens, ligne « prévoyance » des intermittents, part de l’employeur.",
                needed=True,
            ),
            Setting(
                "employer.health_month",
                "Le contrat collectif de mutuelle des permanents : cotisation d’un mois, parts de l’employeur et du salarié.",
                needed=True,
            ),
            Setting(
                "payroll.general.versement_mobilite",
                "Urssaf, « versement mobilité » : le taux de la commune du lieu de travail ; 0 s’il n’est pas dû.",
            ),
            Setting("payroll.branch.casc_3090", "L’appel de cotisation du CASC-SVP (convention 3090)."),
        ),
    ),
    Subject(
        "À confirmer sur vos appels de cotisation",
        (
            Setting("payroll.intermittent.medecine_du_travail", "L’appel de cotisation de Thalie Santé."),
            Setting("payroll.intermittent.contribution_conventionnelle", "L’appel de l’Afdas, contribution conventionnelle."),
            Setting("payroll.intermittent.afdas", "L’appel de l’Afdas."),
            *(
                Setting(f"payroll.{status}.retraite_{tranche}_{side}", PENSION)
                for status, tranches in (("artist", ("t1", "t2")), ("technician", ("t1", "t2", "t2_cadre")))
                for tranche in tranches
                for side in ("employeur", "salarie")
            ),
            Setting(
                "payroll.branch.fnas_1285", "L’appel du FNAS ; à partir de 11 salariés, la part qui n’est pas versée au CSE."
            ),
        ),
    ),
    Subject(
        "Usages de la maison",
        (
            Setting("working_time.service_hours", "Trois ou quatre heures : l’accord ou l’usage de la maison."),
            Setting("working_time.day_hours", "Les heures payées d’une journée : le contrat ou l’usage."),
            Setting("allowance.ccneac_repas", "L’accord de salaires en vigueur : un repas en déplacement (convention 1285)."),
            Setting("allowance.ccneac_nuit", "L’accord de salaires en vigueur : chambre et petit déjeuner (convention 1285)."),
            Setting("employer.dfs_agreed", "L’accord collectif, ou l’accord écrit de chaque salarié : oui ou non."),
            Setting("payroll.general.alsace_moselle", "L’adresse de l’établissement : oui en Alsace ou en Moselle."),
            Setting("employer.pay_engine", "Votre choix : oui pour le moteur, non pour rester au coefficient."),
        ),
    ),
)
BY_CODE = {setting.code: setting for subject in SUBJECTS for setting in subject.settings}
OF_PAY = ("payroll.", "minimum.", "employer.", "working_time.", "allowance.")


def setting_of(code: str) -> Setting | None:
    """Return a setting of pay by its code: one of those told by subject, or any other parameter that pay reads."""
    if code in BY_CODE:
        return BY_CODE[code]
    if not code.startswith(OF_PAY) or code not in load_law().codes():
        return None
    return Setting(code, load_law().parameter(code).gesture)


@dataclass(frozen=True, slots=True)
class Standing:
    """A setting as it stands on a day."""

    setting: Setting
    label: str
    note: str
    value: Explained

    @property
    def own(self) -> bool:
        """Tell whether the structure, or the whole organisation, gave the value."""
        return self.value.op == "setting"


@dataclass(frozen=True, slots=True)
class House:
    """The pay settings of one of our structures on a day, and what its estimates lack."""

    structure: Structure
    nonprofit: bool | None
    lacks: tuple[str, ...]
    subjects: Sequence[tuple[str, Sequence[Standing]]]


def houses(organisation: Any, on: date) -> list[House]:
    """Return our structures with their pay settings on a day; two queries."""
    rows = Structure.objects.within(organisation).filter(ours=True)
    settings = own_settings.settings_of(getattr(organisation, "pk", organisation))
    return [_house(one, own_settings.law_with(settings, one.pk), on) for one in rows]


def standing(law: Law, setting: Setting, on: date) -> Standing:
    """Return a setting as it stands on a day."""
    parameter = law.parameter(setting.code)
    return Standing(setting, parameter.label, parameter.note, law.read(setting.code, on))


def _house(structure: Structure, law: Law, on: date) -> House:
    subjects = [(subject.title, [standing(law, each, on) for each in subject.settings]) for subject in SUBJECTS]
    waited = [each.label for _, rows in subjects for each in rows if each.setting.needed and each.value.value is None]
    return House(structure, nonprofit(structure), (*unsaid(structure, law, on), *waited), subjects)
