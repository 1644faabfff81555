//! A case says the same in every spelling.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

use std::sync::Arc;

use crate::common::{model, picture, pictures};
use proptest::collection::vec;
use proptest::prelude::*;
use whereas::case::{Assumption, Case, SetBy, from_json, from_syntax, leaves, to_case, to_json};
use whereas::model::{Model, Shape};
use whereas::session::{Workspace, procedure_of};
use whereas::source::Source;
use whereas::value::{Cell, Day, Decimal, Duration, List, Occurrence, Type, Unit, Value};

/// What the cells of a case may be.
#[derive(Clone, Copy)]
struct Bounds {
    /// The unit of the durations whose unit the procedure leaves open.
    unit: Unit,
    /// Whether only what a `.case` file can say is wanted.
    written: bool,
}

fn texts(bounds: Bounds) -> BoxedStrategy<Arc<str>> {
    // Signs that have a meaning in one spelling or the other; in JSON, controls too.
    let signs =
        if bounds.written { "[a-zé {}\"\\\\#,=\\[\\]]{0,8}" } else { "[a-zé {}\"\\\\\u{1}-\u{1f}\u{202e}]{0,8}" };
    signs.prop_map(|text| text.as_str().into()).boxed()
}

fn days() -> BoxedStrategy<Day> {
    (Day::FIRST.0..=Day::LAST.0).prop_map(Day).boxed()
}

fn known(model: &Model, ty: &Type, class: Option<u16>, bounds: Bounds) -> BoxedStrategy<Value> {
    match ty {
        Type::Text => texts(bounds).prop_map(Value::Text).boxed(),
        Type::Number => (any::<i64>(), 0u32..9).prop_map(|(n, scale)| Value::Number(Decimal::new(n, scale))).boxed(),
        Type::YesNo => any::<bool>().prop_map(Value::YesNo).boxed(),
        Type::Date => days().prop_map(Value::Date).boxed(),
        Type::Duration => {
            let unit = if class == Some(0) { bounds.unit } else { Unit::WorkingDay };
            (0u32..=10_000).prop_map(move |count| Value::Duration(Duration { count, unit })).boxed()
        }
        Type::Choice(id) => {
            let members = u16::try_from(model.choice(*id).unwrap().members.len()).unwrap();
            (0..members).prop_map(Value::Choice).boxed()
        }
        other => unreachable!("{other:?} is no plain type"),
    }
}

/// A dispute between different values.
fn dispute(values: BoxedStrategy<Cell>) -> BoxedStrategy<Cell> {
    vec(values, 2..4)
        .prop_filter("the same value twice", |cells| {
            cells.iter().enumerate().all(|(at, cell)| !cells[..at].contains(cell))
        })
        .prop_map(|cells| Cell::Disputed(cells.into()))
        .boxed()
}

fn ranges() -> BoxedStrategy<Cell> {
    (days(), 1i32..400)
        .prop_map(|(first, length)| (first, first.plus(length).min(Day::LAST)))
        .prop_filter("no range", |(first, last)| first < last)
        .prop_map(|(first, last)| Cell::Between(first, last))
        .boxed()
}

fn plain(model: &Model, ty: &Type, class: Option<u16>, bounds: Bounds) -> BoxedStrategy<Cell> {
    let value = known(model, ty.bare(), class, bounds).prop_map(Cell::Known).boxed();
    let none = if ty.is_optional() { Cell::None } else { Cell::Unknown };
    let alternatives =
        if ty.is_optional() { prop_oneof![4 => value.clone(), 1 => Just(Cell::None)].boxed() } else { value.clone() };
    let missing = if bounds.written { Cell::Unknown } else { Cell::Missing };
    let mut all =
        vec![(6, value), (1, Just(missing).boxed()), (1, Just(Cell::Unknown).boxed()), (1, Just(none).boxed())];
    if *ty != Type::YesNo || bounds.written {
        all.push((1, dispute(alternatives)));
    }
    if *ty.bare() == Type::Date {
        all.push((1, ranges()));
    }
    proptest::strategy::Union::new_weighted(all).boxed()
}

