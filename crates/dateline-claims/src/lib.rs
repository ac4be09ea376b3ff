//! Who says what happened? Reports become accounts and claims with their evidence.

pub mod times;
