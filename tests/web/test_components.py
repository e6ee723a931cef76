"""The components: all of them are in the gallery, none accepts what it does not know, each says its numbers in French."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.functional import lazy
from django.utils.safestring import mark_safe

from filage.rules.engine import Partial, given, unknown
from filage.web import atoms, charts, gallery, tables
from filage.web.inputs import Parted
from filage.web.templatetags import filage as library


def draw(source, **context):
    """Draw a template with our components, hard spaces made plain."""
    return Template("{% load filage %}" + source).render(Context(context)).replace("\u00a0", " ")


def test_the_gallery_shows_every_component(rf: RequestFactory):
    shown = " ".join(sheet["template"] for sheet in gallery.sheets())
    ends = {f"end{name}" for name in library.register.tags}
    missing = [name for name in library.register.tags if name not in ends and not re.search(rf"{{% {name}\b", shown)]
    assert missing == []


def test_the_gallery_gives_the_call_of_what_it_draws(client, season):
    client.force_login(season.ana)
    page = client.get("/composants/").content.decode()
    assert "{% amount plateau because=&quot;galerie&quot; %}" in page
    assert len(gallery.sheets()) == page.count('class="sp"')


@pytest.mark.parametrize("name", [name for name in library.register.tags if name not in ("section", "drawer")])
def test_an_unknown_attribute_is_a_template_error(name):
    with pytest.raises(TemplateSyntaxError):
        draw(f'{{% {name} "x" nimporte="quoi" %}}')


def test_no_line_of_a_help_begins_with_a_sign_and_its_markup_stays():
    class Asked(forms.Form):
        name = forms.CharField(help_text=mark_safe('« Zoé » ? <a href="/a">Ici</a> : tout'), required=False)

    drawn = Template('{% load filage %}{% field form.name %}{% empty "Rien" text=said %}').render(
        Context({"form": Asked(), "said": "Un lieu ; une ville <b>"})
    )
    assert '«\u00a0Zoé\u00a0»\u202f? <a href="/a">Ici</a>\u00a0: tout' in drawn
    assert "Un lieu\u202f; une ville &lt;b&gt;" in drawn


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("1234.5"), "1 234,50 €"),
        (Decimal("-14610"), "−14 610,00 €"),
        (Decimal("0"), "0,00 €"),
        (given("159.56", "Cachet"), "159,56 €"),
    ],
)
def test_an_amount_is_written_in_french(value, written):
    assert written in draw("{% amount value %}", value=value)


def test_an_unknown_amount_is_shown_as_unknown_never_as_zero():
    drawn = draw('{% amount value gesture="Demander le devis" %}', value=None)
    assert "inconnu" in drawn
    assert "Demander le devis" in drawn
    assert "0,00" not in drawn


def test_a_total_says_how_many_amounts_it_lacks():
    drawn = draw("{% amount value %}", value=Partial(Decimal("12300"), (unknown("Captation"), unknown("Décor"))))
    assert "au moins" in drawn
    assert "12 300,00 €" in drawn
    assert "+ 2 inconnus" in drawn


def test_a_computed_amount_opens_and_an_entered_one_does_not():
    opens = draw('{% amount value because="ligne:1" %}', value=Decimal(5))
    assert 'formaction="/pourquoi/cout/ligne:1/"' in opens
    assert 'aria-haspopup="dialog"' in opens
    assert "<button" not in draw("{% amount value %}", value=Decimal(5))


def test_what_a_desk_writes_is_text_never_markup():
    drawn = draw("{% work title %}{% person title %}{% amount value gesture=title %}", title="<b>x</b>", value=None)
    assert "<b>x</b>" not in drawn


def test_a_table_subtotals_its_groups_and_counts_what_is_unknown():
    columns = (tables.Column("Compte", "code"), tables.Column("Prévu, €", "amount"))
    rows = (tables.Row("Décor", ("604", Decimal("9000"))), tables.Row("Captation", ("623", None)))
    table = tables.Table("Charges", columns, (tables.Group(rows, "Matériel", "D", ("", Decimal("9000")), 1),), codes=True)
    drawn = draw("{% data_table table %}", table=table)
    assert drawn.count('scope="row"') == 2
    assert 'scope="rowgroup">Matériel <span class="plus">+ 1 inconnu</span>' in drawn
    assert "9 000,00" in drawn


def test_the_treasury_curve_marks_its_low_point_and_today():
    ends = [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]
    points = [charts.Point(end, Decimal(value)) for end, value in zip(ends, (21050, -2030, -14610, 6130), strict=True)]
    chart = charts.treasury(points, today=date(2027, 2, 14))
    assert chart["low"]["text"].replace("\u00a0", " ") == "−14 610 €"
    assert chart["now"] is not None
    assert Decimal(charts.treasury(points, today=ends[0])["now"]["label_x"]) >= 34  # the word stays inside the drawing
    assert len(chart["under"]) == 1
    assert "21 050 €, −2 030 €, −14 610 €, 6 130 €" in chart["description"].replace("\u00a0", " ")


def test_a_treasury_with_unknown_months_leaves_a_gap_and_says_it():
    chart = charts.treasury([charts.Point(date(2027, 1, 31), Decimal(5)), charts.Point(date(2027, 2, 28), None)])
    assert chart["future"] == ""
    assert "inconnu" in chart["description"]


def test_the_parts_of_a_whole_never_go_beyond_it():
    drawn = charts.shares([("a", Decimal(80), "full"), ("b", Decimal(50), "part")], Decimal(100))
    assert [part["width"] for part in drawn] == ["80.0", "20.0"]


def test_an_income_is_secured_from_notified_on():
    assert "sure" in atoms.steps("notifie")
    assert "sure" not in atoms.steps("accorde_oral")


class Fiche(Parted, forms.Form):
    PARTS = (("Le prix", ("price", "unknown")), ("Vide", ("absent",)))
    REST = "Le reste"
    secret = forms.CharField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(required=False)
    price = forms.CharField(required=False)


def test_a_form_in_parts_shows_each_field_once_and_no_empty_part():
    told = [(title, [bound.name for bound in bounds]) for title, bounds in Fiche().parts]
    assert told == [("Le prix", ["price"]), ("Le reste", ["note"])]
    page = render_to_string("web/fields.html", {"form": Fiche()})
    assert [page.count(f'name="{name}"') for name in ("secret", "note", "price")] == [1, 1, 1]
    assert "<legend>Le prix</legend>" in page


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/spectacles/estran/conditions/01a1fd5d-0895-7333-88fd-70dc54f240a7/contrat/", "Ouvrir le contrat"),
        ("/spectacles/estran/heures/?semaine=2027-W09#mois", "Ouvrir les heures"),
        ("/carnet/structures/01a1fd5d-0895-7333-88fd-70dc54f240a7/", "Ouvrir la fiche"),
        ("/nulle-part/", "Ouvrir"),
        ("", "Ouvrir"),
    ],
)
def test_a_duty_names_the_page_that_it_opens(address, said):
    assert atoms.opens(address) == said


def test_what_is_html_stays_so_when_its_spaces_are_held_even_said_lazily():
    link = lazy(lambda: mark_safe("<a>Oublié ?</a>"), str)()
    assert draw("{{ link|typeset }} {{ typed|typeset }}", link=link, typed="<b> ?") == "<a>Oublié\u202f?</a> &lt;b&gt;\u202f?"
