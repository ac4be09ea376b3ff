//! What kind of violence: ACLED's types and sub-types, MUC's types and stage.

use crate::codes::codes;

codes! {
    /// ACLED's six event types.
    EventType {
        Battles = "Battles", Explosions = "Explosions/Remote violence", Civilians = "Violence against civilians",
        Protests = "Protests", Riots = "Riots", Strategic = "Strategic developments",
    }
}

codes! {
    /// ACLED's 25 sub-event types.
    Subtype {
        ArmedClash = "Armed clash",
        GovernmentRegains = "Government regains territory",
        NonStateOvertakes = "Non-state actor overtakes territory",
        Chemical = "Chemical weapon",
        AirStrike = "Air/drone strike",
        SuicideBomb = "Suicide bomb",
        Shelling = "Shelling/artillery/missile attack",
        RemoteExplosive = "Remote explosive/landmine/IED",
        Grenade = "Grenade",
        SexualViolence = "Sexual violence",
        Attack = "Attack",
        Abduction = "Abduction/forced disappearance",
        PeacefulProtest = "Peaceful protest",
        ProtestIntervention = "Protest with intervention",
        ExcessiveForce = "Excessive force against protesters",
        ViolentDemonstration = "Violent demonstration",
        MobViolence = "Mob violence",
        Agreement = "Agreement",
        Arrests = "Arrests",
        GroupChange = "Change to group/activity",
        DisruptedWeapons = "Disrupted weapons use",
        Headquarters = "Headquarters or base established",
        Looting = "Looting/property destruction",
        NonViolentTransfer = "Non-violent transfer of territory",
        Other = "Other",
    }
}

impl Subtype {
    /// The event type this sub-type belongs to.
    pub fn event_type(self) -> EventType {
        use Subtype::{
            Abduction, Agreement, AirStrike, ArmedClash, Arrests, Attack, Chemical, DisruptedWeapons, ExcessiveForce,
            GovernmentRegains, Grenade, GroupChange, Headquarters, Looting, MobViolence, NonStateOvertakes,
            NonViolentTransfer, Other, PeacefulProtest, ProtestIntervention, RemoteExplosive, SexualViolence, Shelling,
            SuicideBomb, ViolentDemonstration,
        };
        match self {
            ArmedClash | GovernmentRegains | NonStateOvertakes => EventType::Battles,
            Chemical | AirStrike | SuicideBomb | Shelling | RemoteExplosive | Grenade => EventType::Explosions,
            SexualViolence | Attack | Abduction => EventType::Civilians,
            PeacefulProtest | ProtestIntervention | ExcessiveForce => EventType::Protests,
            ViolentDemonstration | MobViolence => EventType::Riots,
            Agreement | Arrests | GroupChange | DisruptedWeapons | Headquarters | Looting | NonViolentTransfer
            | Other => EventType::Strategic,
        }
    }
}

codes! {
    /// The seven incident types of MUC-4.
    Muc {
        Attack = "attack", Bombing = "bombing", Kidnapping = "kidnapping", Arson = "arson", Robbery = "robbery",
        Hijacking = "hijacking", WorkStoppage = "forced work stoppage",
    }
}

codes! {
    /// How far it got.
    Stage { Accomplished = "accomplished", Attempted = "attempted", Threatened = "threatened" }
}

/// The kind of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Event {
    /// ACLED's sub-event type; the type follows from it.
    pub subtype: Subtype,
    /// MUC-4's incident type, where one fits.
    pub muc: Option<Muc>,
    /// How far it got.
    pub stage: Stage,
}

impl Event {
    /// ACLED's event type.
    pub fn event_type(&self) -> EventType {
        self.subtype.event_type()
    }
}
