//! The file system, as `source`, `publish` and `cache` call it: the one seam at which a test lets a disk fail.
//!
//! Each function is one of the standard library's, with three differences. What is opened for reading is a file
//! ([`open`]): to open a pipe would wait for ever. What is created is new ([`create`]), whatever stood there. And each call asks
//! [`passes`] first, which is nothing in a program; in tests it counts the calls below a folder and lets those fail that
//! were asked for (`faults`).

#[cfg(test)]
pub(crate) mod faults;

#[cfg(test)]
use faults::passes;
use std::{
    fs::{self, File, FileType, Metadata, Permissions},
    io::{self, BufRead as _, BufReader, ErrorKind, Read as _, Write as _},
    path::{Path, PathBuf},
};

/// A call, by what it does to a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Call {
    /// Looks at it.
    Look,
    /// Reads from it.
    Read,
    /// Makes something of it, or writes to it: what needs room.
    Write,
    /// Gives it another name, or another mode.
    Rename,
    /// Removes it.
    Remove,
}

#[cfg(not(test))]
#[inline(always)]
fn passes(_: Call, _: &Path) -> io::Result<()> {
    Ok(())
}

/// What is at `path`; of a symbolic link, what it leads to.
pub(crate) fn metadata(path: &Path) -> io::Result<Metadata> {
    passes(Call::Look, path)?;
    fs::metadata(path)
}

/// What is at `path` itself.
pub(crate) fn link_metadata(path: &Path) -> io::Result<Metadata> {
    passes(Call::Look, path)?;
    fs::symlink_metadata(path)
}

/// `path` without symbolic links.
pub(crate) fn real(path: &Path) -> io::Result<PathBuf> {
    passes(Call::Look, path)?;
    fs::canonicalize(path)
}

/// Whether nothing is at `path`, where that is sure.
pub(crate) fn is_free(path: &Path) -> io::Result<bool> {
    match link_metadata(path) {
        Ok(_) => Ok(false),
        Err(reason) if is_missing(&reason) => Ok(true),
        Err(reason) => Err(reason),
    }
}

/// Whether something isn't there, and nothing else is wrong: no such name, or a file where a folder of its way would be.
pub(crate) fn is_missing(reason: &io::Error) -> bool {
    matches!(reason.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// What a walk has come to: it calls the system by itself.
pub(crate) fn walked(entry: Result<walkdir::DirEntry, walkdir::Error>) -> Result<walkdir::DirEntry, WalkFault> {
    match entry {
        Ok(entry) => match passes(Call::Look, entry.path()) {
            Ok(()) => Ok(entry),
            Err(reason) => Err(WalkFault { path: entry.into_path(), depth: 1, is_circle: false, reason }),
        },
        Err(error) => Err(WalkFault {
            path: error.path().map(Path::to_owned).unwrap_or_default(),
            depth: error.depth(),
            is_circle: error.loop_ancestor().is_some(),
            reason: error.into_io_error().unwrap_or_else(|| io::Error::other("unknown reason")),
        }),
    }
}

/// Why a walk couldn't go on somewhere.
#[derive(Debug)]
pub(crate) struct WalkFault {
    /// Where.
    pub(crate) path: PathBuf,
    /// How far below its start.
    pub(crate) depth: usize,
    /// Whether a link leads to a folder it lies in.
    pub(crate) is_circle: bool,
    /// What the system said.
    pub(crate) reason: io::Error,
}

/// What lies in the folder `path`, in no order.
pub(crate) fn entries(path: &Path) -> io::Result<Vec<(std::ffi::OsString, FileType)>> {
    passes(Call::Read, path)?;
    fs::read_dir(path)?.map(|entry| entry.and_then(|entry| Ok((entry.file_name(), entry.file_type()?)))).collect()
}

/// The file at `path`, for reading, and how many bytes it has. Pipes, sockets, devices and folders are none.
pub(crate) fn open(path: &Path) -> io::Result<(File, u64)> {
    let length = length(path)?;
    passes(Call::Read, path)?;
    Ok((File::open(path)?, length))
}

/// How many bytes the file at `path` has.
fn length(path: &Path) -> io::Result<u64> {
    match metadata(path)? {
        found if found.is_file() => Ok(found.len()),
        found if found.is_dir() => Err(ErrorKind::IsADirectory.into()),
        _ => Err(no_file()),
    }
}

fn no_file() -> io::Error {
    io::Error::new(ErrorKind::InvalidInput, "it is no file")
}

/// The file at `path`, which is made if nothing is there, for writing; what it holds stays.
pub(crate) fn open_or_create(path: &Path) -> io::Result<File> {
    if !is_free(path)? {
        length(path)?;
    }
    passes(Call::Write, path)?;
    File::options().create(true).truncate(false).write(true).open(path)
}

/// All that the file at `path` holds.
pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let (file, length) = open(path)?;
    read_from(file, path, length, u64::MAX)
}

/// What `file`, which was opened at `path` and then had `length` bytes, holds, up to `limit`; what it grows by meanwhile, too.
pub(crate) fn read_from(file: File, path: &Path, length: u64, limit: u64) -> io::Result<Vec<u8>> {
    passes(Call::Read, path)?;
    let mut bytes = Vec::with_capacity(usize::try_from(length.min(limit)).unwrap_or(0) + 1);
    file.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Shows `see` the file at `path` piece by piece: it is never whole in memory.
pub(crate) fn read_pieces(path: &Path, mut see: impl FnMut(&[u8])) -> io::Result<()> {
    const PIECE: usize = 1 << 16;
    let (file, length) = open(path)?;
    passes(Call::Read, path)?;
    let size = usize::try_from(length).map_or(PIECE, |length| (length + 1).min(PIECE));
    let mut file = BufReader::with_capacity(size, file);
    loop {
        let piece = file.fill_buf()?;
        if piece.is_empty() {
            return Ok(());
        }
        see(piece);
        let read = piece.len();
        file.consume(read);
    }
}

/// A new file at `path`. A file, a pipe or a link of that name goes.
pub(crate) fn create(path: &Path) -> io::Result<File> {
    passes(Call::Write, path)?;
    match File::create_new(path) {
        Err(reason) if reason.kind() == ErrorKind::AlreadyExists => {
            fs::remove_file(path)?;
            File::create_new(path)
        }
        done => done,
    }
}

/// Writes `bytes` to `file`, which was created at `path`.
pub(crate) fn write_all(file: &mut File, path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Err(fault) = passes(Call::Write, path) {
        // a disk that is full has taken a part
        file.write_all(&bytes[..bytes.len() / 2])?;
        return Err(fault);
    }
    file.write_all(bytes)
}

/// A new file at `path` that holds `bytes`.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_all(&mut create(path)?, path, bytes)
}

/// Writes to `file`, which was created at `path`, what the file `from` holds.
pub(crate) fn copy(from: &Path, file: &mut File, path: &Path) -> io::Result<()> {
    let (mut source, length) = open(from)?;
    if let Err(fault) = passes(Call::Write, path) {
        io::copy(&mut source.take(length / 2), file)?;
        return Err(fault);
    }
    io::copy(&mut source, file).map(drop)
}

/// Makes the folder `path`, whose folder is there.
pub(crate) fn make_folder(path: &Path) -> io::Result<()> {
    passes(Call::Write, path)?;
    fs::create_dir(path)
}

/// Makes the folder `path` and those above it, as far as they aren't there.
pub(crate) fn make_folders(path: &Path) -> io::Result<()> {
    passes(Call::Write, path)?;
    fs::create_dir_all(path)
}

/// Lets the folder `path` be used as `permissions` say.
pub(crate) fn permit(path: &Path, permissions: Permissions) -> io::Result<()> {
    passes(Call::Rename, path)?;
    fs::set_permissions(path, permissions)
}

/// Gives what is at `from` the name `to`; a file that has it goes in the same step.
pub(crate) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    passes(Call::Rename, to)?;
    fs::rename(from, to)
}

