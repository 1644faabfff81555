//! More rules: the twelve again under other names, `approval`, `approval_1`, `approval_2` and so on.

use std::collections::BTreeSet;

use crate::engine::RULES;

/// The name of the rule of that number.
pub fn name(number: usize) -> String {
    let rule = RULES[number % RULES.len()];
    match number / RULES.len() {
        0 => rule.to_owned(),
        copy => format!("{rule}_{copy}"),
    }
}

/// The number of the rule of that name.
pub fn number(name: &str) -> Option<usize> {
    let at = |name: &str| RULES.iter().position(|rule| *rule == name);
    at(name).or_else(|| {
        let (rule, copy) = name.rsplit_once('_')?;
        Some(copy.parse::<usize>().ok()? * RULES.len() + at(rule)?)
    })
}

/// The declarations of a text: each starts in the first column, and what belongs to it is indented.
fn declarations(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for line in text.lines().filter(|line| !line.trim_start().starts_with('#') && !line.trim().is_empty()) {
        match all.last_mut() {
            Some(last) if line.starts_with(char::is_whitespace) => last.push_str(&format!("\n{line}")),
            _ => all.push(line.to_owned()),
        }
    }
    all
}

fn kind(declaration: &str) -> &str {
    declaration.split(' ').next().unwrap_or_default()
}

/// A file of Whereas without its examples and comments.
pub fn without_examples(text: &str) -> String {
    let declarations = declarations(text);
    let kept = declarations.iter().filter(|declaration| kind(declaration) != "example");
    kept.map(|declaration| format!("{declaration}\n\n")).collect()
}

/// So many rules of Whereas, with the exceptions to them.
pub fn whereas(text: &str, count: usize) -> String {
    let declarations = declarations(text);
    let is_repeated = |declaration: &&String| matches!(kind(declaration), "rule" | "exception");
    let shared = declarations.iter().filter(|declaration| !is_repeated(declaration) && kind(declaration) != "example");
    let mut out: String = shared.map(|declaration| format!("{declaration}\n\n")).collect();
    let mut exceptions = BTreeSet::new();
    for copy in 0..count.div_ceil(RULES.len()) {
        let renamed = |name: &str| if copy == 0 { name.to_owned() } else { format!("{name}_{copy}") };
        for declaration in declarations.iter().filter(is_repeated) {
            let (head, body) = declaration.split_once('\n').expect("a rule has a body");
            let mut words = head.splitn(3, ' ');
            let (kind, name, rest) = (words.next(), words.next(), words.next());
            let (kind, name) = (kind.expect("it has a kind"), renamed(name.expect("it has a name")));
            let rest = rest.unwrap_or_default();
            match kind {
                "rule" if number(&name).is_some_and(|number| number < count) => {
                    out.push_str(&format!("rule {name} {rest}\n{body}\n\n"))
                }
                "exception" => {
                    let (to, title) = rest.split_once('"').map_or((rest, ""), |(to, title)| (to, title));
                    let to = to.trim().trim_start_matches("to ").split(", ").map(|name| renamed(name.trim()));
                    let there = |name: &String| match number(name) {
                        Some(number) => number < count,
                        None => exceptions.contains(name),
                    };
                    let to: Vec<String> = to.filter(there).collect();
                    let title = if title.is_empty() { String::new() } else { format!("\"{title}") };
                    if !to.is_empty() {
                        out.push_str(&format!("exception {name} to {} {title}\n{body}\n\n", to.join(", ")));
                        exceptions.insert(name);
                    }
                }
                _ => {}
            }
        }
    }
    out
}

/// Rules that stand in a file one after another, each under a line that gives its name after `mark`: so many of them, by
/// number. What stands before the first is left out.
pub fn sections<'t>(text: &'t str, mark: &str, count: usize) -> Vec<(usize, &'t str)> {
    let all: Vec<(usize, &str)> = text
        .split(mark)
        .skip(1)
        .filter_map(|section| {
            let (name, body) = section.split_once('\n')?;
            Some((number(name.trim_end_matches("\")").trim())?, body.trim()))
        })
        .collect();
    assert_eq!(all.iter().map(|(number, _)| *number).collect::<Vec<_>>(), (0..RULES.len()).collect::<Vec<_>>());
    (0..count).map(|number| (number, all[number % RULES.len()].1)).collect()
}
