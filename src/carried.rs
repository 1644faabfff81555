//! The procedures that the command carries inside, so that a first check needs no file.

/// Name and text of each, by name. Each file is called by the name that it declares.
pub const CARRIED: &[(&str, &str)] = &[
    ("advice.whereas", include_str!("../procedures/advice.whereas")),
    ("allegiance.whereas", include_str!("../procedures/allegiance.whereas")),
    ("alliance.whereas", include_str!("../procedures/alliance.whereas")),
    ("appointment.whereas", include_str!("../procedures/appointment.whereas")),
    ("committee.whereas", include_str!("../procedures/committee.whereas")),
    ("engagement.whereas", include_str!("../procedures/engagement.whereas")),
    ("lead.whereas", include_str!("../procedures/lead.whereas")),
    ("liaison.whereas", include_str!("../procedures/liaison.whereas")),
    ("secretary_general.whereas", include_str!("../procedures/secretary_general.whereas")),
    ("status.whereas", include_str!("../procedures/status.whereas")),
    ("structure.whereas", include_str!("../procedures/structure.whereas")),
];

/// The lists of the passages of their sources: the name of each source, and the text of its list.
pub const LISTS: &[(&str, &str)] = &[("page", include_str!("../procedures/sources/page.toml"))];

#[cfg(test)]
mod tests {
    use super::{CARRIED, LISTS};

    #[test]
    fn every_file_is_called_as_it_declares_itself() {
        for (name, text) in CARRIED {
            let declared = name.trim_end_matches(".whereas");
            let head = |word: &str| text.lines().any(|line| line.starts_with(&format!("{word} {declared} ")));
            assert!(head("procedure") || head("library"), "{name}");
        }
    }

    #[test]
    fn every_file_of_the_folder_is_carried() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("procedures");
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut files: Vec<String> = files.filter(|name| name.ends_with(".whereas")).collect();
        files.sort();
        let carried: Vec<&str> = CARRIED.iter().map(|(name, _)| *name).collect();
        assert_eq!(files, carried);
    }
    #[test]
    fn every_list_of_the_folder_is_carried() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("procedures/sources");
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut files: Vec<String> = files.collect();
        files.sort();
        let carried: Vec<String> = LISTS.iter().map(|(name, _)| format!("{name}.toml")).collect();
        assert_eq!(files, carried);
    }
}
