//! A small procedure that the tests of meaning and of the laws add their rules to.

use whereas::case::Case;
use whereas::report::{Explain, Report};
use whereas::session::{Compiled, NoReport, Question, Workspace};

/// A procedure with a fact of every type, up to where its rules begin.
pub const DECLARATIONS: &str = r#"
procedure trial "Trial"
practice house "House practice"

calendar example "Example calendar"
  covers 2017-01-01 to 2018-12-31
  holiday 2017-12-25 "Christmas Day"
  holiday 2018-01-01 "New Year's Day"

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
  | norway | 1949-08-24 |
  | spain | 1982-05-30 |

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
"#;

/// The procedure with these rules.
pub fn compiled(rules: &str) -> Compiled {
    let mut workspace = Workspace::new();
    let file = workspace.add("trial.whereas", &format!("{DECLARATIONS}\n{rules}\n"));
    workspace.compile(file).unwrap_or_else(|failure| {
        let told =
            |one: &whereas::error::Problem| format!("{} at {:?}", one.diagnostic, one.position(&failure.sources));
        panic!("{rules}\n{:#?}", failure.problems.iter().map(told).collect::<Vec<_>>())
    })
}

/// The report of a case with these lines, parted by `; `.
pub fn checked(compiled: &Compiled, lines: &str) -> Report {
    judged(compiled, lines).expect("within the limits")
}

/// The same, or why there is no report.
pub fn judged(compiled: &Compiled, lines: &str) -> Result<Report, NoReport> {
    compiled.check(&case(compiled, lines), &Question { explain: Explain::All, ..Question::default() })
}

/// The case with these lines, parted by `; `.
pub fn case(compiled: &Compiled, lines: &str) -> Case {
    let lines: String = lines.split("; ").map(|line| format!("  {line}\n")).collect();
    compiled.case("trial.case", &format!("case \"A\" of trial\n{lines}")).unwrap_or_else(|failure| {
        panic!("{lines}\n{:#?}", failure.problems.iter().map(|one| one.diagnostic.to_string()).collect::<Vec<_>>())
    })
}

/// The report on the procedure with these rules, of a case with these lines, parted by `; `.
pub fn report(rules: &str, lines: &str) -> Report {
    checked(&compiled(rules), lines)
}
