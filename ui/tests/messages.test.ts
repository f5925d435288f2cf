import { expect, test } from "vitest";
import { m } from "../src/paraglide/messages";

// Without its format plugin the compiler makes no message and no error.
test("messages of every file are there and take their arguments", () => {
  expect(m.app_name()).toBe("Carpaccio");
  expect(m.home_new()).toBe("New workshop");
  expect(m.handover_saved({ path: "/tmp/a.csv" })).toBe("Saved to /tmp/a.csv");
  expect(m.history_title()).toBe("Changes");
});
