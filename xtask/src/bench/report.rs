//! The report: machine, figures, goals.

use std::fmt::Write;
use std::fs;
use std::process::Command;

use super::figures::Figure;
use super::host::Host;
use crate::place::Place;
use crate::process::{self, Failure, Result};

const METHOD: &str = "
## How

In process: 32 callers, each waiting until its transition is durable (start review, assign, request information,
resubmit, in equal parts; messages, deadlines and stored answers included) on 4,000 claims. After each round the rows
that the product wrote are read back and written again, to copies of the database, by plain SQL on one thread: in groups
of the product's mean size, and one transaction each. The copies end equal to the product's database. Ratios are the
medians of eight rounds.

Over HTTP: the release binary with `--demo`, client and server on the same machine, each kept-alive connection waiting
for one answer before the next request; the same four transitions by bearer token with `If-Match`, the partner's with an
`Idempotency-Key` too, on claims that the load makes for itself. Times are those the client sees.

Lists: 500 pages of 50, one after the other, twice. The first time a machine that doesn't keep the database in memory
fetches what it reads from its disk; again, it is what the product costs.

On PostgreSQL: a server of its own from Debian's programs, durable as in earnest, with the settings of the documentation
of operating. pgbench writes, into a copy of the database on the same server, the rows that such a transition writes,
made like the newest ones there; it reads nothing. Each of its clients waits for each statement, as pgbench does, or
sends a transaction's statements together. It takes turns with ours; at the end the rows for one transaction are counted
in both databases, and must be alike. Ours also marks the messages as handed on, which pgbench doesn't.

Reading: wrk on one thread, 200 claims in turn, a new answer each time; nginx serves one file of their mean size, from
its cache of open files, without a log.

Growth: the same questions of a reviewer and a partner, among ten times as many claims; the second time through.

Deadlines: a filled demo's clock is moved 120 days, past all that any claim waits for. Passed clocks are counted;
reminders, which come with them, are not.
";

pub fn write(place: &Place, host: &Host, figures: &[Figure]) -> Result<()> {
    let date = process::output(Command::new("date").args(["-u", "+%Y-%m-%d"]))?
        .trim()
        .to_owned();
    let folder = place.root.join("docs/benchmarks");
    fs::create_dir_all(&folder).map_err(|error| Failure::at(&folder, &error))?;
    let path = (1..)
        .map(|number| folder.join(format!("{date}-{number}.md")))
        .find(|path| !path.exists())
        .ok_or_else(|| Failure::because("no name is free for the report"))?;
    fs::write(&path, text(&date, host, figures)).map_err(|error| Failure::at(&path, &error))?;
    println!("{}", place.shown(&path));
    Ok(())
}

fn text(date: &str, host: &Host, figures: &[Figure]) -> String {
    let Host {
        cores,
        model,
        memory_gb,
        kernel,
        commit,
        sync_ms: [one, hundred],
        work_ms: [alone, together],
        load,
    } = host;
    let missed = figures.iter().filter(|figure| figure.is_met() == Some(false)).count();
    let goals = figures.iter().filter(|figure| figure.is_met().is_some()).count();
    let mut text = format!(
        "# Speed, {date}\n\n\
         Commit {commit}. {cores} cores ({model}), {memory_gb:.0} GB of memory, Linux {kernel}; until written data is \
         durable: {one:.2} ms for one page of 4 KiB, {hundred:.2} ms for a hundred. Load before the run: {load:.2}. \
         50,000,000 steps of arithmetic: {alone:.0} ms on one core, {together:.0} ms on each at the same time.\n\n\
         Goals met: {} of {goals}.\n\n\
         | figure | measured | goal | met |\n| --- | ---: | --- | --- |\n",
        goals - missed
    );
    for figure in figures {
        // Writing to a text can't fail.
        let written = writeln!(text, "{}", figure.row());
        debug_assert!(written.is_ok());
    }
    text + METHOD
}
