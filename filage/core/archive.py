"""Documents once issued never change: data, bytes and imprint are kept, and the screen says when their facts have moved."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models, transaction

from filage.core import blocking, files
from filage.core.accounts import Organisation, User
from filage.core.files import StoredFile
from filage.core.identity import Identified
from filage.core.kept import FactsRow
from filage.core.rails import facts
from filage.core.rails.registry import Registry
from filage.core.rails.types import Act
from filage.core.refusal import Refusal
from filage.core.scope import Scoped


@dataclass(frozen=True, slots=True)
class Produced:
    """What a producer gives: the frozen data (JSON-able), the bytes made from it, the file name, the imprint when it knows it."""

    data: dict[str, Any]
    content: bytes
    filename: str
    imprint: str = ""


@dataclass(frozen=True, slots=True)
class Promised:
    """What a producer gives when its bytes are drawn apart: `draw` reads no database, so another thread may call it."""

    data: dict[str, Any]
    draw: Callable[[], bytes]
    filename: str
    imprint: str = ""

    def drawn(self) -> Produced:
        """Return the document with its bytes."""
        return Produced(self.data, self.draw(), self.filename, self.imprint)


LANGUAGES = {"fr": "français", "en": "anglais"}
WHOLE = ("production", "organisation")
GONE = "-"  # the imprint of a document whose objects are gone

type Producer = Callable[..., Produced | Promised]
type Imprint = Callable[[Any, Sequence["IssuedDocument"]], Mapping[UUID, str]]


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document: `produce(organisation, production, *, on, by)` makes it; `per` says what it is about.

    A kind "production" or "organisation" is about that. Any other kind ("engagement"…) is about objects of a production:
    `produce` then takes their keys, `about=("engagement:<id>", …)`, and `options`, what was chosen when it was asked for;
    `imprint(organisation, documents)` gives what each would be made from today, in as few queries as it can.
    A kind that is written in several languages names them in `langs`, the usual one first: `produce` then takes `lang` too.
    """

    code: str
    label: str
    suffix: str
    media_type: str
    produce: Producer
    per: str = "production"
    reads: tuple[str, ...] = ()  # the sources of facts it is made from, "costs" among them; none named: all of them
    shows_pay: bool = False  # what people earn is in it: only who may read pay makes or opens it
    langs: tuple[str, ...] = ("fr",)
    rank: int = 100  # where it stands among the papers of a production
    english: str = ""  # its label, when it is written in English
    act: Act = Act.EMETTRE  # what issuing it amounts to: a finding that blocks this act holds it back
    imprint: Imprint | None = None  # of a kind about objects

    @property
    def is_about_objects(self) -> bool:
        """Tell whether it is about objects of a production, rather than about the production itself."""
        return self.per not in WHOLE

    def make(
        self,
        organisation: Any,
        production: Any,
        *,
        on: date,
        by: User | None,
        lang: str = "",
        about: Sequence[str] = (),
        options: Mapping[str, Any] | None = None,
    ) -> Produced:
        """Produce the document in a language, its usual one when none is said; Refusal when it is not written in it."""
        given = self.promise(organisation, production, on=on, by=by, lang=lang, about=about, options=options)
        return given.drawn() if isinstance(given, Promised) else given

    def promise(
        self,
        organisation: Any,
        production: Any,
        *,
        on: date,
        by: User | None,
        lang: str = "",
        about: Sequence[str] = (),
        options: Mapping[str, Any] | None = None,
    ) -> Produced | Promised:
        """Read what the document says, as `make` does; its bytes may be left to draw."""
        chosen: dict[str, Any] = {"lang": self.said(lang)} if len(self.langs) > 1 else {}
        if self.is_about_objects:
            chosen |= {"about": tuple(about), "options": dict(options or {})}
        return self.produce(organisation, production, on=on, by=by, **chosen)

    def said(self, lang: str) -> str:
        """Return the language asked, the usual one when none is; Refusal when it is not written in it."""
        if lang and lang not in self.langs:
            raise Refusal(f"« {self.label} » n’est pas écrit dans cette langue.")
        return lang or self.langs[0]


