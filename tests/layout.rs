//! A file laid out anew says the same, wherever its lines end and its comments stand.

use proptest::prelude::*;
use whereas::format;
use whereas::source::Source;

/// The words of something, to be put together with any blanks between them.
type Words = Vec<String>;

fn words(text: &str) -> Words {
    text.split('~').map(str::to_owned).collect()
}

fn put(parts: &[&[String]]) -> Words {
    parts.concat()
}

fn one_of(texts: &'static [&'static str]) -> impl Strategy<Value = Words> + Clone {
    proptest::sample::select(texts).prop_map(words)
}

fn value() -> impl Strategy<Value = Words> + Clone {
    one_of(&[
        "a",
        "starts",
        "candidate~.~name",
        "2018-01-31",
        "10~working~days",
        "1~month",
        "12.50",
        "-3",
        "yes",
        "no",
        "none",
        "today",
        "\"a text # with {signs} \\\" and \\\\\"",
        "[~]",
        "Member~[~a~]~.~since",
        "is_member~(~a~,~today~)",
        "count~(~xs~)",
        "[~a~,~b~,~-1~]",
        "approved~.~on",
        "(~a~+~b~)",
    ])
}

fn term() -> impl Strategy<Value = Words> + Clone {
    let sum = (value(), one_of(&["+", "-", "*"]), value()).prop_map(|(a, sign, b)| put(&[&a, &sign, &b]));
    let days = (one_of(&["days~from", "working~days~from"]), value(), value())
        .prop_map(|(word, a, b)| put(&[&word, &a, &words("to"), &b]));
    let period = (value(), value()).prop_map(|(a, b)| put(&[&words("from"), &a, &words("until"), &b]));
    prop_oneof![4 => value(), 1 => sum, 1 => days, 1 => period]
}

fn qualifier() -> impl Strategy<Value = Words> + Clone {
    let plain = one_of(&["by", "only~by", "before", "after", "on", "no~later~than", "no~earlier~than", "during"]);
    let plain = (plain, term()).prop_map(|(word, term)| put(&[&word, &term]));
    let bounds = one_of(&[
        "within~10~days~after",
        "within~open_for~before",
        "at~least~(~a~+~b~)~before",
        "at~least~1~week~after",
        "before~(~adopted~by~chair~)~on",
    ]);
    let bounded = (bounds, term()).prop_map(|(word, term)| put(&[&word, &term]));
    prop_oneof![3 => plain, 1 => bounded, 1 => Just(words("where~(~amount~>~3~and~a~is~b~)"))]
}

fn comparison() -> impl Strategy<Value = Words> + Clone {
    let signs = one_of(&["is", "is~not", "is~in", "is~not~in", "<", "<=", ">", ">="]);
    let compared = (term(), signs, term()).prop_map(|(a, sign, b)| put(&[&a, &sign, &b]));
    let event = (one_of(&["approved", "decision~.~announced", "today"]), prop::collection::vec(qualifier(), 1..4))
        .prop_map(|(event, qualifiers)| put(&[&event, &qualifiers.concat()]));
    prop_oneof![2 => compared, 2 => event, 1 => term()]
}

fn condition() -> impl Strategy<Value = Words> {
    comparison().boxed().prop_recursive(4, 24, 4, |inner| {
        let bracketed = inner.clone().prop_map(|inner| put(&[&words("("), &inner, &words(")")])).boxed();
        let chain =
            (prop::collection::vec(bracketed.clone(), 2..6), one_of(&["and", "or"])).prop_map(|(operands, word)| {
                let joined = operands.iter().map(|operand| put(&[&word, operand])).collect::<Vec<_>>().concat();
                joined.into_iter().skip(1).collect::<Words>()
            });
        let quantifiers = one_of(&["every", "some", "no", "exactly~2", "at~least~limit", "at~most~3"]);
        let quantified = (quantifiers, bracketed.clone())
            .prop_map(|(word, body)| put(&[&word, &words("x~in~candidate~.~list~satisfies"), &body]));
        let if_then = (inner, bracketed.clone(), bracketed.clone()).prop_map(|(condition, then, other)| {
            let condition = put(&[&words("(~"), &condition, &words(")")]);
            put(&[&words("if"), &condition, &words("then"), &then, &words("else"), &other])
        });
        let not = bracketed.clone().prop_map(|inner| put(&[&words("not"), &inner]));
        prop_oneof![chain, quantified, if_then, not, bracketed]
    })
}

