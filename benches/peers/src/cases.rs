//! Cases made by chance, the same ones in every run: every fact is known, and events may lie in the future.

use std::fmt::Write;

use whereas::value::Day;

/// Numbers by chance, after a seed (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from the first to the last.
    fn within(&mut self, first: i32, last: i32) -> i32 {
        let count = u64::from(last.abs_diff(first)) + 1;
        first + i32::try_from(self.next() % count).expect("it is less than the count")
    }

    /// Whether something of so many in a hundred comes about.
    fn percent(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        let at = usize::try_from(self.next() % of.len() as u64).expect("it is less than the length");
        of[at]
    }
}

const COUNTRIES: [&str; 12] = [
    "belgium",
    "france",
    "norway",
    "united_states",
    "germany",
    "spain",
    "poland",
    "estonia",
    "croatia",
    "montenegro",
    "north_macedonia",
    "other_country",
];

/// Those that were members all the time that the cases lie in.
const LONG_MEMBERS: [&str; 29] = [
    "belgium",
    "canada",
    "denmark",
    "france",
    "iceland",
    "italy",
    "luxembourg",
    "netherlands",
    "norway",
    "portugal",
    "united_kingdom",
    "united_states",
    "greece",
    "turkiye",
    "germany",
    "spain",
    "czechia",
    "hungary",
    "poland",
    "bulgaria",
    "estonia",
    "latvia",
    "lithuania",
    "romania",
    "slovakia",
    "slovenia",
    "albania",
    "croatia",
    "montenegro",
];

const NAMES: [&str; 5] = ["Mme Élodie Côté", "Ms Andersen", "Herr Großmann", "Mr Łukasz Żak", "M. Dupré"];

/// The texts of so many cases in JSON.
pub fn texts(count: usize) -> Vec<String> {
    let mut chance = Chance(12);
    (0..count).map(|number| text(&mut chance, number)).collect()
}

fn text(chance: &mut Chance, number: usize) -> String {
    // Within the years of the calendar, so that working days can be counted.
    let starts = Day(chance.within(day("2017-11-10"), day("2020-08-31")));
    let as_of = starts.plus(chance.within(-30, 90));
    let mut json = String::with_capacity(1024);
    let mut say = |part: std::fmt::Arguments<'_>| json.write_fmt(part).expect("a text can be written to");
    say(format_args!(r#"{{"case":"Case {number}","procedure":"appointment","as_of":"{as_of}","parameters":{{"#));
    let timing = if chance.percent(50) { "before_start" } else { "any_time" };
    let (instrument, announce) = (chance.percent(30), chance.percent(15));
    say(format_args!(
        r#""approval_timing":"{timing}","instrument_required":{instrument},"announce_secondments":{announce}}},"facts":{{"#
    ));
    let name = chance.one(&NAMES);
    let nationalities: Vec<&str> = (0..chance.within(1, 3)).map(|_| chance.one(&COUNTRIES)).collect();
    let internal = chance.percent(15);
    say(format_args!(
        r#""candidate":{{"name":"{name}","nationalities":{},"internal":{internal}}},"#,
        list(&nationalities)
    ));
    let office = if chance.percent(10) {
        "secretary_general"
    } else {
        chance.one(&["staff_member", "office_director", "assistant_secretary_general"])
    };
    let occasion = chance.one(&["first_appointment", "first_appointment", "renewal", "transfer", "change_of_route"]);
    say(format_args!(r#""office":"{office}","occasion":"{occasion}","#));
    let route = match chance.within(0, 9) {
        0 => None,
        1..=6 => Some("direct"),
        _ => Some("seconded"),
    };
    let seconding = match (route, chance.within(0, 9)) {
        (Some("seconded"), 1..=5) => nationalities.first().copied(),
        (Some("seconded"), 6..) => Some(chance.one(&COUNTRIES)),
        _ => None,
    };
    say(format_args!(r#""route":{},"seconding_country":{},"starts":"{starts}","#, or_null(route), or_null(seconding)));
    let approved = starts.plus(chance.within(-40, 10));
    if chance.percent(85) {
        let by = chance.one(&["secretary_general", "secretary_general", "deputy_secretary_general", "council"]);
        let names_this = chance.percent(80);
        say(format_args!(r#""approved":{{"on":"{approved}","by":"{by}","names_this":{names_this}}},"#));
    }
    let absences: Vec<String> = (0..chance.within(0, 2))
        .map(|_| {
            let from = approved.plus(chance.within(-10, 3));
            let until = chance.percent(80).then(|| from.plus(chance.within(1, 15)).to_string());
            format!(r#"{{"from":"{from}","until":{}}}"#, or_null(until.as_deref()))
        })
        .collect();
    say(format_args!(r#""absences":[{}],"#, absences.join(",")));
    if chance.percent(50) {
        let by = chance.one(&["secretary_general", "secretary_general", "secretary_general", "council"]);
        say(format_args!(r#""delegated":{{"on":"{}","by":"{by}"}},"#, approved.plus(chance.within(-12, 4))));
    }
    let published = starts.plus(chance.within(-120, -20));
    if chance.percent(90) {
        let medium = if chance.percent(85) { "nato_website" } else { "elsewhere" };
        say(format_args!(r#""published":{{"on":"{published}","medium":"{medium}"}},"#));
    }
    let limited: Vec<&str> = match chance.within(0, 9) {
        0..=6 => Vec::new(),
        7 => LONG_MEMBERS.to_vec(),
        8 => LONG_MEMBERS.iter().copied().chain(["north_macedonia"]).collect(),
        _ => (0..3).map(|_| chance.one(&COUNTRIES)).collect(),
    };
    say(format_args!(r#""limited_to":{}"#, list(&limited)));
    let applied = published.plus(chance.within(2, 40));
    if chance.percent(90) {
        say(format_args!(r#","applied":"{applied}""#));
    }
    if chance.percent(85) {
        say(format_args!(r#","selected":"{}""#, published.plus(chance.within(-3, 60))));
    }
    if chance.percent(30) {
        let nationality = chance.one(&nationalities);
        let on = starts.plus(chance.within(1, 60));
        say(format_args!(r#","lost":{{"on":"{on}","nationality":"{nationality}"}}"#));
    }
    if chance.percent(15) {
        say(format_args!(r#","left":"{}""#, starts.plus(chance.within(10, 80))));
    }
    say(format_args!("}}}}"));
    json
}

fn day(text: &str) -> i32 {
    Day::parse(text).expect("it is a day").0
}

fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    format!("[{}]", quoted.join(","))
}

fn or_null(text: Option<&str>) -> String {
    text.map_or("null".to_owned(), |text| format!("\"{text}\""))
}
