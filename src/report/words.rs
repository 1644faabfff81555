//! The words of a report in each language. French outcomes agree with *règle*.

use crate::report::{Counted, Parameter};
use crate::show::{self, Language};

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

    fn pick<'w>(self, english: &'w str, french: &'w str) -> &'w str {
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

    /// A label before what it stands for: `label: `, with the blank that French puts before the colon.
    pub fn colon(self) -> &'static str {
        self.pick(": ", "\u{a0}: ")
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

    /// `because the file does not say`
    pub fn because(self, reason: &str) -> String {
        match self.language {
            Language::English => format!("because {reason}"),
            Language::French => format!("motif\u{a0}: {reason}"),
        }
    }

    /// The values of a fact in dispute, or the ends of its range.
    pub fn possible_values(self, state: &str, values: &[String]) -> String {
        let shown: Vec<String> = values.iter().map(|value| self.days_in(value)).collect();
        match (state, shown.as_slice()) {
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
            (Language::English, true) => format!("{outcomes}, depending on what is in dispute"),
            (Language::French, false) => format!("{outcomes}, selon\u{a0}: {list}"),
            (Language::French, true) => format!("{outcomes}, selon l'issue de la contestation"),
        }
    }

    /// `our reading of`, before a citation that is inferred.
    pub fn reading_of(self) -> &'static str {
        self.pick("our reading of ", "notre lecture de\u{a0}: ")
    }

    /// Before the title of what excuses a rule.
    pub fn excused_by(self) -> &'static str {
        self.pick("because", "motif\u{a0}:")
    }

    /// Before the name of who bears a duty that was not met.
    pub fn duty_of(self) -> &'static str {
        self.pick("duty of", "obligation incombant à")
    }

    /// Who, by when, how long there is, and from when: the parts that are known.
    pub fn due(self, bearer: Option<&str>, due: Option<&str>, left: Option<i32>, opens: Option<&str>) -> String {
        let mut parts = Vec::new();
        if let Some(due) = due {
            parts.push(format!("{} {}", self.pick("by", "au plus tard le"), self.day(due)));
        }
        if let Some(left) = left.filter(|left| *left >= 0) {
            parts.push(match (self.language, left) {
                (Language::English, 0) => "which is today".into(),
                (Language::English, 1) => "1 day left".into(),
                (Language::English, days) => format!("{days} days left"),
                (Language::French, 0) => "c'est-à-dire aujourd'hui".into(),
                (Language::French, 1) => "il reste 1 jour".into(),
                (Language::French, days) => format!("il reste {days} jours"),
            });
        }
        if let Some(opens) = opens {
            parts.push(format!("{} {}", self.pick("not before", "pas avant le"), self.day(opens)));
        }
        let when = parts.join(", ");
        match bearer {
            Some(bearer) if when.is_empty() => bearer.to_owned(),
            Some(bearer) => format!("{bearer}{}{when}", self.colon()),
            None => when,
        }
    }

    /// `10 working days before 5 January 2018 is 20 December 2017; Christmas Day is a day off`
    pub fn counted(self, counted: &Counted) -> String {
        let length = match crate::value::Duration::parse(&counted.duration) {
            Some(duration) => show::duration(duration, self.code),
            None => counted.duration.clone(),
        };
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
        let day = |iso: &str| match (self.language, counted.duration.starts_with("1 ")) {
            (Language::French, false) => day(iso).replacen("donne", "donnent", 1),
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

    /// `1 of 4 rules is not met, 1 is undetermined.` The counts are by outcome, in the order of reports; a rule that has
    /// several outcomes, each for some elements, counts in each.
    pub fn summary(self, all: usize, counts: &[(&str, usize)]) -> String {
        let there: Vec<_> = counts.iter().filter(|(_, count)| *count > 0).collect();
        let pressing: Vec<_> =
            there.iter().filter(|(id, _)| ["not_met", "due", "undetermined"].contains(id)).copied().collect();
        if all == 0 {
            return self.pick("No rule speaks to this case.", "Aucune règle ne vise ce dossier.").into();
        }
        if let [(id, count)] = there.as_slice() {
            let predicate = self.predicate(id, *count);
            return match (self.language, count) {
                (Language::English, 1) => format!("The only rule {predicate}."),
                (Language::English, 2) => format!("Both rules {predicate}."),
                (Language::English, count) => format!("All {count} rules {predicate}."),
                (Language::French, 1) => format!("La seule règle {predicate}."),
                (Language::French, count) => format!("Les {count} règles {predicate}."),
            };
        }
        let told = if pressing.is_empty() { there } else { pressing };
        let parts = told.iter().enumerate().map(|(at, (id, count))| {
            let predicate = self.predicate(id, *count);
            match (self.language, at) {
                (Language::English, 0) => format!("{count} of {all} rules {predicate}"),
                (Language::French, 0) => {
                    format!("{count} règle{} sur {all} {predicate}", if *count > 1 { "s" } else { "" })
                }
                _ => format!("{count} {predicate}"),
            }
        });
        format!("{}.", parts.collect::<Vec<_>>().join(", "))
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

    /// After several reports: `3 cases: 1 not met, 2 met.`
    pub fn cases(self, counts: &[(&str, u64)]) -> String {
        let there = counts.iter().filter(|(_, count)| *count > 0);
        let parts: Vec<String> =
            there.map(|(id, count)| format!("{count} {}", self.verdict(id).to_lowercase())).collect();
        let cases = self.case_count(counts.iter().map(|(_, count)| count).sum());
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
            "so_far" => self.pick("so far", "jusqu'ici"),
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
        let all = |counts: &[(&str, usize)]| counts.iter().map(|(_, count)| count).sum();
        let english = |counts: &[(&str, usize)]| Dictionary::of("en").summary(all(counts), counts);
        let french = |counts: &[(&str, usize)]| Dictionary::of("fr").summary(all(counts), counts);
        assert_eq!(english(&counts(1, 1, 2)), "1 of 4 rules is not met, 1 is undetermined.");
        assert_eq!(english(&counts(2, 0, 2)), "2 of 4 rules are not met.");
        assert_eq!(english(&counts(0, 0, 3)), "All 3 rules are met.");
        assert_eq!(english(&counts(1, 0, 0)), "The only rule is not met.");
        assert_eq!(french(&counts(1, 1, 2)), "1 règle sur 4 n'est pas respectée, 1 est indéterminée.");
        assert_eq!(french(&counts(2, 0, 2)), "2 règles sur 4 ne sont pas respectées.");
        assert_eq!(french(&counts(0, 0, 3)), "Les 3 règles sont respectées.");
        assert_eq!(english(&[("met", 2), ("waiting", 1)]), "2 of 3 rules are met, 1 is waiting.");
        assert_eq!(english(&[]), "No rule speaks to this case.");
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
    }

    #[test]
    fn what_is_due_is_told_with_what_is_known_of_it() {
        let english = Dictionary::of("en");
        let told = "Secretary General: by 20 June 2018, 10 days left, not before 1 June 2018";
        assert_eq!(english.due(Some("Secretary General"), Some("2018-06-20"), Some(10), Some("2018-06-01")), told);
        assert_eq!(english.due(None, Some("2018-06-20"), Some(0), None), "by 20 June 2018, which is today");
        assert_eq!(english.due(Some("Chair"), None, None, None), "Chair");
        let told = "secrétaire général\u{a0}: au plus tard le 20 juin 2018, il reste 1 jour";
        assert_eq!(Dictionary::of("fr").due(Some("secrétaire général"), Some("2018-06-20"), Some(1), None), told);
    }
}