class IssuedDocument(Identified, Scoped):
    """A document as it left the office."""

    kind = models.CharField(max_length=40)
    production = models.UUIDField(null=True)
    subject = models.CharField(max_length=80, blank=True, default="")  # the key of what it is about in its production
    about = models.JSONField(default=list, blank=True)  # the keys of the objects that it is about
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField()
    lang = models.CharField(max_length=2, default="fr")
    data = models.JSONField()
    file = models.ForeignKey(StoredFile, on_delete=models.RESTRICT, related_name="+")
    facts_sha256 = models.CharField(max_length=64)
    issued_on = models.DateField()
    issued_at = models.DateTimeField(auto_now_add=True)
    issued_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-issued_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "year", "number"], name="document_number_once"),
            models.UniqueConstraint(
                fields=["organisation", "kind", "production", "subject", "version"], name="document_version_once"
            ),
        ]

    current_facts: str | None = None  # set by `documents`, so that a list asks once

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """Return what names the document on paper, e.g. « dossier-2026-0003 »."""
        return f"{self.kind}-{self.year}-{self.number:04d}"

    @property
    def label(self) -> str:
        """Return the French name of its kind."""
        return registry[self.kind].label if self.kind in registry else self.kind

    @property
    def sha256(self) -> str:
        """Return the imprint of the bytes."""
        return self.file.sha256

    def name_in(self, lang: str) -> str:
        """Return the name of its kind in a language."""
        english = registry[self.kind].english if self.kind in registry else ""
        return english if lang == "en" and english else self.label

    @property
    def language(self) -> str:
        """Return the name of its language, where its kind is written in several."""
        return LANGUAGES[self.lang] if self.kind in registry and len(registry[self.kind].langs) > 1 else ""

    @property
    def is_outdated(self) -> bool:
        """Tell whether the facts it was made from have moved."""
        current = self.current_facts or _imprints(self.organisation_id, [self]).get(self.pk, "")
        return current != self.facts_sha256

    @property
    def status(self) -> str:
        """Return « émis », or « périmé » when its facts have moved."""
        return "périmé" if self.is_outdated else "émis"

    def read(self) -> bytes:
        """Return the bytes as they were issued."""
        return self.file.read()


registry: Registry[DocumentKind] = Registry("documents")


def declare(kind: DocumentKind) -> DocumentKind:
    """Make a kind of document known; its code names it for ever."""
    if not re.fullmatch(r"[a-z][a-z0-9-]*", kind.code):
        raise ValueError(f"document {kind.code} : un code s’écrit en minuscules, chiffres et tirets")
    return registry.provide(kind.code, kind)


def kinds(per: str | None = None) -> list[DocumentKind]:
    """Return the kinds of documents, those of a production or of an organisation when asked."""
    return [kind for kind in (given for _, given in registry.items()) if per in (None, kind.per)]


