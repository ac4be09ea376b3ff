//! Which place, which armed group, which agency is meant?
