//! The bindings that the interface is compiled against are those of these commands.

use std::path::Path;

#[test]
fn the_committed_bindings_are_fresh() {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/host/bindings.ts");
    if std::env::var_os("CARPACCIO_WRITE_BINDINGS").is_some() {
        carpaccio_desktop::write_bindings(&committed).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let fresh = folder.path().join("bindings.ts");
    carpaccio_desktop::write_bindings(&fresh).unwrap();
    let read = |path: &Path| std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        read(&committed) == read(&fresh),
        "ui/src/host/bindings.ts is stale: run `cargo xtask bindings`"
    );
}
