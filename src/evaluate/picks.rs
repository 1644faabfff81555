//! Going through every way in which an evaluation can turn out, one after the other.

/// The choices made in one run, and those still to be made in runs to come.
#[derive(Default)]
pub(crate) struct Picks {
    /// Number chosen and number of alternatives, for each choice of this run in turn.
    made: Vec<(usize, usize)>,
    at: usize,
    open: bool,
}

impl Picks {
    /// One of so many alternatives, counted from 0.
    pub fn choose(&mut self, alternatives: usize) -> usize {
        self.open = true;
        if self.at == self.made.len() {
            self.made.push((0, alternatives));
        }
        let picked = self.made.get(self.at).map_or(0, |(picked, _)| *picked);
        self.at += 1;
        picked
    }

    /// How many choices were made so far in this run.
    pub fn chosen(&self) -> usize {
        self.at
    }

    /// Notes that something was read that is not known.
    pub fn open(&mut self) {
        self.open = true;
    }

    /// Whether anything was not known.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Sets up the next run; `false` when all have been made.
    pub fn next(&mut self) -> bool {
        self.at = 0;
        while let Some((picked, alternatives)) = self.made.pop() {
            if picked + 1 < alternatives {
                self.made.push((picked + 1, alternatives));
                return true;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::Picks;

    #[test]
    fn every_combination_comes_once() {
        let (mut picks, mut seen) = (Picks::default(), Vec::new());
        loop {
            let first = picks.choose(2);
            seen.push((first, if first == 1 { picks.choose(3) } else { 9 }));
            if !picks.next() {
                break;
            }
        }
        assert_eq!(seen, [(0, 9), (1, 0), (1, 1), (1, 2)]);
    }
}
