"""What one machine without the internet cannot show."""

UNTESTED: tuple[str, ...] = (
    "Gmail, Exchange and iCloud themselves: their known ways are modelled by scripts",
    "a disk that lies about having written: SIGKILL loses no page that the kernel has",
)
