//! What every engine in the race has to do, and the answer that all must agree on.

/// The rules of the procedure, in the order in which the answer counts them.
pub const RULES: [&str; 12] = [
    "member_national",
    "still_national",
    "one_route",
    "own_government",
    "member_seconds",
    "approval",
    "approval_matches",
    "approval_in_time",
    "vacancy_announced",
    "announced_first",
    "open_to_all",
    "vacancy_open",
];

/// The most rules that are tried.
pub const MOST: usize = 1_000;

/// Which rules are not met, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Failing([u64; MOST.div_ceil(64)]);

impl Failing {
    /// Notes that this rule is not met.
    pub fn add(&mut self, rule: usize) {
        if let Some(word) = self.0.get_mut(rule / 64) {
            *word |= 1 << (rule % 64);
        }
    }

    /// Whether this rule is not met.
    pub fn has(&self, rule: usize) -> bool {
        self.0.get(rule / 64).is_some_and(|word| word & 1 << (rule % 64) != 0)
    }

    /// The names of the rules that are not met, of the twelve.
    pub fn names(&self) -> Vec<&'static str> {
        (0..RULES.len()).filter(|rule| self.has(*rule)).map(|rule| RULES[rule]).collect()
    }
}

impl FromIterator<usize> for Failing {
    fn from_iter<I: IntoIterator<Item = usize>>(rules: I) -> Self {
        let mut failing = Failing::default();
        rules.into_iter().for_each(|rule| failing.add(rule));
        failing
    }
}

/// One engine with its rules compiled.
pub trait Engine: Sized + 'static {
    /// A case in the engine's own form, ready to be judged.
    type Case: 'static;

    /// What rules look things up in, in the engine's own form. It is made ready once and outlives the rules.
    type Tables: 'static;

    /// Makes the tables ready.
    fn tables() -> Self::Tables;

    /// The rules as they stand in their file; empty where they are Rust.
    fn rules() -> String;

    /// So many rules: the same ones under other names, as [`crate::repeat`] counts them.
    fn repeated(count: usize) -> String;

    /// Makes an engine of rules.
    fn compile(rules: &str, tables: &'static Self::Tables) -> Self;

    /// Reads a case from JSON text.
    fn read(&'static self, json: &str) -> Self::Case;

    /// Says which rules are not met.
    fn judge(&'static self, case: &Self::Case) -> Failing;
}
