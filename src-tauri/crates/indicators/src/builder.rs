//! Packs and imported files in, one compiled set out.

use std::borrow::Cow;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::Indicators;
use crate::compile::{Compiler, GroupOf, PackOf};
use crate::image::Image;
use crate::key::Code;
use crate::kind::Kind;
use crate::rules::Rules;
use crate::stix::{
    self, Graph, ImportError, ImportReport, MOST_EXAMPLES, NotUnderstood, PatternProblem, Withheld,
    WithheldWhy, cut,
};
use crate::value;

/// Collects packs; [`Builder::build`] compiles them.
pub struct Builder {
    rules: Rules,
    compiler: Compiler,
    not_understood: u64,
}

impl Default for Builder {
    fn default() -> Builder {
        Builder::new()
    }
}

impl Builder {
    /// Nothing but the rules against false alarms.
    #[must_use]
    pub fn new() -> Builder {
        Builder { rules: Rules::new(), compiler: Compiler::default(), not_understood: 0 }
    }

    /// Begins with the built-in packs.
    #[must_use]
    pub fn builtin() -> Builder {
        let mut builder = Builder::new();
        copy(builder.rules.builtin().image(), &mut builder.compiler);
        builder
    }

    /// Adds a STIX 2.0 or 2.1 file; `name` is what hits will show as their pack. What is not understood or not used is
    /// counted and said; a bad pattern or object never costs the file.
    ///
    /// # Errors
    /// When the file as a whole cannot be read; nothing of it is added then.
    pub fn stix(&mut self, name: &str, bytes: &[u8]) -> Result<ImportReport, ImportError> {
        let objects = stix::read(bytes)?;
        let graph = Graph::of(&objects);
        let pack = self.compiler.pack(PackOf {
            id: cut(name, LONGEST_PACK_NAME),
            publisher: String::new(),
            published: String::new(),
            sha256: sha256(bytes),
            count: 0,
        });
        let mut report = ImportReport::default();
        for object in objects.iter().filter(|object| object.kind() == "indicator") {
            if object.revoked() {
                report.revoked += 1;
                continue;
            }
            let pattern = match (object.pattern(), object.pattern_type()) {
                (None, _) => Err(PatternProblem::Missing),
                (Some(pattern), "" | "stix") => stix::parse_pattern(pattern),
                _ => Err(PatternProblem::OtherLanguage),
            };
            match pattern {
                Ok(comparisons) => {
                    let groups = self.groups(pack, graph.names_of(object.id()));
                    for comparison in comparisons {
                        self.take(comparison.kind, &comparison.value, &groups, &mut report);
                    }
                }
                Err(why) => {
                    report.not_understood += 1;
                    if report.not_understood_patterns.len() < MOST_EXAMPLES {
                        let pattern = cut(object.pattern().unwrap_or_default(), LONGEST_EXAMPLE);
                        report.not_understood_patterns.push(NotUnderstood { pattern, why });
                    }
                }
            }
        }
        if let Some(summary) = self.compiler.packs.last_mut() {
            summary.count = u32::try_from(report.added).unwrap_or(u32::MAX);
        }
        self.not_understood += report.not_understood;
        Ok(report)
    }

    fn groups(&mut self, pack: u32, mut campaigns: Vec<String>) -> Vec<u32> {
        if campaigns.is_empty() {
            campaigns.push(String::new());
        }
        campaigns
            .into_iter()
            .map(|campaign| {
                self.compiler.group(GroupOf {
                    pack,
                    publisher: String::new(),
                    campaign,
                    published: String::new(),
                })
            })
            .collect()
    }

    fn take(&mut self, given: Kind, raw: &str, groups: &[u32], report: &mut ImportReport) {
        let read = value::read(given, raw);
        let kind = read.as_ref().map_or(given, |(kind, _)| *kind);
        *report.understood.entry(kind).or_default() += 1;
        let judged = read.and_then(|(kind, value)| {
            let ruling = self.rules.judge(kind, &value)?;
            Ok((value, ruling))
        });
        let why = match judged {
            Err(why) => why,
            Ok((value, ruling)) => {
                let code = Code::Is(kind);
                let mut add =
                    |group: &u32| self.compiler.add(code, &value, ruling.tier, ruling.exact, *group);
                // Every group is added: the first names the hit, the others stand beside it.
                if groups.iter().map(&mut add).fold(false, |any, added| any | added) {
                    report.added += 1;
                    return;
                }
                WithheldWhy::Impossible
            }
        };
        report.withheld += 1;
        if report.withheld_values.len() < MOST_EXAMPLES {
            report.withheld_values.push(Withheld { kind: given, value: cut(raw, LONGEST_EXAMPLE), why });
        }
    }

    /// Compiles everything added so far.
    #[must_use]
    pub fn build(self) -> Indicators {
        let image = self.compiler.image(self.not_understood);
        Indicators::over(Cow::Owned(image)).unwrap_or_default()
    }
}

const LONGEST_PACK_NAME: usize = 200;
const LONGEST_EXAMPLE: usize = 300;

/// The indicators and the dual-use list of an image; the rules stay behind, and serving rows are made anew.
fn copy(image: Image<'_>, compiler: &mut Compiler) {
    for pack in (0..image.packs()).filter_map(|number| image.pack(number)) {
        compiler.pack(PackOf {
            id: pack.id,
            publisher: pack.publisher,
            published: pack.published,
            sha256: pack.sha256,
            count: pack.count,
        });
    }
    let groups: Vec<u32> = (0..image.groups())
        .filter_map(|number| image.group(number))
        .map(|group| {
            compiler.group(GroupOf {
                pack: u32::try_from(group.pack).unwrap_or_default(),
                publisher: group.publisher,
                campaign: group.campaign,
                published: group.published,
            })
        })
        .collect();
    for row in (0..image.len()).filter_map(|number| image.row(number)) {
        if let (Code::Is(_) | Code::DualUse, Some(group)) = (row.code, groups.get(row.group)) {
            compiler.add(row.code, &image.value(&row), row.tier, row.exact, *group);
        }
    }
}

fn sha256(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a `String` cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
