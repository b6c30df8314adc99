// What is written and not stored yet: kept in this tab until the portal has said that it is stored, also over a reload.
export interface Unsent { id: string; text: string }

export class Outbox {
  #items: Unsent[];
  #key: string;

  constructor(caseId: string) {
    this.#key = `unsent-${caseId}`;
    this.#items = JSON.parse(sessionStorage.getItem(this.#key) ?? "[]") as Unsent[];
  }

  get all(): readonly Unsent[] {
    return this.#items;
  }

  /** The id is made here, so that sending it again is the same message. */
  add(text: string): Unsent {
    const item = { id: crypto.randomUUID(), text };
    this.#items.push(item);
    this.#keep();
    return item;
  }

  remove(id: string): void {
    this.#items = this.#items.filter(item => item.id !== id);
    this.#keep();
  }

  #keep(): void {
    try {
      if (this.#items.length) sessionStorage.setItem(this.#key, JSON.stringify(this.#items));
      else sessionStorage.removeItem(this.#key);
    } catch {
      // Storage is full or forbidden: it is kept in memory.
    }
  }
}
