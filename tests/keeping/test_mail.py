"""Mail leaves by `EMAIL_URL`, as an operator sets it: a mailbox of our own on this machine takes it."""

import os
import socketserver
import subprocess
import sys
import threading

SENT: list[bytes] = []


class _Mailbox(socketserver.StreamRequestHandler):
    """As much SMTP as one message needs."""

    def handle(self) -> None:
        self.wfile.write(b"220 mailbox\r\n")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                text = b""
                while not text.endswith(b"\r\n.\r\n"):
                    text += self.rfile.readline()
                SENT.append(text)
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")
            if word == b"QUIT":
                return


def test_mail_goes_to_the_server_that_the_setting_names(tmp_path):
    with socketserver.TCPServer(("127.0.0.1", 0), _Mailbox) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"smtp://127.0.0.1:{server.server_address[1]}"
        code = (
            "import django; django.setup(); from django.core.mail import send_mail;"
            "print(send_mail('Hermanar: aviso', 'Se abrió el expediente.', None, ['enlace@example.org']))"
        )
        environment = {
            **os.environ, "EMAIL_URL": url, "HERMANAR_ENV": "development", "HERMANAR_HOME": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "hermanar.config.settings",
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60, check=False
        )
        server.shutdown()
    assert (done.stdout.strip(), done.stderr) == ("1", "")
    (message,) = SENT
    assert b"To: enlace@example.org" in message
    assert b"Subject: Hermanar: aviso" in message
    assert not (tmp_path / "mail").exists() or not list((tmp_path / "mail").iterdir())
