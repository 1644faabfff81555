//! Whole reports as a person reads them, at three widths, plain and coloured, in both languages.

use std::path::Path;

use whereas::report::{Explain, Report, Style, json, text};

fn fixture(path: &Path) -> Report {
    let json = std::fs::read_to_string(path).expect("a fixture can be read");
    serde_json::from_str(&json).expect("a fixture is a report")
}

fn pictures(suffix: &str, style: &Style) {
    insta::glob!("reports/*.json", |path| {
        let name = path.file_stem().expect("a fixture has a name").to_string_lossy();
        insta::with_settings!({snapshot_suffix => format!("{name}.{suffix}")}, {
            insta::assert_snapshot!(text(&fixture(path), style));
        });
    });
}

#[test]
fn at_60_columns() {
    pictures("60", &Style { width: 60, ..Style::default() });
}

#[test]
fn at_80_columns() {
    pictures("80", &Style::default());
}

#[test]
fn at_120_columns() {
    pictures("120", &Style { width: 120, ..Style::default() });
}

#[test]
fn at_40_columns_outcomes_stand_on_their_own_line() {
    pictures("40", &Style { width: 40, ..Style::default() });
}

#[test]
fn in_colour() {
    pictures("colour", &Style { colour: true, ..Style::default() });
}

#[test]
fn explained() {
    pictures("explained", &Style { explain: Explain::All, ..Style::default() });
}

#[test]
fn no_line_is_wider_than_asked_and_none_ends_in_a_blank() {
    use unicode_width::UnicodeWidthStr;
    for file in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports")).unwrap() {
        let report = fixture(&file.unwrap().path());
        for width in [20, 33, 49, 50, 60, 80, 120, 200] {
            for explain in [Explain::None, Explain::All, Explain::Rules(vec!["approval".into()])] {
                let shown = text(&report, &Style { width, explain, ..Style::default() });
                for line in shown.lines() {
                    assert!(line.width() <= width, "{width}: {line}");
                    assert_eq!(line, line.trim_end());
                }
                assert!(shown.ends_with('\n') && !shown.ends_with("\n\n") && !shown.contains("\n\n\n"));
                assert!(!shown.contains('\u{1b}') && !shown.contains('\u{202e}'));
            }
        }
    }
}

#[test]
fn colour_changes_nothing_but_colour() {
    for file in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports")).unwrap() {
        let report = fixture(&file.unwrap().path());
        let plain = text(&report, &Style { explain: Explain::All, ..Style::default() });
        let coloured = text(&report, &Style { explain: Explain::All, colour: true, ..Style::default() });
        let mut bare = String::new();
        let mut rest = coloured.as_str();
        while let Some((before, after)) = rest.split_once('\u{1b}') {
            bare.push_str(before);
            rest = after.split_once('m').unwrap().1;
        }
        bare.push_str(rest);
        assert_eq!(bare, plain);
    }
}

#[test]
fn json_is_the_report_and_nothing_else() {
    for file in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports")).unwrap() {
        let path = file.unwrap().path();
        let report = fixture(&path);
        let shown = json(&report);
        assert_eq!(serde_json::from_str::<Report>(&shown).unwrap(), report);
        let before: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        assert_eq!(serde_json::from_str::<serde_json::Value>(&shown).unwrap(), before);
        assert!(shown.starts_with("{\n  \"report\": 1,\n  \"procedure\""));
    }
}
