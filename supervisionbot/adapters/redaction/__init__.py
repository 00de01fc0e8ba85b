"""How the redactor learns from examples and reads a text: tokens -> features -> model."""
