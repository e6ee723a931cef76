from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0005_languages")]

    operations = [migrations.RemoveField(model_name="keyfigurerow", name="formula")]
