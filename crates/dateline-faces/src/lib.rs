//! What does a person see? The terminal dossier and the HTML page.
