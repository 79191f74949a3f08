//! Claims brought to where a test begins, by the same command path as the pages.

use std::sync::Arc;

use app::demo::{Advance, advance};
use app::{Expected, create, execute, load};
use domain::claim::{Claim, Command, Document, DocumentCondition, LineEdit};
use domain::id::{BlobId, ClaimNumber, DocumentId, Guid, Uuid};
use domain::text::FileName;
use testkit::commands::{item, line_id, statement};
use testkit::{Firm, Persona};

use super::world::World;

pub const PRODUCTS: [&str; 3] = ["exchange_online", "teams", "intune"];
const DAY_MICROSECONDS: i64 = 24 * 3_600_000_000;

impl World {
    /// A draft of Ana's about three products.
    pub async fn draft(&self) -> String {
        self.draft_for(0).await
    }

    async fn draft_for(&self, customer: u32) -> String {
        let products = PRODUCTS.iter().enumerate();
        let lines = products
            .map(|(index, product)| LineEdit::New(line_id(index), item(product)))
            .collect();
        let mut details = statement(Firm::ValeVerde);
        details.customer.tenant_id = Some(Guid(Uuid::from_u128(0x7E_0000 + u128::from(customer))));
        let made = create(&self.env, &Persona::Ana.actor(), details, lines, None).await;
        made.expect("a draft").claim.number.to_string()
    }

    /// The same, handed in with a PDF.
    pub async fn submitted(&self) -> String {
        self.submitted_for(0).await
    }

    /// The same, about this customer.
    pub async fn submitted_for(&self, customer: u32) -> String {
        let number = self.draft_for(customer).await;
        self.run(Persona::Ana, &number, self.document("application/pdf")).await;
        self.run(Persona::Ana, &number, Command::Submit).await;
        number
    }

    /// The same, taken up by Greta.
    pub async fn under_review(&self) -> String {
        let number = self.submitted().await;
        self.run(Persona::Greta, &number, Command::StartReview).await;
        number
    }

    /// The same, approved by Greta with every line covered.
    pub async fn approved(&self) -> String {
        let number = self.under_review().await;
        let claim = self.claim(&number).await;
        self.run(Persona::Greta, &number, testkit::commands::approve_all(&claim))
            .await;
        number
    }

    /// Adding a file.
    pub fn document(&self, media_type: &str) -> Command {
        Command::AddDocument(Document {
            id: DocumentId(self.env.new_id()),
            blob: BlobId(self.env.new_id()),
            name: FileName::parse("proof.pdf").expect("a file name"),
            media_type: media_type.to_owned(),
            size_bytes: 10_240,
            sha256: [7; 32],
            added_at: self.env.now(),
            added_by: Persona::Ana.id(),
            round: 0,
            condition: DocumentCondition::Available,
        })
    }

    /// Carries a command out that must be accepted.
    pub async fn run(&self, persona: Persona, number: &str, command: Command) {
        let actor = persona.actor();
        let stored = load(&self.env, &actor, parsed(number)).await.expect("the claim");
        execute(&self.env, &actor, stored, Expected::Any, command, None)
            .await
            .expect("an accepted command");
    }

    /// The claim as it is, whoever may see it.
    pub async fn claim(&self, number: &str) -> Claim {
        load(&self.env, &Persona::Milo.actor(), parsed(number))
            .await
            .expect("the claim")
            .claim
    }

    /// Lets days pass.
    pub async fn pass_days(&self, days: i64) {
        advance(&Arc::clone(&self.env), Advance::By(days * DAY_MICROSECONDS))
            .await
            .expect("a later time");
    }

    /// The newest link that the customer of a claim was sent, as the demo shows it.
    pub async fn customer_link(&self, number: &str) -> String {
        let page = self
            .signed_in(Persona::Greta)
            .await
            .get(&format!("/messages?claim={number}&to="))
            .await;
        let (_, rest) = page
            .html
            .split_once(&format!("href=\"{}/consents/", self.origin()))
            .expect("a link");
        format!("/consents/{}", rest.split('"').next().expect("a token"))
    }
}

pub fn parsed(number: &str) -> ClaimNumber {
    number.parse().expect("a claim number")
}
