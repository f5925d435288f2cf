import { expect, test } from "vitest";
import type { CutView } from "../../host/bindings";
import { cutOf, isSameCut, typedOf } from "./cut";

const CUTS: CutView[] = [
  { by: "proposed" },
  { by: "hand" },
  { by: "capacity", half_days: 20 },
  { by: "capacity", half_days: 5 },
  { by: "share", percent: 60 },
];

test.each(CUTS)("what is filled in again says the same: %o", (cut) => {
  const again = cutOf(typedOf(cut));
  expect(again).toEqual(cut);
  expect(again && isSameCut(cut, again)).toBe(true);
});

test("whole weeks are told as weeks of five days, the rest as days", () => {
  expect(typedOf({ by: "capacity", half_days: 20 })).toMatchObject({ amount: "2", unit: "weeks" });
  expect(typedOf({ by: "capacity", half_days: 5 })).toMatchObject({ amount: "2.5", unit: "days" });
});

test("amounts are read with a comma, a point or a half, and refused out of range", () => {
  const capacity = (amount: string) => cutOf({ ...typedOf({ by: "capacity", half_days: 2 }), amount, unit: "days" });
  expect(["2,5", "2.5", "2½", "½"].map(capacity)).toMatchObject([{ half_days: 5 }, { half_days: 5 }, { half_days: 5 }, { half_days: 1 }]);
  expect(["0", "", "soon", "10001", "-3"].map(capacity)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  const share = (percent: string) => cutOf({ ...typedOf({ by: "share", percent: 1 }), percent });
  expect([share("100"), share("101"), share("0"), share("33.3")]).toEqual([{ by: "share", percent: 100 }, undefined, undefined, undefined]);
});

test("cuts differ by their numbers", () => {
  expect(isSameCut({ by: "share", percent: 60 }, { by: "share", percent: 61 })).toBe(false);
  expect(isSameCut({ by: "hand" }, { by: "proposed" })).toBe(false);
});
