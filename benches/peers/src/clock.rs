//! Timing several things against one another: they take turns, so that whatever else the machine does meets them all.

use std::time::{Duration, Instant};

/// How long something took, in seconds for one time.
#[derive(Debug, Clone, Copy)]
pub struct Taken {
    /// The fastest round.
    pub least: f64,
    /// The round in the middle.
    pub median: f64,
}

/// Something to be timed: it runs that many times.
pub type Runner<'r> = Box<dyn FnMut(usize) + 'r>;

/// How long each takes: so many rounds, each of about that length for each.
pub fn race(runners: &mut [Runner<'_>], rounds: usize, length: Duration) -> Vec<Taken> {
    // Warms up, and finds how many times fit into a round.
    let times: Vec<usize> = runners
        .iter_mut()
        .map(|run| {
            let mut times = 1;
            loop {
                let taken = time(run, times);
                if taken >= length / 4 {
                    let fit = length.as_secs_f64() / taken.as_secs_f64() * times as f64;
                    return (fit.round() as usize).max(1);
                }
                times *= 2;
            }
        })
        .collect();
    let mut rows: Vec<Vec<f64>> = runners.iter().map(|_| Vec::with_capacity(rounds)).collect();
    for round in 0..rounds {
        for turn in 0..runners.len() {
            // Nobody is always the first.
            let at = (turn + round) % runners.len();
            rows[at].push(time(&mut runners[at], times[at]).as_secs_f64() / times[at] as f64);
        }
    }
    rows.into_iter()
        .map(|mut row| {
            row.sort_by(f64::total_cmp);
            Taken { least: row[0], median: row[row.len() / 2] }
        })
        .collect()
}

fn time(run: &mut Runner<'_>, times: usize) -> Duration {
    let start = Instant::now();
    run(times);
    start.elapsed()
}
