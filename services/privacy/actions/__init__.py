"""The only places that write about personal data itself, one file for each thing one does."""
