"""Seal why somebody is away: what was in clear is encrypted, and its clear column dropped."""

from typing import Any

from django.db import migrations

from filage.core.fields import SealedTextField


def seal(apps: Any, schema: Any) -> None:
    """Write each reason again, encrypted."""
    rows = apps.get_model("productions", "Engagement")._base_manager.using(schema.connection.alias).exclude(absence_clear="")
    for row in rows:
        row.absence_reason = row.absence_clear
        row.save(update_fields=["absence_reason"])


class Migration(migrations.Migration):
    dependencies = [("productions", "0010_concert_terms")]

    operations = [
        migrations.RenameField("engagement", "absence_reason", "absence_clear"),
        migrations.AddField("engagement", "absence_reason", SealedTextField(blank=True, default="")),
        migrations.RunPython(seal, migrations.RunPython.noop),
        migrations.RemoveField("engagement", "absence_clear"),
    ]
