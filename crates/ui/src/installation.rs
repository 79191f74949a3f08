//! Where a system admin lands: what looking after the installation is.

use askama::Template;

use crate::frame::{Frame, Section};

/// `/` for a system admin, who sees no claim.
#[derive(Template, Clone, Debug)]
#[template(path = "installation.html")]
pub struct InstallationPage {
    /// The frame.
    pub frame: Frame,
}

impl InstallationPage {
    /// Commands with what each is for.
    fn commands(&self) -> [(&'static str, String); 3] {
        let text = &self.frame.text;
        [
            ("cpor doctor", text.installation_doctor()),
            ("cpor backup", text.installation_backup()),
            ("cpor config show", text.installation_config()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use domain::party::Role;

    use super::InstallationPage;
    use crate::frame::Section;
    use crate::page_check::checked;
    use crate::samples;

    #[test]
    fn a_system_admin_is_told_what_to_do_and_that_claims_are_not_shown() {
        let frame = samples::frame(Role::SystemAdmin, Section::Elsewhere);
        let html = checked(&InstallationPage { frame });
        assert!(html.contains("cpor doctor") && html.contains("sees no claims"));
    }
}
