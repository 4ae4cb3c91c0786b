from django.db import migrations, models

_PACES = [
    ("at-once", "at once"),
    ("daily", "once a day"),
    ("weekly", "once a week"),
    ("muted", "not at all"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0001_notices"),
    ]

    operations = [
        migrations.AddField(
            model_name="follow",
            name="stopped_from",
            field=models.CharField(blank=True, choices=_PACES, default="", max_length=10),
        ),
        migrations.AddField(
            model_name="wishes",
            name="stopped",
            field=models.BooleanField(default=False),
        ),
    ]
