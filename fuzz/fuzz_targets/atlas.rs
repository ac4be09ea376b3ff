//! Random bytes as an atlas pack, and as the files packs are made from.

#![no_main]

use dateline_atlas::{Atlas, Pack, import};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = Pack::open(bytes.to_vec());
    // Unchecked, and behind a head that fits: the sections are what is random.
    for pack in [bytes.to_vec(), [b"DATLAS03\0\0\0\0", bytes].concat()] {
        let Ok(pack) = Pack::open_trusted(pack) else { continue };
        for name in ["gao", "a", "", "saint louis"] {
            pack.named(name).chain(pack.like(name)).take(1000).filter_map(|n| pack.record(n)).for_each(|r| assert!(r.name.len() < 256));
        }
        assert!(pack.names_from("", 20).len() <= 20);
        (0..pack.len().min(1000) as u32).filter_map(|n| pack.record(n)).for_each(|r| assert!(r.name.len() < 256));
    }
    let atlas = Atlas::embedded();
    let made = [
        import::geonames(&mut &*bytes, atlas),
        import::whos_on_first(&mut &*bytes),
        import::table(&mut &*bytes, atlas),
    ];
    for imported in made.into_iter().flatten() {
        let pack = imported.writer.finish("what: noise\n").expect("a small pack");
        assert!(Pack::open(pack).is_ok(), "what is written can be opened");
    }
    let _ = import::actors(&String::from_utf8_lossy(bytes));
});
