"""A simulated service, five rules that tell of it, and three supervisors who want to know who said what."""
