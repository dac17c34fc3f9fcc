"""The officers' second factor: required, remembered, confirmed before what cannot be undone."""
