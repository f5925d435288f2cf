import { expect, test } from "vitest";
import { commitTyping, Typing } from "./typing.svelte";

function field(stored: string): { typing: Typing; saved: string[] } {
  const saved: string[] = [];
  const typing: Typing = new Typing(stored, async (text) => {
    saved.push(text);
    typing.follow(text);
  });
  return { typing, saved };
}

test("what is typed is shown at once and stored after a rest, once", async () => {
  const { typing, saved } = field("a");
  typing.type("ab");
  typing.type("abc");
  expect(typing.text).toBe("abc");
  expect(saved).toEqual([]);
  await expect.poll(() => saved).toEqual(["abc"]);
});

test("everything that is being typed can be stored at once", async () => {
  const [one, two] = [field("a"), field("b")];
  one.typing.type("a!");
  two.typing.type("b!");
  await commitTyping();
  expect([one.saved, two.saved]).toEqual([["a!"], ["b!"]]);
});

test("asked twice to store the same text, it stores it once", async () => {
  const { typing, saved } = field("a");
  typing.type("ab");
  await Promise.all([typing.commit(), typing.commit()]);
  expect(saved).toEqual(["ab"]);
});

test("text that ends as it was is not stored", async () => {
  const { typing, saved } = field("a");
  typing.type("ab");
  typing.type("a");
  await typing.commit();
  expect(saved).toEqual([]);
});

test("a save that fails leaves what was typed in the field", async () => {
  const typing = new Typing("a", async () => {});
  typing.type("ab");
  await typing.commit();
  expect(typing.text).toBe("ab");
});

test("a change from elsewhere is shown, but not over what is being typed", async () => {
  const { typing } = field("a");
  typing.follow("b");
  expect(typing.text).toBe("b");
  typing.type("bc");
  typing.follow("d");
  expect(typing.text).toBe("bc");
  await typing.commit();
});
