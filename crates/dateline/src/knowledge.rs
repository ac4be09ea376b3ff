//! What a run reads with: the program's own atlas and frames, or those with a user's own laid over them.

use dateline_atlas::Atlas;
use dateline_claims::FrameSet;
use dateline_claims::frames::Misread;
use std::sync::Arc;

/// The atlas and the frames to read with; cheap to clone.
///
/// ```
/// use dateline::{Knowledge, Options};
/// let plain = Options::default();
/// assert_eq!(plain.knowledge, Knowledge::default());
/// assert_eq!(plain.knowledge.atlas().packs().len(), 1);
/// ```
#[derive(Clone, Default)]
pub struct Knowledge {
    atlas: Option<Arc<Atlas>>,
    frames: Option<Arc<FrameSet>>,
}

impl Knowledge {
    /// Reads with this atlas.
    pub fn with_atlas(self, atlas: Atlas) -> Knowledge {
        Knowledge { atlas: Some(Arc::new(atlas)), ..self }
    }

    /// Reads with these frames.
    pub fn with_frames(self, frames: FrameSet) -> Knowledge {
        Knowledge { frames: Some(Arc::new(frames)), ..self }
    }

    /// The atlas.
    pub fn atlas(&self) -> &Atlas {
        self.atlas.as_deref().unwrap_or_else(|| Atlas::embedded())
    }

    /// The frames.
    pub fn frames(&self) -> &FrameSet {
        self.frames.as_deref().unwrap_or_else(|| FrameSet::embedded())
    }

    /// The example sentences of the frames that are not read as written.
    pub fn misread(&self) -> Vec<Misread> {
        self.frames().misread(&crate::parse::sentence, self.atlas())
    }

    /// How many frames there are, where they are not the program's own.
    pub(crate) fn own_frames(&self) -> Option<usize> {
        self.frames.as_ref().map(|frames| frames.frames().len())
    }

    /// The packs laid over the program's own, in order: name and hash.
    pub(crate) fn laid(&self) -> Vec<(&str, &str)> {
        let packs = self.atlas.iter().flat_map(|atlas| atlas.packs().iter().skip(1));
        packs.map(|(name, pack)| (name.as_str(), pack.about("hash").unwrap_or(""))).collect()
    }
}

/// Two are equal when the same packs lie over one another in the same order, and the frames are the same.
impl PartialEq for Knowledge {
    fn eq(&self, other: &Knowledge) -> bool {
        self.laid() == other.laid() && self.frames().frames() == other.frames().frames()
    }
}

impl Eq for Knowledge {}

impl std::fmt::Debug for Knowledge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let frames = self.frames().frames().len();
        f.debug_struct("Knowledge").field("packs", &self.laid()).field("frames", &frames).finish()
    }
}
