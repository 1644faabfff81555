//! Everything that is measured in a run.

use std::hint::black_box;
use std::time::Duration;

use crate::allocations;
use crate::clock::{Runner, Taken, race};
use crate::engine::Engine;
use crate::lanes::{self, Lane, WHEREAS};
use crate::memory;
use crate::whereas::Whereas;
use crate::{AGREED, cases};

/// The numbers of rules that growth is looked at with.
pub const SIZES: [usize; 3] = [12, 100, 1_000];

/// A row of a table: who, and how long.
pub type Row = (&'static str, Taken);

/// What a run measured.
pub struct Measured {
    pub compile: Vec<Row>,
    pub verdict: Vec<Row>,
    pub verdict_alone: Taken,
    pub json: Vec<Row>,
    pub many: Vec<Row>,
    /// Times that memory is asked for in a verdict, and from JSON text to verdict, on average.
    pub allocations: Vec<(&'static str, f64, f64)>,
    pub verdict_alone_allocations: f64,
    /// Peaks in kilobytes; the first is that of a process that judges nothing.
    pub memory: Vec<(&'static str, Option<u64>)>,
    /// For each size, how long one rule takes.
    pub growth: Vec<Vec<Row>>,
    pub bytes: usize,
}

/// Measures everything.
pub fn all() -> Measured {
    let texts = cases::texts(AGREED);
    eprintln!("compile");
    let compile = compile();
    eprintln!("verdict");
    let (verdict, verdict_alone) = verdict(&texts);
    eprintln!("JSON to verdict");
    let json = json(&texts);
    eprintln!("allocations");
    let (allocations, verdict_alone_allocations) = allocated(&texts);
    eprintln!("many cases");
    let many = many();
    eprintln!("memory");
    let names = std::iter::once(memory::NOTHING).chain(lanes::names());
    let memory = names.map(|name| (name, memory::of(name))).collect();
    eprintln!("growth");
    let growth = SIZES.into_iter().map(|size| growth(size, &texts)).collect();
    let bytes = texts.iter().map(String::len).sum::<usize>() / texts.len();
    Measured {
        compile,
        verdict,
        verdict_alone,
        json,
        many,
        allocations,
        verdict_alone_allocations,
        memory,
        growth,
        bytes,
    }
}

/// The row of the carried procedure as the command makes it ready, and that of the rules without their examples.
pub const CARRIED: &str = "Whereas, as the command does it";
pub const NO_EXAMPLES: &str = "Whereas, without the examples";

fn compile() -> Vec<Row> {
    let mut named = lanes::compilers();
    let bare = Whereas::without_examples();
    named.insert(1, (CARRIED, Box::new(|| drop(black_box(Whereas::carried())))));
    named.insert(2, (NO_EXAMPLES, Box::new(move || drop(black_box(Whereas::checked(black_box(&bare)))))));
    let (names, mut runs): (Vec<_>, Vec<_>) = named.into_iter().unzip();
    let mut runners: Vec<Runner<'_>> =
        runs.iter_mut().map(|run| Box::new(|times: usize| (0..times).for_each(|_| run())) as Runner<'_>).collect();
    let taken = race(&mut runners, 21, Duration::from_millis(60));
    names.into_iter().zip(taken).collect()
}

/// Runs through the cases again and again.
fn judging(lane: &mut Lane, cases: usize) -> Runner<'_> {
    let mut number = 0;
    Box::new(move |times| {
        for _ in 0..times {
            black_box((lane.judge)(black_box(number)));
            number = (number + 1) % cases;
        }
    })
}

fn verdict(texts: &[String]) -> (Vec<Row>, Taken) {
    let mut lanes = lanes::all(texts);
    let names: Vec<&str> = lanes.iter().map(|lane| lane.name).collect();
    let whereas = lanes::ready::<Whereas>(&Whereas::rules());
    let cases: Vec<_> = texts.iter().map(|text| whereas.read(text)).collect();
    let mut runners: Vec<Runner<'_>> = lanes.iter_mut().map(|lane| judging(lane, texts.len())).collect();
    let mut all = cases.iter().cycle();
    runners.push(Box::new(move |times| {
        for case in all.by_ref().take(times) {
            black_box(whereas.verdict(black_box(case)));
        }
    }));
    // Whole rounds through the cases are so short that a round of the race holds many of them.
    let mut taken = race(&mut runners, 31, Duration::from_millis(60));
    let alone = taken.pop().expect("it was pushed");
    (names.into_iter().zip(taken).collect(), alone)
}

fn json(texts: &[String]) -> Vec<Row> {
    let mut lanes = lanes::all(&[]);
    let names: Vec<&str> = lanes.iter().map(|lane| lane.name).collect();
    let mut runners: Vec<Runner<'_>> = lanes.iter_mut().map(|lane| reading(lane, texts)).collect();
    let taken = race(&mut runners, 31, Duration::from_millis(60));
    names.into_iter().zip(taken).collect()
}

fn reading<'l>(lane: &'l mut Lane, texts: &'l [String]) -> Runner<'l> {
    let mut all = texts.iter().cycle();
    Box::new(move |times| {
        for text in all.by_ref().take(times) {
            black_box((lane.read_and_judge)(black_box(text)));
        }
    })
}

fn many() -> Vec<Row> {
    let texts = cases::texts(memory::TEXTS);
    let mut lanes = lanes::all(&[]);
    let names: Vec<&str> = lanes.iter().map(|lane| lane.name).collect();
    let mut runners: Vec<Runner<'_>> = lanes
        .iter_mut()
        .map(|lane| {
            let texts = &texts;
            // However often it is asked, it is the same run: all cases once.
            Box::new(move |times: usize| {
                for text in (0..times).flat_map(|_| texts.iter().cycle().take(memory::CASES)) {
                    black_box((lane.read_and_judge)(black_box(text)));
                }
            }) as Runner<'_>
        })
        .collect();
    let taken = race(&mut runners, 3, Duration::from_millis(1));
    names.into_iter().zip(taken).collect()
}

fn allocated(texts: &[String]) -> (Vec<(&'static str, f64, f64)>, f64) {
    let average = |count: u64| count as f64 / texts.len() as f64;
    let mut rows = Vec::new();
    for lane in &mut lanes::all(texts) {
        let mut judge = || {
            for number in 0..texts.len() {
                black_box((lane.judge)(number));
            }
        };
        // The first time through may still fill what is kept.
        judge();
        let judged = allocations::count(judge);
        let read = allocations::count(|| {
            for text in texts {
                black_box((lane.read_and_judge)(text));
            }
        });
        rows.push((lane.name, average(judged), average(read)));
    }
    let whereas = lanes::ready::<Whereas>(&Whereas::rules());
    let cases: Vec<_> = texts.iter().map(|text| whereas.read(text)).collect();
    let alone = allocations::count(|| {
        for case in &cases {
            black_box(whereas.verdict(case));
        }
    });
    (rows, average(alone))
}

fn growth(size: usize, texts: &[String]) -> Vec<Row> {
    // Fewer cases, so that the slowest engine too goes through all of them in every round.
    let texts = &texts[..20];
    let mut lanes = lanes::repeated(size, texts);
    let names: Vec<&str> = lanes.iter().map(|lane| lane.name).collect();
    let first = lanes.first_mut().map(|lane| (lane.judge)(0));
    for lane in &mut lanes {
        // What is written in Rust repeats all twelve or none.
        let (same, name) = (Some((lane.judge)(0)) == first, lane.name);
        assert!(same || !(name == WHEREAS || lanes::PEERS.contains(&name)), "{name} differs with {size} rules");
    }
    let mut runners: Vec<Runner<'_>> = lanes
        .iter_mut()
        .map(|lane| {
            Box::new(move |times: usize| {
                for number in (0..times).flat_map(|_| 0..20) {
                    black_box((lane.judge)(black_box(number)));
                }
            }) as Runner<'_>
        })
        .collect();
    let taken = race(&mut runners, 15, Duration::from_millis(60));
    let counted = |name: &str| match name {
        lanes::BY_HAND | lanes::BY_VALUE => size.next_multiple_of(12),
        _ => size,
    };
    let each = |name: &'static str, taken: Taken| {
        let rules = counted(name) as f64 * 20.0;
        (name, Taken { least: taken.least / rules, median: taken.median / rules })
    };
    names.into_iter().zip(taken).map(|(name, taken)| each(name, taken)).collect()
}
