//! Who needs whom: the picture, what says nothing new, and what holds the MVP back.

use rustc_hash::{FxHashMap, FxHashSet};
use slicing::advise::Advised;
use slicing::backlog::{Backlog, Chain};
use slicing::needs::{Redundant, redundant};
use slicing::{Kind, Slice, SliceId, Tree};

use crate::api::{ChainView, DraftView, NeedLink, NeedNode, NeedsView};
use crate::error::title;
use crate::planned::{Planned, is_left};
use crate::say::{capital, count, days, listed};
use crate::{jobs, score};

/// Chains that are shown, the worst ones.
const CHAINS: usize = 10;

/// Who needs whom.
pub(crate) fn view(planned: &Planned) -> NeedsView {
    let tree = &planned.workshop.tree;
    let backlog = planned.backlog.as_ref().ok();
    let needless: FxHashMap<(SliceId, SliceId), String> = redundant(tree)
        .into_iter()
        .map(|way| ((way.id, way.needs), redundant_says(tree, &way)))
        .collect();
    let link = |id: SliceId, needs: SliceId| NeedLink {
        id,
        needs,
        redundant: needless.get(&(id, needs)).cloned().unwrap_or_default(),
    };
    let links: Vec<NeedLink> = tree
        .walk()
        .flat_map(|(slice, _)| slice.needs.iter().map(move |needs| link(slice.id, *needs)))
        .collect();
    let ends: FxHashSet<SliceId> = links.iter().flat_map(|link| [link.id, link.needs]).collect();
    let is_end = |slice: &&Slice| ends.contains(&slice.id);
    let nodes: Vec<NeedNode> = tree
        .walk()
        .map(|(slice, _)| slice)
        .filter(is_end)
        .map(|slice| node(tree, backlog, slice))
        .collect();
    let chains = backlog.map(|backlog| chains(planned, backlog)).unwrap_or_default();
    NeedsView {
        revision: planned.revision,
        says: says(&nodes, &links, &chains),
        nodes,
        links,
        chains,
    }
}

fn node(tree: &Tree, backlog: Option<&Backlog>, slice: &Slice) -> NeedNode {
    let mut left = tree.leaves_below(slice.id).filter(|leaf| is_left(leaf)).peekable();
    let entry = |id: SliceId| backlog.and_then(|backlog| backlog.get(id));
    let done = left.peek().is_none();
    NeedNode {
        id: slice.id,
        title: slice.title.clone(),
        rank: entry(slice.id).map(|entry| entry.rank),
        in_mvp: !done && left.all(|leaf| entry(leaf.id).is_some_and(|entry| entry.in_mvp())),
        done,
    }
}

fn redundant_says(tree: &Tree, way: &Redundant) -> String {
    let [id, needs] = [way.id, way.needs].map(|id| title(tree, id));
    let through: Vec<String> = way.through.iter().map(|id| title(tree, *id)).collect();
    match through.is_empty() {
        true => format!("A slice above {id} says already that {needs} comes first."),
        false => format!("{} needs {needs} anyway, through {}.", capital(&id), listed(&through, 3)),
    }
}

fn chains(planned: &Planned, backlog: &Backlog) -> Vec<ChainView> {
    backlog.chains().into_iter().take(CHAINS).map(|chain| self::chain(planned, chain)).collect()
}

/// What would be saved if a first part of half a day were enough, and how to split for it.
fn chain(planned: &Planned, chain: Chain) -> ChainView {
    let workshop = &planned.workshop;
    let tree = &workshop.tree;
    let saves = u32::from(chain.effort.saturating_sub(1));
    let name = title(tree, chain.id);
    let wanted = chain.path.first().map(|id| title(tree, *id)).unwrap_or_default();
    let between = chain.path.get(1..chain.path.len() - 1).unwrap_or_default();
    let between: Vec<String> = between.iter().map(|id| title(tree, *id)).collect();
    let way = match between.is_empty() {
        true => String::new(),
        false => format!(" through {}", listed(&between, 3)),
    };
    let suggestion = tree.get(chain.id).and_then(|slice| {
        let yardstick = score::Yardstick::of(&workshop.about);
        let context = yardstick.context(slice);
        let advice = score::with_card(slice, |card| jobs::advice(String::new(), card, &context));
        let is_split = advice.verdict == Advised::Split;
        advice.suggestions.into_iter().next().filter(|_| is_split)
    });
    let how = match &suggestion {
        Some(suggestion) => format!("Split it by {}", suggestion.pattern),
        None => "Split it".to_owned(),
    };
    let says = format!(
        "{} takes {} and is in the MVP only because {wanted} needs it{way}. If half a day of it \
         were enough, the MVP would be there {} of work earlier. {how}, and let {wanted} need only \
         the part that it cannot do without.",
        capital(&name),
        days(u64::from(chain.effort)),
        days(u64::from(saves))
    );
    let draft = |draft: jobs::DraftLine| DraftView { title: draft.title, kind: Kind::Slice };
    ChainView {
        id: chain.id,
        title: tree.get(chain.id).map(|slice| slice.title.clone()).unwrap_or_default(),
        path: chain.path,
        saves,
        says,
        pattern: suggestion.as_ref().map(|suggestion| suggestion.pattern),
        drafts: suggestion.map_or_else(Vec::new, |s| s.drafts.into_iter().map(draft).collect()),
    }
}

fn says(nodes: &[NeedNode], links: &[NeedLink], chains: &[ChainView]) -> String {
    if links.is_empty() {
        return "No slice needs another one first.".to_owned();
    }
    let needless = links.iter().filter(|link| !link.redundant.is_empty()).count();
    let mut said = format!(
        "{} between {}.",
        capital(&count(links.len(), "dependency", "dependencies")),
        count(nodes.len(), "slice", "slices")
    );
    if needless > 0 {
        let verb = if needless == 1 { "says" } else { "say" };
        said.push_str(&format!(" {needless} of them {verb} nothing new."));
    }
    said + &match chains.len() {
        0 => String::new(),
        1 => " One slice is in the MVP only because others need it.".to_owned(),
        some => format!(" {some} slices are in the MVP only because others need them."),
    }
}
