//! Pages and letters as functions of view structs, and all text for people.
