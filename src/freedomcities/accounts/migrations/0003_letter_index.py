from django.db import migrations, models


def index_letters(apps, _schema_editor):
    """Letters that wait already are found by their address too."""
    from freedomcities.accounts.seals import key_rings, unseal

    letters = apps.get_model("accounts", "Letter").objects
    for letter in letters.all():
        letter.to_index = key_rings().index(unseal(letter, "to_sealed"))
        letter.save(update_fields=["to_index"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_signing_in"),
    ]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="to_index",
            field=models.CharField(db_index=True, default="", max_length=64),
        ),
        migrations.AlterField(
            model_name="rolelink",
            name="role",
            field=models.CharField(
                choices=[
                    ("reader", "reader of law"),
                    ("moderator", "moderator"),
                    ("staff", "staff"),
                ],
                max_length=10,
            ),
        ),
        migrations.RunPython(index_letters, migrations.RunPython.noop, elidable=True),
    ]
