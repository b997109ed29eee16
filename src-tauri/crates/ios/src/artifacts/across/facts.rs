//! The words in which artifacts of iPhones tell each other what happened: names of [`engine::Fact`]s.
//!
//! A fact is dated and says what it concerns (`about`), nothing more; [`Notes::fact`](engine::Notes::fact)
//! writes it down. Cite the same place as the finding that was made of it, if there is one: its weight is then
//! known to whoever combines them, and a fact without a finding counts as worth a look at most.
//!
//! Findings themselves are seen as well, by class: whatever *ran* ([`Class::Execution`](engine::Class)),
//! *reached the phone* (`Targeted`), *removed traces* (`Cleanup`) or shows *hands on the phone*
//! (`PhysicalAccess`) needs no fact beside it, only the class and the time. Facts are for what is no finding
//! alone, and to tell the two halves of an attempt apart: what was sent, and what fell over because of it.

/// `imagent` crashed under a system that nicknames could reach, or one that the report does not name. About: the program.
pub const EARLY_IMAGENT_CRASH: &str = "early-imagent-crash";

/// Crashes in the number, order or shape that attacks through messages left (homed then BlastDoor, arrays unpacked
/// inside arrays, bursts). About: the program. At the time of the first crash.
pub const CRASH_PATTERN: &str = "crash-pattern";

/// Something came that is not what it says, or in a number that nobody sends: a picture with another inside, a
/// pass with an odd picture, many passes of one name. About: its name.
pub const ODD_ATTACHMENT: &str = "odd-attachment";

/// A folder of message attachments changed, content and entry, and nothing that lies in it came then. About: its path.
pub const ATTACHMENT_FOLDER_CHANGED: &str = "attachment-folder-changed";

/// A program used the network, at one of the times that are kept of it. About: its name, as in the `process` of a finding.
pub const PROCESS_TRAFFIC: &str = "process-traffic";

/// A location service stopped. About: its key.
pub const LOCATION_STOPPED: &str = "location-stopped";

/// A computer was let in: a pairing, or a pairing that was asked for. About: its number or name.
pub const COMPUTER_PAIRED: &str = "computer-paired";

/// Many megabytes came in as files of messages, counted up to this time. About: how many megabytes.
pub const MESSAGE_TRANSFER: &str = "message-transfer";
