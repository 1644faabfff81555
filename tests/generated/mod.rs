//! Generated procedures and cases, of every construct, over a small procedure that declares a fact of every type.
//!
//! Days lie close to each other, so that they meet.

#![allow(dead_code, clippy::allow_attributes, reason = "each test crate uses a part of it")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::select;

/// The procedure up to where its rules begin.
pub const DECLARATIONS: &str = r#"
procedure trial "Trial"
practice house "House practice"

calendar example "Example calendar"
  covers 2010-01-01 to 2027-12-31
  holiday 2017-12-25 "Christmas Day"
  holiday 2018-01-01 "New Year's Day"
  holiday 2018-06-11 "The day of the office"

choice Office "Office"
  chair "Chair"
  clerk "Clerk"
  guest "Guest"

choice Country "Country"
  norway "Norway"
  france "France"
  spain "Spain"

record Contact
  partner Office "Partner"
  length number "Length"

record Item
  title text "Title"
  wanted yes/no "Wanted"
  limit date "Limit"
  done event by Office "Done"

table Member "Members"
  | country: Country | since: date |
  | norway | 2012-08-24 |
  | spain | 2018-06-12 |

facts
  adopted event by Office "Adopted"
  sent event by Office "Sent"
  held event "Held"
  talks event of Contact by Office "Talks"
  starts date "Starts"
  ends date "Ends"
  leaves optional date "Leaves"
  service period "Service"
  flag yes/no "Flag"
  other yes/no "Other"
  amount number "Amount"
  spell duration "Spell"
  who Office "Who"
  home Country "Home"
  homes list of Country "Homes"
  items list of Item "Items"

parameter unset_days duration "Unset"

define short as spell <= 3 days
define reached(day date) as day <= today
define second as starts + 2 days
define both(left yes/no, right yes/no) as left and right
"#;

/// The declarations with a calendar that moves last days so.
pub fn declarations(roll: &str) -> String {
    DECLARATIONS.replace("  covers 2010", &format!("  roll {roll}\n  covers 2010"))
}

pub fn roll() -> impl Strategy<Value = &'static str> {
    select(vec!["stay", "next", "previous"])
}

pub fn day() -> impl Strategy<Value = String> {
    (6..14_u8).prop_map(|day| format!("2018-06-{day:02}"))
}

fn date() -> impl Strategy<Value = String> {
    let read = select(vec!["starts", "ends", "second", "starts + 3 days", "ends - 2 days"]);
    prop_oneof![day(), read.prop_map(str::to_owned)]
}

/// A day that hangs on an event.
fn happening() -> impl Strategy<Value = String> {
    let event = vec![
        "sent",
        "held",
        "(sent by chair)",
        "(sent by clerk before held)",
        "(sent no later than 2018-06-12)",
        "sent.on + 2 working days",
    ];
    select(event).prop_map(str::to_owned)
}

fn qualifier(instant: BoxedStrategy<String>) -> impl Strategy<Value = String> {
    let length = select(vec!["0 days", "3 days", "2 working days", "3 working days", "1 week", "spell"]);
    prop_oneof![
        (select(vec!["before", "after", "on", "no later than", "no earlier than"]), instant.clone())
            .prop_map(|(word, instant)| format!("{word} {instant}")),
        (select(vec!["within", "at least"]), length, select(vec!["before", "after"]), instant)
            .prop_map(|(kind, length, word, instant)| format!("{kind} {length} {word} {instant}")),
    ]
}

/// Qualifiers, of which one at most is measured from an event: two could contradict each other, which is not seen before
/// the event has happened.
fn qualifiers() -> impl Strategy<Value = String> {
    let period = prop_oneof![
        Just("during service".to_owned()),
        day().prop_map(|day| format!("during (from {day} until 2018-06-15)")),
    ];
    let fixed = prop_oneof![5 => qualifier(date().boxed()), 1 => period];
    let measured = prop::option::weighted(0.4, qualifier(happening().boxed()));
    (measured, prop::collection::vec(fixed, 0..2))
        .prop_map(|(measured, fixed)| measured.into_iter().chain(fixed).collect::<Vec<_>>().join(" "))
}

pub fn event() -> impl Strategy<Value = String> {
    let actor = select(vec!["", "", " by chair", " by who", " only by clerk"]);
    let fields = select(vec!["", " where (partner is chair)", " where (length > 2 or partner is who)"]);
    let of_sent = prop::collection::vec(qualifier(date().boxed()), 0..3).prop_map(|all| all.join(" "));
    prop_oneof![
        4 => (actor.clone(), qualifiers()).prop_map(|(actor, qualifiers)| format!("(adopted{actor} {qualifiers})")),
        2 => (actor, of_sent).prop_map(|(actor, qualifiers)| format!("(sent{actor} {qualifiers})")),
        1 => (fields, qualifiers()).prop_map(|(fields, qualifiers)| format!("(talks {qualifiers}{fields})")),
    ]
}

