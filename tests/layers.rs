//! Which file may import which: the table of the architecture, held against the `crate::` paths in `src`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Each module of the crate, and what it may name.
const MAY: &[(&str, &str)] = &[
    ("limits", ""),
    ("source", ""),
    ("text", ""),
    ("truth", ""),
    ("outcome", ""),
    ("digest", ""),
    ("value", "limits"),
    ("calendar", "text value"),
    ("show", "value"),
    ("syntax", "outcome source text value"),
    ("model", "calendar source syntax text value"),
    // Words sit on the variant, and say what a limit is.
    ("error", "limits source"),
    ("parse", "error limits outcome source syntax text value"),
    ("passages", "digest error source"),
    // It reads what it writes, to prove that the meaning stays.
    ("format", "error limits parse source syntax"),
    ("check", "calendar error limits model outcome source syntax text value"),
    ("case", "error limits model outcome source syntax text value"),
    ("evaluate", "calendar case limits model outcome truth value"),
    ("explain", "calendar case evaluate limits model report show source text truth value"),
    ("report", "case evaluate explain limits model outcome show source value"),
    // What it shows is written: it looks nothing up in the model.
    ("document", "format parse report show source syntax text value"),
    ("carried", ""),
    (
        "session",
        "calendar carried case check digest document error evaluate format limits model outcome parse passages report show source syntax text value",
    ),
    // A face talks to the session and shows reports; the rest are the words in which these speak.
    ("cli", "case limits report session source text value"),
];

fn files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("src can be read") {
        let path = entry.expect("src can be read").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// The modules that a text names by `crate::`, comments left out.
fn named(text: &str) -> BTreeSet<String> {
    let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let mut found = BTreeSet::new();
    for after in code.split("crate::").skip(1) {
        let names: Vec<&str> = match after.strip_prefix('{') {
            Some(list) => {
                // Only what stands in the outermost braces.
                let mut depth = 0;
                let mut top = String::new();
                for c in list.chars() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        c if depth == 0 => top.push(c),
                        _ => {}
                    }
                }
                found.extend(top.split(',').map(module).filter(|name| !name.is_empty()));
                Vec::new()
            }
            None => vec![after],
        };
        found.extend(names.into_iter().map(module));
    }
    found
}

fn module(path: &str) -> String {
    path.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn every_module_imports_only_what_the_table_allows() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let table: BTreeMap<&str, BTreeSet<&str>> =
        MAY.iter().map(|(module, may)| (*module, may.split_whitespace().collect())).collect();
    let mut paths = Vec::new();
    files(&src, &mut paths);
    let mut wrong = Vec::new();
    let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
    for path in &paths {
        let inside = path.strip_prefix(&src).expect("it is under src");
        let first = inside.components().next().expect("it has a name");
        let own = Path::new(&first).file_stem().expect("it has a name").to_string_lossy().into_owned();
        if own == "lib" || own == "main" {
            continue;
        }
        let text = std::fs::read_to_string(path).expect("a source file can be read");
        for name in named(&text).into_iter().filter(|name| *name != own) {
            match table.get(own.as_str()) {
                Some(may) if may.contains(name.as_str()) => {
                    seen.insert((own.clone(), name));
                }
                Some(_) => wrong.push(format!("{}: {own} may not import {name}", inside.display())),
                None => wrong.push(format!("{}: {own} is not in the table", inside.display())),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let unused: Vec<String> = table
        .iter()
        .flat_map(|(module, may)| may.iter().map(move |name| (module.to_string(), name.to_string())))
        .filter(|pair| !seen.contains(pair))
        .map(|(module, name)| format!("{module} need not import {name}"))
        .collect();
    assert!(unused.is_empty(), "the table allows what nobody does:\n{}", unused.join("\n"));
}