fn periods(bounds: Bounds) -> BoxedStrategy<(Cell, Cell)> {
    let date = |day: Day| Cell::Known(Value::Date(day));
    let until = (days(), 0i32..500).prop_flat_map(move |(from, length)| {
        let until = date(from.plus(length).min(Day::LAST));
        (Just(date(from)), prop_oneof![3 => Just(until), 1 => Just(Cell::None), 1 => Just(Cell::Unknown)])
    });
    let early = dispute((Day::FIRST.0..0).prop_map(move |day| date(Day(day))).boxed());
    let late = (0..Day::LAST.0).prop_map(move |day| date(Day(day)));
    let nothing = if bounds.written { Cell::Unknown } else { Cell::Missing };
    let no_start = prop_oneof![days().prop_map(date), Just(nothing)].prop_map(|until| (Cell::Missing, until));
    prop_oneof![4 => until, 1 => (early, late), 1 => no_start].boxed()
}

fn occurrence(model: &Model, ty: &Type, bounds: Bounds, disputed: bool) -> BoxedStrategy<Occurrence> {
    let Type::Event { by, of } = ty else { unreachable!() };
    let day = days().prop_map(|day| Cell::Known(Value::Date(day))).boxed();
    let on = match (bounds.written, disputed) {
        (true, true) => day,
        (false, true) => prop_oneof![day, Just(Cell::Missing)].boxed(),
        (true, false) => prop_oneof![3 => day.clone(), 1 => dispute(day), 1 => ranges()].boxed(),
        (false, false) => plain(model, &Type::Date, None, bounds),
    };
    let by = match by {
        Some(id) => {
            let actor = known(model, &Type::Choice(*id), None, bounds).prop_map(Cell::Known).boxed();
            match disputed {
                true => prop_oneof![actor, Just(Cell::Missing)].boxed(),
                false => plain(model, &Type::Choice(*id), None, bounds),
            }
        }
        None => Just(Cell::Missing).boxed(),
    };
    let fields = match of {
        // The `.case` spelling has no place for fields within a dispute.
        Some(id) if disputed => Just(vec![Cell::Missing; model.record(*id).unwrap().shape.width]).boxed(),
        Some(id) => shape(model, &model.record(*id).unwrap().shape, bounds),
        None => Just(Vec::new()).boxed(),
    };
    (on, by, proptest::option::of(texts(bounds)), fields)
        .prop_map(|(on, by, note, fields)| Occurrence { on, by, note, fields: fields.into() })
        .boxed()
}

fn event(model: &Model, ty: &Type, bounds: Bounds) -> BoxedStrategy<Cell> {
    let known = |occurrences: Vec<Occurrence>| Cell::Known(Value::Event(occurrences.into()));
    let bare = |cells: &Cell| match cells {
        Cell::Disputed(cells) => cells.iter().any(|cell| *cell == Cell::Known(Value::Event(Arc::default()))),
        _ => true,
    };
    prop_oneof![
        3 => vec(occurrence(model, ty, bounds, false), 0..4).prop_map(known),
        1 => Just(Cell::Unknown),
        1 => dispute(vec(occurrence(model, ty, bounds, true), 0..3).prop_map(known).boxed())
            .prop_filter("disputes over days are disputes of the day", bare),
    ]
    .boxed()
}

fn value(model: &Model, ty: &Type, class: Option<u16>, bounds: Bounds) -> BoxedStrategy<Vec<Cell>> {
    match ty {
        Type::Record(id) => shape(model, &model.record(*id).unwrap().shape, bounds),
        Type::Period => periods(bounds).prop_map(|(from, until)| vec![from, until]).boxed(),
        Type::Event { .. } => event(model, ty, bounds).prop_map(|cell| vec![cell]).boxed(),
        Type::Optional(inner) if matches!(**inner, Type::Period | Type::Record(_)) => {
            let nothing = absent(model, inner, &Cell::Missing);
            let unknown = absent(model, inner, &Cell::Unknown);
            let there = value(model, inner, class, bounds);
            let with = |cell: Cell, rest: Vec<Cell>| std::iter::once(cell).chain(rest).collect::<Vec<_>>();
            prop_oneof![
                Just(with(Cell::None, nothing.clone())),
                Just(with(Cell::Missing, nothing)),
                Just(with(Cell::Unknown, unknown)),
                there.prop_map(move |there| with(Cell::Known(Value::YesNo(true)), there)),
            ]
            .boxed()
        }
        Type::List(inner) => {
            let width = model.width(inner);
            // Something is always said of a plain element.
            let said = |cells: &Vec<Cell>| cells.len() > 1 || !cells.contains(&Cell::Missing);
            let element = value(model, inner, class, bounds).prop_filter("nothing is said of it", said);
            let list = vec(element, 0..4)
                .prop_map(move |all| Cell::Known(Value::List(Arc::new(List { width, cells: all.concat() }))));
            prop_oneof![4 => list, 1 => Just(Cell::Unknown), 1 => Just(Cell::Missing)]
                .prop_map(|cell| vec![cell])
                .boxed()
        }
        _ => plain(model, ty, class, bounds).prop_map(|cell| vec![cell]).boxed(),
    }
}

