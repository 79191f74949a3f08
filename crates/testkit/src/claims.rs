//! A workbench for one claim: commands and time, purely, without a store; and claims in every place, made by commands.

use domain::claim::{
    BlockedItem, Claim, Command, Context, Create, Details, Document, DocumentCondition, Entry, Event, LineEdit, Notice,
    Place, Proof, Refusal, Renews, Visibility, begin, create, decide, evolve, lapse, notices,
};
use domain::id::{BlobId, CommentId, DocumentId, Uuid};
use domain::instant::Instant;
use domain::party::Actor;
use domain::reference::Reference;
use domain::text::FileName;

use crate::commands::{
    approve_all, creation, decline_all, dispute, instant, not_me, note, reject, reopen, request_information, resubmit,
    statement,
};
use crate::personas::Persona;
use crate::reference::reference;

/// When every life on a workbench begins: a Monday, noon in São Paulo, 11:00 at the review team.
pub const START: &str = "2026-09-14T15:00:00Z";

/// One claim, the world around it, and all that happened to it.
#[derive(Clone, Debug)]
pub struct Workbench {
    /// What holds; change it to try other settings.
    pub reference: Reference,
    /// The programme clock.
    pub now: Instant,
    /// The claim as it is.
    pub claim: Claim,
    /// Its history, lapses included.
    pub entries: Vec<Entry>,
    /// The messages each entry sent, dated as it is.
    pub notices: Vec<(Instant, Notice)>,
    /// Lines of other own claims that count as duplicates.
    pub blocked: Vec<BlockedItem>,
    keys: u128,
}

impl Workbench {
    /// A draft of Vale Verde about Exchange Online, Teams and Intune, complete but for its PoE.
    pub fn draft() -> Workbench {
        Workbench::draft_of(Persona::Ana, reference(), START)
    }

    /// The same by a person of any partner, in another world, at another time.
    pub fn draft_of(creator: Persona, reference: Reference, now: &str) -> Workbench {
        let firm = creator.firm().expect("a partner's person");
        let command = creation(statement(firm), &["exchange_online", "teams", "intune"]);
        Workbench::create(&creator.actor(), reference, instant(now), command).expect("a draft can be made")
    }

    /// Creates a claim and a workbench for it.
    pub fn create(actor: &Actor, reference: Reference, now: Instant, command: Create) -> Result<Workbench, Refusal> {
        let context = Context {
            now,
            actor,
            reference: &reference,
            blocked: &[],
            renews: Renews::Known,
        };
        let entry = Entry {
            at: now,
            recorded_at: now,
            actor: actor.stamp(),
            event: create(command, &context)?,
        };
        let claim = begin(&entry).expect("a creation begins a claim");
        Ok(Workbench {
            reference,
            now,
            claim,
            entries: vec![entry],
            notices: Vec::new(),
            blocked: Vec::new(),
            keys: 0,
        })
    }

    /// Runs a command; a refused one leaves the claim as its passed deadlines left it.
    pub fn run(&mut self, actor: &Actor, command: Command) -> Result<(), Refusal> {
        self.settle();
        let event = decide(&self.claim, command, &self.context(actor))?;
        self.record(self.now, actor, event);
        self.settle();
        Ok(())
    }

    /// The same by a person.
    pub fn by(&mut self, persona: Persona, command: Command) -> Result<(), Refusal> {
        self.run(&persona.actor(), command)
    }

    /// The same through the customer's newest link.
    pub fn by_customer(&mut self, command: Command) -> Result<(), Refusal> {
        self.run(&self.customer(), command)
    }

    /// The customer by the newest link.
    pub fn customer(&self) -> Actor {
        Actor::Customer {
            claim: self.claim.id,
            round: self.claim.consent_rounds,
        }
    }

    /// Lets time pass, and every deadline and reminder up to then take effect.
    pub fn advance_to(&mut self, now: Instant) {
        assert!(self.now <= now, "the programme clock never goes back");
        self.now = now;
        self.settle();
    }

    /// The same, chained, to an instant in RFC 3339.
    pub fn at(mut self, now: &str) -> Workbench {
        self.advance_to(instant(now));
        self
    }

    /// Runs a command that must be accepted, and chains.
    pub fn then(mut self, persona: Persona, command: Command) -> Workbench {
        let said = format!("{command:?}");
        if let Err(refusal) = self.by(persona, command) {
            panic!("{persona:?} was refused: {refusal:?}: {said}");
        }
        self
    }

    /// Runs a customer's command that must be accepted, and chains.
    pub fn then_customer(mut self, command: Command) -> Workbench {
        let said = format!("{command:?}");
        if let Err(refusal) = self.by_customer(command) {
            panic!("the customer was refused: {refusal:?}: {said}");
        }
        self
    }

    /// A context for asking the domain's functions about this claim.
    pub fn context<'a>(&'a self, actor: &'a Actor) -> Context<'a> {
        Context {
            now: self.now,
            actor,
            reference: &self.reference,
            blocked: &self.blocked,
            renews: Renews::Known,
        }
    }

