// The form: one measure at a time, what is asked back beside its field, everything typed kept.
import { danger, localMinute, meterWords, number, odd, shownWord, withOffset, type Limit, type Measure, type Odd } from "./check";
import { button, el, field, fill } from "./dom";
import type { Waiting } from "./store";

type Words = Record<string, string>;

export class ReadingForm {
  readonly root = el("form", { class: "card", novalidate: true });
  #measure: Measure;
  #values: Record<string, string> = {};
  #shows = ""; // HI or LO, chosen beside the number
  #words = "";
  #context = "";
  #at: string | undefined; // as typed; undefined: now
  #odd: Odd[] = [];
  #before: Waiting | undefined; // what is being changed

  /** kept: stores the reading; dangerous: the limit that it passes, said at once, also before what is asked back is answered. */
  constructor(private measures: Measure[], private t: Words, private kept: (reading: Waiting, isNew: boolean) => Promise<void>, private dangerous: (measure: Measure, limit: Limit) => void) {
    this.#measure = measures[0]!;
    this.root.addEventListener("submit", e => { e.preventDefault(); void this.#submit(); });
    this.#draw();
  }

  /** Takes a waiting reading to be changed. */
  change(reading: Waiting): void {
    this.#before = reading;
    this.#measure = this.measures.find(m => m.id === reading.measure) ?? this.#measure;
    this.#values = { ...reading.values };
    this.#shows = shownWord(this.#measure, Object.values(reading.values)[0] ?? "") ?? "";
    this.#words = reading.words ?? "";
    this.#context = reading.context ?? "";
    this.#at = localMinute(new Date(reading.at));
    this.#odd = [];
    this.#draw(reading.faults);
    this.root.querySelector<HTMLElement>("[name]")?.focus();
  }

  /** The reading that is being changed has gone: it is a new one now. */
  letGo(id: string): void {
    if (this.#before?.id === id) this.#clear();
  }

  #clear(): void {
    this.#before = undefined;
    this.#values = {};
    [this.#shows, this.#words, this.#context, this.#at, this.#odd] = ["", "", "", undefined, []];
    this.#draw();
  }

  async #submit(): Promise<void> {
    this.#take();
    const sure = this.root.querySelector<HTMLInputElement>("[name=sure]");
    // An answer is about the numbers that were asked about.
    const confirmed = sure?.checked === true && sure.value === JSON.stringify(this.#values);
    const now = new Date();
    const at = this.#at ? new Date(this.#at) : now;
    this.#odd = odd(this.#measure, this.#values, this.#shows, this.#words, at, confirmed);
    // What a meter shows instead of a number is said whatever else is asked back.
    const shown = [this.#shows, ...Object.values(this.#values)].find(typed => shownWord(this.#measure, typed));
    const passed = danger(this.#measure, shown ? { shown } : this.#values);
    if (passed && (shown || this.#odd.every(o => o.kind === "unusual"))) this.dangerous(this.#measure, passed);
    if (this.#odd.length > 0) {
      this.#draw();
      this.root.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
      return;
    }
    const before = this.#before;
    // A moment that was not touched stays to the second.
    const same = before && localMinute(new Date(before.at)) === this.#at;
    await this.kept({
      id: before?.id ?? crypto.randomUUID(), measure: this.#measure.id, at: same ? before.at : withOffset(at), values: { ...this.#values },
      ...(this.#context ? { context: this.#context } : {}), ...(this.#words.trim() ? { words: this.#words.trim() } : {}), ...(confirmed ? { confirmed } : {}),
    }, !before);
    this.#clear();
  }

  /** What stands in the fields. */
  #take(): void {
    const value = (name: string): string => this.root.querySelector<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(`[name="${name}"]`)?.value ?? "";
    for (const q of this.#measure.quantities) this.#values[q.id] = value(q.id).trim();
    [this.#shows, this.#words, this.#context] = [value("shows"), value("words"), value("context")];
    const [only] = this.#measure.quantities;
    if (only && this.#shows && !this.#values[only.id]) this.#values[only.id] = this.#shows;
    const typed = value("at");
    if (typed !== this.#shownAt) this.#at = typed || undefined;
  }

  #shownAt = "";

  #draw(asked?: Waiting["faults"]): void {
    const { t } = this;
    const m = this.#measure;
    const choose = el("select", { class: "input", name: "measure" }, ...this.measures.map(x => el("option", { value: x.id, selected: x.id === m.id }, x.name)));
    choose.addEventListener("change", () => {
      this.#take();
      this.#measure = this.measures.find(x => x.id === choose.value) ?? m;
      [this.#values, this.#shows, this.#context, this.#odd] = [{}, "", "", []];
      this.#draw();
      this.root.querySelector<HTMLElement>("[name=measure]")?.focus();
    });
    const error = (name: string): string | undefined => this.#odd.filter(o => o.field === name).map(o => this.#say(o))[0] ?? asked?.find(f => f.field === name)?.message;
    this.#shownAt = this.#at ?? localMinute(new Date());
    const unusual = this.#odd.length > 0 && this.#odd.every(o => o.kind === "unusual") || asked?.some(f => f.canBeRight);
    this.root.replaceChildren(
      el("h2", {}, t["form-title"] ?? ""),
      field("measure", t["measure-label"] ?? "", choose),
      el("div", { class: "reading-numbers" }, ...m.quantities.map(q => field(q.id, `${q.name} (${q.unit})${q.optional ? ` ${t.optional}` : ""}`,
        el("input", { class: "input", name: q.id, inputmode: q.decimals > 0 ? "decimal" : "numeric", autocomplete: "off", value: this.#shows === this.#values[q.id] ? "" : this.#values[q.id] ?? "" }), error(q.id)))),
      ...(meterWords(m).length > 0 ? [field("shows", t.shows ?? "", el("select", { class: "input", name: "shows" }, el("option", { value: "" }, t["shows-number"] ?? ""),
        ...meterWords(m).map(word => el("option", { value: word, selected: word === this.#shows }, t[`shows-${word.toLowerCase()}`] ?? word))))] : []),
      ...(unusual ? [el("div", { class: "choice" }, el("input", { type: "checkbox", id: "sure", name: "sure", value: JSON.stringify(this.#valuesNow()) }), el("label", { for: "sure" }, t.sure ?? ""))] : []),
      field("at", t["when-label"] ?? "", el("input", { class: "input", name: "at", type: "datetime-local", value: this.#shownAt }), error("at")),
      ...(m.contexts.length > 0 ? [field("context", t["context-label"] ?? "", el("select", { class: "input", name: "context" }, el("option", { value: "" }, t["context-none"] ?? ""),
        ...m.contexts.map(c => el("option", { value: c.id, selected: c.id === this.#context }, c.name))))] : []),
      field("words", m.quantities.length === 0 ? t["words-own"] ?? "" : `${t["words-label"]} ${t.optional}`, el("textarea", { class: "input", name: "words", rows: "2" }, this.#words), error("words")),
      el("div", { class: "buttons" }, el("button", { class: "button", type: "submit" }, t[this.#before ? "save-change" : "record"] ?? ""),
        this.#before ? button(t["cancel-change"] ?? "", () => this.#clear(), "quiet") : undefined));
  }

  #valuesNow(): Record<string, string> {
    return Object.fromEntries(this.#measure.quantities.map(q => [q.id, this.#values[q.id] ?? ""]));
  }

  #say(o: Odd): string {
    const { t } = this;
    const typed = (this.#values[o.field] ?? "").trim();
    const small = o.quantity?.name.toLocaleLowerCase() ?? t["words-own"]?.toLocaleLowerCase() ?? "";
    const middle = o.quantity ? (o.quantity.usualFrom + o.quantity.usualTo) / 2 : 0;
    switch (o.kind) {
      case "missing": return fill(t["fault-missing"], small);
      case "number": return fill(t["fault-number"], o.quantity!.name, middle.toFixed(o.quantity!.decimals).replace(".", document.documentElement.lang === "en" ? "." : ","));
      case "impossible": return fill(t["fault-impossible"], o.quantity!.name, String(number(typed)), o.quantity!.unit);
      case "unusual": return fill(t["fault-unusual"], o.quantity!.name, typed, o.quantity!.unit);
      case "both": return t["fault-both"] ?? "";
      case "crossed": return t["fault-crossed"] ?? "";
      case "when": return t["fault-when"] ?? "";
    }
  }
}
