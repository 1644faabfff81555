//! From values to words, by language: days, durations, numbers, lists. A language without words of its own has English.

use std::borrow::Cow;

use crate::value::{Day, Decimal, Duration, Unit};

/// The languages that have words of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// `en`, and every other code.
    English,
    /// `fr`
    French,
}

impl Language {
    /// The language of a code such as `fr` or `fr-BE`.
    pub fn of(code: &str) -> Language {
        let primary = code.split(['-', '_']).next().unwrap_or("");
        if primary.eq_ignore_ascii_case("fr") { Language::French } else { Language::English }
    }
}

const MONTHS: [[&str; 2]; 12] = [
    ["January", "janvier"],
    ["February", "février"],
    ["March", "mars"],
    ["April", "avril"],
    ["May", "mai"],
    ["June", "juin"],
    ["July", "juillet"],
    ["August", "août"],
    ["September", "septembre"],
    ["October", "octobre"],
    ["November", "novembre"],
    ["December", "décembre"],
];

const WEEKDAYS: [[&str; 2]; 7] = [
    ["Monday", "lundi"],
    ["Tuesday", "mardi"],
    ["Wednesday", "mercredi"],
    ["Thursday", "jeudi"],
    ["Friday", "vendredi"],
    ["Saturday", "samedi"],
    ["Sunday", "dimanche"],
];

fn pick(language: &str, words: [&'static str; 2]) -> &'static str {
    let [english, french] = words;
    match Language::of(language) {
        Language::English => english,
        Language::French => french,
    }
}

/// `20 January 2018`, `1er janvier 2018`
pub fn day(day: Day, language: &str) -> String {
    let date = day.date();
    let month = usize::try_from(date.month() - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default();
    let first = date.day() == 1 && Language::of(language) == Language::French;
    format!("{}{} {} {}", date.day(), if first { "er" } else { "" }, pick(language, month), date.year())
}

/// `Saturday`, `samedi`
pub fn weekday(day: Day, language: &str) -> &'static str {
    pick(language, WEEKDAYS.get(usize::from(day.weekday())).copied().unwrap_or_default())
}

/// A text in which every ISO day that stands by itself is written out: `2018-05-30 by …` gives `30 May 2018 by …`.
pub fn days_in<'t>(text: &'t str, language: &str) -> Cow<'t, str> {
    const LENGTH: usize = "2018-05-30".len();
    let mut shown = String::new();
    let mut done = 0;
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(next) = rest.find(|c: char| c.is_ascii_digit()) else { break };
        let start = at + next;
        let digits = rest.get(next..).unwrap_or("");
        let found = digits.get(..LENGTH).and_then(Day::parse);
        let outside = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() || "-/_.".contains(c));
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        let after = digits.get(LENGTH..).unwrap_or("");
        // A full stop may end a sentence, but in `2018-05-30.pdf` it does not.
        let after = after.strip_prefix('.').filter(|after| !after.starts_with(char::is_alphanumeric)).unwrap_or(after);
        match found.filter(|_| outside(before) && outside(after.chars().next())) {
            Some(found) => {
                shown.push_str(text.get(done..start).unwrap_or(""));
                shown.push_str(&day(found, language));
                done = start + LENGTH;
                at = done;
            }
            None => at = start + digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len()),
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    shown.push_str(text.get(done..).unwrap_or(""));
    Cow::Owned(shown)
}

/// `10 working days`, `10 jours ouvrables`
pub fn duration(duration: Duration, language: &str) -> String {
    if Language::of(language) == Language::English {
        return duration.to_string();
    }
    // In French, none and one are singular.
    let many = duration.count > 1;
    let unit = match (duration.unit, many) {
        (Unit::WorkingDay, false) => "jour ouvrable",
        (Unit::WorkingDay, true) => "jours ouvrables",
        (Unit::Day, false) => "jour",
        (Unit::Day, true) => "jours",
        (Unit::Week, false) => "semaine",
        (Unit::Week, true) => "semaines",
        (Unit::Month, _) => "mois",
        (Unit::Year, false) => "an",
        (Unit::Year, true) => "ans",
    };
    format!("{} {unit}", duration.count)
}

/// `12.50`, `12,50`; not grouped, see [`grouped`].
pub fn number(number: Decimal, language: &str) -> String {
    let written = number.to_string();
    match Language::of(language) {
        Language::English => written,
        Language::French => written.replace('.', ","),
    }
}

/// Digits from which a number is grouped: a year never is.
const GROUPED: usize = 5;

/// A text of numbers with the digits of each whole part in groups of three: `60,000.50`, `60 000,50`.
pub fn grouped(text: &str, language: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 8);
    let mut run = String::new();
    // Digits after a decimal sign are not whole.
    let mut decimals = false;
    let end = |run: &mut String, decimals: bool, shown: &mut String| {
        let group = !decimals && run.len() >= GROUPED;
        for (at, digit) in run.chars().enumerate() {
            if group && at > 0 && (run.len() - at).is_multiple_of(3) {
                shown.push_str(pick(language, [",", "\u{a0}"]));
            }
            shown.push(digit);
        }
        run.clear();
    };
    for c in text.chars() {
        if c.is_ascii_digit() {
            run.push(c);
            continue;
        }
        let whole = !run.is_empty() && !decimals;
        end(&mut run, decimals, &mut shown);
        decimals = whole && matches!(c, '.' | ',');
        shown.push(c);
    }
    end(&mut run, decimals, &mut shown);
    shown
}

