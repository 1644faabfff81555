//! What a reader has to know of a check beside its outcomes.

use super::{Builder, Request};
use crate::case::Part;
use crate::evaluate::rule::in_force;
use crate::evaluate::view::{View, World};
use crate::evaluate::{Finding, for_each_element};
use crate::explain::shown;
use crate::model::Rule;
use crate::report::Notice;
use crate::show::{self, Language};
use crate::value::{Cell, Value};

impl Builder<'_> {
    fn notice(&mut self, code: &str, text: String) {
        let notice = Notice { code: code.to_owned(), text };
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }

    /// There were too many cases of a rule to try each.
    pub(super) fn cut_short(&mut self, rule: &Rule) {
        let language = self.request.language;
        let text = match Language::of(language) {
            Language::English => format!(
                "{}: too many cases of what is disputed, imprecise or not known to try each; some facts count as not known throughout",
                rule.title.show(language)
            ),
            Language::French => format!(
                "{} : trop de cas de ce qui est contesté, imprécis ou inconnu pour les essayer tous ; certains faits comptent comme inconnus partout",
                rule.title.show(language)
            ),
        };
        self.notice("cases_not_tried", text);
    }

    pub(super) fn left_calendar(&mut self, rule: &Rule) {
        let language = self.request.language;
        let Some(calendar) = &self.request.model.calendar else { return };
        let (name, title) = (calendar.name.show(language), rule.title.show(language));
        let (first, last) = calendar.covers;
        let (first, last) = (show::day(first, language), show::day(last, language));
        let text = match Language::of(language) {
            Language::English => format!(
                "{title}: counting leaves the calendar “{name}”, which covers {first} to {last}; the day counted to is not known"
            ),
            Language::French => format!(
                "{title} : le décompte sort du calendrier « {name} », qui couvre du {first} au {last} ; le jour atteint n'est pas connu"
            ),
        };
        self.notice("calendar_left", text);
    }

    /// Occurrences dated after the day of the check are plans, and count for nothing.
    pub(super) fn notice_plans(&mut self) {
        let Request { today, language, .. } = self.request;
        let names = self.names;
        for named in names.iter().filter(|named| matches!(named.part, Part::Day(_))) {
            let planned = match named.cell {
                Cell::Known(Value::Date(day)) | Cell::Between(day, _) => *day > today,
                _ => false,
            };
            if planned {
                let (fact, day) =
                    (names.whole_label(named, language), shown::cell(names.model, &named.ty, named.cell, language));
                let day = show::days_in(&day, language);
                let text = match Language::of(language) {
                    Language::English => {
                        format!("{fact}: {day} is after the day of the check, so this is a plan and counts for nothing")
                    }
                    Language::French => format!(
                        "{fact} : {day} est postérieur au jour du contrôle ; ce n'est qu'un projet, qui ne compte pas"
                    ),
                };
                self.notice("plan_ignored", text);
            }
        }
    }

    /// A case that no text was in force for says so.
    pub(super) fn notice_force(&mut self, findings: &[Finding]) {
        let Request { model, case, today, language, .. } = self.request;
        let world = World::new(model, &case.cells, &case.settings, today);
        let mut any_text = false;
        for rule in &model.rules {
            for_each_element(View::new(&world), rule.for_each.as_ref(), |_, view| {
                let force = in_force(view, rule);
                any_text |= force.may_be || force.may_wait;
            });
        }
        if findings.is_empty() || any_text {
            return;
        }
        let text = match Language::of(language) {
            Language::English => {
                "no rule of this procedure was in force on the day on which the case is judged".to_owned()
            }
            Language::French => {
                "aucune règle de cette procédure n'était en vigueur au jour où l'affaire est jugée".to_owned()
            }
        };
        self.notice("not_in_force", text);
    }
}
