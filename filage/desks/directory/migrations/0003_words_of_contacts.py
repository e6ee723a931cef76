"""Writes the words of the contacts that are already there."""

from django.db import migrations


def fill(apps, schema_editor):
    """Keep her words and those of her houses for each person who has a role."""
    said = {}
    roles = apps.get_model("directory", "Affiliation").objects.order_by("id")
    for organisation, person, hers, house in roles.values_list("organisation", "person", "person__folded", "structure__folded"):
        said.setdefault((organisation, person, hers), {})[house] = None
    model = apps.get_model("directory", "ContactWords")
    rows = []
    for (organisation, person, hers), houses in said.items():
        rows.append(model(organisation_id=organisation, person_id=person, words=" ".join((hers, *houses))[:600]))
    model.objects.bulk_create(rows, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_contact_words")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
