//! Every frame reads its positive examples as written, and reads nothing in its negative ones.

use dateline_atlas::Atlas;
use dateline_claims::FrameSet;
use dateline_claims::frames::Scene;
use dateline_language::{Language, Syntax, embedded_english};
use dateline_model::Stage;

#[test]
fn every_frame_reads_its_examples() {
    let english = Language::load(embedded_english()).unwrap();
    let frames = FrameSet::read(FrameSet::own_files()).unwrap();
    let wrong = frames.misread(&|text| english.parse(text, &[]), Atlas::embedded());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn frames_are_audited() {
    let frames = FrameSet::read(FrameSet::own_files()).unwrap();
    for frame in frames.frames() {
        let (positive, negative): (Vec<_>, Vec<_>) = frame.examples.iter().partition(|e| e.read.is_some());
        assert!(positive.len() >= 3 && negative.len() >= 3, "{}: three sentences of each kind", frame.name);
        for words in [&frame.verbs, &frame.nouns] {
            assert!(words.is_sorted(), "{}: words in order: {words:?}", frame.name);
            let mut once = words.clone();
            once.dedup();
            assert_eq!(&once, words, "{}: words once", frame.name);
        }
    }
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("frames");
    let mut files: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();
    assert!(FrameSet::own_files().map(|(name, _)| name).eq(files.iter().map(String::as_str)), "{files:?}");
    for (name, text) in FrameSet::own_files() {
        let head: Vec<&str> = text.lines().take_while(|l| l.starts_with('#')).collect();
        for word in ["What:", "Form:", "Source:", "Licence:", "Date:", "Rebuild:"] {
            assert!(head.iter().any(|l| l.contains(word)), "{name}: no {word} in its head");
        }
    }
}

#[test]
fn a_broken_frame_says_where_and_what_to_do() {
    let broken = [
        ("verbs: stone", "line 1: a frame begins with"),
        ("== a\nevent: Attack | attack\nvictim: undergoer person", "line 3: the frame \"a\" has no words"),
        ("== a\nverbs: stone", "line 2: the frame \"a\" has no roles"),
        ("== a\nverbs: stone\nvictim dead: undergoer person", "line 3: \"dead\" is no effect"),
        ("== a\nverbs: stone\nvictim: undergoer", "line 3: \"undergoer\": write where"),
        ("== a\nverbs: stone\nvictim: undergoer people", "line 3: \"people\" is no filler"),
        ("== a\nverbs: stone\nfoe: undergoer person", "line 3: \"foe\" is no key"),
        ("== a\nevent: Attac | attack", "line 2: \"Attac\" is no sub-event type"),
        (
            "== a\nverbs: stone\nvictim: undergoer person\n\n== a\nverbs: pelt\nvictim: undergoer person",
            "line 5: there is",
        ),
    ];
    for (text, says) in broken {
        let error = FrameSet::read([("mine.txt", text)]).unwrap_err().to_string();
        assert!(error.starts_with(&format!("mine.txt, {says}")), "{error}");
    }
}

#[test]
fn how_far_a_deed_got_is_read_from_what_governs_it() {
    let english = Language::load(embedded_english()).unwrap();
    let stages = |text: &str| {
        let document = english.parse(text, &[]);
        let syntax = Syntax::new(&document);
        let scene = Scene { text, document: &document, syntax: &syntax, actors: &[] };
        let deeds = document.sentences.iter().flat_map(|s| FrameSet::embedded().deeds(&scene, s));
        deeds.map(|d| d.event.stage).collect::<Vec<_>>()
    };
    assert_eq!(stages("Gunmen killed a judge."), [Stage::Accomplished]);
    assert_eq!(stages("Gunmen tried to kill a judge."), [Stage::Attempted]);
    assert_eq!(stages("Rebels threatened two mayors in the valley."), [Stage::Threatened]);
    for unreal in ["Gunmen did not kill a judge.", "Gunmen wanted to kill a judge.", "Gunmen would kill a judge."] {
        assert_eq!(stages(unreal), [], "{unreal}");
    }
}