def issue(
    code: str,
    production: Any = None,
    *,
    by: User | None,
    on: date,
    organisation: Organisation | None = None,
    lang: str = "",
    about: Sequence[str] = (),
    options: Mapping[str, Any] | None = None,
) -> IssuedDocument:
    """Produce a document and keep it as it is on the day `on`; the same bytes issued again give the same document.

    `production` is the object it is about, or None with `organisation` for a document of the organisation; `about` are the
    keys of the objects of the production that it is about, when its kind is about some; `lang` is one of the languages of its
    kind, the usual one when empty. Refusal when a finding holds it back.
    """
    ready = prepare(code, production, by=by, on=on, organisation=organisation, lang=lang, about=about, options=options)
    return keep(ready, ready.drawn())  # rendering takes its time


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document about to be issued: its row, and what it was produced from."""

    row: IssuedDocument
    kind: DocumentKind
    given: Produced | Promised

    def drawn(self) -> Produced:
        """Return the document with its bytes; reads no database, so another thread may call it."""
        return self.given.drawn() if isinstance(self.given, Promised) else self.given


def prepare(
    code: str,
    production: Any = None,
    *,
    by: User | None,
    on: date,
    organisation: Organisation | None = None,
    lang: str = "",
    about: Sequence[str] = (),
    options: Mapping[str, Any] | None = None,
) -> Prepared:
    """Read all that a document says, before its bytes are drawn and kept; the same arguments and refusals as `issue`."""
    kind = registry[code]
    owner: Organisation = production.organisation if organisation is None else organisation
    blocking.refuse_if_held(kind.act, owner if production is None else production, f"document:{code}", *about)
    lang = kind.said(lang)
    row = IssuedDocument(
        organisation=owner,
        kind=code,
        production=None if production is None else production.pk,
        subject=subject_of(about),
        about=list(about),
        year=on.year,
        lang=lang,
        issued_on=on,
        issued_by=by,
    )
    given = kind.promise(owner, production, on=on, by=by, lang=lang, about=about, options=options)
    row.data = given.data
    return Prepared(row, kind, given)


def keep(ready: Prepared, produced: Produced) -> IssuedDocument:
    """Number a document and keep it, or return the one that already says the same."""
    made, kind = ready.row, ready.kind
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=made.organisation_id)  # numbers are given one at a time
        before = IssuedDocument.objects.within(made.organisation).filter(kind=made.kind)
        versions = before.filter(production=made.production, subject=made.subject).order_by("-version")
        mine = versions.filter(lang=made.lang).select_related("file").first()
        stored = files.store(made.organisation, produced.filename, produced.content, kind.media_type)
        made.facts_sha256 = produced.imprint or _imprints(made.organisation_id, [made])[made.pk]
        if mine is not None and (mine.file.sha256, mine.facts_sha256) == (stored.sha256, made.facts_sha256):
            stored.delete()
            return mine
        made.file = stored
        made.number = 1 + (before.filter(year=made.year).aggregate(last=models.Max("number"))["last"] or 0)
        made.version = 1 + (versions.values_list("version", flat=True).first() or 0)
        made.save(force_insert=True)
    return made


def subject_of(about: Sequence[str]) -> str:
    """Return the key of what a document is about: nothing, one object, or the imprint of several in any order."""
    if len(about) < 2:
        return about[0] if about else ""
    kinds = {key.partition(":")[0] for key in about}
    return f"{'+'.join(sorted(kinds))}s:{hashlib.sha256(' '.join(sorted(about)).encode()).hexdigest()[:32]}"


def documents(organisation: Any, production: Any = None) -> list[IssuedDocument]:
    """Return the issued documents, last first, of an organisation or of one production; two queries, status included.

    Those about objects of a production are left to `documents_about`.
    """
    rows = IssuedDocument.objects.within(organisation).filter(subject="").select_related("file", "issued_by")
    if production is not None:
        rows = rows.filter(production=getattr(production, "pk", production))
    return _dated(organisation, list(rows))


def documents_about(organisation: Any, production: Any, *, kinds: Sequence[str] = ()) -> list[IssuedDocument]:
    """Return the documents about objects of a production, last first, status included; of some kinds when they are named."""
    rows = IssuedDocument.objects.within(organisation).filter(production=getattr(production, "pk", production))
    rows = rows.exclude(subject="").select_related("file", "issued_by")
    return _dated(organisation, list(rows.filter(kind__in=kinds) if kinds else rows))


def _dated(organisation: Any, found: list[IssuedDocument]) -> list[IssuedDocument]:
    imprints = _imprints(organisation, found)
    for document in found:
        document.current_facts = imprints.get(document.pk, GONE)
    return found


def _imprints(organisation: Any, found: Sequence[IssuedDocument]) -> dict[UUID, str]:
    """Return what each document would be made from today; nothing for those whose objects are gone."""
    imprints: dict[UUID, str] = {}
    whole = [each for each in found if not each.subject]
    if whole:
        kept = dict(FactsRow.objects.within(organisation).values_list("production", "imprints"))
        imprints |= {each.pk: facts.combined(kept.get(each.production, {}), _sources(each.kind)) for each in whole}
    for code in {each.kind for each in found if each.subject}:
        reads = registry[code].imprint if code in registry else None
        if reads is not None:
            imprints |= reads(organisation, [each for each in found if each.kind == code and each.subject])
    return imprints


def _sources(kind: str) -> tuple[str, ...]:
    return registry[kind].reads if kind in registry else ()
