// The list of messages on the page: in order of their numbers, each once, what is not stored yet at the end.
import { clock } from "./page";

export interface Message { id: string; seq: number; at: string; side: string; text: string; attachments: unknown[] }

export class Thread {
  /** All up to this number are on the page. */
  last: number;
  #theirRead: number;
  #ahead = new Set<number>();

  constructor(private list: HTMLElement, private side: string, last: number, theirRead: number, private words: DOMStringMap) {
    [this.last, this.#theirRead] = [last, theirRead];
  }

  has(id: string): boolean {
    return !!this.#item(id)?.dataset.seq;
  }

  /** A message of one's own that is on its way. */
  pending(id: string, text: string): void {
    if (!this.#item(id)) this.list.append(this.#write(id, this.side, text));
    this.state(id, this.words.sending ?? "");
  }

  state(id: string, word: string): void {
    const shown = this.#item(id)?.querySelector("[data-state]");
    if (shown) shown.textContent = word;
  }

  remove(id: string): void {
    this.#item(id)?.remove();
  }

  /** A stored message: one's own that was pending, or a new one. True when it was not there before. */
  stored(message: Message): boolean {
    if (this.has(message.id)) return false;
    const known = this.#item(message.id);
    const item = known ?? this.#write(message.id, message.side, message.text);
    this.#place(item, message.seq);
    const time = item.querySelector("time");
    if (time) [time.dateTime, time.textContent] = [message.at, clock(message.at)];
    if (message.side === this.side) this.state(message.id, this.#word(message.seq));
    this.#count(message.seq);
    return !known;
  }

  /** An item as the server wrote it: with its attachments. */
  adopt(item: HTMLElement): void {
    const { id = "", seq } = item.dataset;
    const fresh = document.importNode(item, true);
    this.#item(id)?.remove();
    this.#place(fresh, Number(seq));
    this.#count(Number(seq));
  }

  read(upTo: number): void {
    this.#theirRead = Math.max(this.#theirRead, upTo);
    for (const shown of this.list.querySelectorAll<HTMLElement>("li[data-seq] [data-state]"))
      shown.textContent = this.#word(Number(shown.closest("li")!.dataset.seq));
  }

  #word(seq: number): string {
    return (seq <= this.#theirRead ? this.words.read : this.words.sent) ?? "";
  }

  #count(seq: number): void {
    this.#ahead.add(seq);
    while (this.#ahead.delete(this.last + 1)) this.last++;
  }

  #item(id: string): HTMLElement | null {
    return this.list.querySelector(`li[data-id="${CSS.escape(id)}"]`);
  }

  #place(item: HTMLElement, seq: number): void {
    item.dataset.seq = String(seq);
    const after = [...this.list.querySelectorAll<HTMLElement>("li[data-id]")].find(other => other !== item && (!other.dataset.seq || Number(other.dataset.seq) > seq));
    if (after) after.before(item);
    else this.list.append(item);
  }

  /** Typed text is text: never markup. */
  #write(id: string, side: string, text: string): HTMLElement {
    const item = document.createElement("li");
    item.dataset.id = id;
    if (side === this.side) item.className = "me";
    else if (side === "portal") item.className = "portal";
    const words = document.createElement("p");
    words.className = "typed"; // with the line breaks of whoever wrote it
    words.textContent = text;
    const line = document.createElement("small");
    const last = document.createElement("span");
    if (side === this.side) last.dataset.state = "";
    else last.textContent = this.words[side] ?? "";
    line.append(document.createElement("time"), " · ", last);
    item.append(words, line);
    return item;
  }
}
