//! What a package carries beside the program: the manual and the shells' completions, as the program itself prints
//! them. `cargo deb` takes them from `target/package`, by the list in `crates/cpor/Cargo.toml`.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::place::Place;
use crate::process::{self, Failure, Result};

/// A file under `target/package`, and what the program is asked for it.
const GENERATED: &[(&str, &[&str])] = &[
    ("cpor.1", &["man"]),
    ("cpor.bash", &["completions", "bash"]),
    ("_cpor", &["completions", "zsh"]),
    ("cpor.fish", &["completions", "fish"]),
];

/// Writes them all.
pub fn run(place: &Place, binary: &Path) -> Result<()> {
    let folder = place.target.join("package");
    fs::create_dir_all(&folder).map_err(|error| Failure::at(&folder, &error))?;
    for (name, arguments) in GENERATED {
        let file = folder.join(name);
        let text = process::output(Command::new(binary).args(*arguments))?;
        fs::write(&file, text).map_err(|error| Failure::at(&file, &error))?;
    }
    println!("made {}; now: cargo deb --package cpor --no-build", folder.display());
    Ok(())
}

#[cfg(test)]
mod tests {
    use toml::{Table, Value};

    use super::*;

    const BUILT: &str = "target/release/cpor";

    fn read(place: &Place, path: &str) -> String {
        fs::read_to_string(place.root.join(path)).unwrap()
    }

    fn texts(value: &Value) -> Vec<&str> {
        value
            .as_array()
            .unwrap()
            .iter()
            .map(|text| text.as_str().unwrap())
            .collect()
    }

    #[test]
    fn everything_the_debian_package_names_exists_or_is_made() {
        let place = Place::of_repository();
        let manifest: Table = toml::from_str(&read(&place, "crates/cpor/Cargo.toml")).unwrap();
        let deb = &manifest["package"]["metadata"]["deb"];
        let here = place.root.join("crates/cpor");
        let mut made = Vec::new();
        let mut targets = Vec::new();
        for asset in deb["assets"].as_array().unwrap() {
            let [source, target, mode] = texts(asset).try_into().unwrap();
            assert!(["644", "755"].contains(&mode), "{source} {mode}");
            targets.push(target);
            match source.strip_prefix("../../target/package/") {
                Some(name) => made.push(name),
                None => assert!(source == BUILT || here.join(source).is_file(), "{source} is not there"),
            }
        }
        let mut generated: Vec<&str> = GENERATED.iter().map(|(name, _)| *name).collect();
        made.sort_unstable();
        generated.sort_unstable();
        assert_eq!(made, generated, "what is made is packed, and the other way round");
        for wanted in ["usr/bin/", "etc/cpor/", "usr/share/man/man1/", "usr/share/doc/cpor/"] {
            assert!(targets.contains(&wanted), "{wanted} is empty");
        }
        // An administrator's changes of these outlive an upgrade.
        assert_eq!(texts(&deb["conf-files"]), ["/etc/cpor/cpor.toml"]);
        let scripts = here.join(deb["maintainer-scripts"].as_str().unwrap());
        for script in ["postinst", "postrm"] {
            let text = fs::read_to_string(scripts.join(script)).unwrap();
            assert!(
                text.starts_with("#!/bin/sh\nset -e\n") && text.contains("\n#DEBHELPER#\n"),
                "{script}"
            );
        }
        let units = here.join(deb["systemd-units"]["unit-scripts"].as_str().unwrap());
        let unit = fs::read_to_string(units.join("cpor.service")).unwrap();
        let needed = "ExecStart=/usr/bin/cpor serve --config /etc/cpor/cpor.toml\n";
        assert!(unit.contains(needed), "{unit}");
        for hardening in [
            "NoNewPrivileges=yes",
            "ProtectSystem=strict",
            "User=cpor",
            "StateDirectory=cpor",
        ] {
            assert!(unit.lines().any(|line| line == hardening), "{hardening}");
        }
    }

    #[test]
    fn the_image_runs_as_nobody_and_keeps_its_data_in_a_volume() {
        let place = Place::of_repository();
        let file = read(&place, "Containerfile");
        let last = file.rsplit("\nFROM ").next().unwrap();
        for line in [
            "USER 65532:65532",
            "VOLUME /var/lib/cpor",
            "ENTRYPOINT [\"/usr/bin/cpor\"]",
        ] {
            assert!(last.lines().any(|found| found == line), "{line}");
        }
        // The Rust that builds it is the one that the workspace asks for.
        let workspace: Table = toml::from_str(&read(&place, "Cargo.toml")).unwrap();
        let wanted = workspace["workspace"]["package"]["rust-version"].as_str().unwrap();
        assert!(file.contains(&format!("/rust:{wanted}-")), "{wanted}");
        for path in last
            .lines()
            .filter_map(|line| line.strip_prefix("COPY "))
            .filter(|line| !line.starts_with("--"))
        {
            let (sources, _) = path.rsplit_once(' ').unwrap();
            assert!(
                sources.split(' ').all(|source| place.root.join(source).exists()),
                "{sources}"
            );
        }
    }
}
