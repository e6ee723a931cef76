"""Who may enter by a route, and why not: level, experience or ECTS, pieces, closing time, and the dates of the certification."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from filage.rules.schooling.certification import Certification, Entered, Entry, Opening, Route, entered, entry_refusal

PARIS = ZoneInfo("Europe/Paris")
NEXT = "Candidater à la session suivante."


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """What a person files: her level, ECTS and months in the trade, her pieces, when she filed and when she would enter."""

    level: int
    ects: int = 0
    experience: int = 0  # months in the trade
    derogation: bool = False  # admitted on file
    months: int | None = None  # length of the course that she asks for
    filed_at: datetime
    closes_at: datetime
    pieces: Mapping[str, bool]
    enters_on: date


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether one may enter; each failure with its reason and what may be done about it; and what the reader must know."""

    reasons: tuple[str, ...]
    remedies: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def eligible(self) -> bool:
        """Tell whether nothing stands against the entry."""
        return not self.reasons


class NoSuchCourse(ValueError):
    """The route has no course of that length, or its length decides and was not said; the text says which are."""


def judged(certification: Certification, route: Route, filed: Application) -> Verdict:
    """Return whether a person may enter by a route; NoSuchCourse when the length of the course must be said.

    A session that asks more than the record passes its own route (`dataclasses.replace(route, entries=…)`).
    """
    found = [
        *_opening(certification, route),
        *_entry(route, filed),
        *_pieces(filed),
        *_closing(filed),
        *_dates(certification, filed),
    ]
    return Verdict(
        reasons=tuple(reason for reason, _ in found),
        remedies=tuple(dict.fromkeys(remedy for _, remedy in found)),
        warnings=tuple(_warnings(certification, route, filed)),
    )


def entries_for(route: Route, filed: Application) -> tuple[Entry, ...]:
    """Return the entries of a route that lead to the course asked for; NoSuchCourse when there is none."""
    lengths = sorted({one.months for one in route.entries if one.months is not None})
    if filed.months is None or not lengths:
        return route.entries
    if filed.months not in lengths:
        raise NoSuchCourse(f"{route.name} : le parcours dure {' ou '.join(map(str, lengths))} mois")
    return tuple(one for one in route.entries if one.months in (None, filed.months))


def _opening(certification: Certification, route: Route) -> Iterator[tuple[str, str]]:
    if route.opening is Opening.CLOSED:
        yield f"{route.name} : cette voie est fermée pour {certification.code}.", "Choisir une autre voie."


def _entry(route: Route, filed: Application) -> Iterator[tuple[str, str]]:
    entries = entries_for(route, filed)
    if not entries or _waived(route, filed):
        return
    held = [_holds(one, filed) for one in entries]
    if len({one.months for one in entries}) > 1 and len(set(held)) > 1:
        raise NoSuchCourse(f"{route.name} : préciser la durée, la règle n’est pas la même selon le parcours")
    if any(held):
        return
    asked = " ; ou ".join(map(_asked, entries))
    remedy = "Demander une dérogation sur dossier : validation d’acquis, attestation d’employeur, preuves d’activité."
    yield f"{route.name} : il faut {asked} (présenté : {_shown(filed)}). {route.origin.name}.", remedy


def _holds(entry: Entry, filed: Application) -> bool:
    return filed.level >= entry.level and filed.ects >= entry.ects and filed.experience >= entry.experience


def _waived(route: Route, filed: Application) -> bool:
    return filed.derogation and route.waivable


def _pieces(filed: Application) -> Iterator[tuple[str, str]]:
    missing = [name for name, given in filed.pieces.items() if not given]
    if missing:
        named = "Pièce manquante" if len(missing) == 1 else "Pièces manquantes"
        remedy = NEXT if filed.filed_at > filed.closes_at else "Compléter le dossier avant la clôture."
        yield f"{named} : {', '.join(missing)}. Un dossier incomplet n’est pas traité.", remedy


def _closing(filed: Application) -> Iterator[tuple[str, str]]:
    if filed.filed_at > filed.closes_at:
        text = f"Déposé le {_moment(filed.filed_at)}, après la clôture du {_moment(filed.closes_at)} (heure de Paris)."
        yield f"{text} Un dossier tardif n’est pas traité.", NEXT


def _dates(certification: Certification, filed: Application) -> Iterator[tuple[str, str]]:
    reason = entry_refusal(certification, filed.enters_on)
    if not reason:
        return
    if entered(certification, filed.enters_on) is Entered.TOO_EARLY:
        yield reason, "Entrer après l’enregistrement."
    elif certification.replaced_by:
        yield reason, f"Rattacher la session à {certification.replaced_by}, qui la remplace."
    else:
        yield reason, "Rattacher la session à une autre certification active, vérifiée sur le site de France compétences."


def _warnings(certification: Certification, route: Route, filed: Application) -> Iterator[str]:
    if route.opening is Opening.TO_CONFIRM:
        yield f"{route.name} : ouverture à confirmer par le certificateur ({certification.certifier}), qui décide."
    if route.note:
        yield route.note
    if _waived(route, filed) and not any(_holds(one, filed) for one in entries_for(route, filed)):
        yield "Entrée par dérogation : garder au dossier ce qui la fonde et qui l’a décidée."
    if filed.derogation and not route.waivable:
        yield f"{route.name} : la fiche ne prévoit pas de dérogation par cette voie ; elle n’est pas lue."
    if certification.starts_on is None and filed.enters_on <= (certification.replaces_until or filed.enters_on):
        yield f"{certification.code} : le premier jour de l’enregistrement n’est pas connu ; il n’est pas vérifié."


def _asked(entry: Entry) -> str:
    parts = [f"le niveau {entry.level}"]
    parts += [f"{entry.ects} ECTS du domaine"] if entry.ects else []
    parts += [f"{entry.experience} mois d’expérience du secteur"] if entry.experience else []
    return " et ".join(parts) + (f" pour le parcours de {entry.months} mois" if entry.months else "")


def _shown(filed: Application) -> str:
    parts = [f"niveau {filed.level}"]
    parts += [f"{filed.ects} ECTS"] if filed.ects else []
    parts += [f"{filed.experience} mois d’expérience"] if filed.experience else []
    return ", ".join(parts)


def _moment(at: datetime) -> str:
    local = at.astimezone(PARIS)
    seconds = f" min {local.second} s" if local.second else ""
    return f"{local:%d/%m/%Y} à {local.hour} h {local.minute:02d}{seconds}"
