"""The news by e-mail: of the topics and communes one chose, every morning or every week."""
