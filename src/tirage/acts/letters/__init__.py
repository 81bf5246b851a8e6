"""Acts of letters: a wave and its people, what came back, what a wave promises."""
