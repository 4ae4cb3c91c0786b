from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0003_hooks_of_leads"),
    ]

    operations = [
        migrations.AddField(
            model_name="hook",
            name="tried_on",
            field=models.DateField(null=True),
        ),
    ]
