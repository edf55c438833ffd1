"""
Writes the pages whose oddness is an object of the PDF (filled forms, notes, layers, page labels, files inside) into
both halves of the labelled set: `python make_objects.py`, with pymupdf and reportlab installed.
"""
import io
import json
import pathlib

import pymupdf
from reportlab.lib.colors import black, white
from reportlab.pdfgen import canvas

SET = pathlib.Path(__file__).parent.parent / "set"
NAMES = [
    ["Dorvelin", "Quarnet", "Ostavik", "Brelmo", "Talvex"],
    ["Mirrowen", "Jastrup", "Velkano", "Prindle", "Oskatu"],
]


def text(value, **more):
    return {"kind": "text", "text": value, **more}


def heading(value):
    return {"kind": "heading", "text": value}


def keep(half, name, data, kinds, producer, pages):
    folder = SET / ("report" if half else "tuning")
    (folder / f"{name}.pdf").write_bytes(data)
    truth = {"kinds": kinds, "producer": producer, "pages": pages}
    (folder / f"{name}.json").write_text(json.dumps(truth, indent=1, ensure_ascii=False) + "\n")


def put(page, at, value, size=11, font="helv", **more):
    page.insert_text(at, value, fontsize=size, fontname=font, **more)


def filled_form(half):
    """Fields with appearances, drawn by reportlab; a list, a choice and a box that is not ticked among them."""
    a, b, c, d, e = NAMES[half]
    out = io.BytesIO()
    sheet = canvas.Canvas(out, invariant=1)
    title = f"Inspection of the {a} drain"
    sheet.setFont("Helvetica-Bold", 16)
    sheet.drawString(70, 780, title)
    sheet.setFont("Helvetica", 10)
    rows = [("Inspector", f"{b} {c}"), ("Depth of cover, mm", "740" if half else "615"), ("Result", f"{d} passed")]
    form = sheet.acroForm
    for index, (label, value) in enumerate(rows):
        y = 730 - 32 * index
        sheet.drawString(70, y + 5, label)
        form.textfield(name=f"f{index}", value=value, x=220, y=y, width=220, height=20, fontSize=10,
                       borderColor=black, fillColor=white, textColor=black, forceBorder=True)
    sheet.drawString(70, 630, "Trap")
    form.choice(name="trap", value=f"{e} trap", options=[f"{e} trap", "no trap"], x=220, y=625, width=220, height=20,
                fontSize=10, borderColor=black, fillColor=white, textColor=black, forceBorder=True)
    sheet.drawString(70, 598, "Rods left on site")
    form.checkbox(name="rods", checked=not half, x=220, y=594, size=14, buttonStyle="check")
    sheet.save()
    blocks = [heading(title), *[text(f"{label} {value}") for label, value in rows], text(f"Trap {e} trap"),
              text("Rods left on site")]
    loose = ["yes", "Yes", "no", "No", "checked", "ticked", "x", "X"]
    keep(half, "reportlab-form", out.getvalue(), ["form"], "reportlab", [{"blocks": blocks, "loose": loose}])


def two_columns(half):
    """Columns whose lines are drawn across both, row by row, as some programs do."""
    a, b, c, d, e = NAMES[half]
    out = io.BytesIO()
    sheet = canvas.Canvas(out, invariant=1)
    left = [f"The {a} pump starts at dawn and", "runs until the tank is full. Its", f"lamp is {b} green while it runs,",
            "and dark when it rests. Do not", "touch the brass part of it."]
    right = [f"A {c} filter is washed in May.", "Let it dry for a whole day,", f"then fit the {d} ring again and",
             "turn it to the right until it", f"clicks. Call {e} if it does not."]
    sheet.setFont("Times-Roman", 11)
    for index in range(5):
        sheet.drawString(70, 700 - 14 * index, left[index])
        sheet.drawString(310, 700 - 14 * index, right[index])
    sheet.save()
    blocks = [text(" ".join(left)), text(" ".join(right))]
    keep(half, "reportlab-columns-by-row", out.getvalue(), ["columns"], "reportlab", [{"blocks": blocks}])


