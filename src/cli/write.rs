//! From a text to a file, whole or not at all.

use std::io::Write;
use std::path::Path;

/// Puts a text in the place of a file, whole or not at all, and not at all where it is no longer what was read: somebody
/// else may have saved it since. Who may read and write it stays; where the path is a link, the file that it leads to is
/// replaced.
pub fn replace(path: &Path, before: &str, text: &str) -> std::io::Result<bool> {
    let path = path.canonicalize()?;
    let permissions = std::fs::metadata(&path)?.permissions();
    if permissions.readonly() {
        return Err(std::io::Error::other("it may not be written"));
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut new = tempfile::NamedTempFile::new_in(folder)?;
    new.write_all(text.as_bytes())?;
    new.as_file().set_permissions(permissions)?;
    new.as_file().sync_all()?;
    // As late as can be. Whoever wrote what we would have written did our work.
    if !is(&path, before)? {
        return is(&path, text);
    }
    new.persist(&path).map_err(|error| error.error)?;
    Ok(true)
}

/// Writes a new file, whole or not at all, and not at all where there is one by now. Its folder is made where it is not
/// there.
pub fn create(path: &Path, text: &str) -> std::io::Result<bool> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut new = tempfile::Builder::new();
    // As any other file that a command writes; the system takes away what the user's habits forbid.
    #[cfg(unix)]
    new.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut new = new.tempfile_in(folder)?;
    new.write_all(text.as_bytes())?;
    new.as_file().sync_all()?;
    match new.persist_noclobber(path) {
        Ok(_) => Ok(true),
        Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => is(path, text),
        Err(error) => Err(error.error),
    }
}

/// Whether a file holds that text, but for a mark in front of it.
fn is(path: &Path, text: &str) -> std::io::Result<bool> {
    let bytes = std::fs::read(path)?;
    Ok(bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes) == text.as_bytes())
}