/// The cells of a thing of which nothing is known.
fn absent(model: &Model, ty: &Type, cell: &Cell) -> Vec<Cell> {
    match ty {
        Type::Record(id) => {
            let fields = &model.record(*id).unwrap().shape.fields;
            fields.iter().flat_map(|field| absent(model, &field.ty, cell)).collect()
        }
        Type::Event { .. } if *cell == Cell::Missing => vec![Cell::Known(Value::Event(Arc::default()))],
        _ => vec![cell.clone(); model.width(ty)],
    }
}

fn shape(model: &Model, shape: &Shape, bounds: Bounds) -> BoxedStrategy<Vec<Cell>> {
    let none = Just(Vec::new()).boxed();
    shape.fields.iter().fold(none, |before, field| {
        let field = value(model, &field.ty, field.unit_class, bounds);
        (before, field).prop_map(|(before, field)| [before, field].concat()).boxed()
    })
}

/// Whether an assumption may stand there.
fn can_be_assumed(cell: &Cell, presence: bool, written: bool) -> bool {
    match cell {
        Cell::None => true,
        Cell::Between(..) => !written,
        Cell::Known(_) if presence => false,
        Cell::Known(Value::Event(occurrences)) if written => occurrences.iter().all(|occurrence| {
            let day = matches!(occurrence.on, Cell::Known(_));
            day && matches!(occurrence.by, Cell::Known(_) | Cell::Missing | Cell::Unknown)
        }),
        Cell::Known(Value::List(_)) => !written,
        Cell::Known(_) => true,
        _ => false,
    }
}

