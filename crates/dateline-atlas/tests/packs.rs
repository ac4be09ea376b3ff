//! Packs of one's own: what is written is found, what lies above wins, what is damaged is refused and never panics.

use dateline_atlas::import::{ImportError, actors, geonames, table, whos_on_first};
use dateline_atlas::{Atlas, Pack, PackError, PlaceContext, write_actors};

const HEAD: &str = "what: invented places\nsource: a test\nlicence: MIT OR Apache-2.0\ndate: 2031-03\nrebuild: no\n";

const TABLE: &str = "\
name,lat,lon,country,kind,population,admin1,admin2,other_names
Ourokelle,16.10,-0.90,ML,town,3500,Gao,Ansongo,Ouro Kelle; Wuro Kele
Gao,16.2710,-0.0440,Mali,,,,,Gawgaw
Nowhere,north,west,ML,town,,,,
";

fn pack(csv: &str) -> Vec<u8> {
    let imported = table(&mut csv.as_bytes(), Atlas::embedded()).expect("a table");
    imported.writer.finish(HEAD).expect("a pack")
}

fn with(packs: &[(&str, Vec<u8>)]) -> Atlas {
    let open = |(name, bytes): &(&str, Vec<u8>)| ((*name).to_owned(), Pack::open(bytes.clone()).expect("a pack"));
    Atlas::with_packs(packs.iter().map(open)).expect("an atlas")
}

#[test]
fn a_table_is_laid_over_what_is_known() {
    let atlas = with(&[("ours", pack(TABLE))]);
    let text = "Gunmen attacked a market in Wuro Kele, in Mali's Gao region.";
    let places = atlas.places_in(text, &PlaceContext::default());
    assert_eq!((places[0].name.as_str(), places[0].admin1.as_deref()), ("Ourokelle", Some("Gao")));
    assert!(Atlas::embedded().find_place("Ouro Kelle").iter().all(|c| c.name != "Ourokelle"));

    let gao = atlas.find_place("Gao");
    let gao = gao.iter().find(|c| c.layer == "ours").expect("ours wins");
    assert_eq!((gao.geonames, gao.latitude), (Some(2_457_163), 16.271), "what the table does not say stays");
    assert!(gao.population > 50_000);
    assert_eq!(atlas.find_place("Gawgaw").iter().filter(|c| c.layer == "ours").count(), 1);
}

#[test]
fn rows_that_cannot_be_read_are_counted() {
    let imported = table(&mut TABLE.as_bytes(), Atlas::embedded()).expect("a table");
    assert_eq!((imported.rows, imported.bad, imported.writer.len()), (3, 1, 4), "two towns and the areas of one");
    assert!(imported.first_bad.expect("a reason").contains("north"));
    let error = table(&mut "town;lat\n".as_bytes(), Atlas::embedded()).unwrap_err();
    assert_eq!(error.to_string(), "line 1: the table has no column “name”");
    let none = table(&mut "name,lat,lon\nX,y,z\n".as_bytes(), Atlas::embedded()).unwrap_err();
    assert!(matches!(none, ImportError::Nothing(Some(_))), "{none}");
}

#[test]
fn geonames_dumps_and_alternate_names_are_read() {
    let row = |id: u32, name: &str, class: &str, code: &str, a1: &str, people: u32| {
        format!(
            "{id}\t{name}\t{name}\tgaw,Ti{name}\t16.5\t-0.5\t{class}\t{code}\tML\t\t{a1}\t\t\t\t{people}\t\t9\tX\t2031-01-01\n"
        )
    };
    let dump = row(900_001, "Bourem Test", "A", "ADM1", "77", 0)
        + &row(900_002, "Tinzara", "P", "PPL", "77", 900)
        + &row(900_003, "Wadi", "H", "STM", "77", 0);
    let imported = geonames(&mut dump.as_bytes(), Atlas::embedded()).expect("a dump");
    assert_eq!((imported.rows, imported.passed_over, imported.writer.len()), (3, 1, 2));
    let atlas = with(&[("dump", imported.writer.finish(HEAD).expect("a pack"))]);
    let found = atlas.find_place("Titinzara");
    assert_eq!((found[0].name, found[0].admin1, found[0].geonames), ("Tinzara", Some("Bourem Test"), Some(900_002)));

    let names = "1\t2457163\tfr\tGao-la-Vieille\t\t\t\t\t\t\n2\t2457163\tlink\thttps://x.org\n3\t1\ten\tX\n";
    let imported = geonames(&mut names.as_bytes(), Atlas::embedded()).expect("names");
    let atlas = with(&[("names", imported.writer.finish(HEAD).expect("a pack"))]);
    let found = atlas.find_place("Gao la Vieille");
    assert_eq!((found[0].name, found[0].country, found[0].geonames), ("Gao", "ML", Some(2_457_163)));
    assert!(found[0].admin1.is_some());

    let error = geonames(&mut "a,b,c\n".as_bytes(), Atlas::embedded()).unwrap_err();
    assert_eq!(error.to_string(), "line 1: 1 columns; a dump of places has 19, alternateNamesV2 has 10");
}

