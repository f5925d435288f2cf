import { expect, test } from "vitest";
import { Drafts } from "./drafts";

test("drafts stand where they were begun, one below the other", () => {
  const drafts = new Drafts();
  const first = drafts.begin({ parent: "a", after: "a1" });
  const second = drafts.begin({ parent: "a", after: first });
  expect(drafts.among("a", ["a1", "a2"])).toEqual(["a1", first, second, "a2"]);
  expect(drafts.among("b", ["b1"])).toEqual(["b1"]);
});

test("a list without drafts is passed on as it is", () => {
  const stored = ["a1"];
  expect(new Drafts().among("a", stored)).toBe(stored);
});

test("a draft without a sibling above is the first", () => {
  const drafts = new Drafts();
  const id = drafts.begin({ parent: undefined, after: undefined });
  expect(drafts.among(undefined, ["a"])).toEqual([id, "a"]);
});

test("a stored draft hands its place to those that lean on it", () => {
  const drafts = new Drafts();
  const first = drafts.begin({ parent: undefined, after: "a" });
  const second = drafts.begin({ parent: undefined, after: first });
  const child = drafts.begin({ parent: first, after: undefined });
  drafts.confirm(first, "b");
  expect(drafts.get(second)?.after).toBe("b");
  expect(drafts.get(child)?.parent).toBe("b");
  expect(drafts.among(undefined, ["a", "b"])).toEqual(["a", "b", second]);
});

test("a discarded draft leaves no trace", () => {
  const drafts = new Drafts();
  const first = drafts.begin({ parent: undefined, after: "a" });
  const second = drafts.begin({ parent: undefined, after: first });
  drafts.discard(first);
  expect(drafts.among(undefined, ["a", "c"])).toEqual(["a", second, "c"]);
  expect(drafts.size).toBe(1);
});

test("when the sibling above has gone, the draft is the last", () => {
  const drafts = new Drafts();
  const id = drafts.begin({ parent: undefined, after: "gone" });
  expect(drafts.among(undefined, ["a", "b"])).toEqual(["a", "b", id]);
});

test("what is typed and sent is remembered", () => {
  const drafts = new Drafts();
  const id = drafts.begin({ parent: undefined, after: undefined });
  drafts.type(id, "Pay");
  drafts.send(id);
  drafts.move(id, { parent: "a", after: "a1" });
  expect(drafts.get(id)).toEqual({ id, parent: "a", after: "a1", text: "Pay", sent: true });
});
