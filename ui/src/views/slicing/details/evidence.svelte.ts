import type { Field, FindingView } from "../../../host/bindings";
import type { Mark } from "../marks";

/** Ties the words that are marked in the texts to the findings about them. */
export class Evidence {
  readonly findings: readonly FindingView[];
  /** The finding that is pointed at, from either side. */
  lit = $state.raw<FindingView | undefined>(undefined);
  readonly #prefix: string;

  constructor(findings: readonly FindingView[], prefix: string) {
    this.findings = findings;
    this.#prefix = prefix;
  }

  /** The marks in one text; `item` says which acceptance criterion. */
  marks(field: Field, item = 0): Mark<FindingView>[] {
    return this.findings.flatMap((finding) => {
      const { place } = finding;
      return place !== null && place.field === field && place.item === item ? [{ from: place.from, to: place.to, about: finding }] : [];
    });
  }

  /** The id of a finding's element. */
  anchor(finding: FindingView): string {
    return `${this.#prefix}-${this.findings.indexOf(finding)}`;
  }

  /** Puts the focus on a finding and lights it. */
  show(finding: FindingView): void {
    this.lit = finding;
    document.getElementById(this.anchor(finding))?.focus();
  }
}
