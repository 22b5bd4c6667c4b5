"""The forms of a page as a person fills them."""

from urllib.parse import urljoin

from tests.walks.browserless import Form, Visitor

TYPED = {"date": "2022-03-04", "number": "7", "time": "10:30", "datetime-local": "2022-03-04T10:30", "email": "a@b.mx"}


def fill(form: Form) -> dict[str, list[str]]:
    """What a person sends who writes in every field, ticks every box and chooses the last of every list."""
    data = form.fill()
    for e in form.element.xpath(".//input[@name]|.//textarea[@name]|.//select[@name]"):
        name, kind = e.get("name"), e.get("type") or e.tag
        if kind in {"hidden", "file", "submit", "button"} or e.get("disabled") is not None:
            continue
        if e.tag == "select":
            options = [o.get("value", o.text_content().strip()) for o in e.xpath(".//option")]
            data[name] = options[-1:] if e.get("multiple") is None else options
        elif kind == "radio":
            data[name] = [e.get("value", "on")]
        elif kind == "checkbox":
            boxes = form.element.xpath(f".//input[@name='{name}']")
            data[name] = [b.get("value", "on") for b in boxes]
        elif e.tag == "textarea":
            data[name] = [f"Lo que costó escribir <{name}> & “más”.\nOtra línea."]
        else:
            data[name] = [TYPED.get(kind, f"Escrito en {name} & “más”")]
    if form.button is not None and form.button.get("name"):
        data[form.button.get("name")] = [form.button.get("value", "")]
    return data


def forms_of(page: Visitor) -> list[tuple[str, Form]]:
    found = []
    for element in page.tree.xpath("//form[@method='post']"):
        buttons = element.xpath(".//button[not(@type) or @type='submit']|.//input[@type='submit']")
        # what sends it, not what adds a row to it
        button = next((b for b in buttons if b.get("formnovalidate") is None), buttons[0] if buttons else None)
        wants = (button.get("formaction") if button is not None else None) or element.get("action") or ""
        found.append((urljoin(page.url, wants).partition("#")[0], Form(page, element, button)))
    return found
