import { expect, test } from "vitest";
import { HostError, hostError } from "./host";

test("an error of the program keeps its code, message and detail", () => {
  const error = hostError({ code: "refused", message: "A slice cannot move into itself.", detail: "7" }, "fallback");
  expect(error).toBeInstanceOf(HostError);
  expect([error.code, error.message, error.detail]).toEqual(["refused", "A slice cannot move into itself.", "7"]);
});

test("a bare string of the framework becomes the detail of a message that people understand", () => {
  const error = hostError("command workshop_open not found", "Something went wrong inside.");
  expect([error.code, error.message, error.detail]).toEqual(["system", "Something went wrong inside.", "command workshop_open not found"]);
});

test("an error that has been normalised stays the same one", () => {
  const error = hostError(new Error("boom"), "Inside.");
  expect(hostError(error, "Outside.")).toBe(error);
});
