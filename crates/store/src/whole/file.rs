//! A database as one file, whatever its engine: a database of SQLite's, which every engine's is transferred from.

use std::path::Path;

use super::ends::see_everything;
use super::tables::Layout;
use super::{Stage, TransferError, copy, manifest};
use crate::engine::Connection;
use crate::migrations;
use crate::sqlite::open_alone;

/// Writes everything as it stands at this moment, which the connection holds, into a new file.
pub(crate) fn write_file(source: &Connection<'_>, file: &Path) -> Result<(), TransferError> {
    let mut target = open_alone(file)?;
    migrations::run(&mut target, file)?;
    see_everything(source)?;
    let layouts = Layout::all(source)?;
    let held = manifest(source, &layouts, Stage::Counting, None, &mut |_| {})?;
    copy(source, &Connection::Sqlite(&target), &held, &mut |_| {})?;
    target.close().map_err(|(_, error)| error)?;
    Ok(())
}
