/** Words in a text, counted in characters (Unicode scalar values) as the host counts them. */
export interface Mark<T> {
  readonly from: number;
  readonly to: number;
  readonly about: T;
}

/** A run of text under the same marks. */
export interface Segment<T> {
  readonly text: string;
  readonly about: readonly T[];
}

/** Cuts a text where marks begin and end. Marks may overlap; what lies outside the text is left out. */
export function segments<T>(text: string, marks: readonly Mark<T>[]): Segment<T>[] {
  const characters = Array.from(text);
  const inside = marks.map((mark) => ({ ...mark, to: Math.min(mark.to, characters.length) })).filter(({ from, to }) => from < to);
  const cuts = new Set([0, characters.length, ...inside.flatMap(({ from, to }) => [from, to])]);
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(0, -1).map((from, index) => ({
    text: characters.slice(from, places[index + 1]).join(""),
    about: inside.filter((mark) => mark.from <= from && from < mark.to).map(({ about }) => about),
  }));
}

/** The characters that a mark covers. */
export function quote(text: string, { from, to }: { from: number; to: number }): string {
  return Array.from(text).slice(from, to).join("");
}

/** Where words stand in a text, whatever their case. */
export function occurrences(text: string, words: readonly string[]): Mark<string>[] {
  const characters = Array.from(text, (character) => character.toLocaleLowerCase());
  return words.flatMap((word) => {
    const wanted = Array.from(word.toLocaleLowerCase());
    const marks: Mark<string>[] = [];
    for (let from = 0; wanted.length > 0 && from + wanted.length <= characters.length; from++) {
      if (wanted.every((character, index) => characters[from + index] === character)) {
        marks.push({ from, to: from + wanted.length, about: word });
      }
    }
    return marks;
  });
}

/** Cuts a criterion so that Given, When, Then, And and But stand alone where they open a clause. */
export function clauses(text: string): { text: string; keyword: boolean }[] {
  return text
    .split(/(?<=^|[,;.]\s+|\n\s*)(given|when|then|and|but)(?=\s)/iu)
    .map((part, index) => ({ text: part, keyword: index % 2 === 1 }))
    .filter((part) => part.text !== "");
}
