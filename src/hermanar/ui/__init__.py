"""Components, theme, base templates and the pattern page. Draws; decides nothing and reads no database."""
