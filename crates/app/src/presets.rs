//! The model's programmes and catalogue (domain.md §2), for a new installation to choose from.

use std::collections::BTreeSet;

use domain::claim::{Activity, SolutionArea};
use domain::id::{IdError, ProductCode};
use domain::reference::{ClaimedBy, Exclusivity, Product, Programme, Validity};
use domain::text::{Name, TextError};

/// A preset is not what the rest of this program takes: a fault of this build.
#[derive(Debug, thiserror::Error)]
pub enum PresetError {
    /// A code.
    #[error(transparent)]
    Code(#[from] IdError),
    /// A name.
    #[error(transparent)]
    Name(#[from] TextError),
}

const BUSINESS: [&str; 14] = [
    "Business Central",
    "Sales",
    "Customer Service",
    "Field Service",
    "Finance",
    "Supply Chain Management",
    "Project Operations",
    "Commerce",
    "Human Resources",
    "Customer Insights",
    "Power Apps",
    "Power Automate",
    "Power BI",
    "Power Pages",
];

const WORKLOADS: [&str; 11] = [
    "Exchange Online",
    "SharePoint Online",
    "Teams",
    "Teams Meetings",
    "Teams Phone",
    "Microsoft 365 Apps",
    "Intune",
    "Entra ID Premium",
    "Viva Engage",
    "Defender for Office 365",
    "Information Protection",
];

/// The code of a product's name: snake_case.
pub fn product_code(name: &str) -> Result<ProductCode, IdError> {
    name.to_lowercase().replace(' ', "_").parse()
}

/// Every product of the model, by solution area.
pub fn products() -> Result<Vec<Product>, PresetError> {
    let business = BUSINESS
        .iter()
        .map(|name| (name, SolutionArea::BusinessApplications, ClaimedBy::Subscription));
    let workloads = WORKLOADS
        .iter()
        .map(|name| (name, SolutionArea::Microsoft365, ClaimedBy::Workload));
    business
        .chain(workloads)
        .map(|(name, solution_area, claimed_by)| {
            Ok(Product {
                code: product_code(name)?,
                name: Name::parse(name)?,
                solution_area,
                claimed_by,
                claimable: Validity::default(),
                recognised: Validity::default(),
                paid: Validity::default(),
            })
        })
        .collect()
}

/// Every programme of the model.
pub fn programmes() -> Result<Vec<Programme>, PresetError> {
    let all = [
        ("osu", "Online Services Usage", Activity::Usage, Exclusivity::Exclusive),
        (
            "osa",
            "Online Services Advisor",
            Activity::PreSales,
            Exclusivity::Exclusive,
        ),
        (
            "revenue",
            "Revenue association",
            Activity::RevenueAssociation,
            Exclusivity::Shared,
        ),
    ];
    all.into_iter()
        .map(|(code, name, activity, exclusivity)| {
            Ok(Programme {
                code: code.parse()?,
                name: Name::parse(name)?,
                activities: BTreeSet::from([activity]),
                exclusivity,
                claimable: Validity::default(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{products, programmes};

    #[test]
    fn the_presets_are_what_the_program_takes_and_each_has_a_code_of_its_own() {
        let products = products().unwrap();
        let mut codes: Vec<_> = products.iter().map(|product| product.code.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), 25);
        assert!(codes.contains(&"exchange_online") && codes.contains(&"business_central"));
        let programmes = programmes().unwrap();
        assert_eq!(
            programmes.iter().map(|each| each.code.as_str()).collect::<Vec<_>>(),
            ["osu", "osa", "revenue"]
        );
    }
}
