"""Says what a contract with a partner prints: the two parties, numbered articles, who signs, what is annexed."""

from filage.documents import head, speech
from filage.documents.agreement_shapes import AgreementData, Party
from filage.documents.clauses import Article
from filage.documents.papers.article import article
from filage.documents.shapes import Lang
from filage.documents.typesetter import Plain, Typesetter
from filage.rules.contracts import terms

WORDS: dict[Lang, dict[str, str]] = {
    "fr": {
        "gap": "à compléter : ",
        "draft": "PROJET",
        "initials": "Paraphes",
        "unready": "Projet : ce contrat ne peut pas encore être signé.",
        "lacks": "Il manque : ",
        "done": "Fait à ",
        "done_on": ", le ",
        "copies": ", en deux exemplaires.",
        "sign": "Signature, précédée de « lu et approuvé »",
        "prepared": "Préparé avec Filage à partir des conditions convenues. À relire par les deux parties avant de signer.",
        "annex": "Annexe",
        "sheet": "Fiche technique jointe",
        "representing": "Représentation : ",
        "licences": "Récépissés ",
        "vat": "TVA ",
    },
    "en": {
        "gap": "to be completed: ",
        "draft": "DRAFT",
        "initials": "Initials",
        "unready": "Draft: this contract cannot be signed yet.",
        "lacks": "Missing: ",
        "done": "Made in ",
        "done_on": ", on ",
        "copies": ", in two copies.",
        "sign": "Signature, preceded by “read and approved”",
        "prepared": "Prepared with Filage from the agreed terms. To be read by both parties before signing.",
        "annex": "Annex",
        "sheet": "Technical rider attached",
        "representing": "Represented by ",
        "licences": "French licences ",
        "vat": "VAT ",
    },
}


def view(desk: Typesetter, data: AgreementData) -> Plain:
    """Return what the template reads."""
    words = WORDS[data.facts.lang]
    roles = terms.kinds()[data.facts.kind].roles
    parties = (data.facts.first, data.facts.second)
    named = [speech.role(each, data.facts.lang)["Le"] for each in roles]
    return head.sheet(desk, data.head) | {
        "paper": desk.text(data.title),
        "nature": desk.text(data.nature),
        "by": desk.text(speech.of(data.head.author, data.head.lang)),
        "draft": data.draft,
        "missing": [desk.text(each) for each in data.missing],
        "parties": [
            {
                "role": desk.text(role),
                "name": desk.text(one.name or "…"),
                "lines": [desk.text(each) for each in lines(one, words)],
            }
            for role, one in zip(named, parties, strict=True)
        ],
        "articles": _numbered(desk, data.articles),
        "annexes": [
            article(desk, each) | {"title": desk.text(f"{words['annex']} {rank}. {each.title}")}
            for rank, each in enumerate(data.annexes, 1)
        ],
        "signatures": [
            {"role": desk.text(role), "name": desk.text(signer(one))} for role, one in zip(named, parties, strict=True)
        ],
        "sheet": None
        if data.sheet is None or not data.sheet.content
        else {"file": desk.keep(data.sheet.content, "pdf"), "said": desk.text(f"{words['sheet']} : {data.sheet.name}")},
        "amends": desk.text(data.amends),
        "words": words,
        "prepared": words["prepared"],
    }


def lines(party: Party, words: dict[str, str]) -> list[str]:
    """Return how a contract identifies a party, a line each."""
    numbers = (("SIRET ", party.siret), ("APE ", party.ape))
    said = (
        party.legal_form,
        party.address,
        ", ".join(name + value for name, value in numbers if value),
        words["vat"] + party.vat_number if party.vat_number else "",
        words["licences"] + ", ".join(party.licences) if party.licences else "",
        words["representing"] + signer(party) if party.representative not in ("", party.name) else party.quality,
    )
    return [each for each in said if each]


def signer(party: Party) -> str:
    """Return who signs for a party."""
    return ", ".join(part for part in (party.representative, party.quality) if part) or party.name


def _numbered(desk: Typesetter, articles: tuple[Article, ...]) -> list[Plain]:
    number, found = 0, []
    for each in articles:
        number += bool(each.title)
        found.append(article(desk, each) | {"number": str(number), "key": each.key})
    return found
