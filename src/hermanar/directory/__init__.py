"""Places, organisations, offices, people in post; circles and the dated seats organisations hold in them."""
