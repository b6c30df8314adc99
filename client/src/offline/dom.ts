// Markup made by the page that works without a network, in the pieces of the design system.
type Child = Node | string | undefined;

export function el<K extends keyof HTMLElementTagNameMap>(name: K, attributes: Record<string, string | boolean | undefined> = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  made.append(...children.filter(child => child !== undefined));
  return made;
}

export function button(text: string, pressed: () => unknown, kind = ""): HTMLButtonElement {
  const made = el("button", { class: `button ${kind}`.trim(), type: "button" }, text);
  made.addEventListener("click", () => void pressed());
  return made;
}

/** A label, what is wrong, and the field. */
export function field(id: string, label: string, control: HTMLElement, error?: string): HTMLElement {
  control.id = id;
  if (error) {
    control.setAttribute("aria-invalid", "true");
    control.setAttribute("aria-describedby", `${id}-error`);
  }
  return el("div", { class: error ? "field has-error" : "field" },
    el("label", { class: "label", for: id }, label), error ? el("p", { class: "error", id: `${id}-error` }, error) : undefined, control);
}

/** Read at once when it comes: an alarm as an alert. */
export function notice(tone: "info" | "good" | "warn" | "alarm", title: string | undefined, ...texts: Child[]): HTMLElement {
  const symbol = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  symbol.setAttribute("viewBox", "0 0 32 32");
  symbol.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", tone === "alarm" ? "M11 4h10l7 7v10l-7 7H11l-7-7V11zM16 10v8M16 22v.5" : tone === "good" ? "M16 4a12 12 0 1 0 0 24 12 12 0 0 0 0-24M10.5 16.5l4 4 7.5-8.5" : "M16 4a12 12 0 1 0 0 24 12 12 0 0 0 0-24M16 15v7M16 10v.5");
  for (const [key, value] of [["fill", "none"], ["stroke", "currentColor"], ["stroke-width", "2"]] as const) path.setAttribute(key, value);
  symbol.append(path);
  return el("div", { class: `notice ${tone}`, role: tone === "alarm" ? "alert" : undefined }, symbol,
    el("div", {}, title ? el("h2", {}, title) : undefined, ...texts.map(text => typeof text === "string" ? el("p", {}, text) : text)));
}

/** The place of {0}, {1} … */
export const fill = (text: string | undefined, ...values: (string | number)[]): string => (text ?? "").replace(/\{(\d)\}/g, (_, i: string) => String(values[Number(i)] ?? ""));