fn cases(written: bool) -> BoxedStrategy<Case> {
    let model = model();
    let units = proptest::sample::select(Unit::ALL.to_vec());
    units
        .prop_flat_map(move |unit| {
            let bounds = Bounds { unit, written };
            let facts = shape(&model, &model.facts, bounds);
            (
                texts(bounds),
                proptest::option::of(days()),
                facts,
                any::<Option<bool>>(),
                vec(any::<u8>(), 200),
                texts(bounds),
            )
        })
        .prop_map(move |(title, as_of, cells, threshold, dice, because)| {
            let model = crate::common::model();
            let (mut settings, mut set_by) = (model.settings.clone(), vec![SetBy::File; 3]);
            if let Some(known) = threshold {
                settings[1] = if known { Cell::Known(Value::Number(Decimal::new(1250, 2))) } else { Cell::Unknown };
                set_by[1] = SetBy::Case;
            }
            let mut case = Case {
                title,
                procedure: Some("appointment".into()),
                as_of,
                cells,
                settings,
                set_by,
                assumed: Vec::new(),
            };
            let mut assumed: Vec<Assumption> = Vec::new();
            let mut dice = dice.into_iter().cycle();
            let mut silent: Option<String> = None;
            leaves(&model, &case, &mut |leaf| {
                let presence = leaf.part == whereas::case::Part::Presence;
                let fact = model.facts.field(leaf.path.split(['.', '[']).next().unwrap()).is_some();
                let within =
                    |whole: &str| leaf.path.strip_prefix(whole).is_some_and(|rest| rest.starts_with(['.', '[']));
                let inside = assumed.last().is_some_and(|last| within(&last.fact));
                // Of a record that is not mentioned nothing is assumed.
                let silenced = silent.as_deref().is_some_and(within);
                if presence && *leaf.cell == Cell::Missing {
                    silent = Some(leaf.path.to_owned());
                }
                let can = fact && !inside && !silenced && can_be_assumed(leaf.cell, presence, written);
                if can && dice.next().unwrap() < 60 {
                    assumed.push(Assumption { fact: leaf.path.to_owned(), because: Some(because.clone()) });
                }
            });
            case.assumed = assumed;
            case
        })
        .boxed()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_case_written_in_json_is_the_same_case(case in cases(false)) {
        let model = model();
        let source = Source::new("case.json", to_json(&model, &case));
        match from_json(&model, 0, &source) {
            Ok(again) => {
                prop_assert_eq!(picture(&model, &again), picture(&model, &case), "{}", source.text);
                prop_assert_eq!(again, case, "{}", source.text);
            },
            Err(problems) => prop_assert!(false, "{}", pictures(&source, &problems)),
        }
    }

    #[test]
    fn a_case_written_in_lines_is_the_same_case(case in cases(true)) {
        let model = model();
        let source = Source::new("x.case", to_case(&model, &case));
        let (file, problems) = whereas::parse::case(0, &source);
        prop_assert!(problems.is_empty(), "{}", pictures(&source, &problems));
        match from_syntax(&model, &file.unwrap()) {
            Ok(again) => {
                prop_assert_eq!(picture(&model, &again), picture(&model, &case), "{}", source.text);
                prop_assert_eq!(again, case, "{}", source.text);
            },
            Err(problems) => prop_assert!(false, "{}", pictures(&source, &problems)),
        }
    }

    #[test]
    fn the_order_of_lines_never_matters(case in cases(true), shift in 0usize..40) {
        let model = model();
        let text = to_case(&model, &case);
        let mut lines: Vec<&str> = text.lines().collect();
        let head = lines.remove(0);
        if !lines.is_empty() {
            let shift = shift % lines.len();
            lines.rotate_left(shift);
        }
        let read = |text: String| {
            let (file, _) = whereas::parse::case(0, &Source::new("x.case", text));
            from_syntax(&model, &file.unwrap()).map_err(|problems| problems.len())
        };
        let reversed = format!("{head}\n{}\n", lines.iter().rev().copied().collect::<Vec<_>>().join("\n"));
        prop_assert_eq!(read(text.clone()), read(format!("{head}\n{}\n", lines.join("\n"))));
        prop_assert_eq!(read(text.clone()), read(reversed));
    }
}

/// In JSON any text may stand where a procedure is named; lines that cannot name it say so, and can still be read.
#[test]
fn a_procedure_that_is_no_name_is_not_written_in_lines() {
    let grammar = include_str!("../../grammar/whereas.pest");
    let case_of = |name: &str| {
        let text = serde_json::json!({ "procedure": name }).to_string();
        from_json(&model(), 0, &Source::new("x.json", text)).unwrap()
    };
    let reserved = grammar.split("reserved = @{").nth(1).unwrap().split('}').next().unwrap();
    let reserved: Vec<&str> = reserved.split('"').skip(1).step_by(2).collect();
    assert!(reserved.len() > 20);
    for name in ["", "a b", "1st", "a\nb", "_x", "é", "x-y"].into_iter().chain(reserved) {
        let lines = to_case(&model(), &case_of(name));
        assert!(lines.contains("\n  # `procedure` has no spelling in lines"), "{lines}");
        let (file, problems) = whereas::parse::case(0, &Source::new("x.case", lines.as_str()));
        assert!(problems.is_empty() && file.unwrap().procedure.is_none(), "{lines}");
    }
    assert_eq!(to_case(&model(), &case_of("Aa_1")), "case \"x.json\" of Aa_1\n");
}

/// Every case that comes with the procedures.
#[test]
fn the_cases_of_the_procedures_say_the_same_in_both_spellings() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("procedures");
    let mut workspace = Workspace::new();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "whereas") {
            workspace.add(&path.display().to_string(), &std::fs::read_to_string(&path).unwrap());
        }
    }
    let mut read = 0;
    for entry in std::fs::read_dir(folder.join("cases")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let procedure = procedure_of("case", &text).unwrap().unwrap();
        let compiled = workspace.compile(workspace.find(&procedure).unwrap()).unwrap();
        let case = compiled.case("case", &text).unwrap();
        assert_eq!(compiled.case("case", &to_json(&compiled.model, &case)).unwrap(), case, "{}", path.display());
        assert_eq!(compiled.case("case", &to_case(&compiled.model, &case)).unwrap(), case, "{}", path.display());
        read += 1;
    }
    assert!(read > 10, "{read} cases were found");
}