fn comparison() -> impl Strategy<Value = String> {
    let sign = || select(vec!["<", "<=", ">", ">=", "is", "is not"]);
    prop_oneof![
        2 => select(vec!["flag", "other", "short", "reached(starts)", "reached(second)", "both(flag, other)"])
            .prop_map(str::to_owned),
        1 => (sign(), 0..5_u8).prop_map(|(sign, number)| format!("amount {sign} {number}")),
        1 => (sign(), 0..5_u8).prop_map(|(sign, number)| format!("amount + 1 {sign} {number}")),
        1 => (sign(), 0..5_u8).prop_map(|(sign, number)| format!("spell {sign} {number} days")),
        1 => (sign(), day()).prop_map(|(sign, day)| format!("starts {sign} {day}")),
        1 => sign().prop_map(|sign| format!("starts {sign} today")),
        1 => sign().prop_map(|sign| format!("today {sign} ends")),
        1 => sign().prop_map(|sign| format!("starts {sign} ends")),
        1 => (sign(), day()).prop_map(|(sign, day)| format!("adopted.on {sign} {day}")),
        1 => (sign(), 0..5_u8).prop_map(|(sign, days)| format!("working days from starts to ends {sign} {days}")),
        3 => select(vec![
            "who is chair",
            "who is in [chair, clerk]",
            "adopted.by is clerk",
            "home is in homes",
            "home is not in Member",
            "(home is in Member and Member[home].since <= starts)",
            "leaves is none",
            "(leaves is not none and leaves <= today)",
            "(leaves is not none and leaves > ends)",
            "today during service",
            "starts during service",
            "count(homes) > 1",
        ])
        .prop_map(str::to_owned),
    ]
}

pub fn condition() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![2 => event(), 2 => comparison()];
    let test = select(vec!["flag", "who is chair", "amount > 2"]);
    leaf.prop_recursive(3, 12, 3, move |inner| {
        let parts = || prop::collection::vec(inner.clone(), 2..4);
        let quantifier = || {
            let number = prop_oneof![(0..4_u8).prop_map(|number| number.to_string()), Just("amount".to_owned())];
            prop_oneof![
                2 => select(vec!["every", "some", "no"]).prop_map(str::to_owned),
                1 => (select(vec!["at least", "at most", "exactly"]), number)
                    .prop_map(|(word, number)| format!("{word} {number}")),
            ]
        };
        let of_item = select(vec![
            "(one.done no later than one.limit or one.wanted)",
            "(one.done by chair)",
            "(one.wanted and reached(one.limit))",
            "(one.done within 2 days after sent)",
        ]);
        prop_oneof![
            3 => parts().prop_map(|parts| format!("({})", parts.join(" and "))),
            3 => parts().prop_map(|parts| format!("({})", parts.join(" or "))),
            2 => inner.clone().prop_map(|part| format!("(not {part})")),
            1 => (test.clone(), inner.clone(), inner.clone())
                .prop_map(|(test, yes, no)| format!("(if {test} then {yes} else {no})")),
            2 => (quantifier(), of_item).prop_map(|(quantifier, body)| {
                format!("({quantifier} one in items satisfies {body})")
            }),
            1 => quantifier().prop_map(|quantifier| {
                format!("({quantifier} place in homes satisfies (place is in Member or place is home))")
            }),
        ]
    })
}

/// A rule under that name, with the exceptions to it.
pub fn rule(name: &'static str) -> impl Strategy<Value = String> {
    let clause = |word: &'static str, often: f64| {
        prop::option::weighted(often, condition()).prop_map(move |one| one.map(|one| format!("  {word} {one}")))
    };
    let force = select(vec![
        "",
        "",
        "",
        "",
        "  in force from 2018-06-10\n",
        "  in force from 2018-06-10\n  judged on starts\n",
        "  in force until 2018-06-12\n  judged on sent\n",
    ]);
    let each = prop::bool::weighted(0.15);
    let norm = select(vec!["must", "requires", "should", "must not"]);
    let exceptions = prop::collection::vec(prop::option::of(condition()), 0..3);
    let exceptions = prop_oneof![3 => Just(Vec::new()), 1 => exceptions];
    (each, force, clause("when", 0.4), clause("unless", 0.3), norm, condition(), exceptions).prop_map(
        move |(each, force, when, unless, norm, condition, exceptions)| {
            let when = when.map(|one| one + "\n").unwrap_or_default();
            let unless = unless.map(|one| one + " \"excused\"\n").unwrap_or_default();
            let (each, extra) = match each {
                true => ("  for each item in items\n", " and (item.wanted or item.done no later than item.limit)"),
                false => ("", ""),
            };
            let norm = format!("{norm} ({condition}{extra})");
            let mut text = format!("rule {name} \"A rule\"\n  whereas house\n{each}{force}{when}{unless}  {norm}\n");
            // The second is an exception to the first.
            for (at, when) in exceptions.into_iter().enumerate() {
                let to = if at == 0 { name.to_owned() } else { format!("{name}_except{}", at - 1) };
                let when = when.map(|when| format!("  when {when}\n")).unwrap_or_default();
                text += &format!("exception {name}_except{at} to {to} \"Exception\"\n  whereas house\n{when}");
            }
            text
        },
    )
}

/// What is said of each fact, by its path; nothing where it is missing.
pub type Facts = BTreeMap<String, String>;

