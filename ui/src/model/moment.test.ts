import { expect, test } from "vitest";
import { ago, bytes, count } from "./moment";

const NOW = Date.parse("2026-05-04T12:00:00Z");

test.each([
  ["2026-05-04T11:59:40Z", "now"],
  ["2026-05-04T12:00:20Z", "now"],
  ["2026-05-04T11:57:00Z", "3 minutes ago"],
  ["2026-05-04T10:00:00Z", "2 hours ago"],
  ["2026-05-03T11:00:00Z", "yesterday"],
  ["2026-04-20T12:00:00Z", "2 weeks ago"],
  ["2024-05-01T12:00:00Z", "2 years ago"],
])("%s was %s", (at, words) => {
  expect(ago(at, NOW)).toBe(words);
});

test("sizes and counts read at a glance", () => {
  expect(bytes(989)).toBe("989 bytes");
  expect(bytes(12_400)).toBe("12.4 kB");
  expect(count(12_400)).toBe("12,400");
});
