"""
Reads PDFs with a public extractor: `read-with-others.py pdfplumber|pymupdf4llm FILE…` prints, as JSON, the pages of
each file by its path, or why it was not read.
"""
import contextlib
import io
import json
import sys


def pdfplumber_pages(path):
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            rows = [[cell or "" for cell in row] for table in page.extract_tables() for row in table]
            yield {"text": page.extract_text() or "", "rows": rows}


def pymupdf4llm_pages(path):
    import pymupdf4llm

    for chunk in pymupdf4llm.to_markdown(path, page_chunks=True):
        yield {"text": chunk["text"]}


reader = {"pdfplumber": pdfplumber_pages, "pymupdf4llm": pymupdf4llm_pages}[sys.argv[1]]
documents = {}
for path in sys.argv[2:]:
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            documents[path] = list(reader(path))
        except Exception as error:
            documents[path] = str(error) or type(error).__name__
print("\n" + json.dumps(documents))