    /// Lets everything passed take effect, in order, dated at its deadline.
    pub fn settle(&mut self) {
        while let Some((at, event)) = lapse(&self.claim, &self.context(&Actor::Clock)).expect("a deadline can pass") {
            self.record(at, &Actor::Clock, event);
        }
    }

    fn record(&mut self, at: Instant, actor: &Actor, event: Event) {
        let entry = Entry {
            at,
            recorded_at: self.now,
            actor: actor.stamp(),
            event,
        };
        let after = evolve(self.claim.clone(), &entry);
        let sent = notices(&entry, &self.claim, &after);
        self.notices.extend(sent.into_iter().map(|notice| (at, notice)));
        self.entries.push(entry);
        self.claim = after;
    }

    /// A key never used before on this workbench.
    pub fn key(&mut self) -> Uuid {
        self.keys += 1;
        Uuid::from_u128(0xFE_0000 + self.keys)
    }

    /// Adding a small PDF.
    pub fn document(&mut self) -> Command {
        Command::AddDocument(Document {
            id: DocumentId(self.key()),
            blob: BlobId(self.key()),
            name: FileName::parse("proof.pdf").expect("a file name"),
            media_type: "application/pdf".to_owned(),
            size_bytes: 10_240,
            sha256: [7; 32],
            added_at: self.now,
            added_by: Persona::Ana.id(),
            round: 0,
            condition: DocumentCondition::Available,
        })
    }

    /// A comment both sides read.
    pub fn comment(&mut self, visibility: Visibility) -> Command {
        Command::Comment {
            id: CommentId(self.key()),
            text: note("A word"),
            visibility,
        }
    }

    /// An edit that leaves all as it is; change what it returns.
    pub fn edit(&self) -> (Details, Vec<LineEdit>) {
        let lines = self.claim.lines.iter();
        let kept = lines.map(|line| LineEdit::Kept(line.id, line.item.clone()));
        (self.claim.details.clone(), kept.collect())
    }

    /// With one more document, by the partner's creator.
    pub fn with_document(mut self) -> Workbench {
        let command = self.document();
        let creator = self.creator();
        self.then(creator, command)
    }

    fn creator(&self) -> Persona {
        let created_by = self.claim.created_by;
        Persona::ALL
            .into_iter()
            .find(|persona| persona.id() == created_by)
            .expect("a persona created it")
    }

    /// Handed in with a document.
    pub fn submitted(self) -> Workbench {
        let bench = self.with_document();
        let creator = bench.creator();
        bench.then(creator, Command::Submit)
    }

    /// Taken up by Greta.
    pub fn under_review(self) -> Workbench {
        self.then(Persona::Greta, Command::StartReview)
    }

    /// Asked for more by Greta, with the third line named for removal.
    pub fn asked(self) -> Workbench {
        self.then(Persona::Greta, request_information())
    }

    /// Answered with a comment.
    pub fn resubmitted(self) -> Workbench {
        let creator = self.creator();
        self.then(creator, resubmit())
    }

    /// Approved by Greta, every claimed line covered.
    pub fn approved(self) -> Workbench {
        let command = approve_all(&self.claim);
        self.then(Persona::Greta, command)
    }

    /// Rejected by Greta.
    pub fn rejected(self) -> Workbench {
        self.then(Persona::Greta, reject())
    }

    /// Disputed with a justification, and a new document.
    pub fn disputed(self) -> Workbench {
        let bench = self.with_document();
        let creator = bench.creator();
        bench.then(creator, dispute())
    }

    /// Declined whole by the customer.
    pub fn declined(self) -> Workbench {
        self.then_customer(decline_all())
    }

    /// The notice came to somebody else.
    pub fn undeliverable(self) -> Workbench {
        self.then_customer(not_me())
    }
}

/// A claim of Vale Verde in this place, by its shortest usual way; Greta is its reviewer from the first review on.
pub fn claim_in(place: Place) -> Workbench {
    let draft = Workbench::draft;
    let reviewed = || draft().submitted().under_review();
    match place {
        Place::Draft => draft(),
        Place::SubmittedFirst => draft().submitted(),
        Place::SubmittedResubmission => reviewed().asked().resubmitted(),
        Place::ReviewFirst => reviewed(),
        Place::ReviewResubmission => reviewed().asked().resubmitted().under_review(),
        Place::ReviewDispute => reviewed().rejected().disputed(),
        Place::ReviewReopened => reviewed().rejected().then(Persona::Judith, reopen()),
        Place::AwaitingAnswer => reviewed().asked(),
        Place::ConsentWindow => reviewed().approved(),
        Place::InForce => reviewed().approved().at("2026-09-22T15:00:00Z"),
        Place::Ended => claim_in(Place::InForce).then_customer(Command::End {
            lines: None,
            comment: None,
            proof: Proof::LinkAndCode,
        }),
        Place::Disputable => reviewed().rejected(),
        Place::Final => reviewed().rejected().at("2026-10-15T15:00:00Z"),
        Place::Discarded => draft().then(Persona::Ana, Command::Discard),
    }
}
