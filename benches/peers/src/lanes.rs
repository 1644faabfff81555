//! The engines side by side, each behind the same calls.

use std::hint::black_box;

use crate::engine::{Engine, Failing};
use crate::{by_hand, by_value, cedar, cel, rego, rhai, whereas, zen};

/// One engine over one set of cases.
pub struct Lane {
    /// The name that the tables show.
    pub name: &'static str,
    /// Judges the ready case of that number.
    pub judge: Box<dyn FnMut(usize) -> Failing>,
    /// Judges a case from its text.
    pub read_and_judge: Box<dyn FnMut(&str) -> Failing>,
}

/// An engine that stays for the rest of the run.
pub fn ready<E: Engine>(rules: &str) -> &'static E {
    Box::leak(Box::new(E::compile(rules, tables::<E>())))
}

/// Tables that stay for the rest of the run.
fn tables<E: Engine>() -> &'static E::Tables {
    Box::leak(Box::new(E::tables()))
}

fn lane<E: Engine>(name: &'static str, rules: &str, texts: &[String]) -> Lane {
    let engine = ready::<E>(rules);
    let cases: Vec<E::Case> = texts.iter().map(|text| engine.read(text)).collect();
    Lane {
        name,
        judge: Box::new(move |number| engine.judge(&cases[number])),
        read_and_judge: Box::new(|text| engine.judge(&engine.read(text))),
    }
}

/// Calls a function once for each engine, with its name and its type.
macro_rules! each {
    ($call:ident $(, $more:expr)*) => {
        vec![
            $call::<whereas::Whereas>(WHEREAS $(, $more)*),
            $call::<by_hand::ByHand>(BY_HAND $(, $more)*),
            $call::<by_value::ByValue>(BY_VALUE $(, $more)*),
            $call::<cedar::Cedar>(CEDAR $(, $more)*),
            $call::<rego::Rego>(REGO $(, $more)*),
            $call::<zen::Zen>(ZEN $(, $more)*),
            $call::<cel::Cel>(CEL $(, $more)*),
            $call::<rhai::Rhai>(RHAI $(, $more)*),
        ]
    };
}

pub const WHEREAS: &str = "Whereas";
pub const BY_HAND: &str = "by hand, over a struct";
pub const BY_VALUE: &str = "by hand, over JSON values";
pub const CEDAR: &str = "Cedar";
pub const REGO: &str = "Rego (regorus)";
pub const ZEN: &str = "ZEN (GoRules)";
pub const CEL: &str = "CEL";
pub const RHAI: &str = "Rhai";

/// The peers: engines that others have made.
pub const PEERS: [&str; 5] = [CEDAR, REGO, ZEN, CEL, RHAI];

/// All engines with the twelve rules, over those cases.
pub fn all(texts: &[String]) -> Vec<Lane> {
    fn twelve<E: Engine>(name: &'static str, texts: &[String]) -> Lane {
        lane::<E>(name, &E::rules(), texts)
    }
    each!(twelve, texts)
}

/// All engines with so many rules, over those cases.
pub fn repeated(count: usize, texts: &[String]) -> Vec<Lane> {
    fn many<E: Engine>(name: &'static str, count: usize, texts: &[String]) -> Lane {
        lane::<E>(name, &E::repeated(count), texts)
    }
    each!(many, count, texts)
}

/// Compiling once, under the name of the engine.
pub type Compiler = (&'static str, Box<dyn FnMut()>);

/// Compiling, for each engine whose rules are not Rust.
pub fn compilers() -> Vec<Compiler> {
    fn compiler<E: Engine>(name: &'static str) -> Compiler {
        let (rules, tables) = (E::rules(), tables::<E>());
        (name, Box::new(move || drop(black_box(E::compile(black_box(&rules), tables)))))
    }
    let mut all = each!(compiler);
    all.retain(|(name, _)| *name == WHEREAS || PEERS.contains(name));
    all
}

/// The one engine of that name, over no cases.
pub fn alone(name: &str) -> Option<Lane> {
    type Make = fn(&'static str) -> Lane;
    fn make<E: Engine>(name: &'static str) -> (&'static str, Make) {
        (name, |name| lane::<E>(name, &E::rules(), &[]))
    }
    let all = each!(make);
    all.into_iter().find(|(known, _)| *known == name).map(|(name, make)| make(name))
}

/// The names of all engines.
pub fn names() -> Vec<&'static str> {
    vec![WHEREAS, BY_HAND, BY_VALUE, CEDAR, REGO, ZEN, CEL, RHAI]
}