/// `3rd`, `n° 3`: the place of an element in its list, counted from 0. A French ordinal would have to agree with what it
/// counts.
pub fn place(index: usize, language: &str) -> String {
    let number = index.saturating_add(1);
    if Language::of(language) == Language::French {
        return format!("n°\u{a0}{number}");
    }
    let end = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{end}")
}

/// Before what a label stands for: `: `, with the blank that French puts before it.
pub fn colon(language: &str) -> &'static str {
    pick(language, [": ", "\u{a0}: "])
}

/// `yes`, `oui`
pub fn yes_no(yes: bool, language: &str) -> &'static str {
    pick(language, if yes { ["yes", "oui"] } else { ["no", "non"] })
}

/// `a, b and c`, `a, b et c`
pub fn list<T: AsRef<str>>(items: &[T], language: &str) -> String {
    joined(items, pick(language, [" and ", " et "]))
}

/// `a, b or c`, `a, b ou c`
pub fn either<T: AsRef<str>>(items: &[T], language: &str) -> String {
    joined(items, pick(language, [" or ", " ou "]))
}

fn joined<T: AsRef<str>>(items: &[T], last: &str) -> String {
    let texts: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match texts.split_last() {
        Some((end, [])) => (*end).to_owned(),
        Some((end, rest)) => format!("{}{last}{end}", rest.join(", ")),
        None => String::new(),
    }
}

/// What a fact is where nothing is known of it: `not known`, `non connu`.
pub fn not_known(language: &str) -> &'static str {
    pick(language, ["not known", "non connu"])
}

/// What an optional fact is where it is known to be absent, and a list without elements: `none`, `néant`.
pub fn none(language: &str) -> &'static str {
    pick(language, ["none", "néant"])
}

/// A list without elements, where `none` would be something else: `empty`, `vide`.
pub fn empty(language: &str) -> &'static str {
    pick(language, ["empty", "vide"])
}

/// What stands for more than is shown: `… 3 more`, `… 3 autres`; without a number where nobody counted.
pub fn more(count: Option<usize>, language: &str) -> String {
    let word = match (Language::of(language), count) {
        (Language::English, _) => "more",
        (Language::French, Some(1)) => "autre",
        (Language::French, _) => "autres",
    };
    count.map_or_else(|| format!("… {word}"), |count| format!("… {count} {word}"))
}

/// `10 to 20 April 2018`, `10 au 20 avril 2018`: two days, the month and the year said once where they are the same.
pub fn days_to(first: Day, last: Day, language: &str) -> String {
    let (from, to) = (first.date(), last.date());
    let full = day(first, language);
    let kept = match (from.year() == to.year(), from.month() == to.month()) {
        (true, true) => 1,
        (true, false) => 2,
        _ => 3,
    };
    let start: Vec<&str> = full.split(' ').take(kept).collect();
    format!("{} {} {}", start.join(" "), pick(language, ["to", "au"]), day(last, language))
}

/// `between 1 March 2018 and 7 March 2018`; the ends are days as they are to be shown.
pub fn between(first: &str, last: &str, language: &str) -> String {
    match Language::of(language) {
        Language::English => format!("between {first} and {last}"),
        Language::French => format!("entre le {first} et le {last}"),
    }
}

/// `from 1 January 2018 until 31 March 2018`, `from 1 January 2018 on`; the ends are days as they are to be shown.
pub fn period(from: &str, until: Option<&str>, language: &str) -> String {
    match (Language::of(language), until) {
        (Language::English, Some(until)) => format!("from {from} until {until}"),
        (Language::English, None) => format!("from {from} on"),
        (Language::French, Some(until)) => format!("du {from} au {until}"),
        (Language::French, None) => format!("à partir du {from}"),
    }
}

