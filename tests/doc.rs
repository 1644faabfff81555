//! The document of a procedure: every construct in both forms and languages, and the documents in `docs/procedures`.
//!
//! `WRITE_DOCS=1 cargo test --test doc` writes the documents anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use whereas::session::{Workspace, html, markdown};

const HOUSE: &str = include_str!("doc/house.whereas");
const REGISTER: &str = include_str!("doc/register.whereas");
const LEAVE: &str = include_str!("doc/leave.whereas");

/// The language and the form of a document.
const LANGUAGES: [&str; 2] = ["en", "fr"];

fn document(language: &str, render: fn(&[whereas::session::Chapter]) -> String) -> String {
    let mut workspace = Workspace::new();
    workspace.add("house.whereas", HOUSE);
    workspace.add("register.whereas", REGISTER);
    let file = workspace.add("leave.whereas", LEAVE);
    let problems = workspace.compile(file).err().map(|failure| failure.problems).unwrap_or_default();
    let said: Vec<String> = problems.iter().map(|problem| format!("{:?}", problem.diagnostic)).collect();
    assert!(said.is_empty(), "{}", said.join("\n"));
    render(&[workspace.chapter(file, language).expect("it has a head")])
}

#[test]
fn every_construct_is_in_the_document() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("doc/snapshots");
    settings.set_omit_expression(true);
    settings.bind(|| {
        for language in LANGUAGES {
            insta::assert_snapshot!(format!("leave.{language}.md"), document(language, markdown));
            insta::assert_snapshot!(format!("leave.{language}.html"), body(&document(language, html)));
        }
    });
}

/// A page without its style.
fn body(page: &str) -> String {
    let (head, rest) = page.split_once("<style>").expect("there is a style");
    let (_, rest) = rest.split_once("</style>").expect("the style ends");
    format!("{head}<style>…</style>{rest}")
}

#[test]
fn nothing_of_a_procedure_is_taken_for_markup() {
    for language in LANGUAGES {
        let page = document(language, html);
        assert!(!page.contains("<script"), "a tag of the procedure is one of the page");
        assert!(!page.contains("<b>") && !page.contains("<i>") && !page.contains("<head>\" "), "tags of texts");
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
        let page = document(language, markdown);
        for tag in ["<script", "<b>", "<i>", "<head>", "<to>"] {
            assert!(!page.contains(tag), "`{tag}` would be taken for a tag");
        }
        // Each row of a table has as many cells as its head.
        let mut cells = None;
        for line in page.lines() {
            let strokes = line.matches('|').count();
            match line.starts_with('|') {
                true => assert_eq!(*cells.get_or_insert(strokes), strokes, "{line}"),
                false => cells = None,
            }
        }
    }
}

#[test]
fn only_pages_of_the_web_are_linked() {
    let text = "procedure p \"P\"\nsource s \"S\" link \"javascript:alert(1)\"\nsource t \"T\" link \"https://e.org/a)(b\\\"\"\n\
                facts\n  f yes/no \"F\"\nrule r \"R\"\n  whereas s, t\n  requires f\n";
    let mut workspace = Workspace::new();
    let file = workspace.add("p.whereas", text);
    let chapter = workspace.chapter(file, "en").expect("it has a head");
    let page = html(std::slice::from_ref(&chapter));
    assert!(!page.contains("href=\"javascript:"), "{page}");
    let page = markdown(&[chapter]);
    assert!(!page.contains("](javascript:"), "{page}");
    assert!(!page.contains("](https://e.org/a)"), "{page}");
}

/// What links of a page lead to, and the places that there are.
fn places(page: &str, link: &str, end: char) -> (BTreeSet<String>, Vec<String>) {
    let after = |mark: &str, end: char| -> Vec<String> {
        page.split(mark).skip(1).filter_map(|rest| rest.split(end).next()).map(str::to_owned).collect()
    };
    (after(link, end).into_iter().collect(), after(" id=\"", '"'))
}

#[test]
fn every_link_leads_somewhere_and_every_place_is_one() {
    let mut workspace = Workspace::new();
    workspace.add_carried();
    let all: Vec<_> = workspace.declared().iter().map(|one| one.file).collect();
    for language in LANGUAGES {
        let chapters: Vec<_> = all.iter().filter_map(|file| workspace.chapter(*file, language)).collect();
        let (html, markdown) = (html(&chapters), markdown(&chapters));
        for (page, link, end) in [(html, "href=\"#", '"'), (markdown, "](#", ')')] {
            let (links, ids) = places(&page, link, end);
            let known: BTreeSet<String> = ids.iter().cloned().collect();
            let lost: Vec<&String> = links.difference(&known).collect();
            assert!(lost.is_empty(), "{language}: {lost:?}");
            assert_eq!(ids.len(), known.len(), "{language}: a place stands twice");
        }
    }
}

#[test]
fn the_documents_of_the_carried_procedures_are_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/procedures");
    let mut workspace = Workspace::new();
    workspace.add_carried();
    let write = std::env::var_os("WRITE_DOCS").is_some();
    let mut texts = BTreeMap::from([("README.md".to_owned(), contents(&workspace))]);
    for declared in workspace.declared() {
        for language in LANGUAGES {
            let name = format!("{}.{language}.md", declared.name);
            let chapter = workspace.chapter(declared.file, language).expect("it has a head");
            texts.insert(name, markdown(&[chapter]));
        }
    }
    if write {
        fs::create_dir_all(&folder).expect("there is room for a folder");
        for (name, text) in &texts {
            fs::write(folder.join(name), text).expect("it can be written");
        }
    }
    let there = fs::read_dir(&folder).expect("the documents are there");
    let there = there.map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned());
    let wanted: BTreeSet<String> = texts.keys().cloned().collect();
    assert_eq!(there.collect::<BTreeSet<_>>(), wanted, "a document of no procedure, or none of one");
    let current = |name: &str| fs::read_to_string(folder.join(name)).expect("it can be read").replace("\r\n", "\n");
    let stale: Vec<&String> =
        texts.iter().filter(|(name, text)| current(name) != **text).map(|(name, _)| name).collect();
    assert!(stale.is_empty(), "write them anew with `WRITE_DOCS=1 cargo test --test doc`: {stale:?}");
}

/// What stands in the folder of the documents.
fn contents(workspace: &Workspace) -> String {
    let mut text =
        "# The procedures, written out\n\nWhat `whereas doc` makes of each procedure that the command carries, for \
                    readers without it.\n\n| | English | Français |\n| --- | --- | --- |\n"
            .to_owned();
    for declared in workspace.declared() {
        let (name, title) = (&declared.name, &declared.title);
        let row =
            format!("| `{name}` | [{}]({name}.en.md) | [{}]({name}.fr.md) |\n", title.show("en"), title.show("fr"));
        text.push_str(&row);
    }
    text
}

#[test]
fn a_long_chain_of_exceptions_is_set_out() {
    let mut text =
        "procedure p \"P\"\nsource s \"S\"\nfacts\n  f yes/no \"F\"\nrule e0 \"R\"\n  whereas s\n  requires f\n"
            .to_owned();
    for at in 1..300 {
        text.push_str(&format!("exception e{at} to e{} \"E {at}\"\n  whereas s\n  when f\n", at - 1));
    }
    let mut workspace = Workspace::new();
    let file = workspace.add("p.whereas", &text);
    let chapter = workspace.chapter(file, "en").expect("it has a head");
    let page = markdown(std::slice::from_ref(&chapter));
    assert!(page.contains("id=\"p-exception-e299\"") && page.len() < 500_000, "{}", page.len());
    assert!(html(&[chapter]).len() < 1_000_000);
}
