// <session-warning data-sid data-now data-ends-at data-warn-at data-can-extend> wraps two dialogs that the server wrote: one for
// shortly before the session ends, one for when it has ended. Times are ISO 8601. The device's clock may be wrong, so
// the server's now is taken along and only the steps of the device's clock count.
interface Session { sid: string; endsAt: number; canExtend: boolean }

const headers = { "X-CSRF": "1", Accept: "application/json" };
const longest = 2 ** 31 - 1;

class SessionWarning extends HTMLElement {
  #session: Session = { sid: "", endsAt: 0, canExtend: false };
  #skew = 0;
  #lead = 0; // how long before the end to warn
  #timer = 0;
  #isOver = false;
  #warnedOf = 0; // the end that was warned of: once is enough
  #tabs = new BroadcastChannel("portal-session"); // a page opened in another tab moves the end for all
  #warning!: HTMLDialogElement;
  #ended!: HTMLDialogElement;

  connectedCallback(): void {
    const [warning, ended] = this.querySelectorAll("dialog");
    if (!warning || !ended) return;
    this.#warning = warning;
    this.#ended = ended;
    const { sid = "", now = "", endsAt = "", warnAt = "", canExtend } = this.dataset;
    this.#session.sid = sid;
    this.#skew = Date.parse(now) - Date.now();
    this.#lead = Date.parse(endsAt) - Date.parse(warnAt);
    this.#tabs.onmessage = (e: MessageEvent<Session>) => this.#take(e.data);
    warning.querySelector("[data-extend]")?.addEventListener("click", () => void this.#extend());
    warning.querySelector("[data-close]")?.addEventListener("click", () => warning.close());
    ended.querySelector("a")?.addEventListener("click", e => void this.#logInAgain(e));
    ended.addEventListener("close", () => this.#isOver && ended.showModal()); // Escape: there is nothing to go back to
    // A sleeping device runs no timers: look at the clock again when the page is seen again.
    document.addEventListener("visibilitychange", () => this.#look());
    addEventListener("pageshow", () => this.#look());
    this.#take({ sid, endsAt: Date.parse(endsAt), canExtend: canExtend === "true" }, true);
  }

  #take(session: Session, tell = false): void {
    if (session.sid !== this.#session.sid || !(session.endsAt > this.#session.endsAt)) return;
    this.#session = session;
    if (this.#warning.open) this.#warning.close();
    for (const shown of document.querySelectorAll<HTMLTimeElement>("time[data-session-end]")) {
      shown.dateTime = new Date(session.endsAt).toISOString();
      shown.textContent = clock(session.endsAt);
    }
    for (const part of this.querySelectorAll<HTMLElement>("[data-when-extendable]"))
      part.hidden = (part.dataset.whenExtendable === "true") !== session.canExtend;
    if (this.#ended.open) this.#show(true);
    if (tell) this.#tabs.postMessage(session);
    this.#look();
  }

  #look(): void {
    clearTimeout(this.#timer);
    const now = Date.now() + this.#skew;
    const { endsAt } = this.#session;
    const warnAt = endsAt - this.#lead;
    if (now >= endsAt) return this.#show(false);
    if (now >= warnAt && this.#warnedOf !== endsAt) {
      this.#warnedOf = endsAt;
      this.#warning.showModal();
    }
    this.#timer = window.setTimeout(() => this.#look(), Math.min((now < warnAt ? warnAt : endsAt) - now, longest));
  }

  async #extend(): Promise<void> {
    try {
      const answer = await fetch("/bff/session/extend", { method: "POST", headers });
      if (!answer.ok) return this.#show(false);
      const session = (await answer.json()) as { endsAt: string; canExtend: boolean };
      this.#take({ sid: this.#session.sid, endsAt: Date.parse(session.endsAt), canExtend: session.canExtend }, true);
      if (this.#warning.open) this.#warning.close();
    } catch {
      // No network. The header's form asks the same, and the browser then says itself what is wrong.
      document.querySelector<HTMLFormElement>("form[data-session-extend]")?.requestSubmit();
    }
  }

  /** What the page shows may be about someone's health: after the end it is taken from sight and from screen readers. */
  #show(page: boolean): void {
    if (page === !this.#ended.open) return;
    this.#isOver = !page;
    for (const part of document.querySelectorAll<HTMLElement>("main, header")) part.hidden = !page;
    this.#warning.close();
    if (page) this.#ended.close();
    else this.#ended.showModal();
  }

  /**
   * Keeps what was typed: a form sent without a session is kept by the server, which asks for a login and brings the
   * person back to it filled in. First make sure that the session is over, or sending would do what the form is for.
   */
  async #logInAgain(e: Event): Promise<void> {
    const typed = [...document.querySelectorAll<HTMLFormElement>("main form[method=post]")].filter(isTyped);
    if (typed.length !== 1) return; // the link does
    e.preventDefault();
    const link = e.currentTarget as HTMLAnchorElement;
    const answer = await fetch("/bff/user?slide=false", { headers }).catch(() => undefined);
    if (answer?.status === 401) typed[0]!.submit();
    else if (answer?.ok) await this.#extend();
    else location.href = link.href;
  }
}

/** Whether a person has changed anything in the form since the server wrote it. */
function isTyped(form: HTMLFormElement): boolean {
  return [...form.elements].some(field =>
    field instanceof HTMLTextAreaElement ? field.value !== field.defaultValue
    : field instanceof HTMLSelectElement ? [...field.options].some(o => o.selected !== o.defaultSelected && (o.defaultSelected || o.index > 0))
    : field instanceof HTMLInputElement && field.type !== "hidden" && (field.value !== field.defaultValue || field.checked !== field.defaultChecked));
}

/** As HelsinkiTime.Time writes it. */
function clock(at: number): string {
  const text = new Intl.DateTimeFormat("en-GB", { hour: "numeric", minute: "2-digit", timeZone: "Europe/Helsinki" }).format(at);
  const [hour, minute] = text.split(":");
  return `${Number(hour)}${document.documentElement.lang === "en" ? ":" : "."}${minute}`;
}

customElements.define("session-warning", SessionWarning);
