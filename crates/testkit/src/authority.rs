//! A certificate authority of a test's own, by the machine's openssl.

use std::fs;
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;

const SETTINGS: &str = "[req]
distinguished_name = name
prompt = no
[name]
CN = Test
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[server]
basicConstraints = critical, CA:FALSE
subjectAltName = ";

/// Somebody who certifies servers.
pub struct Authority {
    folder: PathBuf,
}

impl Authority {
    /// A new one, whose files are in this folder.
    ///
    /// # Errors
    /// If openssl isn't there, or refuses.
    pub fn new(folder: &Path) -> io::Result<Authority> {
        let authority = Authority {
            folder: folder.to_owned(),
        };
        fs::create_dir_all(folder)?;
        authority.make("ca", "authority", "DNS:nowhere.example", &[])?;
        Ok(authority)
    }

    /// Its own certificate.
    pub fn certificate(&self) -> PathBuf {
        self.folder.join("ca.pem")
    }

    /// Puts `server.pem` and `server.key` of a server with these names, as `IP:127.0.0.2`, into a folder, for its owner.
    ///
    /// # Errors
    /// If openssl refuses.
    pub fn certify(&self, names: &str, into: &Path) -> io::Result<()> {
        self.make("server", "server", names, &["-CA", "ca.pem", "-CAkey", "ca.key"])?;
        let owner = fs::metadata(into)?;
        for (file, mode) in [("server.pem", 0o644), ("server.key", 0o600)] {
            let put = into.join(file);
            fs::copy(self.folder.join(file), &put)?;
            fs::set_permissions(&put, fs::Permissions::from_mode(mode))?;
            chown(&put, Some(owner.uid()), Some(owner.gid()))?;
        }
        Ok(())
    }

    fn make(&self, name: &str, kind: &str, names: &str, signed_by: &[&str]) -> io::Result<()> {
        fs::write(self.folder.join("settings"), format!("{SETTINGS}{names}\n"))?;
        let made = Command::new("openssl")
            .current_dir(&self.folder)
            .args([
                "req",
                "-x509",
                "-config",
                "settings",
                "-extensions",
                kind,
                "-days",
                "2",
                "-nodes",
            ])
            .args(["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"])
            .args(["-keyout", &format!("{name}.key"), "-out", &format!("{name}.pem")])
            .args(signed_by)
            .output()?;
        match made.status.success() {
            true => Ok(()),
            false => Err(io::Error::other(String::from_utf8_lossy(&made.stderr).into_owned())),
        }
    }
}
