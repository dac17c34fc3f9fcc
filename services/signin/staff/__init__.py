"""The officers' second factor: required, remembered, confirmed again before what cannot be undone."""
