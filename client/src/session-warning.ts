// <session-warning data-now data-ends-at data-lead> wraps two dialogs that the server wrote: one to show before the
// session ends, one for when it has ended. Times are ISO 8601; the device's clock may be wrong, so only its steps count.
class SessionWarning extends HTMLElement {
  #skew = 0;
  #endsAt = 0;
  #timer = 0;
  #tabs = new BroadcastChannel("portal-session"); // a page opened in another tab has moved the end for all
  #warning!: HTMLDialogElement;
  #ended!: HTMLDialogElement;

  connectedCallback(): void {
    const [warning, ended] = this.querySelectorAll("dialog");
    if (!warning || !ended) return;
    this.#warning = warning;
    this.#ended = ended;
    this.#skew = Date.parse(this.dataset.now ?? "") - Date.now();
    this.#endsAt = Date.parse(this.dataset.endsAt ?? "");
    warning.querySelector("[data-extend]")?.addEventListener("click", () => void this.#extend());
    ended.addEventListener("cancel", e => e.preventDefault()); // there is nothing to go back to
    this.#tabs.onmessage = (e: MessageEvent<number>) => this.#moveTo(e.data);
    this.#tabs.postMessage(this.#endsAt);
    // A sleeping device runs no timers: look at the clock again when the page is seen again.
    document.addEventListener("visibilitychange", () => this.#look());
    window.addEventListener("pageshow", () => this.#look());
    this.#look();
  }

  #moveTo(endsAt: number): void {
    if (!(endsAt > this.#endsAt) || this.#ended.open) return;
    this.#endsAt = endsAt;
    if (this.#warning.open) this.#warning.close();
    for (const shown of document.querySelectorAll<HTMLTimeElement>("time[data-session-end]")) {
      shown.dateTime = new Date(endsAt).toISOString();
      shown.textContent = this.#clock(endsAt);
    }
    this.#look();
  }

  #look(): void {
    clearTimeout(this.#timer);
    const left = this.#endsAt - (Date.now() + this.#skew);
    const lead = Number(this.dataset.lead ?? 180) * 1000;
    if (left <= 0) return this.#end();
    if (left <= lead && !this.#warning.open) this.#warning.showModal();
    this.#timer = window.setTimeout(() => this.#look(), Math.min(left > lead ? left - lead : left, 2 ** 31 - 1));
  }

  async #extend(): Promise<void> {
    try {
      const answer = await fetch("/bff/session/extend", { method: "POST", headers: { "X-CSRF": "1", Accept: "application/json" } });
      if (!answer.ok) return this.#end();
      const { endsAt } = (await answer.json()) as { endsAt: string };
      this.#moveTo(Date.parse(endsAt));
      this.#tabs.postMessage(this.#endsAt);
      if (this.#warning.open) this.#warning.close();
    } catch {
      // No network: the form in the page's header says the same and shows the browser's own answer.
      document.querySelector<HTMLFormElement>("form[data-session-extend]")?.requestSubmit();
    }
  }

  #end(): void {
    if (this.#ended.open) return;
    if (this.#warning.open) this.#warning.close();
    // What the page showed may be about someone's health: it is taken away from sight and from screen readers.
    for (const part of document.querySelectorAll<HTMLElement>("main, header")) part.hidden = true;
    document.title = this.dataset.endedTitle ?? document.title;
    this.#ended.showModal();
  }

  #clock(at: number): string {
    const lang = document.documentElement.lang;
    const [hour, minute] = new Intl.DateTimeFormat("en-GB", { hour: "numeric", minute: "2-digit", timeZone: "Europe/Helsinki" })
      .format(at).split(":");
    return `${Number(hour)}${lang === "en" ? ":" : "."}${minute}`;
  }
}
customElements.define("session-warning", SessionWarning);
