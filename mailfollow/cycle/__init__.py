"""One pass: observe, decide, act. `run.run` is the whole of it; this file imports nothing, to keep `status` quick."""
