//! What reviewers look for in a proof of execution (domain.md §4, §8): one paragraph for each reason for more
//! information, in a programme's own words where it has some.

use askama::Template;
use domain::claim::InformationReason;
use domain::id::ProgrammeCode;
use domain::reference::{Guidelines, Reference};

use crate::frame::{Frame, Section};
use crate::prose::{Block, blocks};
use crate::text::Text;

/// A paragraph as a letter cites it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CitedGuideline {
    /// `Guideline 5: Products`.
    pub heading: String,
    /// What the paragraph says.
    pub words: String,
}

impl CitedGuideline {
    pub(crate) fn blocks(&self) -> Vec<Block> {
        blocks(&self.words)
    }
}

/// The guidelines that hold for a claim.
#[derive(Clone, Debug, Default)]
pub struct GuidelinesView {
    programme: Option<ProgrammeCode>,
    own: Guidelines,
}

impl GuidelinesView {
    /// Those of a programme; without one the product's own.
    pub fn of(reference: &Reference, programme: Option<&ProgrammeCode>) -> GuidelinesView {
        let own = programme.and_then(|code| reference.guidelines.get(code));
        GuidelinesView {
            programme: programme.cloned(),
            own: own.cloned().unwrap_or_default(),
        }
    }

    /// What holds for every proof.
    pub(crate) fn general(&self) -> Vec<Block> {
        let words = self.own.general.as_ref();
        words.map(|words| blocks(words.as_str())).unwrap_or_default()
    }

    /// What a proof shows that doesn't lack this.
    pub(crate) fn words(&self, text: &Text, reason: &InformationReason) -> String {
        let own = self.own.paragraphs.get(reason);
        own.map_or_else(|| built_in(text, reason), ToString::to_string)
    }

    /// The paragraphs that a request with these reasons rests on.
    pub fn cited(&self, text: &Text, reasons: &[InformationReason]) -> Vec<CitedGuideline> {
        let cited = |reason: &InformationReason| CitedGuideline {
            heading: GuidelinesView::heading(text, reason),
            words: self.words(text, reason),
        };
        reasons.iter().map(cited).collect()
    }

    /// The programme's own paragraph, where it has one.
    pub(crate) fn own(&self, reason: &InformationReason) -> Option<Vec<Block>> {
        let own = self.own.paragraphs.get(reason);
        own.map(|words| blocks(words.as_str()))
    }

    pub(crate) fn paragraph(&self, text: &Text, reason: &InformationReason) -> Vec<Block> {
        blocks(&self.words(text, reason))
    }

    /// Where the paragraph stands.
    pub(crate) fn href(&self, reason: &InformationReason) -> String {
        match &self.programme {
            Some(code) => format!("/help/guidelines?programme={code}#{}", reason.code()),
            None => format!("/help/guidelines#{}", reason.code()),
        }
    }

    /// Where all of it stands.
    pub(crate) fn page(&self) -> String {
        match &self.programme {
            Some(code) => format!("/help/guidelines?programme={code}"),
            None => "/help/guidelines".to_owned(),
        }
    }

    /// What requests call the paragraph.
    pub(crate) fn citation(text: &Text, reason: &InformationReason) -> String {
        let place = InformationReason::ALL.iter().position(|each| each == reason);
        text.review_guideline((place.unwrap_or_default() + 1).to_string())
    }

    /// The same with what it is about: `Guideline 3: Dates`.
    pub(crate) fn heading(text: &Text, reason: &InformationReason) -> String {
        text.guideline_named(GuidelinesView::citation(text, reason), subject(text, reason))
    }
}

/// `/help/guidelines`, which every request cites.
#[derive(Template, Clone, Debug)]
#[template(path = "help/guidelines.html")]
pub struct GuidelinesPage {
    /// The frame.
    pub frame: Frame,
    /// The programme they are of.
    pub programme: Option<String>,
    /// Programmes to choose from: name, address, whether it is this one.
    pub programmes: Vec<(String, String, bool)>,
    /// What they say.
    pub guidelines: GuidelinesView,
    /// Where they are changed, for whoever may.
    pub edit: Option<String>,
}

