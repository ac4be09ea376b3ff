//! Which atlas a run reads with: the program's own, or one with a user's packs laid over it.

use dateline_atlas::Atlas;
use std::sync::Arc;

/// The program's own atlas, or one with packs laid over it; cheap to clone.
///
/// ```
/// use dateline::{LayeredAtlas, Options};
/// let plain = Options::default();
/// assert_eq!(plain.atlas, LayeredAtlas::default());
/// assert_eq!(plain.atlas.atlas().packs().len(), 1);
/// ```
#[derive(Clone, Default)]
pub struct LayeredAtlas(Option<Arc<Atlas>>);

impl LayeredAtlas {
    /// Reads with this atlas.
    pub fn new(atlas: Atlas) -> LayeredAtlas {
        LayeredAtlas(Some(Arc::new(atlas)))
    }

    /// The atlas.
    pub fn atlas(&self) -> &Atlas {
        self.0.as_deref().unwrap_or_else(|| Atlas::embedded())
    }

    /// The packs laid over the program's own, in order: name and hash.
    fn laid(&self) -> Vec<(&str, &str)> {
        let packs = self.0.iter().flat_map(|atlas| atlas.packs().iter().skip(1));
        packs.map(|(name, pack)| (name.as_str(), pack.about("hash").unwrap_or(""))).collect()
    }
}

/// Two are equal when the same packs lie over one another in the same order.
impl PartialEq for LayeredAtlas {
    fn eq(&self, other: &LayeredAtlas) -> bool {
        self.laid() == other.laid()
    }
}

impl Eq for LayeredAtlas {}

impl std::fmt::Debug for LayeredAtlas {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("LayeredAtlas").field(&self.laid()).finish()
    }
}