pub fn occurrence() -> impl Strategy<Value = String> {
    let actor = select(vec!["", " by chair", " by clerk"]);
    prop_oneof![
        8 => (day(), actor).prop_map(|(day, by)| format!("{day}{by}")),
        1 => select(vec!["by chair", "by guest"]).prop_map(str::to_owned),
        1 => (5..11_u8, 1..5_u8).prop_map(|(day, more)| {
            format!("between 2018-06-{day:02} and 2018-06-{:02} by clerk", day + more)
        }),
    ]
}

/// A fact with the values that it can have; each state beside them.
pub fn fact(name: &'static str) -> BoxedStrategy<Option<(String, String)>> {
    let date = || {
        prop_oneof![
            6 => day(),
            1 => (5..11_u8, 1..5_u8).prop_map(|(day, more)| format!("between 2018-06-{day:02} and 2018-06-{:02}", day + more)),
            1 => (5..10_u8, 10..14_u8).prop_map(|(one, two)| format!("disputed 2018-06-{one:02}, 2018-06-{two:02}")),
        ]
    };
    let known = match name {
        "adopted" | "sent" => prop_oneof![
            occurrence(),
            prop::collection::vec(occurrence(), 0..3).prop_map(|all| format!("[{}]", all.join(", "))),
        ]
        .boxed(),
        "held" => day().boxed(),
        "starts" | "ends" => date().boxed(),
        "leaves" => prop_oneof![day(), Just("none".to_owned())].boxed(),
        "flag" | "other" => select(vec!["yes", "no"]).prop_map(str::to_owned).boxed(),
        "amount" => (0..5_u8).prop_map(|number| number.to_string()).boxed(),
        "spell" => (0..6_u8).prop_map(|days| format!("{days} days")).boxed(),
        "who" => select(vec!["chair", "clerk", "guest", "disputed chair, guest"]).prop_map(str::to_owned).boxed(),
        "home" => select(vec!["norway", "france"]).prop_map(str::to_owned).boxed(),
        "homes" => {
            select(vec!["[]", "[norway]", "[france, spain]", "[norway, unknown]"]).prop_map(str::to_owned).boxed()
        }
        "service" => prop_oneof![
            day().prop_map(|day| format!("from {day}")),
            day().prop_map(|day| format!("from {day} until 2018-06-15"))
        ]
        .boxed(),
        _ => Just("[]".to_owned()).boxed(),
    };
    prop::option::weighted(0.8, prop_oneof![7 => known, 1 => Just("unknown".to_owned())])
        .prop_map(move |value| value.map(|value| (name.to_owned(), value)))
        .boxed()
}

/// The facts that [`fact`] knows of.
pub const NAMES: [&str; 14] = [
    "adopted", "sent", "held", "starts", "ends", "leaves", "flag", "other", "amount", "spell", "who", "home", "homes",
    "service",
];

pub fn facts() -> impl Strategy<Value = Facts> {
    let all: Vec<_> = NAMES.into_iter().map(fact).collect();
    (all, items(), talks())
        .prop_map(|(all, items, talks)| all.into_iter().flatten().chain(items).chain(talks).collect())
}

/// A few items, of which not all is known.
fn items() -> impl Strategy<Value = Vec<(String, String)>> {
    let item = (
        prop::option::weighted(0.9, select(vec!["yes", "no"])),
        prop::option::weighted(0.9, day()),
        prop_oneof![3 => occurrence(), 2 => Just("[]".to_owned())],
    );
    prop::collection::vec(item, 0..3).prop_map(|items| {
        if items.is_empty() {
            return vec![("items".to_owned(), "[]".to_owned())];
        }
        let of = |(at, (wanted, limit, done)): (usize, (Option<&str>, Option<String>, String))| {
            let mut said = vec![(format!("items[{at}].done"), done)];
            said.extend(wanted.map(|wanted| (format!("items[{at}].wanted"), wanted.to_owned())));
            said.extend(limit.map(|limit| (format!("items[{at}].limit"), limit)));
            said
        };
        items.into_iter().enumerate().flat_map(of).collect()
    })
}

/// Talks with whom, and for how long.
fn talks() -> impl Strategy<Value = Vec<(String, String)>> {
    let talk = (day(), prop::option::weighted(0.9, select(vec!["chair", "guest"])), 1..5_u8);
    prop::collection::vec(talk, 0..2).prop_map(|talks| {
        let of = |(at, (on, partner, length)): (usize, (String, Option<&str>, u8))| {
            let mut said = vec![(format!("talks[{at}].on"), on), (format!("talks[{at}].length"), length.to_string())];
            said.push((format!("talks[{at}].by"), "chair".to_owned()));
            said.extend(partner.map(|partner| (format!("talks[{at}].partner"), partner.to_owned())));
            said
        };
        talks.into_iter().enumerate().flat_map(of).collect()
    })
}

/// The lines of a case, parted by `; `.
pub fn lines(facts: &Facts, today: &str) -> String {
    let mut lines: Vec<String> = facts.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    lines.push(format!("as of {today}"));
    lines.join("; ")
}
