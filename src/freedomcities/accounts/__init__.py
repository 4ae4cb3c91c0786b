"""People who do things on the site, and the system itself when it does them."""
