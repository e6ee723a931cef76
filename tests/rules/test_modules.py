"""Modules are typed one a line, and say what they cover of a certification."""

from decimal import Decimal

import pytest

from filage.rules.reading import Unreadable
from filage.rules.schooling.modules import coverage, leaves, order, read, summed, written

TEXT = """1 Budget et ressources
1.1 Montage budgétaire | 21 h | BC01-C1, BC01-C2
1.2 Comptabilité | BC01-C2
3.6 Spécialisation
3.6.1 Musiques actuelles | 90 h | Musiques actuelles
3.6.2 Théâtre | 90 h | Théâtre
5.3 Suivi individualisé | 10,5 h | encadré
5.4 Lectures | 12 h | autonomie
6 Stage en entreprise | 350 h | entreprise"""


def test_modules_read_as_they_are_written():
    lines = read(TEXT)
    assert read(written(lines)) == lines and [one.code for one in leaves(lines)][:3] == ["1.1", "1.2", "3.6.1"]
    found = {one.code: one for one in lines}
    assert (found["1.1"].hours, found["1.1"].competences) == (21, ("BC01-C1", "BC01-C2"))
    assert (found["3.6.1"].track, found["6"].kind, found["5.3"].hours) == ("Musiques actuelles", "entreprise", Decimal("10.5"))


def test_hours_in_the_centre_leave_out_the_company_self_study_and_the_other_track():
    assert summed(read(TEXT), "Théâtre") == (Decimal("121.5"), 1)  # 21 + 90 + 10,5 ; the accounting says none


def test_what_no_module_covers_is_told_with_what_nobody_knows():
    found = coverage(["BC01-C1", "BC01-C2", "BC01-C3"], read(f"{TEXT}\n7 Autre | BC09-C1"))
    assert found.missing == ("BC01-C3",) and found.unknown == ("BC09-C1",)
    assert found.modules["BC01-C2"] == ("1.1", "1.2")


def test_one_ten_comes_after_one_two():
    assert sorted(["1.10", "1.2", "1"], key=order) == ["1", "1.2", "1.10"]


@pytest.mark.parametrize(("text", "said"), [
    ("Budget", "Ligne 1"),
    ("1.1 Un\n1.1 Deux", "Ligne 2 : le module 1.1 est déjà dit"),
    ("1.1 Un | BC01-C9", "Ligne 1 : la certification n’a pas de compétence BC01-C9"),
    ("1.1 Un | Théâtre | Musiques", "Ligne 1"),
    ("1.1 " + "x" * 201, "Ligne 1"),
    ("\n".join(f"{rank} x" for rank in range(1, 302)), "300 modules"),
])  # fmt: skip
def test_a_faulty_line_is_refused_by_its_number(text, said):
    with pytest.raises(Unreadable) as refused:
        read(text, {"BC01-C1"})
    assert said in str(refused.value)
