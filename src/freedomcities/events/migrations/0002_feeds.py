"""What was changed last is found at once, and all to come are counted from an index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0001_events")]

    operations = [
        migrations.RemoveIndex(model_name="event", name="events_time"),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["starts_at", "ends_at", "state"], name="events_time"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["changed_at"], name="events_changed"),
        ),
    ]
