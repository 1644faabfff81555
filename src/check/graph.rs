//! What depends on what, in an order in which nothing comes before what it needs; and the circles.

/// The order of the nodes, needed ones first, and each circle found, from its least node on.
///
/// `edges` lists for each node those that it needs. Nodes of a circle are in the order too.
pub(super) fn order(edges: &[Vec<usize>]) -> (Vec<usize>, Vec<Vec<usize>>) {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        New,
        Open,
        Done,
    }
    let mut marks = vec![Mark::New; edges.len()];
    let (mut order, mut circles) = (Vec::new(), Vec::<Vec<usize>>::new());
    let set = |marks: &mut Vec<Mark>, node: usize, mark| {
        if let Some(place) = marks.get_mut(node) {
            *place = mark;
        }
    };
    for start in 0..edges.len() {
        if marks.get(start) != Some(&Mark::New) {
            continue;
        }
        let mut path = vec![(start, 0)];
        set(&mut marks, start, Mark::Open);
        while let Some((node, next)) = path.last().copied() {
            let needed = edges.get(node).and_then(|needed| needed.get(next)).copied();
            if let Some(last) = path.last_mut() {
                last.1 += 1;
            }
            match needed.map(|needed| (needed, marks.get(needed).copied())) {
                Some((needed, Some(Mark::New))) => {
                    set(&mut marks, needed, Mark::Open);
                    path.push((needed, 0));
                }
                Some((needed, Some(Mark::Open))) => {
                    let from = path.iter().position(|(on_path, _)| *on_path == needed).unwrap_or(0);
                    circles.push(path.iter().skip(from).map(|(on_path, _)| *on_path).collect());
                }
                Some(_) => {}
                None => {
                    set(&mut marks, node, Mark::Done);
                    order.push(node);
                    path.pop();
                }
            }
        }
    }
    for circle in &mut circles {
        let least = circle.iter().enumerate().min_by_key(|(_, node)| **node).map_or(0, |(at, _)| at);
        circle.rotate_left(least);
    }
    circles.sort();
    circles.dedup();
    (order, circles)
}

#[cfg(test)]
mod tests {
    use super::order;

    #[test]
    fn needed_nodes_come_first() {
        assert_eq!(order(&[vec![1, 2], vec![2], vec![]]), (vec![2, 1, 0], vec![]));
    }

    #[test]
    fn circles_are_shown_from_their_least_node() {
        assert_eq!(order(&[vec![2], vec![1], vec![0]]).1, [vec![0, 2], vec![1]]);
    }
}
