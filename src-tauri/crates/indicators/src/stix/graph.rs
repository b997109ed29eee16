//! What an indicator belongs to: the names that relationships, reports and groupings give it.

use std::collections::HashMap;

use super::bundle::Object;
use super::cut;

/// Longest name and most names that are kept of one indicator.
const LONGEST_NAME: usize = 200;
const MOST_NAMES: usize = 8;

/// Object types whose name is the name of a collection.
const NAMING: [&str; 8] =
    ["malware", "campaign", "threat-actor", "intrusion-set", "tool", "infrastructure", "report", "grouping"];

/// Names by id, and edges from indicators; built in one pass over the objects, asked once per indicator.
pub(crate) struct Graph<'o> {
    names: HashMap<&'o str, &'o str>,
    related: HashMap<&'o str, Vec<&'o str>>,
    listed: HashMap<&'o str, Vec<&'o str>>,
}

impl<'o> Graph<'o> {
    pub(crate) fn of(objects: &'o [Object]) -> Graph<'o> {
        let mut graph = Graph { names: HashMap::new(), related: HashMap::new(), listed: HashMap::new() };
        for object in objects {
            if object.kind() == "relationship" {
                let (source, target) = object.ends();
                edge(&mut graph.related, source, target);
                continue;
            }
            if !NAMING.contains(&object.kind()) {
                continue;
            }
            if !object.name().trim().is_empty() {
                graph.names.entry(object.id()).or_insert(object.name());
            }
            for listed in object.refs() {
                edge(&mut graph.listed, listed, object.id());
            }
        }
        graph
    }

    /// The names of what this indicator points to; else of what lists it; else none.
    pub(crate) fn names_of(&self, indicator: &str) -> Vec<String> {
        let related = self.named(self.related.get(indicator));
        if !related.is_empty() {
            return related;
        }
        self.named(self.listed.get(indicator))
    }

    fn named(&self, ids: Option<&Vec<&str>>) -> Vec<String> {
        let mut names = Vec::new();
        for name in ids.into_iter().flatten().filter_map(|id| self.names.get(id)) {
            let name = cut(name.trim(), LONGEST_NAME);
            if names.len() < MOST_NAMES && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

/// A hostile file may point ten thousand times from one indicator; a few edges are enough to name it.
fn edge<'o>(edges: &mut HashMap<&'o str, Vec<&'o str>>, from: &'o str, to: &'o str) {
    let targets = edges.entry(from).or_default();
    if targets.len() < 8 * MOST_NAMES {
        targets.push(to);
    }
}