fn label() -> impl Strategy<Value = Words> {
    one_of(&[
        "\"Short\"",
        "\"Short\"~fr~\"Court\"",
        "\"Rather a long text, longer than most texts are in a file\"~fr~\"Un texte plutôt long, comme le sont les textes\"",
        "\"with {signs}, \\\\ and \\\"marks\\\"\"~fr~\"avec {des} signes\"~nb~\"med tegn\"",
    ])
}

fn rule() -> impl Strategy<Value = Words> {
    let norms = one_of(&["must", "must~not", "requires", "should", "should~not"]);
    let unless = prop::collection::vec((condition(), label()), 0..2);
    (label(), prop::option::of(condition()), unless, norms, condition(), prop::option::of(label())).prop_map(
        |(title, when, unless, norm, condition, otherwise)| {
            let citation = words("whereas~page~\"Role\"~8~,~treaty~\"Article 10\"");
            let when = when.map_or_else(Vec::new, |when| put(&[&words("when"), &when]));
            let unless = unless.iter().flat_map(|(condition, reason)| put(&[&words("unless"), condition, reason]));
            let unless: Words = unless.collect();
            let otherwise = otherwise.map_or_else(Vec::new, |text| put(&[&words("otherwise"), &text]));
            let head = words("rule~approval");
            put(&[&head, &title, &citation, &when, &unless, &norm, &condition, &otherwise])
        },
    )
}

fn facts() -> impl Strategy<Value = Words> {
    let ty = one_of(&["text", "list~of~optional~Country", "event~of~Contact~by~Office", "yes/no", "event"]);
    let field = (one_of(&["starts", "applied", "candidate"]), ty, prop::option::of(label()))
        .prop_map(|(name, ty, label)| put(&[&name, &ty, &label.unwrap_or_default()]));
    prop::collection::vec(field, 1..5).prop_map(|fields| put(&[&words("facts"), &fields.concat()]))
}

fn example() -> impl Strategy<Value = Words> {
    let line = one_of(&[
        "starts~=~2018-01-15",
        "candidate~.~list~=~[~norway~,~france~]",
        "decisions~[~0~]~.~owner~=~chair",
        "approved~=~2018-01-02~by~chair~note~\"so # it is\"",
        "office~=~assume~chair~because~\"why\"",
        "applied~=~disputed~2018-01-01~,~2018-01-02",
        "published~=~between~2018-01-01~and~2018-01-02~by~unknown",
        "service~=~from~2018-01-01~until~unknown",
        "set~open_for~=~5~working~days",
        "as~of~2018-01-20",
        "expect~approval~for~decisions~[~0~]~due~2018-01-03",
        "expect~not~met",
        "expect~missing~candidate~.~name",
    ]);
    prop::collection::vec(line, 0..8).prop_map(|lines| put(&[&words("example~\"E\""), &lines.concat()]))
}

/// What may stand between two words of a declaration.
fn gap() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        12 => Just(" "),
        2 => Just("\n  "),
        1 => Just("\n\n    "),
        1 => Just(" # beside\n  "),
        1 => Just("\n# in the first column\n  "),
        1 => Just("\n\n  # on its own line\n\n  "),
        1 => Just(" #\r\n\t"),
    ]
}

/// What may stand between two declarations.
fn space() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(
        &["\n", "\n\n\n", " # after\n", "\n\n# before\n", "\n  # inside\n# before\n\n", "\n# a\n\n# b\n"][..],
    )
}

fn file() -> impl Strategy<Value = String> {
    let declarations = prop_oneof![3 => rule().boxed(), 1 => facts().boxed(), 1 => example().boxed()];
    let spaced = declarations.prop_flat_map(|words| {
        let gaps = prop::collection::vec(gap(), words.len());
        (Just(words), gaps, space())
    });
    prop::collection::vec(spaced, 1..4).prop_map(|declarations| {
        let mut out = "procedure trial \"Trial\"\n".to_owned();
        for (words, gaps, space) in declarations {
            for (at, (word, gap)) in words.iter().zip(gaps).enumerate() {
                out.push_str(if at == 0 { "" } else { gap });
                out.push_str(word);
            }
            out.push_str(space);
        }
        out
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn every_file_has_one_layout_that_says_the_same(text in file()) {
        let source = Source::new("any.whereas", text.as_str());
        let laid_out = format::checked(&source, 0);
        let told = laid_out.as_ref().err().map(|problems| {
            problems.iter().map(|problem| format!("{} {:?}", problem.diagnostic, problem.offset())).collect::<Vec<_>>()
        });
        prop_assert_eq!(told, None, "{}", text);
    }
}
