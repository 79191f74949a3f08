//! A change in the making: entries one after another, with the messages and links that follow from each.
//!
//! Every writer composes here: single commands, passed deadlines, and sample data that lives whole lives at once.

use domain::claim::{
    BlockedItem, Claim, Command, Context, Create, Entry, Refusal, Renews, begin, create, decide, evolve, lapse,
};
use domain::instant::Instant;
use domain::party::Actor;
use store::{ClaimChange, NewLink, Stored};

use crate::env::{Directory, Env};
use crate::link::hash_secret;
use crate::recipients;

/// A claim on its way from one stored state to the next.
pub struct Composition<'a> {
    env: &'a Env,
    directory: &'a Directory,
    change: ClaimChange,
}

impl<'a> Composition<'a> {
    /// Continues a stored claim.
    pub fn of(env: &'a Env, directory: &'a Directory, stored: Stored) -> Composition<'a> {
        let Stored { claim, head } = stored;
        let change = ClaimChange {
            before: Some(head),
            after: claim,
            entries: Vec::new(),
            messages: Vec::new(),
            links: Vec::new(),
        };
        Composition { env, directory, change }
    }

    /// Begins a claim.
    pub fn begin(
        env: &'a Env,
        directory: &'a Directory,
        actor: &Actor,
        now: Instant,
        command: Create,
        renews: Renews,
    ) -> Result<Composition<'a>, Refusal> {
        let context = Context {
            now,
            actor,
            reference: &directory.reference,
            blocked: &[],
            renews,
        };
        let event = create(command, &context)?;
        let entry = Entry {
            at: now,
            recorded_at: now,
            actor: actor.stamp(),
            event,
        };
        // `create` makes nothing but creations, which is what `begin` asks for.
        let after = begin(&entry).ok_or(Refusal::NotPermitted)?;
        let change = ClaimChange {
            before: None,
            after,
            entries: vec![entry],
            messages: Vec::new(),
            links: Vec::new(),
        };
        Ok(Composition { env, directory, change })
    }

    /// The claim as composed so far.
    pub fn claim(&self) -> &Claim {
        &self.change.after
    }

    /// Lets everything passed by `now` take effect, each dated at its deadline.
    pub fn lapse(&mut self, now: Instant) -> Result<(), Refusal> {
        let reference = &self.directory.reference;
        let context = Context {
            now,
            actor: &Actor::Clock,
            reference,
            blocked: &[],
            renews: Renews::Known,
        };
        while let Some((at, event)) = lapse(&self.change.after, &context)? {
            self.push(Entry {
                at,
                recorded_at: now,
                actor: Actor::Clock.stamp(),
                event,
            });
        }
        Ok(())
    }

    /// Carries a command out.
    pub fn run(
        &mut self,
        actor: &Actor,
        now: Instant,
        command: Command,
        blocked: &[BlockedItem],
        renews: Renews,
    ) -> Result<(), Refusal> {
        let context = Context {
            now,
            actor,
            reference: &self.directory.reference,
            blocked,
            renews,
        };
        let event = decide(&self.change.after, command, &context)?;
        self.push(Entry {
            at: now,
            recorded_at: now,
            actor: actor.stamp(),
            event,
        });
        Ok(())
    }

    fn push(&mut self, entry: Entry) {
        let before = self.change.after.clone();
        let after = evolve(before.clone(), &entry);
        let index = self.change.entries.len();
        let messages = recipients::messages(self.env, self.directory, index, &entry, &before, &after);
        self.change.messages.extend(messages);
        self.change.links.extend(new_link(self.env, &before, &after));
        self.change.entries.push(entry);
        self.change.after = after;
    }

    /// What is to be committed.
    pub fn change(self) -> ClaimChange {
        self.change
    }
}

/// A new round of consent has a link of its own.
fn new_link(env: &Env, before: &Claim, after: &Claim) -> Option<NewLink> {
    let contact = after.details.customer_contact.email.as_ref()?;
    (after.consent_rounds > before.consent_rounds).then(|| NewLink {
        token_hash: hash_secret(&env.link_keys.token(after.id, contact, after.consent_rounds)),
        round: after.consent_rounds,
    })
}
