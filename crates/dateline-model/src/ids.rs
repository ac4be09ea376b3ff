//! Names of things: one type per noun, so that an account's id is never passed for a claim's.

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        pub struct $name(pub String);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str { &self.0 }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(&self.0) }
        }
    )+ };
}

id! {
    /// Names a report: a hash of its content.
    ReportId,
    /// Names a group of reports that share one text origin (a wire story and its reprints).
    OriginId,
    /// Names an account: its report's id and its rank there.
    AccountId,
    /// Names a claim: its report's id and its rank there.
    ClaimId,
    /// Names an incident; it survives the arrival of further reports.
    IncidentId,
}
