/* What passes between scripts, and what they find on a page that neither they nor the browser have made. */

type Json = any;

/** A component of Dash as it travels. */
interface Component {
  type: string;
  namespace: string;
  props: Record<string, any>;
}

type Content = Component | Content[] | string | number | boolean | null | undefined;

/** A callback as Dash declares it; `output` names one output, or several as `..id.property...id.property..`. */
interface Callback {
  output: string;
  inputs: { id: string; property: string }[];
  state: { id: string; property: string }[];
}

/** A figure as its store gives it: plotly's data in names of colours and assets, with the form for a phone beside. */
interface Plot {
  figure: { data: Trace[]; layout: Record<string, any> };
  height: number;
  narrow: Record<string, any>;
  narrow_height: number;
  alt?: string;
}

interface Trace extends Record<string, any> {
  shapes?: { file: string; ids: string[] };
}

/** A file of shapes: areas with their rings, each a row of x and y. */
interface Shapes {
  areas: Record<string, { rings: number[][] }>;
}

type ScriptName = "plotly" | "presenter" | "pictures";

/** What figures are painted with, and where scripts and shapes lie. */
interface Base {
  layout: Record<string, any>;
  config: Record<string, any>;
  assets: string;
  scripts: Record<ScriptName, string> & { dash: string[] };
  version: string; // of the server that the page came from
  ready: string; // where a server tells its version
}

/** A filter as the form of its page declares it: the id of the store of what it has chosen, and what may be chosen. */
interface Filter {
  name: string;
  kind: "many" | "one" | "range" | "text" | "compare";
  id: string;
  values: string[];
}

/** The names of a page's texts: `gone`, `back` and so on. */
type Words = Record<string, string>;

/** The kind and the id of a figure that has a proof. */
interface Reference {
  kind: string;
  id: string;
}

interface Route {
  lang?: string;
  title: string;
  skip: string;
  sections: string; // how the way to the index of its sections is called; empty where it has none
  arrows: string;
  proof: string;
}

/** A click on a mark, or a pointer on it, as plotly tells of it. */
interface MarkClick {
  points?: { customdata?: unknown; data: Trace; pointNumber?: number; text?: unknown }[];
  event?: MouseEvent;
}

/** In a file that was taken away: what stands in for the address of a page, and for the server's answers. */
interface TakenAway {
  parameters(): URLSearchParams;
  write(parameter: string): void;
  find(asked: string): string;
  address(parameter: string): string;
  picture(key: string): string;
}

/** How large a plot is on paper, whether it is drawn as on a phone, and whether it goes on overleaf. */
type PaperPlace = { width: number; height?: number; narrow: boolean; long: boolean };

/** The one name of ours: what Dash calls by name, and what one bundle offers to another. */
interface Dashboard {
  base: Base;
  shapes: Record<string, Shapes>;
  file?: TakenAway;
  ask: typeof window.fetch; // what stands in front of the browser's own
  // first.js
  fetchAhead(id: string, value: Json): Promise<void>;
  loadScript(name: ScriptName): Promise<void>;
  loadPlotly(): Promise<void>;
  paint(plot: Plot | null, theme: string, base: Base): unknown;
  painted(plot: Plot, narrow?: boolean): { data: Trace[]; layout: Record<string, any> };
  plotIn(element: Element): Plot | null;
  plotConfig(): Record<string, any>;
  shapesOf(plot: Plot): string[];
  loadShapes(addresses: string[]): Promise<unknown>;
  drawAll(): Promise<unknown>;
  onPaper(placeOf: ((host: HTMLElement) => PaperPlace) | null): Promise<unknown>;
  // dashboard.js
  enter(route: Route | null): unknown;
  writeAddress(...held: string[][]): unknown;
  nameTab(line: { props: { content: { props: Record<string, string> } } }[]): unknown;
  showCounts(counts: Record<string, Record<string, number>>): unknown;
  foldFilters(): void;
  openMark(click: MarkClick, graph?: Graph): void;
  pointAt?(graph: Graph, event: MarkClick | null): void;
  // pictures.js
  savePicture(button: HTMLElement): Promise<void>;
}

interface Window {
  dash_clientside: {
    dashboard: Dashboard;
    Still: (props: { content: Content }) => unknown;
    set_props(id: string, props: Record<string, any>): void;
    no_update: unknown;
    callback_context: { outputs_list: { id: { key: string; role: string } } };
  };
  dash_component_api: { getLayout(id: string): { props: Record<string, any> } };
  DashRenderer: new () => unknown;
  Plotly: {
    react(graph: HTMLElement, data: Trace[], layout: object, config: object): Promise<unknown>;
    purge(graph: HTMLElement): void;
  };
  React: { createElement(type: string, attributes: object, ...children: unknown[]): unknown };
}

/** An element that plotly has drawn into. */
interface Graph extends HTMLElement {
  data: Trace[];
  on(event: "plotly_click" | "plotly_hover", act: (click: MarkClick) => void): void;
  on(event: "plotly_unhover" | "plotly_afterplot", act: () => void): void;
}

/* All that is asked for in our documents is HTML. */
interface ParentNode {
  querySelector<E extends Element = HTMLElement>(selectors: string): E | null;
  querySelectorAll<E extends Element = HTMLElement>(selectors: string): NodeListOf<E>;
}

interface Element {
  closest<E extends Element = HTMLElement>(selectors: string): E | null;
}
