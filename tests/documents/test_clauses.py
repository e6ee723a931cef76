"""The clauses: readable texts with conditions and variables; what nobody said is a gap, what is typed is never a program."""

from datetime import date

import pytest

from filage.documents import clauses
from filage.documents.clauses import Gap, Said, reading, writing

ON = date(2027, 2, 1)


def said(**families):
    return Said(words=families, tables={}, on=ON)


def written(text, **families):
    """Return the blocks of a text, as (kind, what it reads) with gaps between brackets."""
    told = said(**families)
    blocks = writing._blocks(writing._template(text).render(**writing._families(told)), told.tables)
    return [(block.kind, "".join(f"[{run.text}]" if run.gap else run.text for run in block.runs)) for block in blocks]


def test_a_clause_reads_conditions_and_variables_and_keeps_french_spaces():
    text = "Entre {{ employeur.nom }} :\n{% if emploi.cadre %}cadre{% else %}non-cadre{% endif %}\n- {{ salarie.nom }}"
    found = written(text, employeur={"nom": "Les Marées"}, emploi={"cadre": False}, salarie={"nom": "Ana"})
    assert found == [("text", "Entre Les Marées\u00a0:"), ("text", "non-cadre"), ("item", "Ana")]


def test_what_nobody_said_is_a_gap_that_conditions_take_for_false():
    text = "Brut : {{ pay.gross }}{% if pay.gross %} net{% endif %}."
    assert written(text, pay={"gross": Gap("rémunération brute")}) == [("text", "Brut\u00a0: [rémunération brute].")]


@pytest.mark.parametrize("typed", ["{{ 7 * 7 }}", "{% if x %}", "\ue000faux\ue001", "un\n- deux", "un\n[tableau artistes]"])
def test_what_somebody_typed_opens_no_gap_no_list_and_no_program(typed):
    ((kind, text),) = written("Objet : {{ contrat.objet }}", contrat={"objet": typed})
    assert kind == "text" and "49" not in text and "[faux]" not in text


def test_a_clause_that_asks_for_a_variable_that_does_not_exist_is_a_slip():
    with pytest.raises(writing.NoSuchWord, match="nomm"):
        written("{{ salarie.nomm }}", salarie={"nom": "Ana"})


def test_the_version_of_a_clause_follows_the_day(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "ROOT", tmp_path)
    for cached in (reading.library, reading.plans, reading.mentions):
        cached.cache_clear()
    (tmp_path / "essai").mkdir()
    for name, since, text in (("objet.txt", "2023-01-01", "ancien"), ("objet@2027-01-01.txt", "2027-01-01", "nouveau")):
        heading = f"titre: Objet\ndepuis: {since}\npourquoi: x\nsource: y\nconfiance: official"
        (tmp_path / "essai" / name).write_text(f"{heading}\n---\n{text}\n")
    try:
        assert [clauses.clause("essai", "objet", on).text for on in (date(2026, 12, 31), ON)] == ["ancien", "nouveau"]
    finally:
        for cached in (reading.library, reading.plans, reading.mentions):
            cached.cache_clear()


def test_a_mention_blocks_only_on_a_sure_rule():
    told = {"code": "x", "libelle": "x", "article": "x", "papiers": ["cdd"], "bloque": True, "confiance": "one_source"}
    with pytest.raises(ValueError, match="ne bloque que"):
        reading._mention(told)
