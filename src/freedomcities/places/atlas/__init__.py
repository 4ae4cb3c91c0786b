"""Making the atlas: from published files to the compact tables that ship, and back.

Nothing here knows the database. ``build`` makes the tables, ``read`` reads them.
"""
