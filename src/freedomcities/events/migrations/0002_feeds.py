"""What was changed last is found at once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0001_events")]

    operations = [
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["changed_at"], name="events_changed"),
        ),
    ]
