"""In the program and by e-mail: what each person should know, with a door to where it is done."""
