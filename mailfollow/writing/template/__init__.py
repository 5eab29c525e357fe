"""A template, from its file to a text: parsed, fenced in, rendered, and tried with made-up facts."""
