//! Random lives, lived twice: by the domain and by the independent model, which must never disagree.

mod twin;
mod view;
mod words;

use testkit::model::{Life, Person, Who, random_life};

use twin::Twin;

/// How many lives are lived.
const LIVES: u64 = 100_000;

const WATCHERS: [Who; 8] = [
    Who::PartnerAdmin,
    Who::IncentivesUser,
    Who::Vendor(Person::Reviewer(0)),
    Who::Vendor(Person::Reviewer(1)),
    Who::Vendor(Person::Lead(0)),
    Who::Vendor(Person::Lead(1)),
    Who::Auditor,
    Who::SystemAdmin,
];

fn compare(seed: u64) -> Result<(), String> {
    let life = random_life(seed);
    let mut model = Life::new(life.setup.clone(), life.created_at);
    let mut twin = Twin::new(&life.setup, life.created_at);
    let mut told = Vec::new();
    for step in &life.steps {
        let expected = model.command(step.at, step.who, step.act.clone());
        let answer = twin.command(step.at, step.who, &step.act);
        told.push(format!("{} {:?} {:?} → {expected:?}", step.at, step.who, step.act));
        let differs = |what: &str, model: String, domain: String| {
            let told = told.join("\n  ");
            Err(format!(
                "seed {seed}: {what}\n  {told}\nmodel:  {model}\ndomain: {domain}"
            ))
        };
        if answer != expected {
            return differs("answer", format!("{expected:?}"), format!("{answer:?}"));
        }
        let (model_view, view) = (model.view(), twin.view());
        if model_view.gone && view.gone {
            continue;
        }
        if model_view != view {
            return differs("claim", format!("{model_view:#?}"), format!("{view:#?}"));
        }
        let customer = Who::Customer {
            link: model_view.links,
            code: testkit::model::Code::Right,
        };
        for who in WATCHERS.into_iter().chain([step.who, customer]) {
            let (expected, allowed) = (model.allowed(who), twin.allowed(who));
            if expected != allowed {
                return differs(
                    &format!("allowed to {who:?}"),
                    format!("{expected:?}"),
                    format!("{allowed:?}"),
                );
            }
        }
    }
    Ok(())
}

#[test]
fn the_model_and_the_domain_live_the_same_lives() {
    let threads = 2;
    let disagreements: Vec<String> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|worker| {
                scope.spawn(move || {
                    let seeds = (0..LIVES).filter(|seed| seed % threads == worker);
                    seeds.filter_map(|seed| compare(seed).err()).take(1).collect::<Vec<_>>()
                })
            })
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().expect("no panic"))
            .collect()
    });
    assert!(disagreements.is_empty(), "{}", disagreements.join("\n\n"));
}