#[test]
fn whos_on_first_lines_are_read() {
    let lines = r#"{"id":11,"n":"Test Region","t":"region","cc":"ML","y":16,"x":0,"reg":11}
{"id":12,"n":"Tinzara","t":"locality","cc":"ML","y":16.5,"x":-0.5,"reg":11,"gn":-1,"names":{"ara_x_preferred":["تنزارا"]}}
{"id":13,"n":"Old","t":"locality","cc":"ML","y":16.5,"x":-0.5,"sup":[12]}
{"id":14}
"#;
    let imported = whos_on_first(&mut lines.as_bytes()).expect("places");
    assert_eq!((imported.rows, imported.passed_over, imported.bad), (4, 1, 1));
    let atlas = with(&[("wof", imported.writer.finish(HEAD).expect("a pack"))]);
    assert_eq!(atlas.find_place("تنزارا")[0].admin1, Some("Test Region"));
    assert!(whos_on_first(&mut "hello".as_bytes()).is_err());
}

#[test]
fn of_two_actors_with_one_id_the_later_wins() {
    let line = |name: &str| format!("jnim | rebel | ML | 2031- | {name} | | general |\n");
    assert_eq!(actors(&line("Night Owls")).expect("an actor"), 1);
    let pack = |name: &str| write_actors(HEAD, &line(name)).expect("a pack");
    let atlas = with(&[("one", pack("Night Owls")), ("two", pack("Dawn Owls"))]);
    assert_eq!(atlas.actors_in("The Dawn Owls attacked.")[0].actor.layer, "two");
    assert!(atlas.actors_in("The Night Owls attacked, JNIM said.").iter().all(|m| m.actor.id != "jnim"));
    for (text, why) in [("x | rebel | ML | | X |", "6 cells"), ("x | rebel | QQ | | X | | |", "QQ"), ("", "no row")] {
        assert!(actors(text).unwrap_err().to_string().contains(why), "{text}");
    }
}

#[test]
fn the_same_records_give_the_same_bytes() {
    assert_eq!(pack(TABLE), pack(TABLE));
    let turned = "name,lat,lon,country,kind,population,admin1,admin2,other_names
Gao,16.2710,-0.0440,Mali,,,,,Gawgaw
Ourokelle,16.10,-0.90,ML,town,3500,Gao,Ansongo,Ouro Kelle; Wuro Kele\n";
    assert_eq!(pack(turned), pack(TABLE));
}

#[test]
fn what_is_no_whole_pack_is_refused() {
    let whole = pack(TABLE);
    assert_eq!(Pack::open(Vec::new()).unwrap_err(), PackError::Foreign);
    assert_eq!(Pack::open(b"DATLAS01....".to_vec()).unwrap_err(), PackError::Version);
    for cut in 0..whole.len() {
        assert!(Pack::open(whole[..cut].to_vec()).is_err(), "cut at {cut}");
    }
    for at in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x55;
        assert!(Pack::open(damaged).is_err() || at < 400, "a changed byte at {at} goes unseen");
    }
}

#[test]
fn a_damaged_pack_never_panics() {
    let whole = pack(TABLE);
    for at in 8..whole.len() {
        for byte in [0x00, 0x7f, 0xff, whole[at] ^ 1] {
            let mut damaged = whole.clone();
            damaged[at] = byte;
            let Ok(pack) = Pack::open_trusted(damaged) else { continue };
            for name in ["gao", "ourokelle", "ouro kelle", "", "zzz"] {
                pack.named(name)
                    .chain(pack.like(name))
                    .take(300)
                    .filter_map(|n| pack.record(n))
                    .for_each(|r| assert!(r.name.len() < 256));
            }
            pack.names_from("", 50);
            (0..pack.len().min(300) as u32).filter_map(|n| pack.record(n)).for_each(|r| assert!(r.name.len() < 256));
        }
    }
}

#[test]
fn the_programs_own_pack_is_what_was_written() {
    let bytes = include_bytes!("../../../atlas/gazetteer.pack");
    assert!(Pack::open(bytes.to_vec()).is_ok());
    assert!(bytes.len() < 10_000_000, "{} bytes in the program", bytes.len());
}
