"""What the person has to offer: a resource's file becomes a value, and is judged as a reader will meet it."""
