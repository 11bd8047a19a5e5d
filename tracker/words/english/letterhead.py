"""What a template of Word documents loses before a report is written into it."""

from __future__ import annotations

TEMPLATE_LOSES = {
    "addresses": "pictures that lie elsewhere",
    "blocks": "building blocks",
    "comments": "comments and the names of their authors",
    "custom_xml": "custom XML data",
    "fields": "fields that fetch or tell something of a machine or a person",
    "links": "links to files",
    "macros": "macros",
    "mail_merge": "sources of a mail merge",
    "objects": "embedded objects",
    "others": "parts that a letterhead does not need",
    "paths": "paths of files",
    "printers": "printer settings",
    "properties": "the properties of the document (authors, company, custom properties)",
    "protection": "the protection against changes",
    "svg": "pictures as SVG (those that stand in for them are kept)",
    "template": "the path of the attached template",
    "tracked": "tracked changes (accepted) and the names of their authors",
    "variables": "variables of the document",
}
TEMPLATE_LOST = "{template}: left out of the report: {parts}"
