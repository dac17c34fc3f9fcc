"""What a resident sees: the list, the form, the receipt, the report and what she may do with it."""
