//! From work in order to answers in the same order, over all cores, with a bound on what is under way.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// Answers, each in the place of its work.
///
/// The queue holds, for each piece of work that was handed out, where its answer will arrive. As it is bounded, work is
/// taken in no faster than answers are taken out.
pub struct Ordered<A> {
    queue: Receiver<Receiver<A>>,
    first: Option<Receiver<A>>,
}

/// What there is to be had now.
pub enum Next<A> {
    /// The next answer.
    Answer(A),
    /// It is still being worked on, or waited for.
    NotYet,
    /// All was answered.
    End,
}

impl<A: Send + 'static> Ordered<A> {
    /// Starts to work. Nothing waits for what was begun: whoever has heard enough drops the answers and goes.
    pub fn start<J: Send + 'static>(
        jobs: impl Iterator<Item = J> + Send + 'static,
        work: impl Fn(J) -> A + Send + Sync + 'static,
    ) -> Self {
        let workers = thread::available_parallelism().map_or(1, usize::from);
        let (order, queue) = sync_channel(2 * workers);
        let (todo, jobs_out) = sync_channel::<(J, SyncSender<A>)>(workers);
        let (jobs_out, work) = (Arc::new(Mutex::new(jobs_out)), Arc::new(work));
        for _ in 0..workers {
            let (jobs_out, work) = (Arc::clone(&jobs_out), Arc::clone(&work));
            thread::spawn(move || {
                while let Some((job, answer)) = taken(&jobs_out) {
                    // Where nobody wants the answer any more, nobody will want the next one.
                    if answer.send(work(job)).is_err() {
                        return;
                    }
                }
            });
        }
        thread::spawn(move || {
            for job in jobs {
                let (answer, later) = sync_channel(1);
                if order.send(later).is_err() || todo.send((job, answer)).is_err() {
                    return;
                }
            }
        });
        Ordered { queue, first: None }
    }

    /// The next answer, waited for no longer than that.
    pub fn next(&mut self, patience: Duration) -> Next<A> {
        let first = match self.first.take() {
            Some(first) => first,
            None => match self.queue.recv_timeout(patience) {
                Ok(first) => first,
                Err(RecvTimeoutError::Timeout) => return Next::NotYet,
                Err(RecvTimeoutError::Disconnected) => return Next::End,
            },
        };
        match first.recv_timeout(patience) {
            Ok(answer) => Next::Answer(answer),
            Err(RecvTimeoutError::Timeout) => {
                self.first = Some(first);
                Next::NotYet
            }
            Err(RecvTimeoutError::Disconnected) => unreachable!("every piece of work is answered"),
        }
    }
}

/// The next piece of work, for whichever worker comes first.
fn taken<T>(jobs: &Mutex<Receiver<T>>) -> Option<T> {
    jobs.lock().ok()?.recv().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn answers_come_in_the_order_of_the_work() {
        let slow = |n: u64| {
            thread::sleep(Duration::from_micros(n % 7 * 300));
            n
        };
        let mut ordered = Ordered::start(0..500, slow);
        let mut answers = Vec::new();
        loop {
            match ordered.next(Duration::from_secs(1)) {
                Next::Answer(answer) => answers.push(answer),
                Next::NotYet => {}
                Next::End => break,
            }
        }
        assert_eq!(answers, (0..500).collect::<Vec<_>>());
    }

    #[test]
    fn no_more_work_is_taken_in_than_answers_are_taken_out() {
        let taken = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&taken);
        let endless = std::iter::repeat_with(move || count.fetch_add(1, Ordering::SeqCst));
        let mut ordered = Ordered::start(endless, |n| n);
        for _ in 0..10 {
            while !matches!(ordered.next(Duration::from_secs(1)), Next::Answer(_)) {}
        }
        thread::sleep(Duration::from_millis(50));
        let workers = thread::available_parallelism().map_or(1, usize::from);
        let most = 10 + 2 * workers + 2;
        assert!(taken.load(Ordering::SeqCst) <= most, "{} taken, {most} at most", taken.load(Ordering::SeqCst));
    }

    #[test]
    fn a_wait_is_no_longer_than_asked_for() {
        let mut ordered = Ordered::start(0..1, |n: u64| {
            thread::sleep(Duration::from_secs(60));
            n
        });
        assert!(matches!(ordered.next(Duration::from_millis(5)), Next::NotYet));
    }
}
