"""What a person's answer means: yes, no, not now, a question, stop, and what a signing service reports."""
