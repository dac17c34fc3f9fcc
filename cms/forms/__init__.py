"""What readers fill in or narrow lists by."""
