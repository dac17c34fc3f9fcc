"""One small commune with its people, made through the real actions."""