def notes(half):
    """A text box note with an appearance, a stamp's text, and a closed comment that nobody sees on paper."""
    a, b, c, d, e = NAMES[half]
    document = pymupdf.open()
    page = document.new_page()
    title, body = f"The {a} gate", f"The {b} gate shuts after forty seconds unless the beam is broken."
    put(page, (60, 80), title, 18, "hebo")
    put(page, (60, 120), body)
    note = f"Beam height is 46 cm, set by {c}"
    page.add_freetext_annot((60, 160, 400, 190), note, fontsize=11, text_color=(0, 0, 0), rotate=0)
    comment = page.add_text_annot((420, 110), f"{e} says check price")
    comment.update()
    blocks = [heading(title), text(body), text(note, anywhere=True)]
    pages = [{"blocks": blocks, "loose": [f"{e} says check price"]}]
    keep(half, "mupdf-notes", document.tobytes(garbage=3, no_new_id=True), ["annotation"], "mupdf", pages)


def layers(half):
    a, b, c, d, e = NAMES[half]
    document = pymupdf.open()
    page = document.new_page()
    shown = document.add_ocg("House type A", on=True)
    hidden = document.add_ocg("House type B", on=False)
    put(page, (60, 80), f"Sockets of the {a} room", 18, "hebo")
    put(page, (60, 120), f"The {b} socket is fed from way 9.", oc=shown)
    put(page, (60, 120 if half else 140), f"Xq{c} socket is fed from way Xq77.", oc=hidden)
    blocks = [heading(f"Sockets of the {a} room"), text(f"The {b} socket is fed from way 9.")]
    pages = [{"blocks": blocks, "absent": [f"Xq{c}", "Xq77"]}]
    keep(half, "mupdf-layers", document.tobytes(garbage=3, no_new_id=True), ["layers"], "mupdf", pages)


def labels(half):
    """Front matter in Roman numbers or lettered, then numbers from one; a file inside."""
    names = NAMES[half]
    document = pymupdf.open()
    printed = ["i", "ii", "1", "2"] if half else ["A-1", "A-2", "1", "2"]
    pages = []
    for index, label in enumerate(printed):
        page = document.new_page()
        title, body = f"Part {names[index]}", f"The {names[index]} cover is held by {index + 3} screws of brass."
        put(page, (60, 80), title, 18, "hebo")
        put(page, (60, 120), body)
        put(page, (295, 810), label, 9)
        pages.append({"blocks": [heading(title), text(body)], "running": [label], "label": label})
    first = {"startpage": 0, "prefix": "", "style": "r", "firstpagenum": 1} if half else {
        "startpage": 0, "prefix": "A-", "style": "D", "firstpagenum": 1}
    document.set_page_labels([first, {"startpage": 2, "prefix": "", "style": "D", "firstpagenum": 1}])
    keep(half, "mupdf-labels", document.tobytes(garbage=3, no_new_id=True), ["labels", "page-numbers"], "mupdf", pages)


def covered(half):
    """Words under an opaque box, over which others are printed; and words in clipped-off space."""
    a, b, c, d, e = NAMES[half]
    document = pymupdf.open()
    page = document.new_page()
    put(page, (60, 80), f"Keys of the {a} shed", 18, "hebo")
    put(page, (60, 120), f"Xq{b} shed key is number Xq31.")
    page.draw_rect((55, 105, 420, 126), color=(1, 1, 1), fill=(1, 1, 1))
    put(page, (60, 120), f"The {c} shed key is number 58.")
    put(page, (60, 150), f"It hangs in the {d} hall.")
    blocks = [
        heading(f"Keys of the {a} shed"),
        text(f"The {c} shed key is number 58."),
        text(f"It hangs in the {d} hall."),
    ]
    pages = [{"blocks": blocks, "absent": [f"Xq{b}", "Xq31"]}]
    keep(half, "mupdf-covered", document.tobytes(garbage=3, no_new_id=True), ["invisible"], "mupdf", pages)


def turned_page(half):
    """A page whose entry turns it, so that what was drawn upright lies on its side; and one turned back."""
    a, b, c, d, e = NAMES[half]
    document = pymupdf.open()
    pages = []
    for turn, name in ((90, a), (270, b), (180, c)):
        page = document.new_page()
        page.set_rotation(turn)
        title = f"Plan of the {name} cellar"
        body = f"The {name} cellar has two drains and a {d} hatch, which opens inward."
        matrix = page.derotation_matrix
        put(page, pymupdf.Point(60, 80) * matrix, title, 18, "hebo", rotate=turn)
        put(page, pymupdf.Point(60, 120) * matrix, body, rotate=turn)
        pages.append({"blocks": [heading(title), text(body)]})
    keep(half, "mupdf-turned", document.tobytes(garbage=3, no_new_id=True), ["turned"], "mupdf", pages)


for number in (0, 1):
    for make in (filled_form, two_columns, notes, layers, labels, covered, turned_page):
        make(number)
