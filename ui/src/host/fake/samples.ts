/** The workshops that the fake knows: small, with every kind of row in them. */
import type { Gesture } from "../bindings";
import { perform } from "./gestures";
import { parseOutline } from "./outline";
import { emptyState, type FakeState } from "./state";

type Sample = { name: string; title: string; about: string; outline: string; gestures: Gesture[] };

export const SAMPLES: Sample[] = [
  {
    name: "expenses",
    title: "Expense reporting",
    about: "Starts with typing in expenses and finds out where the pain really is: in the receipts.",
    outline: `Hand in and approve expenses
  Hand in an expense
    Type in an expense and send it to accounting by e-mail
    Choose the cost centre from a list
    Attach a receipt to an expense
      Attach one JPEG from the computer
      Take the photo with the phone
      Attach a PDF
  Approve an expense
    Manager approves or declines from the e-mail
    Decline with a reason the employee can read
    Two approvals above 500
  Get the money back
    Export this month as a file the bank accepts
    Find out: which format does our bank take?
    Create the payments database
  Read the receipt automatically
    Suggest the amount from a photographed receipt
    Mileage calculator with maps
Company cards
  Company card statement as CSV`,
    gestures: [
      { do: "add-persona", name: "Employee" },
      { do: "add-persona", name: "Manager" },
      { do: "add-step", name: "Hand in" },
      { do: "add-step", name: "Approve" },
      { do: "set-about", field: { field: "goal", value: "An employee is paid back within a week." } },
      { do: "set", ids: ["15"], field: { field: "kind", value: "spike" } },
      { do: "set", ids: ["19"], field: { field: "status", value: "dropped" } },
      { do: "set", ids: ["6", "7", "8"], field: { field: "pattern", value: "data-variations" } },
      { do: "set", ids: ["3", "4", "5"], field: { field: "pattern", value: "simple-complex" } },
      { do: "set", ids: ["3"], field: { field: "value", value: 86 } },
      {
        do: "set",
        ids: ["5"],
        field: {
          field: "narrative",
          value:
            "As an employee I want to attach a photo of the receipt to my expense, so that accounting stops asking me for the paper. Uploading should be fast and work with all common formats.",
        },
      },
      {
        do: "add-acceptance",
        slice: "5",
        after: null,
        text: "Given an expense of 12.50, when I attach a JPEG, then the expense shows it.",
      },
      { do: "add-need", ids: ["11", "12"], needs: "10" },
      { do: "move-line", release: null, count: 0 },
      { do: "set-mvp", ids: ["3", "6", "10", "14"], in_mvp: true },
    ],
  },
  {
    name: "quoting",
    title: "A quoting calculator",
    about: "Elephant Carpaccio, the exercise by Alistair Cockburn and Henrik Kniberg: very thin slices of a small calculator.",
    outline: `Quote a price
  Show a price for one item
  Multiply by a number of items
  Add the tax of one state
  Add the taxes of five states
  Take a discount off large orders`,
    gestures: [
      { do: "move-line", release: null, count: 0 },
      { do: "set-mvp", ids: ["2", "3", "4"], in_mvp: true },
    ],
  },
];

/** The state that a sample starts with. */
export function sampleState(name: string): FakeState {
  const sample = SAMPLES.find((candidate) => candidate.name === name);
  if (!sample) throw { code: "bad-input", message: "There is no such sample.", detail: name };
  const first = perform(emptyState(sample.title), { do: "add", parent: null, after: null, items: parseOutline(sample.outline) });
  return sample.gestures.reduce((state, gesture) => perform(state, gesture).state, first.state);
}
