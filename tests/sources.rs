//! What rests on each passage of a source, and what a newer text of it changes. The texts are invented; they have the shape
//! of the page on which the procedures that the command carries rest.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use proptest::prelude::*;
use serde_json::Value;
use whereas::passages::{Change, Passage, Sentence, changes, sentences};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sources");

/// A folder of its own with the text, the procedures and their list.
struct Office {
    folder: tempfile::TempDir,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let office = Office { folder };
        fs::create_dir_all(office.path("office/sources")).expect("a folder can be made");
        for name in ["guide.txt", "office/terms.whereas", "office/travel.whereas", "office/sources/guide.toml"] {
            fs::copy(Path::new(FOLDER).join(name), office.path(name)).expect("it can be copied");
        }
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("it is there")
    }

    /// Puts one text for another in a file, which has to be there.
    fn change(&self, name: &str, from: &str, to: &str) -> &Self {
        let before = self.read(name);
        assert!(before.contains(from), "{name} has no {from:?}");
        fs::write(self.path(name), before.replace(from, to)).expect("it can be written");
        self
    }

    fn run(&self, line: &str) -> (i32, String, String) {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("whereas"));
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
            command.env_remove(name);
        }
        command.current_dir(self.folder.path()).stdin(Stdio::null()).args(line.split_whitespace());
        let output = command.output().expect("the command starts");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the command writes UTF-8");
        (output.status.code().expect("it ends by itself"), text(output.stdout), text(output.stderr))
    }

    fn screen(&self, line: &str) -> String {
        let (code, output, errors) = self.run(line);
        let part =
            |name: &str, text: &str| if text.is_empty() { String::new() } else { format!("\n--- {name}\n{text}") };
        format!("$ whereas {line}\n[exit code {code}]\n{}{}", part("output", &output), part("errors", &errors))
    }
}

const SHOW: &str = "sources --procedures office";
const CHECK: &str = "sources check guide guide.txt --procedures office";
const LOCK: &str = "sources lock guide guide.txt --procedures office";

#[test]
fn every_passage_of_the_page_is_used_or_left_out_with_a_reason() {
    let office = Office::new();
    let (code, output, errors) = office.run("sources --format json");
    assert_eq!((code, errors.as_str()), (0, ""), "{output}");
    let lists: Vec<Value> = serde_json::from_str(&output).unwrap();
    let page = lists.iter().find(|list| list["source"] == "page").expect("the page has a list");
    let passages = page["passages"].as_array().unwrap();
    let mut headings = BTreeMap::<&str, usize>::new();
    for passage in passages {
        let named = |list: &str| !passage[list].as_array().unwrap().is_empty();
        assert!(named("used") || named("unencoded"), "{passage}");
        *headings.entry(passage["heading"].as_str().unwrap()).or_default() += 1;
    }
    // As the page was counted by hand.
    let counted = [
        ("Evolution of the International Staff", 10),
        ("Independent Offices", 3),
        ("International Staff", 8),
        ("Private Office", 19),
        ("Role and responsibilities", 9),
        ("The structure of the International Staff", 1),
    ];
    assert_eq!(headings.into_iter().collect::<Vec<_>>(), counted);
    assert_eq!(office.run("sources --lang fr").0, 0);
}

#[test]
fn the_list_holds_no_word_of_the_page() {
    let list = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/procedures/sources/page.toml")).unwrap();
    for line in list.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let known = ["[[passage]]", "heading = \"", "number = ", "digest = \"sha256:"];
        assert!(known.iter().any(|start| line.starts_with(start)), "{line}");
    }
}

#[test]
fn what_rests_on_each_passage() {
    let office = Office::new();
    insta::assert_snapshot!(office.screen(SHOW));
    insta::assert_snapshot!(office.screen("sources --procedures office --lang fr"));
    insta::assert_snapshot!(
        office.screen("sources --procedures office --format json").lines().take(60).collect::<Vec<_>>().join("\n")
    );
}

#[test]
fn a_passage_that_is_neither_used_nor_left_out() {
    let office = Office::new();
    office.change("office/terms.whereas", "unencoded guide \"The Travel Office\" 3", "unencoded guide \"Thanks\" 1");
    insta::assert_snapshot!(office.screen(SHOW));
}

#[test]
fn citations_of_passages_that_the_list_does_not_have() {
    let office = Office::new();
    office.change("office/travel.whereas", "guide \"Approval\" 2", "guide \"Approval\" 2, guide \"Approval\" 9");
    office.change("office/terms.whereas", "guide \"Thanks\"", "guide \"Thanx\"");
    office.change("office/travel.whereas", "inferred from guide", "inferred from guide \"Elsewhere\" 1, guide");
    insta::assert_snapshot!(office.screen(SHOW));
}

