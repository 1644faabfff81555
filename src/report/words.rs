//! The words of a report in each language. French outcomes agree with *règle*.

use crate::report::{Counted, Disputed, Parameter, RuleReport};
use crate::show::{self, Language};
use crate::value::Day;

/// The words of one language.
#[derive(Debug, Clone, Copy)]
pub struct Dictionary {
    language: Language,
    code: &'static str,
}

/// The outcomes in both languages: of a rule, as a verdict, and of one or of several rules in a sentence.
const OUTCOMES: [(&str, [&str; 4], [&str; 4]); 7] = [
    (
        "not_met",
        ["not met", "Not met", "is not met", "are not met"],
        ["non respectée", "Non conforme", "n'est pas respectée", "ne sont pas respectées"],
    ),
    ("due", ["due", "Due", "is due", "are due"], ["à accomplir", "À accomplir", "est à accomplir", "sont à accomplir"]),
    (
        "undetermined",
        ["undetermined", "Undetermined", "is undetermined", "are undetermined"],
        ["indéterminée", "Indéterminé", "est indéterminée", "sont indéterminées"],
    ),
    (
        "excused",
        ["excused", "Excused", "is excused", "are excused"],
        ["dispensée", "Dispensé", "fait l'objet d'une dispense", "font l'objet d'une dispense"],
    ),
    (
        "waiting",
        ["waiting", "Waiting", "is waiting", "are waiting"],
        ["en attente", "En attente", "est en attente", "sont en attente"],
    ),
    ("met", ["met", "Met", "is met", "are met"], ["respectée", "Conforme", "est respectée", "sont respectées"]),
    (
        "not_applicable",
        ["not applicable", "Not applicable", "is not applicable", "are not applicable"],
        ["sans objet", "Sans objet", "est sans objet", "sont sans objet"],
    ),
];

/// What a summary counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counting {
    /// Rules, each with one outcome.
    Rules,
    /// What was found of rules, some of them for each element of a list.
    Findings,
}

/// The outcomes as reports order them: what matters first.
pub fn order() -> impl Iterator<Item = &'static str> {
    OUTCOMES.iter().map(|(id, _, _)| *id)
}

impl Dictionary {
    /// The words of that language; English ones where it has none of its own.
    pub fn of(code: &str) -> Self {
        match Language::of(code) {
            Language::English => Dictionary { language: Language::English, code: "en" },
            Language::French => Dictionary { language: Language::French, code: "fr" },
        }
    }