/// Gives the file at `from` a second name, `to`, which nothing has.
pub(crate) fn link(from: &Path, to: &Path) -> io::Result<()> {
    passes(Call::Write, to)?;
    fs::hard_link(from, to)
}

/// Removes the file at `path`, if one is there.
pub(crate) fn remove_file(path: &Path) -> io::Result<()> {
    passes(Call::Remove, path)?;
    fs::remove_file(path).or_else(unless_missing)
}

/// Removes the folder at `path`, which has to be empty.
pub(crate) fn remove_folder(path: &Path) -> io::Result<()> {
    passes(Call::Remove, path)?;
    fs::remove_dir(path)
}

/// Removes whatever is at `path`, if anything is.
pub(crate) fn remove_all(path: &Path) -> io::Result<()> {
    passes(Call::Remove, path)?;
    match fs::remove_dir_all(path) {
        Err(reason) if reason.kind() == ErrorKind::NotADirectory => fs::remove_file(path),
        done => done.or_else(unless_missing),
    }
}

fn unless_missing(reason: io::Error) -> io::Result<()> {
    if reason.kind() == ErrorKind::NotFound { Ok(()) } else { Err(reason) }
}

/// Sees whether files can be made, renamed and removed in the folder `path`, and changes nothing for it.
#[cfg(unix)]
pub(crate) fn may_change(path: &Path) -> io::Result<()> {
    use rustix::fs::Access;
    passes(Call::Look, path)?;
    Ok(rustix::fs::access(path, Access::WRITE_OK | Access::EXEC_OK)?)
}

/// Elsewhere than on Unix, only the first rename tells.
#[cfg(not(unix))]
pub(crate) fn may_change(path: &Path) -> io::Result<()> {
    passes(Call::Look, path)
}

/// The disk that what has this `found` lies on.
#[cfg(unix)]
pub(crate) fn disk_of(found: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::dev(found)
}

/// Elsewhere than on Unix, all disks are taken for one, and the first rename tells.
#[cfg(not(unix))]
pub(crate) fn disk_of(_: &Metadata) -> u64 {
    0
}
