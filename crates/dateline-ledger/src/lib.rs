//! Which reports speak of one incident, and what do they add up to?
