"""Whether a panel can be made whole again when members leave."""
