//! Files made to trip the store, and a file of each older version.

mod common;

use common::{add, all, fresh, named, sound, stamp, text, with};
use dateline_store::{FORMAT, Filter, Store, StoreError};
use rusqlite::Connection;
use std::path::Path;
use std::time::Duration;

fn error(opened: Result<Store, StoreError>) -> String {
    opened.map(|_| ()).unwrap_err().to_string()
}

#[test]
fn what_is_no_ledger_is_refused_and_left_alone() {
    let (folder, path) = fresh();
    assert!(error(Store::open(&path)).contains("there is no ledger at"));
    assert!(error(Store::read(&path)).contains("there is no ledger at"));
    std::fs::write(&path, "Six people were killed in Gao.\n".repeat(100)).unwrap();
    for opened in [Store::open_or_make(&path), Store::open(&path), Store::read(&path)] {
        assert!(error(opened).contains("is no ledger"));
    }
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("Six people"));
    let other = folder.path().join("other.db");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE cats (name TEXT)").unwrap();
    for opened in [Store::open_or_make(&other), Store::open(&other), Store::read(&other)] {
        assert!(error(opened).contains("is no ledger"));
    }
    assert!(matches!(Store::open_or_make(folder.path()), Err(StoreError::Closed { .. } | StoreError::NotALedger(_))));
}

#[test]
fn a_newer_file_is_refused() {
    let (folder, store) = with(text("a.txt", "Nothing happened.\n"));
    let path = store.path().to_path_buf();
    drop(store);
    Connection::open(&path).unwrap().pragma_update(None, "user_version", FORMAT + 1).unwrap();
    assert!(error(Store::open_or_make(&path)).contains("was written by a newer program (format 3, this one knows 2)"));
    assert!(error(Store::read(&path)).contains("newer program"));
    drop(folder);
}

#[test]
fn a_file_in_use_says_so() {
    let (_folder, mut store) = with(text("a.txt", "Nothing happened.\n"));
    let other = Connection::open(store.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    store.wait_at_most(Duration::from_millis(50)).unwrap();
    let refused = store.add(text("b.txt", "Nothing happened again.\n"), &stamp(""), &mut |_| {});
    assert!(refused.unwrap_err().to_string().contains("another program is writing to it"));
    // Readers need not wait.
    assert_eq!(Store::read(store.path()).unwrap().size().unwrap().0, 1);
    other.execute_batch("ROLLBACK").unwrap();
    add(&mut store, text("b.txt", "Nothing happened again.\n"));
}

#[test]
fn a_full_disk_loses_nothing_that_was_acknowledged() {
    let (_folder, store) = with(named(&["ayorou"]));
    let path = store.path().to_path_buf();
    drop(store);
    let mut store = Store::open(&path).unwrap();
    let before = store.ledger(&Default::default()).unwrap();
    store.limit_pages_to_what_there_is().unwrap();
    let refused = store.add(named(&["tumaco"]), &stamp(""), &mut |_| {});
    assert!(refused.unwrap_err().to_string().contains("there is no room left for"));
    drop(store);
    let mut store = Store::open(&path).unwrap();
    store.catch_up().unwrap();
    sound(&store);
    assert_eq!(store.ledger(&Default::default()).unwrap(), before);
    add(&mut store, named(&["tumaco"]));
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_written_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, store) = with(named(&["ayorou"]));
    let path = store.path().to_path_buf();
    let held = store.size().unwrap();
    drop(store);
    let set = |path: &Path, mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    set(&path, 0o444);
    set(folder.path(), 0o555);
    let (read, written) = (Store::read(&path).map(|s| s.size().unwrap()), Store::open(&path));
    set(folder.path(), 0o755);
    assert_eq!(read.unwrap(), held);
    // Whoever runs the tests as root may write everything.
    if let Err(error) = written {
        assert!(error.to_string().contains("cannot be written"), "{error}");
    }
}