/// `30 May 2018 by Secretary General`, `30 mai 2018 (secrétaire général)`; the parts are as they are to be shown, and
/// nothing where they are not known. French takes brackets because `par` would need an article, which a label does not
/// tell.
pub fn occurrence(on: Option<&str>, by: Option<Option<&str>>, language: &str) -> String {
    let text = match (Language::of(language), on, by) {
        (_, Some(on), None) => return on.to_owned(),
        (Language::English, Some(on), Some(Some(by))) => return format!("{on} by {by}"),
        (Language::French, Some(on), Some(Some(by))) => return format!("{on} ({by})"),
        (Language::English, Some(on), Some(None)) => return format!("{on}, by whom is not known"),
        (Language::French, Some(on), Some(None)) => return format!("{on} (on ne sait par qui)"),
        (Language::English, None, Some(Some(by))) => return format!("by {by}, on a day that is not known"),
        (Language::French, None, Some(Some(by))) => return format!("à une date inconnue ({by})"),
        (Language::English, None, None) => "on a day that is not known",
        (Language::French, None, None) => "à une date inconnue",
        (Language::English, None, Some(None)) => "on a day that is not known, by whom is not known either",
        (Language::French, None, Some(None)) => "à une date inconnue, on ne sait par qui",
    };
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn days_are_written_out_as_each_language_does() {
        assert_eq!(day(at("2018-01-20"), "en"), "20 January 2018");
        assert_eq!(day(at("2018-01-20"), "fr"), "20 janvier 2018");
        assert_eq!(day(at("2018-08-01"), "fr-BE"), "1er août 2018");
        assert_eq!(day(at("2018-01-01"), "de"), "1 January 2018");
        assert_eq!(weekday(at("2018-01-20"), "fr"), "samedi");
    }

    #[test]
    fn days_within_a_text_are_written_out_where_they_stand_alone() {
        assert_eq!(days_in("2018-05-30 by Secretary General", "en"), "30 May 2018 by Secretary General");
        assert_eq!(days_in("2018-05-30, 2018-06-01.", "fr"), "30 mai 2018, 1er juin 2018.");
        for kept in
            ["report-2018-05-30", "2018-05-30.pdf", "12018-05-30", "2018-02-30", "é2018-05-3", "2018-05-30T10:00"]
        {
            assert_eq!(days_in(kept, "en"), kept);
        }
    }

    #[test]
    fn durations_agree_in_number() {
        let show = |text: &str, language| duration(Duration::parse(text).unwrap(), language);
        assert_eq!(show("10 working days", "en"), "10 working days");
        assert_eq!(show("10 working days", "fr"), "10 jours ouvrables");
        assert_eq!(show("0 days", "en"), "0 days");
        assert_eq!(show("0 days", "fr"), "0 jour");
        assert_eq!(show("3 months", "fr"), "3 mois");
        assert_eq!(show("2 years", "fr"), "2 ans");
    }

    #[test]
    fn numbers_keep_their_scale() {
        assert_eq!(number(Decimal::new(1250, 2), "en"), "12.50");
        assert_eq!(number(Decimal::new(1250, 2), "fr"), "12,50");
    }

    #[test]
    fn whole_parts_are_grouped_from_five_digits_on() {
        assert_eq!(grouped("9999 or 60000.12345", "en"), "9999 or 60,000.12345");
        assert_eq!(grouped("-1234567,5", "fr"), "-1\u{a0}234\u{a0}567,5");
        assert_eq!(grouped("12345, 67890 and 123456", "en"), "12,345, 67,890 and 123,456");
    }

    #[test]
    fn places_are_counted_for_people() {
        let english = [0, 1, 2, 3, 10, 20, 111].map(|index| place(index, "en"));
        assert_eq!(english, ["1st", "2nd", "3rd", "4th", "11th", "21st", "112th"]);
        assert_eq!(place(1, "fr"), "n°\u{a0}2");
    }

    #[test]
    fn two_days_share_what_they_have_in_common() {
        assert_eq!(days_to(at("2018-04-10"), at("2018-04-20"), "en"), "10 to 20 April 2018");
        assert_eq!(days_to(at("2018-03-28"), at("2018-04-01"), "fr"), "28 mars au 1er avril 2018");
        assert_eq!(days_to(at("2017-12-28"), at("2018-01-05"), "en"), "28 December 2017 to 5 January 2018");
    }

    #[test]
    fn lists_end_with_a_word() {
        assert_eq!(list(&["a", "b", "c"], "en"), "a, b and c");
        assert_eq!(list(&["a", "b", "c"], "fr"), "a, b et c");
        assert_eq!(either(&["a", "b"], "fr"), "a ou b");
        assert_eq!(list(&["a"], "en"), "a");
        assert_eq!(list::<&str>(&[], "en"), "");
    }

    #[test]
    fn what_happened_is_told_with_day_and_actor() {
        let told = |on, by, language| occurrence(on, by, language);
        assert_eq!(told(Some("30 May 2018"), Some(Some("Chair")), "en"), "30 May 2018 by Chair");
        assert_eq!(told(Some("30 mai 2018"), Some(Some("président")), "fr"), "30 mai 2018 (président)");
        assert_eq!(told(Some("30 May 2018"), Some(None), "en"), "30 May 2018, by whom is not known");
        assert_eq!(told(Some("30 mai 2018"), Some(None), "fr"), "30 mai 2018 (on ne sait par qui)");
        assert_eq!(told(None, Some(Some("Registry")), "en"), "by Registry, on a day that is not known");
        assert_eq!(told(None, Some(Some("greffe")), "fr"), "à une date inconnue (greffe)");
        assert_eq!(period("1er mars 2018", None, "fr"), "à partir du 1er mars 2018");
        assert_eq!(between("1 March 2018", "7 March 2018", "en"), "between 1 March 2018 and 7 March 2018");
    }
}
