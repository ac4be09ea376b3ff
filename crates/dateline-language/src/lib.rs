//! How is this sentence built? Text becomes a document of sentences and tokens.
