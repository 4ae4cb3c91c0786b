"""API v1 for programs, its OpenAPI, and the export of everything that is public."""
