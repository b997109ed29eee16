//! Path patterns of [`engine::Evidence::find`].

/// True if `pattern` names exactly one path.
pub(crate) fn is_exact(pattern: &str) -> bool {
    !pattern.contains('*')
}

/// `*` is any run of characters but `/`; a whole step `**` is any number of folders, none included.
///
/// Patterns are ours and short; paths are hostile: time grows with the product of both lengths for each
/// `**`, memory not at all.
pub fn matches(pattern: &str, path: &str) -> bool {
    let Some((step, rest)) = pattern.split_once('/') else {
        return !path.contains('/') && step_matches(pattern.as_bytes(), path.as_bytes());
    };
    if step == "**" {
        let folders = path.match_indices('/').map(|(at, _)| at + 1);
        return std::iter::once(0).chain(folders).any(|start| matches(rest, &path[start..]));
    }
    path.split_once('/').is_some_and(|(first, others)| {
        step_matches(step.as_bytes(), first.as_bytes()) && matches(rest, others)
    })
}

fn step_matches(pattern: &[u8], step: &[u8]) -> bool {
    let (mut p, mut s) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while s < step.len() {
        if pattern.get(p) == Some(&b'*') {
            star = Some((p, s));
            p += 1;
        } else if pattern.get(p) == Some(&step[s]) {
            (p, s) = (p + 1, s + 1);
        } else if let Some((at, taken)) = star {
            star = Some((at, taken + 1));
            (p, s) = (at + 1, taken + 1);
        } else {
            return false;
        }
    }
    pattern[p..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::matches;
    use proptest::prelude::*;

    #[test]
    fn star_stays_within_a_step() {
        assert!(matches("AppDomain-*/Library/*.db", "AppDomain-com.example/Library/x.db"));
        assert!(matches("A/profile-*", "A/profile-"));
        assert!(!matches("AppDomain-*/Library/*.db", "AppDomain-com.example/Library/sub/x.db"));
        assert!(!matches("A/*", "A"));
        assert!(!matches("A/*", "A/b/c"));
        assert!(matches("*a*b*", "xxaxbxaxbx"));
        assert!(!matches("*a*b", "xxaxbxaxbx"));
        assert!(!matches("A/b", "A/b*"));
    }

    #[test]
    fn double_star_is_any_number_of_folders() {
        for path in ["D/x.db", "D/a/x.db", "D/a/b/x.db"] {
            assert!(matches("D/**/x.db", path), "{path}");
        }
        assert!(!matches("D/**/x.db", "E/x.db"));
        assert!(!matches("D/**/x.db", "D/xx.db"));
        assert!(matches("**/x.db", "x.db"));
    }

    proptest! {
        #[test]
        fn agrees_with_a_regular_reading(pattern in "[ab*/]{0,12}", path in "[ab/]{0,12}") {
            // Never panics, and a pattern without stars is plain equality.
            let hit = matches(&pattern, &path);
            if !pattern.contains('*') {
                prop_assert_eq!(hit, pattern == path);
            }
        }
    }
}
