// <case-conversation>: makes the page of a conversation live. What it expects of the page is described in
// src/Portal/Features/Cases/Live/README.md. Not connected, the page's own form works and the page is looked at again by itself.
import { connect, type Live, wordsOf } from "./hub";
import { Outbox, type Unsent } from "./outbox";
import { fill, freshPage, replaceParts, Speaker, useSession } from "./page";
import { type Message, Thread } from "./thread";
import { Typing } from "./typing";

interface Joined { messages: Message[]; theirRead: number; lastSeq: number }
interface Sent { outcome: string; seq: number; at: string; crisis: string | null }

const longestText = 4000, hereEvery = 30_000, lookEvery = 20_000, speakEvery = 60_000;

class CaseConversation extends HTMLElement {
  #case = "";
  #side = "";
  #words: DOMStringMap = {};
  #live!: Live;
  #thread!: Thread;
  #outbox!: Outbox;
  #speaker!: Speaker;
  #typing!: Typing;
  #title = document.title;
  #unread = 0;
  #wasConnected = false;
  #wasLost = false;
  #isSending = false;
  #timers = { look: 0, fresh: 0 };

  connectedCallback(): void {
    const list = this.querySelector<HTMLElement>("[data-messages]"), words = this.querySelector<HTMLElement>("template[data-words]")?.dataset;
    const { case: id = "", side = "", last = "0", read = "0", open } = this.dataset;
    if (!list || !words || open !== "true") return;
    [this.#case, this.#side, this.#words] = [id, side, words];
    this.#thread = new Thread(list, side, Number(last), Number(read), words);
    this.#speaker = new Speaker(this.querySelector("[data-spoken]"));
    this.#outbox = new Outbox(id);
    this.#typing = new Typing(list, side === "resident" ? words.typingProfessional : words.typingResident);
    for (const { id: unsent, text } of this.#outbox.all)
      if (this.#thread.has(unsent)) this.#outbox.remove(unsent); // it had arrived
      else this.#thread.pending(unsent, text);

    this.#live = connect(words.hub ?? "", () => this.#up(), () => this.#down());
    const { hub } = this.#live;
    hub.on("message", (_: string, message: Message) => this.#take(message, true));
    hub.on("read", (_: string, by: string, seq: number) => { if (by !== side) this.#thread.read(seq); });
    hub.on("typing", () => this.#typing.show());
    for (const change of ["case", "queue"]) hub.on(change, () => this.#lookSoon());
    this.addEventListener("submit", e => this.#submit(e));
    this.#field?.addEventListener("input", () => this.#typed());
    document.addEventListener("visibilitychange", () => this.#seen());
    setInterval(() => this.#live.connected() && void hub.invoke("Here", id).catch(() => {}), hereEvery);
    this.#down();
    this.#seen();
  }

  get #field(): HTMLTextAreaElement | null {
    return this.querySelector<HTMLTextAreaElement>("[data-send] textarea");
  }

  async #up(): Promise<void> {
    for (let more = true; more;) {
      const joined = await this.#live.hub.invoke<Joined>("Join", this.#case, this.#thread.last);
      for (const message of joined.messages) this.#take(message, true);
      this.#thread.read(joined.theirRead);
      more = joined.messages.length > 0 && this.#thread.last < joined.lastSeq;
    }
    clearInterval(this.#timers.look);
    this.#timers.look = 0;
    for (const part of this.querySelectorAll<HTMLElement>("[data-hide-live]")) part.hidden = true;
    if (this.#wasConnected) this.#lookSoon(); // what changed besides messages
    if (this.#wasLost) this.#say(this.#words.back);
    [this.#wasConnected, this.#wasLost] = [true, false];
    this.#seen();
    void this.#flush();
  }

  #down(): void {
    if (this.#wasConnected && !this.#wasLost) {
      this.#wasLost = true;
      this.#say(this.#words.lost);
    }
    this.#timers.look ||= window.setInterval(() => void this.#look(), lookEvery);
  }

  #take(message: Message, speak: boolean): void {
    if (this.#thread.has(message.id)) return;
    if (message.attachments.length > 0) { void this.#look(); return; } // as the server writes it
    this.#outbox.remove(message.id);
    if (!this.#thread.stored(message) || message.side === this.#side) return;
    this.#typing.hide();
    if (speak) this.#tell(message.side, message.text);
  }

  #tell(side: string, text: string): void {
    this.#speaker.say(fill(this.#words.new, this.#words[side] ?? "", text));
    if (document.hidden) document.title = `(${++this.#unread}) ${this.#title}`;
    this.#seen();
  }

  /** The other side is told that all of it has been in sight. */
  #seen(): void {
    if (document.hidden || !this.#live) return;
    if (this.#unread) [this.#unread, document.title] = [0, this.#title];
    if (this.#live.connected() && this.#thread.last > 0) void this.#live.hub.invoke("Read", this.#case, this.#thread.last).catch(() => {});
  }

  #submit(e: Event): void {
    const form = e.target as HTMLFormElement, field = this.#field, { submitter } = e as SubmitEvent;
    const files = [...form.querySelectorAll<HTMLInputElement>("input[type=file]")].some(input => input.files?.length);
    const isOther = submitter !== null && submitter !== form.querySelector("button:not([type=button]), input[type=submit]");
    if (!field || field.form !== form || isOther || files || !this.#wasConnected) return; // as an ordinary form
    e.preventDefault();
    const text = field.value.trim();
    if (!text || text.length > longestText) {
      this.#say(text ? this.#words.tooLong : this.#words.empty);
      field.focus();
      return;
    }
    const { id } = this.#outbox.add(text);
    this.#thread.pending(id, text);
    field.value = "";
    field.dispatchEvent(new Event("input", { bubbles: true })); // the count of characters hears it
    field.focus();
    void useSession();
    void this.#flush();
  }

  /** One after another, so that they arrive in the order in which they were written. */
  async #flush(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      for (let item = this.#outbox.all[0]; item && this.#live.connected(); item = this.#outbox.all[0]) {
        const sent = await this.#live.hub.invoke<Sent>("Post", this.#case, item.id, item.text);
        this.#outbox.remove(item.id);
        if (sent.outcome === "sent") this.#thread.stored({ ...item, seq: sent.seq, at: sent.at, side: this.#side, attachments: [] });
        else this.#giveBack(item, this.#words[sent.outcome] ?? this.#words.closed);
        if (sent.crisis) for (const help of this.querySelectorAll<HTMLElement>(`[data-crisis="${sent.crisis}"]`)) help.hidden = false;
      }
    } catch (error) {
      const words = wordsOf(error);
      if (words) { // not now: it is kept and tried again
        this.#say(words);
        setTimeout(() => void this.#flush(), 5_000);
      }
    } finally {
      this.#isSending = false;
    }
  }

  /** Not taken (the matter has ended, a colleague has it): the words go back to the field. */
  #giveBack({ id, text }: Unsent, why: string | undefined): void {
    this.#thread.remove(id);
    if (this.#field) this.#field.value = [this.#field.value, text].filter(Boolean).join("\n");
    this.#say(why);
    this.#lookSoon();
  }

  #typed(): void {
    if (!this.#field?.value || !this.#typing.isNews()) return;
    if (this.#live.connected()) void this.#live.hub.invoke("Typing", this.#case).catch(() => {});
    void useSession();
  }

  #lookSoon(): void {
    this.#timers.fresh ||= window.setTimeout(() => { this.#timers.fresh = 0; void this.#look(); }, 250);
  }

  /** Takes over from a freshly written page what has changed. */
  async #look(): Promise<void> {
    const page = await freshPage().catch(() => null); // no network: later
    if (page === null) return;
    const fresh = page?.querySelector<HTMLElement>("case-conversation");
    if (!fresh || fresh.dataset.case !== this.#case || fresh.dataset.open !== "true") { this.#end(!!fresh); return; }
    for (const part of replaceParts(document.body, page!))
      if ("speak" in part.dataset) this.#speaker.sayAtMostEvery(speakEvery, part.textContent?.trim() ?? "");
    for (const item of fresh.querySelectorAll<HTMLElement>("[data-messages] > li[data-id]")) {
      if (this.#thread.has(item.dataset.id ?? "")) continue;
      const isTheirs = !item.classList.contains("me");
      this.#outbox.remove(item.dataset.id ?? "");
      this.#thread.adopt(item);
      if (isTheirs) this.#tell(item.classList.contains("portal") ? "portal" : this.#side === "resident" ? "professional" : "resident", item.querySelector("p")?.textContent ?? "");
    }
    this.#thread.read(Number(fresh.dataset.read));
  }

  /** @param isHere whether the page is still there for this reader: then it shows how the matter ended. */
  #end(isHere: boolean): void {
    this.#live.stop();
    clearInterval(this.#timers.look);
    if (this.#field?.value.trim() || this.#outbox.all.length > 0) this.#say(isHere ? this.#words.closed : this.#words.ended);
    else location.reload();
  }

  #say(text: string | undefined): void {
    this.querySelector("[data-connection]")!.textContent = text ?? "";
  }
}
customElements.define("case-conversation", CaseConversation);
