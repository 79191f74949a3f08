//! Who may change what (domain.md §1): one table.

use domain::id::PartnerId;
use domain::party::{Person, Role};

use super::partner_of;

/// A part of the settings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Area {
    /// The vendor's name, the language of whoever hasn't chosen.
    Vendor,
    /// The review team's calendar.
    ReviewCalendar,
    /// The lengths of clocks.
    Policy,
    /// Products.
    Catalogue,
    /// Programmes.
    Programmes,
    /// Partners.
    Partners,
    /// A partner's locations.
    Locations(PartnerId),
    /// A partner's accounts, or the vendor's.
    Accounts(Option<PartnerId>),
    /// The journal of all this.
    Journal,
    /// How the installation is.
    Health,
}

/// Whether a person may look after an area.
pub fn may(person: &Person, area: Area) -> bool {
    let own = |partner: Option<PartnerId>| partner.is_some() && partner_of(&person.membership) == partner;
    person.is_active()
        && match area {
            Area::Vendor => matches!(person.role, Role::SystemAdmin | Role::ProgrammeManager),
            Area::ReviewCalendar | Area::Policy | Area::Catalogue | Area::Programmes => {
                person.role == Role::ProgrammeManager
            }
            Area::Partners => matches!(person.role, Role::SystemAdmin | Role::ProgrammeManager),
            Area::Locations(partner) => match person.role {
                Role::SystemAdmin | Role::ProgrammeManager => true,
                Role::GlobalAdmin => own(Some(partner)),
                Role::BillingAdmin
                | Role::IncentivesAdmin
                | Role::IncentivesUser
                | Role::Reviewer
                | Role::ReviewLead
                | Role::Auditor => false,
            },
            Area::Accounts(partner) => match person.role {
                Role::SystemAdmin => true,
                Role::GlobalAdmin => own(partner),
                Role::BillingAdmin
                | Role::IncentivesAdmin
                | Role::IncentivesUser
                | Role::Reviewer
                | Role::ReviewLead
                | Role::ProgrammeManager
                | Role::Auditor => false,
            },
            Area::Journal => matches!(person.role, Role::SystemAdmin | Role::Auditor),
            Area::Health => person.role == Role::SystemAdmin,
        }
}

#[cfg(test)]
mod tests {
    use domain::party::{Person, Standing};
    use testkit::Persona;

    use super::{Area, may};

    #[test]
    fn each_area_has_its_people_and_nobody_else() {
        let partner = super::partner_of(&Persona::Ana.person().membership);
        let areas = [
            Area::Vendor,
            Area::ReviewCalendar,
            Area::Policy,
            Area::Catalogue,
            Area::Programmes,
            Area::Partners,
            Area::Accounts(None),
            Area::Accounts(partner),
            Area::Journal,
            Area::Health,
        ];
        let table: Vec<String> = Persona::ALL
            .into_iter()
            .map(|persona| {
                let person = persona.person();
                let marks: String = areas
                    .iter()
                    .map(|area| if may(&person, *area) { 'x' } else { '.' })
                    .collect();
                format!("{:<18}{marks}", person.role.code())
            })
            .filter(|row| row.contains('x'))
            .collect();
        for (role, marks) in [
            ("system_admin", "x....xxxxx"),
            ("programme_manager", "xxxxxx...."),
            ("auditor", "........x."),
        ] {
            assert!(table.contains(&format!("{role:<18}{marks}")), "{table:#?}");
        }
        let mut admins = table.iter().filter(|row| row.starts_with("global_admin"));
        // Ana's partner is her own; the others' global admins may do nothing here.
        assert!(
            admins.clone().count() <= 1 && admins.all(|row| row.ends_with(".......x..")),
            "{table:#?}"
        );
        assert!(
            !table
                .iter()
                .any(|row| row.starts_with("reviewer") || row.starts_with("incentives"))
        );
    }

    #[test]
    fn an_account_that_rests_may_nothing() {
        let resting = Persona::ALL.into_iter().map(|persona| Person {
            standing: Standing::Inactive,
            ..persona.person()
        });
        assert!(
            resting
                .into_iter()
                .all(|person| !may(&person, Area::Vendor) && !may(&person, Area::Health))
        );
    }
}
