// "The nurse is writing": told at most every three seconds, shown for five. Seen only, never spoken.
export class Typing {
  #line = document.createElement("p");
  #toldAt = -Infinity;
  #timer = 0;

  constructor(after: HTMLElement, private words: string | undefined) {
    this.#line.className = "live-typing";
    after.after(this.#line);
  }

  /** Whether to tell the other side now. */
  isNews(): boolean {
    if (performance.now() - this.#toldAt < 3_000) return false;
    this.#toldAt = performance.now();
    return true;
  }

  show(): void {
    this.#line.textContent = this.words ?? "";
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.hide(), 5_000);
  }

  hide(): void {
    this.#line.textContent = "";
  }
}
