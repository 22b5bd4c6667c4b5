"""Figures and dates as the United States writes them, weeks beginning on Monday as in the agenda."""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
DATE_FORMAT = "F j, Y"
DATETIME_FORMAT = "F j, Y, g:i a"
TIME_FORMAT = "g:i a"
SHORT_DATE_FORMAT = "M j, Y"
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%m/%d/%Y"]
FIRST_DAY_OF_WEEK = 1
