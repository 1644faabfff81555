//! Hostile texts get errors: none panics, none overflows, none takes long.

use std::time::{Duration, Instant};

use whereas::session::Workspace;
use whereas::source::Source;
use whereas::{format, limits, parse};

const HEAD: &str = "procedure trial \"Trial\"\n";

/// The codes of what is wrong, each once.
fn codes(text: &str) -> Vec<String> {
    let (_, problems) = parse::file(0, &Source::new("hostile.whereas", text));
    let mut codes: Vec<String> = problems.iter().map(|problem| problem.code()).collect();
    codes.sort();
    codes.dedup();
    codes
}

/// A rule with that condition, its lines broken where blanks allow it.
fn rule(condition: &str) -> String {
    let mut out = format!("{HEAD}rule hostile \"Hostile\"\n  whereas page\n  requires");
    let mut column = 0;
    for word in condition.split(' ') {
        column += word.len() + 1;
        let blank = if column > 1_000 { "\n    " } else { " " };
        column = if column > 1_000 { word.len() } else { column };
        out.push_str(blank);
        out.push_str(word);
    }
    out + "\n"
}

fn times(count: usize, text: &str) -> String {
    text.repeat(count)
}

#[test]
fn nesting_is_limited_in_every_form() {
    let deep = 100_000;
    // As many as a file of 1 MiB holds.
    let conditions = 50_000;
    for condition in [
        times(deep, "( "),
        times(deep, "[ "),
        times(deep, "not ") + "a",
        times(deep, "if "),
        times(conditions, "if a then b else ") + "c",
        times(conditions, "if a then "),
        times(conditions / 2, "some x in xs satisfies ") + "a",
        times(conditions / 4, "some x in xs satisfies if a and b then ") + "c",
        times(conditions, "count( "),
        times(conditions, "is_member( "),
        times(conditions, "Member[ "),
        times(conditions, "a where ( "),
        times(deep / 2, "not ( "),
        times(deep, "( ") + "a" + &times(deep, " )"),
    ] {
        let start: String = condition.chars().take(40).collect();
        assert_eq!(codes(&rule(&condition)), ["parse::too_deep"], "{start}");
    }
}

#[test]
fn nesting_up_to_the_limit_is_read_and_dropped() {
    let open = limits::NESTING;
    for condition in [
        times(open, "( ") + "a" + &times(open, " )"),
        times(open, "not ") + "a",
        times(open, "if a then b else ") + "c",
        times(open, "some x in xs satisfies ") + "a",
        times(open, "if ") + "a" + &times(open, " then b else c"),
        times(open, "[ ") + "a" + &times(open, " ]"),
    ] {
        let text = rule(&condition);
        assert_eq!(codes(&text), [""; 0], "{condition}");
        assert!(format::checked(&Source::new("deep.whereas", text.as_str()), 0).is_ok(), "{condition}");
    }
}

#[test]
fn chains_are_limited_in_every_form() {
    let most = limits::CHAIN_TERMS;
    for (first, link) in
        [("a", " and a"), ("a", " or a"), ("a", " + a"), ("a", " - a"), ("a", " * a"), ("a", " by b"), ("a", " .a")]
    {
        assert_eq!(codes(&rule(&format!("{first}{}", times(most - 1, link)))), [""; 0], "{link}");
        assert_eq!(codes(&rule(&format!("{first}{}", times(most + 1, link)))), ["parse::chain_too_long"], "{link}");
    }
    assert_eq!(codes(&rule(&format!("a{}", times(100_000, " and a")))), ["parse::chain_too_long"]);
    assert_eq!(codes(&rule(&format!("[ a{} ]", times(most, ", a")))), ["parse::chain_too_long"]);
    assert_eq!(codes(&rule(&format!("a{}", times(10_000, " <= a")))), ["parse::chained_comparison"]);
}

#[test]
fn lists_of_a_case_may_be_longer() {
    let list = |count| format!("{HEAD}example \"E\"\n  xs = [a{}]\n", times(count - 1, ",\n    a"));
    assert_eq!(codes(&list(limits::LIST_ELEMENTS)), [""; 0]);
    assert_eq!(codes(&list(limits::LIST_ELEMENTS + 1)), ["parse::list_too_long"]);
}

