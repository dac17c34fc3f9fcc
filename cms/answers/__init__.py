"""What residents answer to the forms of editors: sent, read, counted, taken along, erased."""
