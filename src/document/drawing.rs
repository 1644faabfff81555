//! A drawing of boxes in columns, with arrows from right to left: where everything stands, whatever draws it.

/// A box.
#[derive(Debug, Clone)]
pub struct Node {
    /// What stands in it.
    pub text: String,
    /// 0 for rules, 1 for exceptions from them, 2 for exceptions from those.
    pub column: usize,
    /// The boxes that arrows lead to.
    pub targets: Vec<usize>,
}

/// Boxes and arrows.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// The boxes.
    pub nodes: Vec<Node>,
    /// What it shows.
    pub title: &'static str,
    /// The same in words.
    pub alternative: String,
}

/// A box with its place.
#[derive(Debug, Clone)]
pub struct Placed {
    /// Its left upper corner.
    pub x: usize,
    /// Its left upper corner.
    pub y: usize,
    /// Its height.
    pub height: usize,
    /// What stands in it, in lines.
    pub lines: Vec<String>,
}

/// How wide a box is.
pub const WIDTH: usize = 260;
/// How high a line of text is.
pub const LINE: usize = 18;
/// From the edge of a box to its text.
pub const INSIDE: usize = 8;
/// Between boxes one below the other.
const BELOW: usize = 12;
/// Between columns.
const BESIDE: usize = 60;
/// Letters of a line.
const LETTERS: usize = 34;
/// Around everything.
const AROUND: usize = 2;

impl Drawing {
    /// A drawing of these boxes. Those that lead further than to rules move to the right.
    pub fn new(mut nodes: Vec<Node>, title: &'static str, alternative: String) -> Self {
        // Checking has seen to it that nothing leads back to itself; a chain is as long as there are boxes at most.
        for _ in 0..nodes.len() {
            let columns: Vec<usize> = nodes.iter().map(|node| node.column).collect();
            let mut moved = false;
            for node in &mut nodes {
                let furthest = node.targets.iter().filter_map(|target| columns.get(*target)).max();
                if let Some(furthest) = furthest
                    && node.column <= *furthest
                {
                    node.column = furthest + 1;
                    moved = true;
                }
            }
            if !moved {
                break;
            }
        }
        Drawing { nodes, title, alternative }
    }

    /// The boxes with their places, and the width and height of it all.
    pub fn placed(&self) -> (Vec<Placed>, usize, usize) {
        let columns = self.nodes.iter().map(|node| node.column).max().unwrap_or(0) + 1;
        let mut placed: Vec<Option<Placed>> = vec![None; self.nodes.len()];
        let mut height = 0;
        for column in 0..columns {
            let mut here: Vec<(usize, usize)> = Vec::new();
            for (at, node) in self.nodes.iter().enumerate().filter(|(_, node)| node.column == column) {
                let middles = node.targets.iter().filter_map(|target| placed.get(*target)?.as_ref());
                let middles: Vec<usize> = middles.map(|target| target.y + target.height / 2).collect();
                here.push((middles.iter().sum::<usize>() / middles.len().max(1), at));
            }
            here.sort_unstable();
            let mut free = AROUND;
            for (middle, at) in here {
                let Some(node) = self.nodes.get(at) else { continue };
                let lines = wrapped(&node.text);
                let own = lines.len() * LINE + 2 * INSIDE;
                let y = free.max(middle.saturating_sub(own / 2));
                free = y + own + BELOW;
                height = height.max(y + own + AROUND);
                let x = AROUND + column * (WIDTH + BESIDE);
                if let Some(place) = placed.get_mut(at) {
                    *place = Some(Placed { x, y, height: own, lines });
                }
            }
        }
        let width = columns * (WIDTH + BESIDE) - BESIDE + 2 * AROUND;
        (placed.into_iter().flatten().collect(), width, height)
    }
}

/// A text in lines that fit into a box.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    let mut taken = 0;
    for word in text.split_whitespace() {
        let letters: Vec<char> = word.chars().collect();
        // A word longer than a line is parted.
        for (at, part) in letters.chunks(LETTERS).enumerate() {
            let blank = usize::from(taken > 0 && at == 0);
            if taken > 0 && (at > 0 || taken + blank + part.len() > LETTERS) {
                lines.push(String::new());
                taken = 0;
            }
            if let Some(line) = lines.last_mut() {
                if taken > 0 {
                    line.push(' ');
                    taken += 1;
                }
                line.extend(part);
                taken += part.len();
            }
        }
    }
    lines
}
