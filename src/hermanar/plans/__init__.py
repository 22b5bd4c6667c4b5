"""Plans: axis, component, activity, goal and what was achieved; units, their weeks and what they hand in."""
