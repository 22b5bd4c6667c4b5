"""Foreign approval, signature, deposit and registration of the agreement; what happens to it afterwards."""
