"""The private side of the database, one file a subject. Nothing here is ever imported by supervisors' code."""
