import { expect, test } from "vitest";
import type { Row, RowScore, ScoredRow, SliceId } from "../host/bindings";
import { ScoreFetch } from "./scores";
import { Tree } from "./tree";

const SCORE: RowScore = { value: 50, testability: 50, effort: 1, failing: [], vague: 0, layer: false };

function row(id: number): Row {
  return { id: String(id), key: String(id).padStart(6, "0"), title: `Slice ${id}`, kind: "slice", status: "open", needs: 0, questions: 0 };
}

function answer(ids: SliceId[]): ScoredRow[] {
  return ids.map((id) => ({ id, score: SCORE }));
}

test("missing scores come in chunks of 500, what is looked at first", async () => {
  const tree = new Tree(Array.from({ length: 1_200 }, (_, at) => row(at)));
  const asked: SliceId[][] = [];
  const fetch = new ScoreFetch(
    tree,
    async (ids) => {
      asked.push(ids);
      return answer(ids);
    },
    () => {},
  );
  fetch.want(["1100", "1101"]);
  await fetch.run();
  expect(asked[0]).toEqual(["1100", "1101"]);
  expect(asked.slice(1).map((ids) => ids.length)).toEqual([500, 500, 198]);
  expect([...tree.rows.values()].every((scored) => scored.score === SCORE)).toBe(true);
});

test("scores that nobody looks at are told of together, those on the screen at once", async () => {
  const tree = new Tree(Array.from({ length: 2_000 }, (_, at) => row(at)));
  const scored = () => [...tree.rows.values()].filter(({ score }) => score).length;
  const told: number[] = [];
  const fetch = new ScoreFetch(
    tree,
    async (ids) => answer(ids),
    () => told.push(scored()),
  );
  fetch.want(["7"]);
  await fetch.run();
  expect(told).toEqual([1, 2_000]);
});

test("a score that an edit has overtaken is thrown away", async () => {
  const tree = new Tree([row(1)]);
  const newer = { ...row(1), title: "Renamed", score: { ...SCORE, value: 99 } };
  const fetch = new ScoreFetch(
    tree,
    async (ids) => {
      tree.apply([newer], []);
      return answer(ids);
    },
    () => {},
  );
  await fetch.run();
  expect(tree.rows.get("1")).toBe(newer);
});

test("a slice that is gone when its score comes is not brought back", async () => {
  const tree = new Tree([row(1), row(2)]);
  const fetch = new ScoreFetch(
    tree,
    async (ids) => {
      tree.apply([], ["1"]);
      return answer(ids);
    },
    () => {},
  );
  await fetch.run();
  expect([...tree.rows.keys()]).toEqual(["2"]);
});

test("when everything is judged otherwise every score is fetched again, also while some are on their way", async () => {
  const tree = new Tree(Array.from({ length: 600 }, (_, at) => row(at)));
  let current = SCORE;
  const fetch = new ScoreFetch(
    tree,
    async (ids) => {
      const scored = ids.map((id) => ({ id, score: current }));
      if (current === SCORE) {
        current = { ...SCORE, value: 80 };
        fetch.again();
      }
      return scored;
    },
    () => {},
  );
  await fetch.run();
  expect([...tree.rows.values()].every(({ score }) => score?.value === 80)).toBe(true);
});

test("what could not be fetched is still missing", async () => {
  const tree = new Tree([row(1)]);
  let fails = true;
  const fetch = new ScoreFetch(
    tree,
    async (ids) => {
      if (fails) throw new Error("busy");
      return answer(ids);
    },
    () => {},
  );
  await expect(fetch.run()).rejects.toThrow("busy");
  fails = false;
  await fetch.run();
  expect(tree.rows.get("1")?.score).toBe(SCORE);
});
