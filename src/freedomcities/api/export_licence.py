"""The note that goes with every export."""

from __future__ import annotations

NOTE = """\
What you may do with these files
================================

Facts belong to nobody. Codes, names, points, populations, dates, and which place has which rule
in force (places.csv, places.geojson, standings.csv, agencies.csv, officials.csv, and all of
instruments.csv and instruments.jsonl but the quotations): use them as you like, also for money,
without asking. If you publish them, name the site and the day that manifest.json says, so that
people can see how old they are.

Quotations are short passages of laws, orders and policies of governments in the United States,
with their source beside them. Such edicts are in the public domain there.

The texts of the model rules (rules.csv) were written for this project and stand under its
licence, AGPL-3.0-or-later.

Sources of places.csv: U.S. Census Bureau (gazetteer files, relationship files, population
estimates, cartographic boundaries), U.S. Geological Survey (Geographic Names Information System),
and Open Civic Data (division identifiers). The site's page about its data says of which date. The
Census Bureau has not reviewed or endorsed this.

Sources of agencies.csv: the FBI's list of law enforcement employees (Crime Data Explorer),
compiled by recoveredfactory/287g-watch, and whoever added to it. That an agency is not in it is
no proof that there is none. officials.csv has what people imported, with their source in each
row: posts and who holds them, with the contacts of the post and never of a home.

What is missing from standings.csv is not known; it is not a "no". Nothing here is legal advice.
"""
