"""Where whole panels cannot have the chances of the polytope: columns and cuts."""
