"""Pages that say by which day they are read again, and those who are asked to do it."""
