//! The outcomes of a rule, which are also the verdicts on a case.

/// The outcome of a rule, and the verdict on a case. In the order of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// The rule does not speak to this case.
    NotApplicable,
    /// Nothing can be done now.
    Waiting,
    /// It holds.
    Met,
    /// It does not hold, and an exception or `unless` excuses that.
    Excused,
    /// Something is still to be done.
    Due,
    /// It does not hold.
    NotMet,
    /// Several outcomes are possible with what is known.
    Undetermined,
}

impl Outcome {
    /// All outcomes, in order.
    pub const ALL: [Outcome; 7] = [
        Outcome::NotApplicable,
        Outcome::Waiting,
        Outcome::Met,
        Outcome::Excused,
        Outcome::Due,
        Outcome::NotMet,
        Outcome::Undetermined,
    ];

    /// The words of the language: `not met`.
    pub fn words(self) -> &'static str {
        match self {
            Outcome::NotApplicable => "not applicable",
            Outcome::Waiting => "waiting",
            Outcome::Met => "met",
            Outcome::Excused => "excused",
            Outcome::Due => "due",
            Outcome::NotMet => "not met",
            Outcome::Undetermined => "undetermined",
        }
    }

    /// The word of JSON reports: `not_met`.
    pub fn id(self) -> &'static str {
        match self {
            Outcome::NotApplicable => "not_applicable",
            Outcome::NotMet => "not_met",
            other => other.words(),
        }
    }
}