#[test]
fn lists_that_cannot_be_read() {
    let list = "office/sources/guide.toml";
    let wrong = |from: &str, to: &str| {
        let office = Office::new();
        office.change(list, from, to);
        let (code, output, errors) = office.run(SHOW);
        assert_eq!((code, output.as_str()), (3, ""), "{errors}");
        errors
    };
    insta::assert_snapshot!(wrong("heading = \"Thanks\"\n", "heading = Thanks\n"));
    insta::assert_snapshot!(wrong("heading = \"Thanks\"\n", "heading = \"Thanks\"\ntext = \"The office thanks\"\n"));
    insta::assert_snapshot!(wrong(
        "heading = \"Thanks\"\nnumber = 1\ndigest = \"sha256:",
        "heading = \"Approval\"\nnumber = 1\ndigest = \""
    ));
    insta::assert_snapshot!(wrong("heading = \"Thanks\"\nnumber = 1", "heading = \"Thanks\"\nnumber = 0"));
    let office = Office::new();
    fs::rename(office.path(list), office.path("office/sources/giude.toml")).unwrap();
    insta::assert_snapshot!(office.screen(SHOW));
}

#[test]
fn the_same_text_differs_in_nothing() {
    let office = Office::new();
    insta::assert_snapshot!(office.screen(CHECK));
    office.change("guide.txt", "He does so", "He  does\u{a0}so").change("guide.txt", "\n", "\r\n");
    office.change("guide.txt", "04 Dec. 2017", "28 Mar. 2024");
    assert_eq!(office.run(CHECK).0, 0);
}

#[test]
fn a_newer_text() {
    let office = Office::new();
    office.change("guide.txt", "within a week", "within ten days");
    office.change("guide.txt", "He does so", "He signs it. He does so");
    office.change("guide.txt", "    Thanks\n\n    The office thanks its travellers.\n", "");
    office.change("guide.txt", "  • Some 40 clerks", "  • It is open on working days.\n  • Some 40 clerks");
    insta::assert_snapshot!(office.screen(CHECK));
    insta::assert_snapshot!(office.screen(&format!("{CHECK} --lang fr")));
    let (code, output, _) = office.run(&format!("{CHECK} --format json"));
    let told: Value = serde_json::from_str(&output).unwrap();
    assert_eq!((code, told["source"].as_str()), (1, Some("guide")));
    let changes = told["changes"].as_array().unwrap();
    let gone = changes.iter().find(|change| change["change"] == "gone").unwrap();
    assert_eq!((gone["before"]["heading"].as_str(), gone["after"].is_null()), (Some("Thanks"), true));
    assert_eq!(gone["look_at"][0]["kind"], "unencoded");
}

#[test]
fn a_heading_of_another_name_moves_what_stands_under_it() {
    let office = Office::new();
    office.change("guide.txt", "  • After the travel", "  • Reports");
    insta::assert_snapshot!(office.screen(CHECK));
}

#[test]
fn a_newer_text_is_taken() {
    let office = Office::new();
    let list = "office/sources/guide.toml";
    let before = office.read(list);
    assert_eq!(office.run(LOCK), (0, format!("{list} written: 12 passages\n"), String::new()));
    assert_eq!(office.read(list), before);
    office.change("guide.txt", "within a week", "within ten days");
    assert_eq!(office.run(CHECK).0, 1);
    assert_eq!(office.run(LOCK).0, 0);
    assert_eq!((office.run(CHECK).0, office.run(SHOW).0), (0, 0));
    // A first list is made with its folder, and nothing is left beside it.
    fs::remove_dir_all(office.path("office/sources")).unwrap();
    assert_eq!(office.run(LOCK).0, 0);
    assert_eq!(fs::read_dir(office.path("office/sources")).unwrap().count(), 1);
    assert!(!office.read(list).contains("travel begins"));
}

#[test]
fn command_lines_that_cannot_be_carried_out() {
    let office = Office::new();
    fs::write(office.path("empty.txt"), "A heading\n").unwrap();
    let before = office.read("office/sources/guide.toml");
    for line in [
        "sources lock page guide.txt",
        "sources lock giude guide.txt --procedures office",
        "sources lock guide empty.txt --procedures office",
        "sources lock guide none.txt --procedures office",
        "sources check giude guide.txt --procedures office",
        "sources check page empty.txt",
        "sources check page",
        "sources --lang xx",
        "sources --procedures none",
        "sources office",
    ] {
        assert_eq!(office.run(line).0, 2, "{line}");
    }
    assert_eq!(office.read("office/sources/guide.toml"), before);
    insta::assert_snapshot!(office.screen("sources lock giude guide.txt --procedures office"));
    insta::assert_snapshot!(office.screen("sources lock page guide.txt"));
    insta::assert_snapshot!(office.screen("sources check guide guide.txt"));
    insta::assert_snapshot!(office.screen("sources lock guide empty.txt --procedures office"));
    insta::assert_snapshot!(office.screen("sources --help"));
    fs::remove_dir_all(office.path("office/sources")).unwrap();
    insta::assert_snapshot!(office.screen(SHOW));
    // Rules that are wrong come before what rests on what.
    office.change("office/travel.whereas", "approved before leaves", "approved before leavez");
    assert_eq!(office.run(SHOW).0, 3);
}

