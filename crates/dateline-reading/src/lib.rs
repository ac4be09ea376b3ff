//! What did this file publish, and when? Bytes become reports.
