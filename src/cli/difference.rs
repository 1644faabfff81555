//! From two texts to the lines in which they differ.

/// Lines that are compared one by one; a longer stretch is shown as wholly taken out and put in.
const COMPARED: usize = 1_500;

/// Each line that goes with `-` and each that comes with `+`, by their numbers before.
pub fn difference(before: &str, after: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let head = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let rest = |lines: &[&str]| lines.len() - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let tail = tail.min(rest(&old)).min(rest(&new));
    let old_middle = old.get(head..old.len() - tail).unwrap_or(&[]);
    let new_middle = new.get(head..new.len() - tail).unwrap_or(&[]);
    let mut shown = String::new();
    let mut number = head;
    let mut gap = true;
    for (sign, line) in steps(old_middle, new_middle) {
        if sign == ' ' {
            number += 1;
            gap = true;
            continue;
        }
        if gap {
            shown.push_str(&format!("  line {}\n", number + 1));
            gap = false;
        }
        if sign == '-' {
            number += 1;
        }
        shown.push_str(&format!("  {sign} {line}\n"));
    }
    if shown.is_empty() && before != after {
        shown.push_str("  only line ends differ\n");
    }
    shown
}

/// The longest common lines stay, all others go or come.
fn steps<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<(char, &'t str)> {
    if old.len() > COMPARED || new.len() > COMPARED {
        let gone = old.iter().map(|line| ('-', *line));
        return gone.chain(new.iter().map(|line| ('+', *line))).collect();
    }
    let width = new.len() + 1;
    let mut common = vec![0u32; (old.len() + 1) * width];
    let at = |common: &[u32], row: usize, column: usize| common.get(row * width + column).copied().unwrap_or(0);
    for (row, old) in old.iter().enumerate().rev() {
        for (column, new) in new.iter().enumerate().rev() {
            let best = match old == new {
                true => at(&common, row + 1, column + 1) + 1,
                false => at(&common, row + 1, column).max(at(&common, row, column + 1)),
            };
            if let Some(cell) = common.get_mut(row * width + column) {
                *cell = best;
            }
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut steps = Vec::new();
    loop {
        match (old.get(row), new.get(column)) {
            (Some(line), Some(same)) if line == same => {
                steps.push((' ', *line));
                row += 1;
                column += 1;
            }
            (Some(line), other) if other.is_none() || at(&common, row + 1, column) >= at(&common, row, column + 1) => {
                steps.push(('-', *line));
                row += 1;
            }
            (_, Some(line)) => {
                steps.push(('+', *line));
                column += 1;
            }
            _ => return steps,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn only_lines_that_differ_are_shown() {
        assert_eq!(difference("a\nb\nc\nd\n", "a\nB\nc\nd\ne\n"), "  line 2\n  - b\n  + B\n  line 5\n  + e\n");
        assert_eq!(difference("a\n", "a\n"), "");
        assert_eq!(difference("a\r\n", "a\n"), "  only line ends differ\n");
        assert_eq!(difference("", "a\n"), "  line 1\n  + a\n");
    }
}
