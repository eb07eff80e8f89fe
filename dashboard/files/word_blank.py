"""A Word file without a word in it, in the styles of a language: what a briefing is written into."""

import zipfile
from functools import cache
from io import BytesIO
from xml.sax.saxutils import quoteattr

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsdecls

from dashboard.deck.file import blank_file
from dashboard.figures.words import HTML_LANG, Lang
from dashboard.files.word_layout import FACES, HANGING, LAYOUTS, WITHOUT_SERIFS, Layout, Look

MILLIMETRE, POINT = 1440 / 25.4, 20  # in twips, by which Word counts lengths
HEADING, NOTE = 1, 2  # lists
# Styles that Word has not.
OUR_OWN = ("Figure", "Gap", "TableHead", "TableText", "TableLast", "Remark", "NotesHead", "Notes")
NEVER_FIRST = (
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠["
)
MARK = "NoteMark"  # the style of what leads to a note

_OPENING = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OFFICE = "application/vnd.openxmlformats-officedocument"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGED = "http://schemas.openxmlformats.org/package/2006"
_FOOTERS = {"default": "footer1", "even": "footer2"}
_PARTS = ("styles", "numbering", "fontTable", "settings", "theme", *_FOOTERS.values())


@cache
def blank(lang: Lang) -> bytes:
    layout, made = LAYOUTS[lang], BytesIO()
    contents = {
        "document": _document(layout),
        "styles": _styles(layout),
        "numbering": _numbering(layout),
        "fontTable": _fonts(),
        "settings": _settings(layout, lang),
        "theme": _theme(lang),
        **{name: _footer(layout, layout.feet[kind]) for kind, name in _FOOTERS.items()},
    }
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("[Content_Types].xml", _types())
        file.writestr("_rels/.rels", _relations({"rId1": ("officeDocument", "word/document.xml")}))
        ways = {f"rId-{name}": (_kind(name), f"{name}.xml") for name in _PARTS}
        file.writestr("word/_rels/document.xml.rels", _relations(ways))
        for name, content in contents.items():
            file.writestr(f"word/{name}.xml", content)
    return made.getvalue()


def _kind(part: str) -> str:
    return part.rstrip("12")


def _types() -> str:
    kinds = {name: f"wordprocessingml.{_kind(name)}" for name in _PARTS}
    kinds |= {"document": "wordprocessingml.document.main", "theme": "theme"}
    parts = [
        f'<Override PartName="/word/{name}.xml" ContentType="{_OFFICE}.{kind}+xml"/>'
        for name, kind in kinds.items()
    ]
    related = "application/vnd.openxmlformats-package.relationships+xml"
    plain = {"rels": related, "xml": "application/xml"}
    known = [f'<Default Extension="{name}" ContentType="{kind}"/>' for name, kind in plain.items()]
    return f'{_OPENING}<Types xmlns="{_PACKAGED}/content-types">{"".join([*known, *parts])}</Types>'


def _relations(ways: dict[str, tuple[str, str]]) -> str:
    lines = [
        f'<Relationship Id="{name}" Type="{_RELATED}/{kind}" Target="{target}"/>'
        for name, (kind, target) in ways.items()
    ]
    return f'{_OPENING}<Relationships xmlns="{_PACKAGED}/relationships">{"".join(lines)}</Relationships>'


def _element(tag: str, content: str) -> str:
    return f"{_OPENING}<w:{tag} {nsdecls('w', 'r')}>{content}</w:{tag}>"


def _theme(lang: Lang) -> str:
    """The one of slides, by whose colours charts go."""
    part = blank_file(lang).slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    return str(part.blob.decode("utf-8"))


def _twips(points: float) -> int:
    return round(points * POINT)


def _document(layout: Layout) -> str:
    """Its one section: the page, and a foot for odd and for even pages."""
    names = ("top", "right", "bottom", "left", "footer")
    sides = dict(zip(names, layout.margins, strict=True)) | {"header": 15, "gutter": 0}
    margins = " ".join(f'w:{name}="{round(side * MILLIMETRE)}"' for name, side in sides.items())
    feet = [f'<w:footerReference w:type="{kind}" r:id="rId-{name}"/>' for kind, name in _FOOTERS.items()]
    size = f'<w:pgSz w:w="{round(210 * MILLIMETRE)}" w:h="{round(297 * MILLIMETRE)}"/>'
    section = f"<w:sectPr>{''.join(feet)}{size}<w:pgMar {margins}/></w:sectPr>"
    return _element("document", f"<w:body>{section}</w:body>")


def _settings(layout: Layout, lang: Lang) -> str:
    odd = "<w:evenAndOddHeaders/>" if len(set(layout.feet.values())) > 1 else ""
    # As Word 2013 and later lay out text.
    scheme = 'w:uri="http://schemas.microsoft.com/office/word"'
    mode = f'<w:compatSetting w:name="compatibilityMode" {scheme} w:val="15"/>'
    tags = f'<w:themeFontLang w:val="{HTML_LANG[lang]}" w:eastAsia="zh-CN"/>'
    # Word's own, and the bracket of a mark of notes, which would stand alone at the beginning of a line.
    signs = f'<w:noLineBreaksBefore w:lang="zh-CN" w:val={quoteattr(NEVER_FIRST)}/>' if lang == "zh" else ""
    return _element("settings", f"{odd}{signs}<w:compat>{mode}</w:compat>{tags}")


def _fonts() -> str:
    fonts = [
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/>{_script(name)}</w:font>'
        for name, others in FACES.items()
    ]
    return _element("fonts", "".join(fonts))


def _script(face: str) -> str:
    """What a program goes by that has none of the names."""
    chinese = '<w:charset w:val="86"/>' if not face.isascii() else ""
    return f'{chinese}<w:family w:val="{"swiss" if face in WITHOUT_SERIFS else "roman"}"/>'


def _footer(layout: Layout, align: str) -> str:
    before, after = (
        f'<w:r><w:t xml:space="preserve">{dash}</w:t></w:r>' if dash else "" for dash in layout.dashes
    )
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    side = {"right": "right", "left": "left"}.get(align)
    inner = f'<w:ind w:{side}Chars="100" w:{side}="{_twips(layout.foot.size)}"/>' if side else ""
    about = f'<w:pPr><w:pStyle w:val="Footer"/>{inner}<w:jc w:val="{align}"/></w:pPr>'
    return _element("ftr", f"<w:p>{about}{before}{number}{after}</w:p>")


# Styles and numbers -------------------------------------------------------------------------------------------


def _styles(layout: Layout) -> str:
    # Latin letters are no Chinese: in that language programs would part them anywhere.
    tags = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    base = f"<w:docDefaults><w:rPrDefault><w:rPr>{tags}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    looks = {**layout.styles, "Footer": layout.foot}
    styles = [_style(key, look, layout) for key, look in looks.items()]
    mark = '<w:name w:val="Note Mark"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    link = '<w:name w:val="Hyperlink"/><w:rPr><w:u w:val="single"/></w:rPr>'
    styles += [
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{MARK}">{mark}</w:style>',
        f'<w:style w:type="character" w:styleId="Hyperlink">{link}</w:style>',
        _table_style(),
    ]
    return _element("styles", base + "".join(styles))


def _style(key: str, look: Look, layout: Layout) -> str:
    first = ' w:default="1"' if key == "Normal" else ""
    own = (
        ""
        if look.name[0].islower() or look.name in ("Normal", "Title", "Subtitle", "Body Text", "List Number")
        else ' w:customStyle="1"'
    )
    base = "" if first else '<w:basedOn w:val="Normal"/>'
    return (
        f'<w:style w:type="paragraph"{first}{own} w:styleId="{key}"><w:name w:val="{look.name}"/>{base}<w:qFormat/>'
        f"<w:pPr>{_paragraph(look)}</w:pPr><w:rPr>{_run(look, layout)}</w:rPr></w:style>"
    )


def _paragraph(look: Look) -> str:
    parts = ["<w:keepNext/>"] if look.keeps else []
    if look.list:
        number, level = look.list
        parts.append(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    rule = (
        f'w:line="{_twips(look.line)}" w:lineRule="exact"' if look.line else 'w:line="240" w:lineRule="auto"'
    )
    space = f'w:before="{_twips(look.before)}" w:after="{_twips(look.after)}"'
    parts += [f"<w:spacing {space} {rule}/>", _indent(look)]
    parts.append(f'<w:jc w:val="{look.align}"/>')
    if look.level is not None:
        parts.append(f'<w:outlineLvl w:val="{look.level}"/>')
    return "".join(parts)


def _indent(look: Look) -> str:
    """Counted in characters, with the length for programs that cannot."""
    side, count = look.indent
    room = _twips(count * look.size)
    left = f' w:left="{room}"' if side == HANGING else ""
    chars = f' w:{side}Chars="{round(count * 100)}"' if count and side != HANGING else ""
    return f'<w:ind{left} w:{side}="{room}"{chars}/>'


def _run(look: Look, layout: Layout) -> str:
    latin = quoteattr(layout.latin)
    hint = ' w:hint="eastAsia"' if layout.spacing else ""
    faces = f'<w:rFonts w:ascii={latin} w:hAnsi={latin} w:eastAsia="{look.face}" w:cs={latin}{hint}/>'
    bold = "<w:b/>" if look.bold else ""
    tight = f'<w:spacing w:val="{_twips(layout.spacing)}"/>' if layout.spacing else ""
    size = round(look.size * 2)
    return f'{faces}{bold}{tight}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _table_style() -> str:
    heavy, light = (
        'w:val="single" w:sz="8" w:space="0" w:color="auto"',
        'w:val="single" w:sz="4" w:space="0" w:color="auto"',
    )
    lines = {"top": heavy, "bottom": heavy, "insideH": light}
    borders = "".join(f"<w:{side} {line}/>" for side, line in lines.items())
    rooms = {"top": 30, "left": 70, "bottom": 50, "right": 70}
    sides = "".join(f'<w:{side} w:w="{room}" w:type="dxa"/>' for side, room in rooms.items())
    look = f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{sides}</w:tblCellMar></w:tblPr>"
    edge = f"<w:tcPr><w:tcBorders><w:bottom {light}/></w:tcBorders></w:tcPr>"
    head = f'<w:tblStylePr w:type="firstRow">{edge}</w:tblStylePr>'
    named = 'w:type="table" w:customStyle="1" w:styleId="Data"'
    return f'<w:style {named}><w:name w:val="Data"/>{look}{head}</w:style>'


def _numbering(layout: Layout) -> str:
    """Headings and what is counted below them in one list, notes in another."""
    styles = ("Heading1", "Heading2", "ListNumber")
    levels = [
        _level(at, form, text, style, layout.styles[style])
        for at, ((form, text), style) in enumerate(zip(layout.levels, styles, strict=True))
    ]
    notes = [_level(0, "decimal", "[%1]", "Notes", layout.styles["Notes"])]
    lists = {HEADING: ("multilevel", levels), NOTE: ("singleLevel", notes)}
    kinds = [
        f'<w:abstractNum w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="{kind}"/>{"".join(parts)}</w:abstractNum>'
        for number, (kind, parts) in lists.items()
    ]
    numbers = [f'<w:num w:numId="{one}"><w:abstractNumId w:val="{one}"/></w:num>' for one in lists]
    return _element("numbering", "".join(kinds + numbers))


def _level(at: int, form: str, text: str, style: str, look: Look) -> str:
    """Chinese numerals have a mark of their own behind them; others stand apart from what follows, such as a year."""
    hangs = look.indent[0] == HANGING
    after = "tab" if hangs else "nothing" if form.startswith("chinese") else "space"
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="{style}"/>'
        f'<w:suff w:val="{after}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f"<w:pPr>{_indent(look)}</w:pPr></w:lvl>"
    )
