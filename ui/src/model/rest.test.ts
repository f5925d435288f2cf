import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Rest } from "./rest";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("few slices are searched at once", () => {
  const search = vi.fn();
  new Rest().search(1_000, search);
  expect(search).toHaveBeenCalledOnce();
});

test("many slices are searched once, for what was typed last, when the hands rest", () => {
  const asked: string[] = [];
  const rest = new Rest();
  for (const text of ["p", "pa", "pay"]) rest.search(100_000, () => asked.push(text));
  expect(asked).toEqual([]);
  vi.runAllTimers();
  expect(asked).toEqual(["pay"]);
});

test("what waits can be had now, and not again later", () => {
  const search = vi.fn();
  const rest = new Rest();
  rest.search(100_000, search);
  rest.now();
  vi.runAllTimers();
  expect(search).toHaveBeenCalledOnce();
});

test("what was cancelled is not searched", () => {
  const search = vi.fn();
  const rest = new Rest();
  rest.search(100_000, search);
  rest.cancel();
  vi.runAllTimers();
  expect(search).not.toHaveBeenCalled();
});
