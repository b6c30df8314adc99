// <case-worklist>: the list changes by itself, and what is mine or urgent asks for attention: in the tab's title, by a sound
// and by the browser's notifications when these are switched on. See src/Portal/Features/Cases/Live/README.md.
import { connect, type Live } from "./hub";
import { fill, freshPage, replaceParts, Speaker } from "./page";

const lookEvery = 20_000, speakEvery = 60_000;

class CaseWorklist extends HTMLElement {
  #live!: Live;
  #words: DOMStringMap = {};
  #speaker!: Speaker;
  #title = document.title;
  #known = new Set<string>();
  #isLooking = false;
  #again = false;
  #wasConnected = false;

  connectedCallback(): void {
    this.#words = this.querySelector<HTMLElement>("template[data-words]")?.dataset ?? {};
    this.#speaker = new Speaker(this.querySelector("[data-spoken]"));
    this.#switches();
    for (const row of this.#alerts()) this.#known.add(row.dataset.alert!);
    this.#count();
    this.#live = connect(this.#words.hub ?? "", async () => {
      await this.#live.hub.invoke("Watch");
      this.#say(this.#wasConnected ? this.#words.back : "");
      this.#wasConnected = true;
      await this.#look();
    }, () => this.#say(this.#wasConnected ? this.#words.lost : ""));
    this.#live.hub.on("worklist", () => void this.#look());
    setInterval(() => { if (!this.#live.connected()) void this.#look(); }, lookEvery);
    setInterval(() => { if (this.#live.connected()) void this.#live.hub.invoke("Beat").catch(() => {}); }, lookEvery);
    document.addEventListener("keydown", e => this.#move(e));
  }

  /** One look at a time; what changed meanwhile is looked at after it. */
  async #look(): Promise<void> {
    if (this.#isLooking) { this.#again = true; return; }
    this.#isLooking = true;
    try {
      do {
        this.#again = false;
        const page = await freshPage();
        const fresh = page?.querySelector("case-worklist");
        if (!fresh) { location.reload(); return; }
        if (replaceParts(this, fresh).length > 0) this.#count();
        this.#alert();
      } while (this.#again);
    } catch {
      // No network: the next wake-up, or the next round, looks again.
    } finally {
      this.#isLooking = false;
    }
  }

  #alerts(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("[data-alert]")];
  }

  #count(): void {
    const count = this.querySelector<HTMLElement>("[data-count]")?.dataset.count ?? "0";
    document.title = count === "0" ? this.#title : `(${count}) ${this.#title}`;
  }

  #alert(): void {
    const rows = this.#alerts();
    const news = rows.filter(row => !this.#known.has(row.dataset.alert!));
    this.#known = new Set(rows.map(row => row.dataset.alert!));
    if (news.length === 0) return;
    const text = news.map(row => row.dataset.alertText ?? "").join("; ");
    this.#speaker.sayAtMostEvery(speakEvery, fill(this.#words.changed, text));
    if (isOn("sound")) beep();
    if (isOn("notify") && "Notification" in window && Notification.permission === "granted" && document.hidden)
      new Notification(this.#title, { body: text, tag: "worklist" }).onclick = () => focus();
  }

  #switches(): void {
    const bar = this.querySelector<HTMLElement>("[data-alerts]");
    if (bar) bar.hidden = false;
    this.#switch(bar?.querySelector("[data-sound]"), "sound", async () => { beep(); return true; });
    this.#switch(bar?.querySelector("[data-notify]"), "notify", async () => "Notification" in window && await Notification.requestPermission() === "granted");
  }

  /** Off until its reader switches it on; remembered in this browser. */
  #switch(button: HTMLButtonElement | null | undefined, name: string, ask: () => Promise<boolean>): void {
    if (!button) return;
    const off = button.textContent ?? "";
    const show = (): void => {
      button.ariaPressed = String(isOn(name));
      button.textContent = isOn(name) ? button.dataset.on ?? "" : off;
    };
    button.addEventListener("click", async () => {
      if (isOn(name)) localStorage.removeItem(`worklist-${name}`);
      else if (await ask()) localStorage.setItem(`worklist-${name}`, "on");
      else this.#say(button.dataset.denied);
      show();
    });
    show();
  }

  /** j and k go from row to row, where nothing is being written. */
  #move(e: KeyboardEvent): void {
    if ((e.key !== "j" && e.key !== "k") || e.ctrlKey || e.metaKey || e.altKey || (e.target as HTMLElement).matches("input, textarea, select, [contenteditable]")) return;
    const rows = [...this.querySelectorAll<HTMLElement>("[data-row]")];
    const at = rows.findIndex(row => row.contains(document.activeElement));
    const to = rows[e.key === "j" ? at + 1 : Math.max(0, at - 1)];
    to?.querySelector<HTMLElement>("a, button")?.focus();
  }

  #say(text: string | undefined): void {
    const line = this.querySelector("[data-connection]");
    if (line) line.textContent = text ?? "";
  }
}

const isOn = (name: string): boolean => localStorage.getItem(`worklist-${name}`) === "on";

/** Two short tones, made here: nothing to download. */
function beep(): void {
  const audio = new AudioContext();
  const volume = audio.createGain();
  volume.gain.value = 0.1;
  volume.connect(audio.destination);
  for (const [at, pitch] of [[0, 660], [0.18, 880]] as const) {
    const tone = audio.createOscillator();
    tone.frequency.value = pitch;
    tone.connect(volume);
    tone.start(audio.currentTime + at);
    tone.stop(audio.currentTime + at + 0.14);
  }
  setTimeout(() => void audio.close(), 1_000);
}
customElements.define("case-worklist", CaseWorklist);
