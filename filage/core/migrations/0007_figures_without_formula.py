from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0006_sealed_mail")]

    operations = [migrations.RemoveField(model_name="keyfigurerow", name="formula")]
