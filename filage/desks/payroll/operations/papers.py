"""What may be asked of the papers of embauches: issue them for a whole distribution, step by step, or draft them."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import product
from typing import Any, Self

from filage.core import archive
from filage.core.rails import season as seasons
from filage.core.refusal import Refusal
from filage.productions.models import Engagement, Production

MOST = 200  # papers in one gesture
PAPERS: Mapping[str, tuple[str, tuple[str, ...]]] = {  # what is asked: its label, the kinds of documents that it makes
    "contrat": ("Contrat, PDF et Word", ("contrat", "contrat-word")),
    "contrat-pdf": ("Contrat, PDF seul", ("contrat",)),
    "avenant": ("Avenant, PDF et Word", ("avenant", "avenant-word")),
    "contrat-commun": ("Contrat commun à plusieurs artistes", ("contrat-commun", "contrat-commun-word")),
    "dpae": ("Fiche DPAE", ("dpae",)),
    "aem": ("Fiche AEM", ("aem",)),
    "conges-spectacles": ("Fiche Congés Spectacles", ("conges-spectacles",)),
    "afdas": ("Fiche Afdas", ("afdas",)),
    "guso": ("Fiche Guso", ("guso",)),
}
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
SHARED = frozenset({"contrat-commun"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Papers asked for several embauches, and how far they are: `subjects` are keys and names, each one makes `kinds`."""

    paper: str
    subjects: tuple[tuple[tuple[str, ...], str], ...]
    options: Mapping[str, Any]
    done: int = 0
    made: tuple[str, ...] = ()  # ids of the documents
    refused: tuple[tuple[str, str], ...] = ()  # who, and why

    @classmethod
    def asked(cls, production: Production, posted: Any) -> Self:
        """Return the batch that a form asks for. Refusal when nobody is chosen, or when the paper is unknown."""
        paper = posted.get("papier", "")
        if paper not in PAPERS:
            raise Refusal("Ce papier n’existe pas.")
        chosen = set(posted.getlist("choix"))
        rows = Engagement.objects.within(production.organisation_id).filter(production=production).select_related("person")
        people = [each for each in rows if str(each.pk) in chosen]
        if not people or len(people) > MOST:
            raise Refusal("Choisissez au moins une embauche." if not people else f"Pas plus de {MOST} à la fois.")
        keys = [
            (f"engagement:{each.pk}", each.person.name if each.person else each.placeholder or each.function) for each in people
        ]
        signs = f"engagement:{posted.get('signataire', '')}"
        if paper in SHARED and posted.get("signataire") and signs not in dict(keys):
            raise Refusal("Qui signe pour tous est l’une des personnes du contrat commun : cochez-la aussi.")
        shared = ((tuple(key for key, _ in sorted(keys, key=lambda one: one[0] != signs)), f"{len(keys)} artistes"),)
        return cls(
            paper=paper,
            subjects=shared if paper in SHARED else tuple(((key,), name) for key, name in keys),
            options={
                "essai": "essai" in posted,
                "repartition": posted.get("repartition", "")[:300],
                "cadre": posted.get("cadre", ""),
                "mois": f"{month}-01" if MONTH.fullmatch(month := posted.get("mois", "")) else "",
            },
        )

    @classmethod
    def told(cls, plain: Mapping[str, Any]) -> Self:
        """Return the batch that `plain` wrote."""
        return cls(
            paper=plain["paper"],
            subjects=tuple((tuple(keys), name) for keys, name in plain["subjects"]),
            options=plain["options"],
            done=plain["done"],
            made=tuple(plain["made"]),
            refused=tuple((who, why) for who, why in plain["refused"]),
        )

    def plain(self) -> dict[str, Any]:
        """Return the batch as plain values."""
        return asdict(self)

    @property
    def label(self) -> str:
        """Return what is asked for."""
        return PAPERS[self.paper][0]

    @property
    def whole(self) -> int:
        """Return how many steps there are."""
        return len(self.subjects)

    @property
    def is_done(self) -> bool:
        """Tell whether nothing is left to make."""
        return self.done >= self.whole

    @property
    def coming(self) -> str:
        """Return whose paper is next."""
        return "" if self.is_done else self.subjects[self.done][1]

    def step(self, production: Production, *, by: Any, on: date) -> Self:
        """Issue the papers of the next embauche; a refusal is kept, and the others go on."""
        keys, name = self.subjects[self.done]
        made: list[str] = []
        with seasons.shared():  # the PDF and the Word of somebody say the same season
            try:
                for kind in PAPERS[self.paper][1]:
                    issued = archive.issue(kind, production, by=by, on=on, about=keys, options=self.options)
                    made.append(str(issued.pk))
            except Refusal as refusal:
                return replace(self, done=self.done + 1, refused=(*self.refused, (name, str(refusal))))
        return replace(self, done=self.done + 1, made=(*self.made, *made))

    def finished(self, production: Production, *, by: Any, on: date) -> Self:
        """Issue all that is left, the season read once."""
        batch = self
        with seasons.shared():
            while not batch.is_done:
                batch = batch.step(production, by=by, on=on)
        return batch

    def drafts(self, production: Production, *, by: Any, on: date) -> tuple[str, bytes, str]:
        """Return the drafts, kept nowhere: the file itself when there is one, else a zip; its name, bytes and media type."""
        if not self.paper.startswith("contrat"):
            raise Refusal("Seul un contrat a un brouillon : une fiche dit d’elle-même ce qui lui manque.")
        kinds = {each.code: each for each in archive.kinds()}
        options = {**self.options, "brouillon": True}
        files = []
        with seasons.shared():
            for keys, kind in product((keys for keys, _ in self.subjects), PAPERS[self.paper][1]):
                made = kinds[kind].make(production.organisation, production, on=on, by=by, about=keys, options=options)
                files.append((made.filename, made.content))
        if len(files) == 1:
            return files[0][0], files[0][1], kinds[PAPERS[self.paper][1][0]].media_type
        return f"{production.slug}-brouillons.zip", zipped(files), "application/zip"


def _name(engagement: Engagement) -> str:
    return engagement.person.name if engagement.person else engagement.placeholder or engagement.function


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip of files; two of the same name are told apart."""
    made = io.BytesIO()
    seen: dict[str, int] = {}
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive_:
        for name, content in files:
            rank = seen[name] = seen.get(name, 0) + 1
            stem, dot, suffix = name.rpartition(".")
            entry = zipfile.ZipInfo(name if rank == 1 else f"{stem}-{rank}{dot}{suffix}", (1980, 1, 1, 0, 0, 0))
            archive_.writestr(entry, content)
    return made.getvalue()
