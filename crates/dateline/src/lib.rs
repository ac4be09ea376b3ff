//! The facade: reports in, ledger out, one pure function.
