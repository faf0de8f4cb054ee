"""What the reader is compared with: a Textual app that does nothing, and one that repaints a single cell."""
