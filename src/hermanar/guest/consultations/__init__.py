"""An interested party's page: what is asked, and its opinion."""
