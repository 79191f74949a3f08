//! The pages, through real HTTP, as a browser without JavaScript uses them.

mod partner;
mod safety;
mod sign_in;
mod world;
