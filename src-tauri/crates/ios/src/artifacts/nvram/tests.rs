use super::ARTIFACT;
use crate::artifacts::testing::{Phone, Seen, look};
use engine::{State, UnreadWhy, Weight};
use proptest::prelude::*;

const TREE: &str = "+-o Root  <class IORegistryEntry, id 0x100000100, retain 20>\n\
    \x20 | {\n  |   \"IOKitBuildVersion\" = \"Darwin\"\n  | }\n  | \n\
    \x20 +-o options  <class IODTNVRAM, id 0x10000011a, registered, matched, active, busy 0 (3 ms), retain 12>\n\
    \x20 | | {\n  | |   \"auto-boot\" = <74727565>\n@  | | }\n\
    \x20 +-o chosen  <class IOService, id 0x10000011c>\n      \"boot-uuid\" = <41>\n";

fn seen(variables: &str) -> Seen {
    look(&ARTIFACT, &Phone::with(ARTIFACT.reads[0], TREE.replace('@', variables)), &[])
}

#[test]
fn variables_of_the_tool_are_told_and_the_others_are_records() {
    let seen = seen("  | |   \"mnm-state\" = <01>\n");
    assert_eq!(seen.fired(), ["ios.nvram.extraction-tool"]);
    let finding = &seen.examined.findings[0];
    assert_eq!((finding.weight, finding.quotes["name"].value.as_str()), (Weight::Strong, "mnm-state"));
    let names: Vec<_> = seen.records.iter().map(|record| record.fields[0].1.clone()).collect();
    assert_eq!(names, ["auto-boot".into(), "mnm-state".into()]);
}

#[test]
fn what_resembles_them_is_silent() {
    for variable in
        ["\"mnms\" = 1", "\"x-mnm-y\" = 1", "\"note\" = \"mnm-state\"", "mnm-state = 1", "\"mnm-state\""]
    {
        assert_eq!(seen(&format!("  | |   {variable}\n")).fired(), Vec::<&str>::new(), "{variable}");
    }
}

#[test]
fn a_file_of_another_kind_is_said_to_be_unknown() {
    let other = look(&ARTIFACT, &Phone::with(ARTIFACT.reads[0], "no tree\n"), &[]);
    let State::Examined { unread, .. } = other.state() else { panic!("{:?}", other.state()) };
    assert_eq!(unread[0].why, UnreadWhy::UnknownLayout);
}

#[test]
fn a_tree_that_is_cut_or_lacks_the_node_is_not_called_read() {
    let whole = TREE.replace('@', "");
    let why = |tree: &str| {
        let seen = look(&ARTIFACT, &Phone::with(ARTIFACT.reads[0], tree), &[]);
        seen.unread().first().map(|unread| unread.why)
    };
    let [node, inside, end] =
        ["+-o options", "auto-boot", "+-o chosen"].map(|word| whole.find(word).unwrap());
    assert_eq!(why(&whole[..node]), Some(UnreadWhy::UnknownLayout));
    assert_eq!(why(&whole[..inside]), Some(UnreadWhy::CutShort));
    assert_eq!(why(&whole[..end]), None, "what follows the node is not needed");
    assert_eq!(why(&whole.replace("options", "option")), Some(UnreadWhy::UnknownLayout));
    assert_eq!(why(""), Some(UnreadWhy::UnknownLayout));
    assert_eq!(why(&whole), None);
}

proptest! {
    #[test]
    fn any_lines_end(lines in prop::collection::vec("( |\\||\\+-o |\"|mnm-|options| = |.){0,12}", 0..20)) {
        let seen = look(&ARTIFACT, &Phone::with(ARTIFACT.reads[0], lines.join("\n")), &[]);
        prop_assert!(seen.examined.findings.len() <= lines.len());
    }
}
