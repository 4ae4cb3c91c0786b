"""The version of what pages show, apart from the length of the chain."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models import F


def _begin_where_the_chain_is(apps, _editor):
    apps.get_model("audit", "ChainHead").objects.update(version=F("sequence"))


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_chain")]

    operations = [
        migrations.AddField("chainhead", "version", models.BigIntegerField(default=0)),
        migrations.RunPython(_begin_where_the_chain_is, migrations.RunPython.noop),
    ]
