//! The outside shapes: the versioned contract as JSON.