/// A text of headings and sentences, in which no sentence is another.
fn shape() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(1usize..6, 1..6)
}

fn words(shape: &[usize]) -> Vec<Vec<String>> {
    let sentence = |heading: usize| move |number: usize| format!("Sentence {number} of part {heading} is here.");
    shape.iter().enumerate().map(|(heading, count)| (0..*count).map(sentence(heading)).collect()).collect()
}

fn text(parts: &[Vec<String>]) -> String {
    let part = |(at, sentences): (usize, &Vec<String>)| format!("Part {at}\n\n{}\n", sentences.join(" "));
    parts.iter().enumerate().map(part).collect::<Vec<_>>().join("\n")
}

fn listed(text: &str) -> Vec<Passage> {
    sentences(text).into_iter().map(|one: Sentence| one.passage).collect()
}

/// How many changed, moved, are gone and are new.
fn counts(changes: &[Change]) -> [usize; 4] {
    let count = |is: fn(&Change) -> bool| changes.iter().filter(|change| is(change)).count();
    [
        count(|change| matches!(change, Change::Changed(_))),
        count(|change| matches!(change, Change::Moved { .. })),
        count(|change| matches!(change, Change::Gone(_))),
        count(|change| matches!(change, Change::New(_))),
    ]
}

proptest! {
    #[test]
    fn every_sentence_is_found_where_it_stands(shape in shape()) {
        let parts = words(&shape);
        let found = sentences(&text(&parts));
        let expected: Vec<_> = parts.iter().enumerate().flat_map(|(heading, part)| {
            let place = move |(at, words): (usize, &String)| (format!("Part {heading}"), at + 1, words.clone());
            part.iter().enumerate().map(place)
        }).collect();
        let found: Vec<_> = found.into_iter().map(|one| (one.passage.heading, one.passage.number as usize, one.words)).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn one_sentence_that_changes_is_one_change(shape in shape(), at in any::<prop::sample::Index>()) {
        let mut parts = words(&shape);
        let old = listed(&text(&parts));
        let part = at.index(parts.len());
        let number = at.index(parts[part].len());
        parts[part][number] = "Something else stands here.".to_owned();
        let changes = changes(&old, &sentences(&text(&parts)));
        prop_assert_eq!(counts(&changes), [1, 0, 0, 0]);
        let before = changes[0].before().unwrap();
        prop_assert_eq!((before.heading.clone(), before.number as usize), (format!("Part {part}"), number + 1));
    }

    #[test]
    fn a_sentence_put_in_moves_all_behind_it(shape in shape(), at in any::<prop::sample::Index>()) {
        let mut parts = words(&shape);
        let old = listed(&text(&parts));
        let part = at.index(parts.len());
        let number = at.index(parts[part].len() + 1);
        let behind = parts[part].len() - number;
        parts[part].insert(number, "Something new stands here.".to_owned());
        let new = sentences(&text(&parts));
        prop_assert_eq!(counts(&changes(&old, &new)), [0, behind, 0, 1]);
        // And the other way round, one that is taken out.
        let without: Vec<Sentence> = sentences(&text(&words(&shape)));
        let old: Vec<Passage> = new.into_iter().map(|one| one.passage).collect();
        prop_assert_eq!(counts(&changes(&old, &without)), [0, behind, 1, 0]);
    }

    #[test]
    fn sentences_in_another_order_have_only_moved(shape in shape()) {
        let mut parts = words(&shape);
        let old = listed(&text(&parts));
        parts.iter_mut().for_each(|part| part.reverse());
        let [changed, moved, gone, new] = counts(&changes(&old, &sentences(&text(&parts))));
        let stay = shape.iter().filter(|count| *count % 2 == 1).count();
        prop_assert_eq!([changed, moved, gone, new], [0, old.len() - stay, 0, 0]);
    }

    #[test]
    fn every_old_and_every_new_passage_is_accounted_for(old in "[ab.A \n•]{0,60}", new in "[ab.A \n•]{0,60}") {
        let (old, new) = (listed(&old), sentences(&new));
        let [changed, moved, gone, fresh] = counts(&changes(&old, &new));
        let same = old.len() - changed - moved - gone;
        prop_assert_eq!(new.len(), same + changed + moved + fresh);
    }

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        let found = sentences(&text);
        prop_assert!(found.iter().all(|one| !one.words.is_empty()));
    }
}
