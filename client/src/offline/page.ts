// <offline-readings data-measures data-words data-lang> is the page that a device keeps: it is switched on here, by the person, for
// their own device; then it records, shows what waits, and sends.
import { shownWord, type Limit, type Measure } from "./check";
import { button, el, fill, notice } from "./dom";
import { ReadingForm } from "./form";
import { owner, ready, send, type Danger, type State } from "./send";
import { all, canKeep, device, isOn, onChange, put, remove, switchOn, wipe, type Waiting } from "./store";

const worker = "/offline-worker.js";

class OfflineReadings extends HTMLElement {
  #t: Record<string, string> = {};
  #measures: Measure[] = [];
  #form?: ReadingForm;
  #dangers = el("div");
  #status = el("div", { role: "status" });
  #list = el("section", { "aria-labelledby": "waiting" });
  #timer = 0;

  connectedCallback(): void {
    this.#t = JSON.parse(this.dataset.words ?? "{}") as Record<string, string>;
    this.#measures = JSON.parse(this.dataset.measures ?? "[]") as Measure[];
    if (!canKeep()) return this.prepend(notice("warn", undefined, this.#t.cannot));
    onChange(() => void this.#draw());
    addEventListener("online", () => void this.#send());
    addEventListener("offline", () => void this.#say("offline"));
    document.addEventListener("visibilitychange", () => { if (!document.hidden) void this.#send(); });
    void this.#start();
  }

  async #start(): Promise<void> {
    await this.#draw();
    if (await device()) {
      // The page itself, its script and its style, as they are now.
      void navigator.serviceWorker.register(worker).then(() => navigator.serviceWorker.ready).then(ready => ready.active?.postMessage("refresh")).catch(() => undefined);
      await this.#send();
    }
  }

  /** As things are: switched off, or the form and what waits. */
  async #draw(): Promise<void> {
    const own = await device();
    if (!own) {
      this.#form = undefined;
      return this.replaceChildren(this.#status, await this.#offer());
    }
    const waiting = await all(own);
    if (!this.#form) {
      this.#form = new ReadingForm(this.#measures, this.#t, (reading, isNew) => this.#keep(reading, isNew), (measure, limit) => this.#warn(measure.name, limit));
      this.replaceChildren(this.#dangers, this.#status, this.#form.root, this.#list, el("div", { class: "buttons" }, button(this.#t["turn-off"] ?? "", () => this.#switchOff(), "quiet")));
    }
    this.#list.replaceChildren(
      el("h2", { id: "waiting", tabindex: "-1" }, waiting.length > 0 ? fill(this.#t.waiting, waiting.length) : this.#t["waiting-none"] ?? ""),
      el("ul", { class: "plain" }, ...waiting.map(reading => this.#item(reading))),
      waiting.some(reading => !reading.faults) ? button(this.#t["send-now"] ?? "", () => this.#send(), "quiet") : "");
  }

  #item(reading: Waiting): HTMLElement {
    const measure = this.#measures.find(m => m.id === reading.measure);
    const values = measure && shown(measure, reading.values) || reading.words || "";
    const when = new Intl.DateTimeFormat(document.documentElement.lang === "en" ? "en-GB" : `${document.documentElement.lang}-FI`, { dateStyle: "medium", timeStyle: "short" }).format(new Date(reading.at));
    const what = `${measure?.name ?? reading.measure}: ${values}, ${when}`;
    const act = (text: string | undefined, pressed: () => unknown): HTMLButtonElement => {
      const made = button(text ?? "", pressed, "quiet small");
      made.append(el("span", { class: "visually-hidden" }, ` ${what}`));
      return made;
    };
    return el("li", { class: reading.faults ? "card has-error" : "card" }, el("p", {}, what),
      ...(reading.faults ? [el("p", { class: "error" }, this.#t.asked ?? ""), ...reading.faults.map(f => el("p", { class: "error" },
        f.message, f.suggestions?.length ? ` ${fill(this.#t.meant, f.suggestions.join(" / "))}` : ""))] : []),
      el("div", { class: "buttons" }, act(this.#t.edit, () => this.#form?.change(reading)), act(this.#t.delete, async () => {
        if (!confirm(this.#t["delete-ask"])) return;
        await remove(reading.id);
        this.#form?.letGo(reading.id);
        await this.#draw();
        this.#list.querySelector<HTMLElement>("h2")?.focus();
      })));
  }

  async #keep(reading: Waiting, isNew: boolean): Promise<void> {
    const own = await device();
    if (!own) return await this.#draw();
    await put(own, reading);
    this.#form?.letGo(reading.id);
    await this.#draw();
    if (isNew) this.#tell(notice("good", undefined, this.#t.recorded));
    await this.#send(true);
  }

  #warn(measure: string, limit: Limit | Danger): void {
    const call = (number: string): HTMLElement => el("a", { class: "button danger", href: `tel:${number.replace(" ", "")}` }, fill(this.#t.call, number));
    const numbers = limit.level === "emergency" ? ["112", "116 117"] : ["116 117", "112"];
    this.#dangers.replaceChildren(notice("alarm", fill(this.#t["danger-title"], measure && `(${measure})`).trim(), limit.text, el("div", { class: "buttons" }, ...numbers.map(call)), this.#t["danger-nobody"]));
    this.#dangers.scrollIntoView({ block: "start" });
  }

  /** quiet: what was said about the recording stays when there is nothing new to say. */
  async #send(quiet = false): Promise<void> {
    const own = await device();
    if (!own || (await ready(own)).length === 0) return;
    if (!navigator.onLine) return this.#say("offline");
    if (!quiet) this.#tell(el("p", {}, this.#t["state-sending"] ?? ""));
    const { state, kept, dangers } = await send();
    await this.#draw();
    if (dangers[0]) this.#warn("", dangers[0]);
    if (kept > 0) this.#tell(notice("good", undefined, fill(this.#t["state-sent"], kept), el("a", { href: `/${this.dataset.lang}/measurements` }, this.#t["to-measurements"] ?? "")));
    else if (state === "done" && !quiet) this.#status.replaceChildren();
    await this.#say(state);
  }

  /** Why what waits, waits. */
  async #say(state: State): Promise<void> {
    clearTimeout(this.#timer);
    if (state === "done" || !isOn() && state !== "other") return;
    this.#tell(notice(state === "offline" || state === "later" ? "info" : "warn", undefined, this.#t[`state-${state}`], state === "login" ? this.#logIn() : undefined));
    if (state === "later" || state === "offline") this.#timer = window.setTimeout(() => void this.#send(), 60_000);
    if (state === "other") await this.#draw();
  }

  #tell(what: HTMLElement): void {
    this.#status.replaceChildren(what);
  }

  #logIn = (): HTMLElement => el("a", { href: `/bff/login?returnUrl=${encodeURIComponent(location.pathname)}` }, this.#t["log-in"] ?? "");

  /** Off, as it is at first: what it would mean, and for whom it can be switched on. */
  async #offer(): Promise<HTMLElement> {
    const t = this.#t;
    const card = el("section", { class: "card" }, el("h2", {}, t["off-title"] ?? ""), el("ul", {}, ...["off-keeps", "off-wiped", "off-shared"].map(key => el("li", {}, t[key] ?? ""))));
    const session = navigator.onLine ? await owner() : "offline";
    if (typeof session === "string" || !session.own) {
      const why = typeof session !== "string" ? "acting-first" : session === "login" ? "log-in-first" : session === "other" ? "not-for-you" : "no-network-first";
      card.append(el("p", {}, t[why] ?? ""));
      if (session === "login") card.append(el("p", {}, this.#logIn()));
      return card;
    }
    const own = el("input", { type: "checkbox", id: "own" });
    card.append(el("div", { class: "choice" }, own, el("label", { for: "own" }, t.own ?? "")), el("div", { class: "buttons" }, button(t["turn-on"] ?? "", async () => {
      if (!own.checked) {
        own.focus();
        return this.#tell(notice("warn", undefined, t["own-missing"]));
      }
      try {
        const ready = await navigator.serviceWorker.register(worker).then(() => navigator.serviceWorker.ready);
        await cached(ready);
        await switchOn(session.tag, { logout: t["logout-ask"] ?? "", differs: t.differs ?? "", notYours: t["not-yours"] ?? "" });
        this.#tell(notice("good", undefined, t["turned-on"]));
        await this.#draw();
      } catch {
        await wipe();
        this.#tell(notice("warn", undefined, t.failed));
      }
    })));
    return card;
  }

  async #switchOff(): Promise<void> {
    const own = await device();
    if (!confirm(fill(this.#t["turn-off-ask"], own ? (await all(own)).length : 0))) return;
    await wipe();
    this.#dangers.replaceChildren();
    this.#tell(notice("good", undefined, this.#t["turned-off"]));
    await this.#draw();
  }
}

/** 132/84 mmHg, pulse 62 /min, HI: as MeasurementWords writes it. */
function shown(measure: Measure, values: Record<string, string>): string {
  const [first, second] = measure.quantities;
  const word = first && shownWord(measure, values[first.id] ?? "");
  if (word) return word;
  const pair = first?.id === "systolic" && second?.id === "diastolic" && values.systolic && values.diastolic;
  const rest = measure.quantities.slice(pair ? 2 : 0).filter(q => values[q.id]);
  const unit = (q: { unit: string }, value: string): string => (/^\/\d/.test(q.unit) ? `${value}${q.unit}` : `${value} ${q.unit}`);
  return [...(pair ? [unit(first, `${values.systolic}/${values.diastolic}`)] : []),
    ...rest.map((q, i) => (pair || i > 0 ? `${q.name.toLocaleLowerCase()} ` : "") + unit(q, values[q.id] ?? ""))].join(", ");
}

/** Waits until the worker has the page, so that "switched on" is true. */
function cached(ready: ServiceWorkerRegistration): Promise<void> {
  return new Promise((resolve, reject) => {
    const channel = new MessageChannel();
    const timer = setTimeout(() => reject(new Error("The page could not be kept.")), 20_000);
    channel.port1.onmessage = e => {
      clearTimeout(timer);
      if (e.data === "kept") resolve();
      else reject(new Error("The page could not be kept."));
    };
    ready.active?.postMessage("refresh", [channel.port2]);
  });
}

customElements.define("offline-readings", OfflineReadings);
