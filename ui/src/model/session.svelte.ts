/** Everything that the window knows: which screen, which workshop, which dialog, the settings. One per window. */
import { createContext } from "svelte";
import type { ColumnChoice, DraftView, Edited, Home, ImportSource, Outline, Pattern, ReleaseId, Settings, SliceId } from "../host/bindings";
import { type Host, type HostError, hostError } from "../host/host";
import { m } from "../paraglide/messages";
import { DependencyView } from "./dependency-view.svelte";
import { Forecast } from "./forecast.svelte";
import { Handover } from "./handover.svelte";
import { Notices } from "./notices.svelte";
import { OrderView } from "./order-view.svelte";
import { OutlineView } from "./outline-view.svelte";
import { PlanPane } from "./plan-pane.svelte";
import { Trial } from "./what-if.svelte";
import { Workshop } from "./workshop.svelte";

/** The views of an open workshop, in the order of their tabs. */
export type ViewId = "slicing" | "backlog" | "handover";
export const VIEWS: readonly ViewId[] = ["slicing", "backlog", "handover"];

/** The dialog that is open, with what it is about. */
export type DialogState =
  | { kind: "palette" }
  | { kind: "shortcuts" }
  | { kind: "history" }
  | { kind: "workshop" }
  | { kind: "overview" }
  | { kind: "import"; source: ImportSource; into: "new" | "open" }
  | { kind: "paste-text"; into: "new" | "open" }
  | { kind: "throughput"; source: ImportSource }
  /** With the way to split that it should begin with. */
  | { kind: "split"; id: SliceId; first?: { pattern: Pattern; drafts: readonly DraftView[] } }
  | { kind: "move-to"; ids: SliceId[] }
  | { kind: "need"; ids: SliceId[] }
  | { kind: "release"; id: ReleaseId | null }
  | { kind: "set-aside"; id: SliceId };

/** A menu and where it hangs. */
export type MenuState = { context: boolean; at: HTMLElement | { x: number; y: number } };

/** An open workshop with what its views remember. */
export type Desk = {
  workshop: Workshop;
  outline: OutlineView;
  order: OrderView;
  plan: PlanPane;
  needs: DependencyView;
  forecast: Forecast;
  trial: Trial;
  handover: Handover;
};

/** Something on the screen that wants a file that is dropped on the window. */
export type DropTaker = { title: string; text: string; take: (path: string) => void };

export class Session {
  home = $state.raw<Home | null>(null);
  desk = $state.raw<Desk | null>(null);
  view = $state<ViewId>("slicing");
  dialog = $state.raw<DialogState | null>(null);
  /** The menu that is open: of the program, or of what was clicked on. */
  menu = $state.raw<MenuState | null>(null);
  settings = $state.raw<Settings>({ theme: "system", projector: false, last_file: "", last_view: "slicing" });
  /** Who gets a file that is dropped; absent where it is imported. */
  dropTaker = $state.raw<DropTaker | null>(null);
  /** Something is being opened. */
  opening = $state(false);
  /** Why the last file could not be opened, for the home screen. */
  refusal = $state.raw<{ path: string; error: HostError } | null>(null);
  readonly notices = new Notices();

  constructor(readonly host: Host) {}

  /** The first screen: what the program was started with, else what was open last, else the home screen. */
  async start(): Promise<void> {
    await this.goHome();
    if (!this.home) return;
    this.settings = this.home.settings;
    if (this.home.opening) await this.open(this.home.opening);
    else if (this.settings.last_file) await this.reopen(this.settings.last_file);
  }

  /** Closes the workshop, if one is open, and shows the home screen. */
  async goHome(): Promise<void> {
    await this.#leave();
    try {
      this.home = await this.host.homeShow();
    } catch (cause) {
      this.notices.fail(hostError(cause, m.error_inside()));
    }
  }

  /** Opens a file where work begins: in the outline. */
  async open(path: string): Promise<boolean> {
    return this.#enter(() => this.host.workshopOpen(path), path);
  }

  /** Opens a file that was open before, at the view that was left last. */
  async reopen(path: string): Promise<boolean> {
    const remembered = VIEWS.find((view) => view === this.settings.last_view);
    return this.#enter(() => this.host.workshopOpen(path), path, remembered);
  }

  async create(title: string, sample: string | null = null): Promise<boolean> {
    return this.#enter(() => this.host.workshopCreate(title, sample, null), title);
  }

  async createFrom(source: ImportSource, format: string | null, columns: ColumnChoice[], title: string): Promise<boolean> {
    return this.#enter(() => this.host.importCreate(source, format, columns, title), title);
  }

  /** Undo, redo, and everything that answers with a change: the outline goes where it happened. */
  async follow(change: Promise<Edited | null>): Promise<Edited | null> {
    const edited = await change;
    if (edited) this.desk?.outline.follow(edited.focus);
    if (edited) this.desk?.order.follow(edited.focus);
    return edited;
  }

  show(view: ViewId): void {
    this.view = view;
    void this.save({ last_view: view });
  }

  /** Shows a slice in the outline, wherever it was named; on request with its details in front. */
  openSlice(id: SliceId, details = false): void {
    if (!this.desk) return;
    this.desk.outline.go(id);
    this.desk.outline.detailsOver = details;
    this.show("slicing");
  }

  /** Shows the slices in the outline that a filter asks for. */
  showFiltered(filter: string): void {
    if (!this.desk) return;
    this.desk.outline.box = { kind: "filter" };
    this.desk.outline.setFilter(filter);
    this.show("slicing");
  }

  /** Remembers settings, now and for the next start. */
  async save(change: Partial<Settings>): Promise<void> {
    this.settings = { ...this.settings, ...change };
    try {
      await this.host.settingsSave(this.settings);
    } catch (cause) {
      this.notices.fail(hostError(cause, m.error_inside()));
    }
  }

  async #enter(load: () => Promise<Outline>, path: string, view: ViewId = "slicing"): Promise<boolean> {
    this.opening = true;
    this.refusal = null;
    try {
      await this.desk?.workshop.settled();
      this.#seat(await load(), view);
      return true;
    } catch (cause) {
      this.#refuse(path, hostError(cause, m.error_inside()));
      return false;
    } finally {
      this.opening = false;
    }
  }

  #seat(outline: Outline, view: ViewId): void {
    this.desk?.workshop.close();
    const workshop = new Workshop(this.host, this.notices, outline);
    const order = new OrderView(workshop);
    this.desk = {
      ...{ workshop, outline: new OutlineView(workshop), order, plan: new PlanPane(order), needs: new DependencyView(order) },
      ...{ forecast: new Forecast(workshop), trial: new Trial(workshop), handover: new Handover(workshop) },
    };
    this.dialog = null;
    this.view = view;
    void this.save({ last_file: workshop.path, last_view: view });
  }

  /** The home screen has a place for it; an open workshop stays, and a notice says why. */
  #refuse(path: string, error: HostError): void {
    this.refusal = { path, error };
    if (this.desk) this.notices.fail(error);
  }

  async #leave(): Promise<void> {
    const desk = this.desk;
    if (!desk) return;
    await desk.workshop.settled();
    desk.workshop.close();
    this.desk = null;
    this.dialog = null;
    void this.save({ last_file: "" });
    try {
      await this.host.workshopClose();
    } catch (cause) {
      this.notices.fail(hostError(cause, m.error_inside()));
    }
  }
}

/** The session of the window that a component is in. */
export const [useSession, provideSession] = createContext<Session>();