impl GuidelinesPage {
    fn reasons(&self) -> &'static [InformationReason] {
        InformationReason::ALL
    }

    fn title(&self) -> String {
        let text = &self.frame.text;
        match &self.programme {
            Some(name) => text.guidelines_of(name),
            None => text.guidelines_title(),
        }
    }
}

/// What a reason is about, as a heading.
pub(crate) fn subject(text: &Text, reason: &InformationReason) -> String {
    match reason {
        InformationReason::MissingAllPoe => text.review_reason_missing_all_poe(),
        InformationReason::MissingCustomerAcknowledgment => text.review_reason_missing_customer_acknowledgment(),
        InformationReason::MissingOrOldDates => text.review_reason_missing_or_old_dates(),
        InformationReason::MissingPartnerSolution => text.review_reason_missing_partner_solution(),
        InformationReason::MissingProducts => text.review_reason_missing_products(),
    }
}

/// The product's words, where a programme has none of its own.
pub fn built_in(text: &Text, reason: &InformationReason) -> String {
    match reason {
        InformationReason::MissingAllPoe => text.review_hint_missing_all_poe(),
        InformationReason::MissingCustomerAcknowledgment => text.review_hint_missing_customer_acknowledgment(),
        InformationReason::MissingOrOldDates => text.review_hint_missing_or_old_dates(),
        InformationReason::MissingPartnerSolution => text.review_hint_missing_partner_solution(),
        InformationReason::MissingProducts => text.review_hint_missing_products(),
    }
}

#[cfg(test)]
mod tests {
    use domain::claim::InformationReason;
    use domain::party::Role;
    use domain::text::Note;

    use super::{GuidelinesPage, GuidelinesView};
    use crate::frame::Section;
    use crate::page_check::checked;
    use crate::samples;
    use crate::samples::claims::{STATES, claim_page};

    #[test]
    fn a_request_cites_the_programmes_own_paragraph_and_else_says_what_would_mend_it() {
        let asked = STATES.into_iter().map(claim_page).find(|page| page.request.is_some());
        let mut page = asked.expect("a claim with a request");
        let before = checked(&page);
        let reason = page.request.as_ref().expect("a request").reasons[0];
        let products = page.frame.text.information_reason_means(&reason);
        assert!(before.contains(&products), "{products}: {before}");

        let own = Note::parse("Ask for:\n\n- a stamp\n- <a date>").expect("a paragraph");
        page.guidelines.own.paragraphs.insert(reason, own);
        let html = checked(&page);
        assert!(html.contains("<li>a stamp</li><li>&#60;a date&#62;</li>"), "{html}");
        assert!(!html.contains(&products), "{products}: {html}");
    }

    #[test]
    fn each_reason_has_a_paragraph_in_the_programmes_words_or_else_the_products() {
        let mut guidelines = GuidelinesView {
            programme: "osu".parse().ok(),
            ..GuidelinesView::default()
        };
        let words = "Signed by:\n\n- the customer\n- <you>";
        guidelines.own.general = Note::parse("Send PDF.").ok();
        guidelines.own.paragraphs.extend(
            Note::parse(words)
                .ok()
                .map(|note| (InformationReason::MissingAllPoe, note)),
        );
        let html = checked(&GuidelinesPage {
            frame: samples::frame(Role::Reviewer, Section::Help),
            programme: Some("Online Services Usage".into()),
            programmes: vec![
                (
                    "Online Services Usage".into(),
                    "/help/guidelines?programme=osu".into(),
                    true,
                ),
                ("Revenue".into(), "/help/guidelines?programme=revenue".into(), false),
            ],
            guidelines: guidelines.clone(),
            edit: Some("/settings/programmes/osu/guidelines".into()),
        });
        for reason in InformationReason::ALL {
            assert!(html.contains(&format!(r#"<section id="{}""#, reason.code())));
        }
        for part in [
            "Send PDF.",
            "<li>the customer</li><li>&#60;you&#62;</li>",
            "Every claimed product is named.",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert!(
            !html.contains("The files are about this partner"),
            "the product's words are replaced"
        );
        assert_eq!(
            guidelines.href(&InformationReason::MissingProducts),
            "/help/guidelines?programme=osu#missing_products"
        );
    }
}
