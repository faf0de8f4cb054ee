"""Values in, text out: one small module for each format."""