#[test]
fn readers_see_whole_states_while_another_adds() {
    let (_folder, store) = with(named(&["ayorou"]));
    let path = store.path().to_path_buf();
    drop(store);
    let writer = std::thread::spawn({
        let path = path.clone();
        move || {
            let mut store = Store::open(&path).unwrap();
            for one in all() {
                store.add(vec![one], &stamp(""), &mut |_| {}).unwrap();
            }
        }
    });
    let mut seen = 0;
    while !writer.is_finished() {
        let store = Store::read(&path).unwrap();
        let held = store.incidents(&Filter::default()).unwrap().len();
        assert!(held > 0);
        seen += 1;
        std::thread::sleep(Duration::from_millis(20));
    }
    writer.join().unwrap();
    assert!(seen > 0);
    sound(&Store::read(&path).unwrap());
}

#[test]
fn tampering_shows() {
    let (_folder, store) = with(named(&["ayorou"]));
    let path = store.path().to_path_buf();
    drop(store);
    let db = Connection::open(&path).unwrap();
    let refused = db.execute("UPDATE received SET body = replace(body, '14', '41')", []);
    assert!(refused.unwrap_err().to_string().contains("the log is never edited"));
    db.execute("UPDATE incidents SET place = '|lagos|'", []).unwrap();
    let findings = Store::read(&path).unwrap().verify().unwrap();
    assert!(findings[0].contains("is not what the log adds up to"), "{findings:?}");
    db.execute_batch("DROP TRIGGER received_hold; UPDATE received SET body = replace(body, '14', '41')").unwrap();
    let findings = Store::read(&path).unwrap().verify().unwrap();
    assert!(findings[0].contains("operation 1 of the log (add) is not as it was written"), "{findings:?}");
}

/// Tables that another program derived are derived anew, and only then vouched for.
#[test]
fn what_another_program_linked_is_linked_again() {
    let (_folder, store) = with(named(&["ayorou"]));
    let path = store.path().to_path_buf();
    let before = store.ledger(&Default::default()).unwrap();
    drop(store);
    let db = Connection::open(&path).unwrap();
    db.execute_batch("UPDATE derived SET by = '0.0.1+other'; UPDATE incidents SET hash = '', toll = 1").unwrap();
    drop(db);
    let mut store = Store::open(&path).unwrap();
    assert!(store.is_behind().unwrap());
    assert!(store.verify().unwrap()[0].contains("another program"));
    store.catch_up().unwrap();
    sound(&store);
    assert_eq!(store.ledger(&Default::default()).unwrap(), before);
}

/// A ledger as each version wrote it opens, holds what it held, and can be added to. `DATELINE_WRITE_GOLDEN=1` writes
/// the file of the version at hand.
#[test]
fn files_of_every_version_open() {
    for version in 1..=FORMAT {
        file_opens(version);
    }
}

fn file_opens(version: i64) {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/version-{version}.ledger"));
    let (_folder, path) = fresh();
    if std::env::var_os("DATELINE_WRITE_GOLDEN").is_some() && version == FORMAT {
        let mut store = Store::open_or_make(&path).unwrap();
        add(
            &mut store,
            text(
                "gao.txt",
                " date 2031-03-05 Six killed in Gao\n\nA bomb killed six people in Gao, Mali, on Tuesday, police said.\n",
            ),
        );
        let id = store.incidents(&Filter::default()).unwrap()[0].id.0.clone();
        let set = dateline_store::Review::Set(id, "killed".into(), "7".into());
        store.review(&set, &stamp("a name was missing from the list")).unwrap();
        store.compact().unwrap();
        drop(store);
        std::fs::copy(&path, &golden).unwrap();
    }
    std::fs::copy(&golden, &path).unwrap();
    // Who may only read sees what it held; the first who may write brings it up to date.
    assert_eq!(Store::read(&path).unwrap().incidents(&Filter::default()).unwrap().len(), 1);
    let mut store = Store::open(&path).unwrap();
    store.catch_up().unwrap();
    assert_eq!((store.is_behind().unwrap(), store.verify().unwrap().len()), (false, 0));
    let found = store.incidents(&Filter::default()).unwrap();
    assert_eq!((found.len(), found[0].estimates[0].best, found[0].decisions.len()), (1, Some(7), 1));
    assert_eq!(store.log().unwrap().len(), 2);
    add(&mut store, named(&["tumaco"]));
    store.analyse_again(&stamp("a newer program")).unwrap();
    sound(&store);
    let id = store.incident(found[0].id.as_str()).unwrap();
    assert_eq!(store.slice(&[id], &Default::default()).unwrap().incidents[0].decisions.len(), 1);
}
