"""An organisation kept by its administrator; organisations opened by the operator."""
