"""What a message consists of: headers, addresses, parts, and the text to read, from untrusted bytes."""
