//! Series composition (Lawler 1978): parts that stand wholly after each other.

use super::dag::Dag;

/// The parts of a set of which each needs all of the part before it; one part when there is no such
/// cut.
///
/// The first `k` jobs are all needed by all others exactly if there are `k (n − k)` comparable
/// pairs between the two. Summed over the first `k`, what comes after a job minus what comes before
/// it counts these pairs, because the pairs among the first `k` cancel out.
pub(super) fn parts(dag: &Dag) -> Vec<Vec<u32>> {
    let balance = balance(dag);
    let count = dag.len() as i64;
    let mut parts = Vec::new();
    let mut part = Vec::new();
    let mut pairs = 0;
    for job in dag.jobs() {
        part.push(job);
        pairs += balance[job as usize];
        let first = i64::from(job) + 1;
        if pairs == first * (count - first) {
            parts.push(std::mem::take(&mut part));
        }
    }
    parts
}

/// For each job how many come after it minus how many come before it, directly or not; counted 64
/// jobs at a time.
fn balance(dag: &Dag) -> Vec<i64> {
    let mut balance = vec![0_i64; dag.len()];
    let mut reach = vec![0_u64; dag.len()];
    for chunk in (0..dag.len() as u32).step_by(64) {
        let own =
            |job: u32| job.checked_sub(chunk).filter(|bit| *bit < 64).map_or(0, |bit| 1 << bit);
        for job in dag.jobs() {
            let earlier = dag.before(job).iter().fold(0, |all, other| all | reach[*other as usize]);
            balance[job as usize] -= i64::from(earlier.count_ones());
            reach[job as usize] = earlier | own(job);
        }
        for job in dag.jobs().rev() {
            let later = dag.after(job).iter().fold(0, |all, other| all | reach[*other as usize]);
            balance[job as usize] += i64::from(later.count_ones());
            reach[job as usize] = later | own(job);
        }
    }
    balance
}
