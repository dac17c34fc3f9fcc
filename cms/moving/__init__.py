"""Articles that move in from another system, with their pictures and their old addresses."""
