//! The pages, through real HTTP, as a browser without JavaScript uses them.

mod claim;
mod customer;
mod dashboard;
mod frame;
mod habits;
mod history;
mod lists;
mod lives;
mod messages;
mod partner;
mod queue;
mod queue_acts;
mod safety;
mod settings;
mod settings_forms;
mod setup;
mod sign_in;
mod vendor;
mod vendor_decisions;
mod vendor_forms;
mod wizard;
mod world;
