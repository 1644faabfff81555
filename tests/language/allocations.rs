//! A verdict on a case in which everything is known touches no heap.

use crate::common::compiled;

#[test]
fn a_verdict_on_known_facts_does_not_allocate() {
    let rules = "rule one_rule \"One\"\n  whereas house\n  when starts <= today and home is in Member\n  unless other \"why\"\n  \
        requires adopted by chair at least 10 working days before sent and every place in homes satisfies place is in Member\n\
        rule two_rule \"Two\"\n  whereas house\n  duty of chair\n  must be adopted within 2 months after (sent by clerk)\n\
        rule three_rule \"Three\"\n  whereas house\n  for each item in items\n  requires item.done no later than item.limit\n";
    let compiled = compiled(rules);
    let text = r#"{"case": "A", "procedure": "trial", "as_of": "2018-06-15", "facts": {
        "starts": "2018-06-01", "home": "norway", "homes": ["norway", "spain"], "other": false,
        "adopted": {"on": "2018-03-01", "by": "chair"}, "sent": [{"on": "2018-04-02", "by": "clerk"}],
        "items": [{"title": "a", "limit": "2018-06-20", "done": []}, {"title": "b", "limit": "2018-06-10", "done": "2018-06-01"}]}}"#;
    let case = compiled.case("a.json", text).expect("the case is sound");
    let day = case.as_of.expect("the case has a day");
    let mut verdict = None;
    let counted =
        allocation_counter::measure(|| verdict = Some(whereas::evaluate::verdict(&compiled.model, &case, day)));
    assert_eq!(counted.count_total, 0, "{verdict:?}");
    assert!(matches!(verdict, Some(Ok(_))));
}