#[test]
fn types_do_not_nest_without_end() {
    let ty = format!("{HEAD}facts\n  xs {}text\n", times(60_000, "list of\n "));
    assert_eq!(codes(&ty), ["parse::too_deep"]);
}

#[test]
fn a_file_has_one_mebibyte() {
    let fill = |bytes: usize| format!("{HEAD}{}", times((bytes - HEAD.len()) / 2, "#\n"));
    assert_eq!(codes(&fill(limits::SOURCE_BYTES)), [""; 0]);
    assert_eq!(codes(&fill(limits::SOURCE_BYTES + 2)), ["parse::file_too_large"]);
    assert_eq!(codes(&times(2 << 20, "x")), ["parse::file_too_large"]);
}

#[test]
fn a_line_has_1024_columns() {
    let line = |columns: usize| format!("{HEAD}# {}\n", times(columns - 2, "é"));
    assert_eq!(codes(&line(limits::LINE_COLUMNS)), [""; 0]);
    assert_eq!(codes(&line(limits::LINE_COLUMNS + 1)), ["parse::line_too_long"]);
    let one = format!("{HEAD}rule hostile \"{}\"", times(1 << 19, "x"));
    assert_eq!(codes(&one), ["parse::line_too_long"]);
}

#[test]
fn a_file_of_errors_ends() {
    assert_eq!(codes(&times(300_000, "x\n")), ["parse::more", "parse::unknown_declaration"]);
    assert_eq!(codes(&times(5_000, "rule x\n")), ["parse::ends_too_soon", "parse::missing_header", "parse::more"]);
    assert_eq!(codes(&format!("{HEAD}{}", times(300_000, "\u{1b}\n"))), ["parse::forbidden_character", "parse::more"]);
    assert_eq!(
        codes(&format!("{HEAD}{}", times(200_000, "\"\n"))),
        ["parse::more", "parse::not_indented", "parse::unclosed_text"]
    );
    assert_eq!(
        codes(&format!("{HEAD}example \"E\"\n{}", times(5_000, "  a = =\n"))),
        ["parse::more", "parse::unexpected"]
    );
}

/// Near names are looked for a number of times, not once for each of many thousand errors among as many names.
#[test]
fn a_file_of_names_that_are_not_known_ends() {
    let sources: String = (0..15_000).map(|at| format!("source src{at} \"S\"\n")).collect();
    let rules = (0..12_000).map(|at| format!("rule rrr{at} \"R\"\n whereas src{at}x\n requires yes\n"));
    let text = format!("{HEAD}{sources}{}", rules.collect::<String>());
    let mut workspace = Workspace::new();
    let file = workspace.add("hostile.whereas", &text);
    let start = Instant::now();
    let problems = workspace.compile(file).err().map(|failure| failure.problems).unwrap_or_default();
    assert!(start.elapsed() < Duration::from_secs(20), "it took {:?}", start.elapsed());
    let helps: Vec<String> =
        problems.iter().filter_map(|problem| problem.diagnostic.help()).map(|help| help.to_string()).collect();
    assert_eq!(helps.len(), 12_000);
    assert_eq!(helps.first().map(String::as_str), Some("did you mean `src0`?"));
    assert!(helps.last().is_some_and(|help| help.starts_with("declare it: ")), "{helps:?}");
}

#[test]
fn every_cut_of_a_good_file_is_read_without_a_panic() {
    let whole = include_str!("cases/parse/good/the_whole_appointment_procedure.whereas");
    for (cut, _) in whole.char_indices().step_by(23) {
        let (head, tail) = whole.split_at(cut);
        for text in [head, tail] {
            let source = Source::new("cut.whereas", text);
            parse::file(0, &source);
            parse::case(0, &source);
            parse::case_lines(0, &source);
        }
    }
}

#[test]
fn any_one_sign_in_a_good_file_is_read_without_a_panic() {
    let whole = include_str!("cases/parse/good/conditions_of_every_kind.whereas");
    for (cut, _) in whole.char_indices().step_by(41) {
        for sign in ["(", ")", "[", "\"", "\\", "{", "|", "#", "\n", "not ", "é", "\u{202e}", "."] {
            let (head, tail) = whole.split_at(cut);
            let text = format!("{head}{sign}{tail}");
            parse::file(0, &Source::new("cut.whereas", text));
        }
    }
}
