"""The playground's page: drawn, spoken to over HTTP, and used in a real browser."""