    /// The language as a two-letter code.
    pub fn code(self) -> &'static str {
        self.code
    }

    /// One of the two texts.
    pub fn pick<'w>(self, english: &'w str, french: &'w str) -> &'w str {
        match self.language {
            Language::English => english,
            Language::French => french,
        }
    }

    fn forms(self, id: &str) -> [&'static str; 4] {
        let found = OUTCOMES.iter().find(|(known, _, _)| *known == id);
        match (found, self.language) {
            (Some((_, english, _)), Language::English) => *english,
            (Some((_, _, french)), Language::French) => *french,
            (None, _) => ["?"; 4],
        }
    }

    /// What became of a rule: `not met`, `non respectée`.
    pub fn outcome(self, id: &str) -> &'static str {
        let [word, ..] = self.forms(id);
        word
    }

    /// The verdict on a case, at the head of a sentence: `Not met`, `Non conforme`.
    pub fn verdict(self, id: &str) -> &'static str {
        let [_, word, ..] = self.forms(id);
        word
    }

    /// `is not met`, `are not met`
    fn predicate(self, id: &str, count: usize) -> &'static str {
        let [_, _, one, many] = self.forms(id);
        if count > 1 { many } else { one }
    }

    /// The verdict on several cases, after their number: `not met`, `non conformes`.
    fn verdicts(self, id: &str, count: u64) -> String {
        let word = self.verdict(id).to_lowercase();
        let agrees = ["not_met", "undetermined", "excused", "met"].contains(&id);
        if agrees && count > 1 { format!("{word}{}", self.pick("", "s")) } else { word }
    }

    /// A label before what it stands for: `label: `, with the blank that French puts before the colon.
    pub fn colon(self) -> &'static str {
        show::colon(self.code)
    }

    /// A text of numbers with their digits in groups.
    pub fn grouped(self, text: &str) -> String {
        show::grouped(text, self.code)
    }

    /// Behind a rule that has nothing to be judged for: `there are no: Documents`.
    pub fn there_are_none(self, list: &str) -> String {
        let quoted = self.quoted(list);
        match self.language {
            Language::English => format!("there is nothing in {quoted}"),
            Language::French => format!("rien ne figure sous {quoted}"),
        }
    }

    /// What parts the items of a list whose items may hold commas.
    pub fn semicolon(self) -> &'static str {
        self.pick("; ", "\u{a0}; ")
    }

    /// `“…”`, `« … »`
    pub fn quoted(self, text: &str) -> String {
        match self.language {
            Language::English => format!("“{text}”"),
            Language::French => format!("«\u{a0}{text}\u{a0}»"),
        }
    }

    /// The day of the check: `as of 20 January 2018`, `au 20 janvier 2018`.
    pub fn as_of(self, day: &str) -> String {
        format!("{} {}", self.pick("as of", "au"), self.day(day))
    }

    /// An ISO day written out.
    pub fn day(self, iso: &str) -> String {
        self.days_in(iso)
    }

    /// A text with its ISO days written out.
    pub fn days_in(self, text: &str) -> String {
        show::days_in(text, self.code).into_owned()
    }

    /// `a, b or c`
    pub fn either(self, items: &[String]) -> String {
        show::either(items, self.code)
    }

    /// `house practice`
    pub fn practice(self) -> &'static str {
        self.pick("house practice", "pratique interne")
    }

    /// After a title or value that may still change.
    pub fn so_far(self) -> &'static str {
        self.pick("so far", "à ce jour")
    }
    /// Said of a rule that was settled by going through cases.
    pub fn in_every_case(self) -> &'static str {
        self.pick(
            "this holds whatever the facts that are not known turn out to be",
            "cela vaut quels que soient les faits inconnus",
        )
    }

    /// Under a rule that is not met, and need not stay so.
    pub fn can_be_put_right(self) -> &'static str {
        self.pick("this can still be put right", "il est encore possible d'y remédier")
    }

    /// Before what a report takes for given.
    pub fn assumed(self) -> &'static str {
        self.pick("assumed", "supposé")
    }

    /// Before a fact on which records disagree.
    pub fn disputed(self) -> &'static str {
        self.pick("disputed", "contesté")
    }

    /// Before a date that is known only to lie in a range.
    pub fn imprecise(self) -> &'static str {
        self.pick("imprecise", "imprécis")
    }

    /// Before what several did first, all on one day.
    pub fn same_day(self) -> &'static str {
        self.pick("same day", "même jour")
    }

    /// What is known of a fact of which several values are possible.
    pub fn state(self, fact: &Disputed) -> &'static str {
        match fact.state.as_str() {
            "between" => self.imprecise(),
            "same_day" => self.same_day(),
            _ => self.disputed(),
        }
    }

    /// `because the file does not say`
    pub fn because(self, reason: &str) -> String {
        match self.language {
            Language::English => format!("because {reason}"),
            Language::French => format!("motif\u{a0}: {reason}"),
        }
    }

    /// The values of a fact in dispute, or the ends of its range.
    pub fn possible_values(self, fact: &Disputed) -> String {
        let written = |value: &String| if fact.number { self.grouped(value) } else { self.days_in(value) };
        let shown: Vec<String> = fact.values.iter().map(written).collect();
        match (fact.state.as_str(), shown.as_slice()) {
            ("between", [first, last]) => show::between(first, last, self.code),
            _ => self.either(&shown),
        }
    }

    /// Under an undetermined rule: `met or due, depending on: `.
    pub fn depending_on(self, possible: &[String], facts: &[String]) -> String {
        let words: Vec<String> = possible.iter().map(|id| self.outcome(id).to_owned()).collect();
        let outcomes = self.either(&words);
        let list = facts.join(self.semicolon());
        match (self.language, facts.is_empty()) {
            (Language::English, false) => format!("{outcomes}, depending on: {list}"),
            (Language::English, true) => format!("{outcomes}, depending on what is not known"),
            (Language::French, false) => format!("{outcomes}, selon\u{a0}: {list}"),
            (Language::French, true) => format!("{outcomes}, selon ce qui n'est pas connu"),
        }
    }

    /// `our reading of`, before a citation that is inferred.
    pub fn reading_of(self) -> &'static str {
        self.pick("our reading of ", "notre lecture de\u{a0}: ")
    }

    /// Before the title of what excuses a rule.
    pub fn excused_by(self) -> &'static str {
        self.pick("because:", "motif\u{a0}:")
    }

    /// Before the name of who bears a duty that was not met.
    pub fn duty_of(self) -> &'static str {
        self.pick("duty of", "obligation incombant à")
    }

    /// Who, from when and by when, and how long there is: `Chair: from 10 to 20 April 2018, 17 days left`.
    pub fn due(self, bearer: Option<&str>, rule: &RuleReport) -> String {
        let when = self.when(rule);
        match (bearer, when.is_empty()) {
            (Some(bearer), false) => format!("{bearer}{}{when}", self.colon()),
            (None, false) => when,
            (Some(bearer), true) => {
                let none = self.no_last_day();
                format!("{}{}{bearer}{}{none}", self.duty_of(), self.colon(), self.semicolon())
            }
            (None, true) => self.no_last_day().to_owned(),
        }
    }

    fn no_last_day(self) -> &'static str {
        self.pick("no last day", "sans échéance")
    }

    fn when(self, rule: &RuleReport) -> String {
        let mut parts = Vec::new();
        let (due, opens) = (rule.due.as_deref(), rule.opens.as_deref());
        let days = opens.and_then(Day::parse).zip(due.and_then(Day::parse)).filter(|_| !rule.due_at_earliest);
        if let Some((opens, due)) = days {
            parts.push(format!("{} {}", self.pick("from", "du"), show::days_to(opens, due, self.code)));
        } else {
            let on = if due.is_none() { self.pick(" on", "") } else { "" };
            parts.extend(opens.map(|day| format!("{} {}{on}", self.pick("from", "à partir du"), self.day(day))));
            parts.extend(due.map(|day| match (self.language, rule.due_at_earliest) {
                (Language::English, true) => format!("by {} at the earliest", self.day(day)),
                (Language::English, false) => format!("by {}", self.day(day)),
                (Language::French, true) => format!("échéance le {} au plus tôt", self.day(day)),
                (Language::French, false) => format!("au plus tard le {}", self.day(day)),
            }));
        }
        if let Some(left) = rule.days_left.filter(|left| *left >= 0) {
            let least = if rule.due_at_earliest { self.pick("at least ", "au moins ") } else { "" };
            parts.push(match (self.language, left) {
                (Language::English, 0) => "which is today".into(),
                (Language::English, 1) => format!("{least}1 day left"),
                (Language::English, days) => format!("{least}{days} days left"),
                (Language::French, 0) => "c'est-à-dire aujourd'hui".into(),
                (Language::French, 1) => format!("il reste {least}1 jour"),
                (Language::French, days) => format!("il reste {least}{days} jours"),
            });
        }
        parts.join(", ")
    }

    /// `10 working days before 5 January 2018 is 20 December 2017; Christmas Day is a day off`
    pub fn counted(self, counted: &Counted) -> String {
        let length = match crate::value::Duration::parse(&counted.duration) {
            Some(duration) => show::duration(duration, self.code),
            None => counted.duration.clone(),
        };
        if counted.direction == "between" {
            return self.with_days_off(counted, self.days_between(counted, &length));
        }
        let before = counted.direction == "before";
        let from = self.day(&counted.from);
        let start = match self.language {
            Language::English => format!("{length} {} {from}", if before { "before" } else { "after" }),
            Language::French => format!("{length} {} le {from}", if before { "avant" } else { "après" }),
        };
        let day = |iso: &str| match self.language {
            Language::English => format!("is {}", self.day(iso)),
            Language::French => format!("donne le {}", self.day(iso)),
        };
        // The French verb agrees with the number of days.
        let many = length.split(' ').next().and_then(|count| count.parse::<u32>().ok()).is_some_and(|count| count > 1);
        let day = |iso: &str| match (self.language, many) {
            (Language::French, true) => day(iso).replacen("donne", "donnent", 1),
            _ => day(iso),
        };
        let reached = match (&counted.to, &counted.rolled_from) {
            (Some(to), Some(off)) => {
                let moved = self.pick("a day off, and so moves to", "jour chômé, ce qui reporte au");
                format!("{start} {}, {moved} {}", day(off), self.day(to))
            }
            (Some(to), None) => format!("{start} {}", day(to)),
            (None, _) => format!("{start} {}", self.pick("lies outside the calendar", "sort du calendrier")),
        };
        self.with_days_off(counted, reached)
    }

    /// `7 working days from 3 to 12 April 2018`
    fn days_between(self, counted: &Counted, length: &str) -> String {
        let ends = Day::parse(&counted.from).zip(counted.to.as_deref().and_then(Day::parse));
        let days = match ends {
            Some((from, to)) if from <= to => show::days_to(from, to, self.code),
            _ => {
                let to = counted.to.as_deref().map(|to| self.day(to)).unwrap_or_default();
                format!("{} {} {to}", self.day(&counted.from), self.pick("back to", "en remontant au"))
            }
        };
        format!("{length} {} {days}", self.pick("from", "du"))
    }

    /// A count with the holidays that it skipped.
    fn with_days_off(self, counted: &Counted, reached: String) -> String {
        let mut names: Vec<&str> = Vec::new();
        for skipped in counted.skipped.iter().filter(|skipped| skipped.holiday) {
            if !names.contains(&skipped.name.as_str()) {
                names.push(&skipped.name);
            }
        }
        let off = match names.len() {
            0 => return reached,
            1 => self.pick("is a day off", "est un jour chômé"),
            _ => self.pick("are days off", "sont des jours chômés"),
        };
        format!("{reached}{}{} {off}", self.semicolon(), show::list(&names, self.code))
    }

    /// `1 of 4 rules is not met, 1 is undetermined.` The counts are by outcome, in the order of reports.
    pub fn summary(self, counted: Counting, counts: &[(&str, usize)]) -> String {
        let all: usize = counts.iter().map(|(_, count)| count).sum();
        let there: Vec<_> = counts.iter().filter(|(_, count)| *count > 0).collect();
        let pressing: Vec<_> =
            there.iter().filter(|(id, _)| ["not_met", "due", "undetermined"].contains(id)).copied().collect();
        if all == 0 {
            return self.pick("No rule speaks to this case.", "Aucune règle ne vise ce dossier.").into();
        }
        let (one, many) = self.counted_things(counted);
        if let [(id, count)] = there.as_slice() {
            return self.all_alike(id, *count, one, many);
        }
        let told = if pressing.is_empty() { there } else { pressing };
        let parts = told.iter().enumerate().map(|(at, (id, count))| {
            let predicate = self.predicate(id, *count);
            match (self.language, at) {
                (Language::English, 0) => format!("{count} of {all} {many} {predicate}"),
                (Language::French, 0) => {
                    format!("{count} {} sur {all} {predicate}", if *count > 1 { many } else { one })
                }
                _ => format!("{count} {predicate}"),
            }
        });
        format!("{}.", parts.collect::<Vec<_>>().join(", "))
    }

    /// What is counted, one and several; in French feminine as *règle* is.
    fn counted_things(self, counted: Counting) -> (&'static str, &'static str) {
        match counted {
            Counting::Rules => (self.pick("rule", "règle"), self.pick("rules", "règles")),
            Counting::Findings => (self.pick("finding", "exigence"), self.pick("findings", "exigences")),
        }
    }

    /// `All 3 rules are met.`, `None of the 3 rules is met.`
    fn all_alike(self, id: &str, count: usize, one: &str, many: &str) -> String {
        // What a negation says of all is said of none.
        let negated = match id {
            "not_met" => Some(self.pick("is met", "n'est respectée")),
            "not_applicable" => match self.language {
                Language::English => Some("is applicable"),
                Language::French => None,
            },
            _ => None,
        };
        let predicate = self.predicate(id, count);
        match (self.language, count, negated) {
            (Language::English, 1, _) => format!("The only {one} {predicate}."),
            (Language::English, 2, Some(negated)) => format!("Neither {one} {negated}."),
            (Language::English, 2, None) => format!("Both {many} {predicate}."),
            (Language::English, _, Some(negated)) => format!("None of the {count} {many} {negated}."),
            (Language::English, _, None) => format!("All {count} {many} {predicate}."),
            (Language::French, 1, _) => format!("La seule {one} {predicate}."),
            (Language::French, _, Some(negated)) => format!("Aucune des {count} {many} {negated}."),
            (Language::French, _, None) => format!("Les {count} {many} {predicate}."),
        }
    }

    /// `3 cases`
    pub fn case_count(self, all: u64) -> String {
        match (self.language, all) {
            (Language::English, 1) => "1 case".into(),
            (Language::English, all) => format!("{all} cases"),
            (Language::French, 0 | 1) => format!("{all} dossier"),
            (Language::French, all) => format!("{all} dossiers"),
        }
    }

    /// After several reports: `3 cases: 1 not met, 2 met.`; with those that could not be read.
    pub fn cases(self, counts: &[(&str, u64)], unread: u64) -> String {
        let there = counts.iter().filter(|(_, count)| *count > 0);
        let mut parts: Vec<String> =
            there.map(|(id, count)| format!("{count} {}", self.verdicts(id, *count))).collect();
        if unread > 0 {
            let could_not = match (self.language, unread) {
                (Language::English, _) => "could not be judged",
                (Language::French, 1) => "n'a pu être jugé",
                (Language::French, _) => "n'ont pu être jugés",
            };
            parts.push(format!("{unread} {could_not}"));
        }
        let cases = self.case_count(counts.iter().map(|(_, count)| count).sum::<u64>() + unread);
        if parts.is_empty() { format!("{cases}.") } else { format!("{cases}{}{}.", self.colon(), parts.join(", ")) }
    }

    /// Behind them: the cases without a verdict.
    pub fn wrong_cases(self, count: u64) -> String {
        match (self.language, count) {
            (Language::English, 1) => "1 more is wrong and has no verdict.".into(),
            (Language::English, _) => format!("{count} more are wrong and have no verdict."),
            (Language::French, 1) => "1 autre est erroné et reste sans conclusion.".into(),
            (Language::French, _) => format!("{count} autres sont erronés et restent sans conclusion."),
        }
    }

    /// How long many cases will still take.
    pub fn time_left(self, time: &str) -> String {
        match self.language {
            Language::English => format!("{time} left"),
            Language::French => format!("encore {time}"),
        }
    }

    /// Before the facts that would settle what is undetermined: the verdict, or only some of the rules.
    pub fn find_out(self, verdict: bool) -> &'static str {
        match verdict {
            true => self.pick("To settle this, find out:", "Pour trancher, établir\u{a0}:"),
            false => self.pick("To settle the rest, find out:", "Pour trancher le reste, établir\u{a0}:"),
        }
    }

    /// After a fact that was asked for and is not known.
    pub fn asked(self) -> &'static str {
        self.pick("(asked, and not known)", "(demandé, et non connu)")
    }

    /// Over the rules that advise.
    pub fn advice(self) -> &'static str {
        self.pick("Advice", "Recommandations")
    }

    /// Before a notice.
    pub fn note(self) -> &'static str {
        self.pick("Note:", "Note\u{a0}:")
    }

    /// Before the parameters.
    pub fn parameters(self) -> &'static str {
        self.pick("Set by the office", "Fixé par le service")
    }

    /// The value of a parameter, and who set it where it was not the procedure.
    pub fn parameter(self, parameter: &Parameter) -> String {
        let value = match &parameter.value {
            None => return self.pick("not set", "non fixé").into(),
            Some(value) if parameter.number => self.grouped(value),
            Some(value) => self.days_in(value),
        };
        match parameter.set_by.as_str() {
            "case" => format!("{value} {}", self.pick("(set by the case)", "(fixé par le dossier)")),
            "caller" => format!("{value} {}", self.pick("(set for this check)", "(fixé pour ce contrôle)")),
            _ => value,
        }
    }

    /// `a, b and c`
    pub fn list(self, items: &[String]) -> String {
        show::list(items, self.code)
    }

    /// What stands for the last of many: `2 more`.
    pub fn more(self, count: usize) -> String {
        match self.language {
            Language::English => format!("{count} more"),
            Language::French => format!("{count} autre{}", if count > 1 { "s" } else { "" }),
        }
    }

    /// A file that others use.
    pub fn library(self) -> &'static str {
        self.pick("library", "bibliothèque")
    }

    /// The part of a rule that a reason is of.
    pub fn part(self, part: &str) -> &'static str {
        match part {
            "in_force" => self.pick("in force", "en vigueur"),
            "when" => self.pick("when", "si"),
            "unless" => self.pick("unless", "sauf si"),
            "must" => self.pick("must", "obligation"),
            "should" => self.pick("should", "conseil"),
            _ => self.pick("requires", "exige"),
        }
    }

    /// The values that a condition may have: `no`, `not known: no or yes`.
    pub fn values(self, values: &[String]) -> String {
        let word = |id: &String| match id.as_str() {
            "no" => self.pick("no", "non"),
            "not_yet" => self.pick("not yet", "pas encore"),
            "so_far" => self.so_far(),
            "yes" => self.pick("yes", "oui"),
            _ => "?",
        };
        let words: Vec<String> = values.iter().map(|id| word(id).to_owned()).collect();
        match words.as_slice() {
            [word] => word.clone(),
            _ => format!("{}{}{}", show::not_known(self.code), self.colon(), self.either(&words)),
        }
    }

    /// Before what would have to change.
    pub fn change(self) -> &'static str {
        self.pick("what would change it:", "ce qui y changerait\u{a0}:")
    }

    /// Where something is written.
    pub fn place(self, file: &str, line: usize) -> String {
        format!("({file}, {}\u{a0}{line})", self.pick("line", "ligne"))
    }

    /// What makes the check repeatable.
    pub fn receipt(self) -> [&'static str; 4] {
        match self.language {
            Language::English => ["version", "engine", "rules", "case"],
            Language::French => ["version", "moteur", "règles", "dossier"],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::Outcome;

    fn counts(not_met: usize, undetermined: usize, met: usize) -> Vec<(&'static str, usize)> {
        vec![("not_met", not_met), ("undetermined", undetermined), ("met", met)]
    }

    #[test]
    fn every_outcome_has_its_words() {
        for outcome in Outcome::ALL {
            assert_eq!(Dictionary::of("en").outcome(outcome.id()), outcome.words());
            assert_ne!(Dictionary::of("fr").outcome(outcome.id()), "?");
        }
        assert_eq!(order().count(), Outcome::ALL.len());
    }

    #[test]
    fn the_summary_agrees_in_number() {
        let english = |counts: &[(&str, usize)]| Dictionary::of("en").summary(Counting::Rules, counts);
        let french = |counts: &[(&str, usize)]| Dictionary::of("fr").summary(Counting::Rules, counts);
        assert_eq!(english(&counts(1, 1, 2)), "1 of 4 rules is not met, 1 is undetermined.");
        assert_eq!(english(&counts(2, 0, 2)), "2 of 4 rules are not met.");
        assert_eq!(english(&counts(0, 0, 3)), "All 3 rules are met.");
        assert_eq!(english(&counts(1, 0, 0)), "The only rule is not met.");
        assert_eq!(french(&counts(1, 1, 2)), "1 règle sur 4 n'est pas respectée, 1 est indéterminée.");
        assert_eq!(french(&counts(2, 0, 2)), "2 règles sur 4 ne sont pas respectées.");
        assert_eq!(french(&counts(0, 0, 3)), "Les 3 règles sont respectées.");
        assert_eq!(english(&[("met", 2), ("waiting", 1)]), "2 of 3 rules are met, 1 is waiting.");
        assert_eq!(english(&[]), "No rule speaks to this case.");
        assert_eq!(english(&counts(3, 0, 0)), "None of the 3 rules is met.");
        assert_eq!(english(&counts(2, 0, 0)), "Neither rule is met.");
        assert_eq!(french(&counts(3, 0, 0)), "Aucune des 3 règles n'est respectée.");
        assert_eq!(french(&[("not_applicable", 3)]), "Les 3 règles sont sans objet.");
        let found = |language| Dictionary::of(language).summary(Counting::Findings, &counts(1, 2, 1));
        assert_eq!(found("en"), "1 of 4 findings is not met, 2 are undetermined.");
        assert_eq!(found("fr"), "1 exigence sur 4 n'est pas respectée, 2 sont indéterminées.");
    }

    #[test]
    fn cases_are_told_with_those_that_cannot_be_judged() {
        let counts = [("not_met", 5), ("due", 2), ("undetermined", 5), ("met", 1)];
        let told = Dictionary::of("fr").cases(&counts, 2);
        let french = "15 dossiers\u{a0}: 5 non conformes, 2 à accomplir, 5 indéterminés, 1 conforme, \
                      2 n'ont pu être jugés.";
        assert_eq!(told, french);
        assert_eq!(Dictionary::of("en").cases(&[("met", 1)], 1), "2 cases: 1 met, 1 could not be judged.");
    }

    #[test]
    fn a_count_of_days_is_told_in_a_sentence() {
        let mut counted: Counted = serde_json::from_value(serde_json::json!({
            "duration": "10 working days", "direction": "before", "from": "2018-01-05", "to": "2017-12-20",
            "rolled_from": null, "skipped": [
                {"day": "2017-12-23", "name": "Saturday", "holiday": false},
                {"day": "2017-12-25", "name": "Christmas Day", "holiday": true},
                {"day": "2018-01-01", "name": "New Year's Day", "holiday": true}]
        }))
        .unwrap();
        let english = Dictionary::of("en");
        assert_eq!(
            english.counted(&counted),
            "10 working days before 5 January 2018 is 20 December 2017; Christmas Day and New Year's Day are days off"
        );
        let told = "10 jours ouvrables avant le 5 janvier 2018 donnent le 20 décembre 2017\u{a0}; \
                    Christmas Day et New Year's Day sont des jours chômés";
        assert_eq!(Dictionary::of("fr").counted(&counted), told);
        counted.to = None;
        counted.skipped.clear();
        assert_eq!(english.counted(&counted), "10 working days before 5 January 2018 lies outside the calendar");
        counted.duration = "1 week".into();
        counted.direction = "after".into();
        counted.from = "2017-12-17".into();
        counted.to = Some("2017-12-26".into());
        counted.rolled_from = Some("2017-12-24".into());
        let told = "1 week after 17 December 2017 is 24 December 2017, a day off, and so moves to 26 December 2017";
        assert_eq!(english.counted(&counted), told);
        counted =
            Counted { duration: "0 jour".into(), from: "2018-09-03".into(), to: Some("2018-09-03".into()), ..counted };
        counted.rolled_from = None;
        let told = "0 jour après le 3 septembre 2018 donne le 3 septembre 2018";
        assert_eq!(Dictionary::of("fr").counted(&counted), told);
        counted.duration = "7 working days".into();
        counted.direction = "between".into();
        counted.to = Some("2018-09-12".into());
        assert_eq!(english.counted(&counted), "7 working days from 3 to 12 September 2018");
        assert_eq!(Dictionary::of("fr").counted(&counted), "7 jours ouvrables du 3 au 12 septembre 2018");
    }

    #[test]
    fn what_is_due_is_told_with_what_is_known_of_it() {
        let due = |bearer: Option<&str>,
                   due: Option<&str>,
                   days_left: Option<i32>,
                   opens: Option<&str>,
                   earliest: bool| {
            let json = serde_json::json!({
                "rule": "r", "for": null, "for_label": null, "title": "R", "norm": "must", "practice": false,
                "outcome": "due", "so_far": false, "by_cases": false, "possible": [], "message": null, "remedy": null, "duty_of": null,
                "due": due, "due_at_earliest": earliest, "opens": opens, "days_left": days_left, "excused_by": [],
                "missing": [], "disputed": [], "citations": [], "because": null
            });
            let rule: RuleReport = serde_json::from_value(json).unwrap();
            ["en", "fr"].map(|language| Dictionary::of(language).due(bearer, &rule))
        };
        assert_eq!(
            due(Some("Chair"), Some("2018-06-20"), Some(17), Some("2018-06-10"), false),
            ["Chair: from 10 to 20 June 2018, 17 days left", "Chair\u{a0}: du 10 au 20 juin 2018, il reste 17 jours"]
        );
        assert_eq!(
            due(None, Some("2018-06-20"), Some(1), None, true),
            [
                "by 20 June 2018 at the earliest, at least 1 day left",
                "échéance le 20 juin 2018 au plus tôt, il reste au moins 1 jour"
            ]
        );
        assert_eq!(
            due(None, Some("2018-06-20"), Some(0), None, false),
            ["by 20 June 2018, which is today", "au plus tard le 20 juin 2018, c'est-à-dire aujourd'hui"]
        );
        assert_eq!(
            due(Some("Chair"), None, None, None, false),
            ["duty of: Chair; no last day", "obligation incombant à\u{a0}: Chair\u{a0}; sans échéance"]
        );
        assert_eq!(
            due(Some("Chair"), None, None, Some("2018-06-10"), false),
            ["Chair: from 10 June 2018 on", "Chair\u{a0}: à partir du 10 juin 2018"]
        );
    }
}
