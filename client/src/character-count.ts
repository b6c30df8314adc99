// <character-count for="id" data-max="500" data-left="Characters left: {0}" data-over="Characters too many: {0}">
// holds the limit as text; here it becomes the number left. The number shows at once and is spoken after a pause in
// typing, so that it never talks over the writer.
class CharacterCount extends HTMLElement {
  #spoken = document.createElement("span");
  #timer = 0;

  connectedCallback(): void {
    const field = document.getElementById(this.getAttribute("for") ?? "");
    if (!(field instanceof HTMLTextAreaElement)) return;
    const shown = document.createElement("span");
    shown.ariaHidden = "true";
    this.#spoken.className = "visually-hidden";
    this.#spoken.setAttribute("role", "status");

    const update = (speak: boolean): void => {
      // The server counts a line break as the two characters that a form sends.
      const left = Number(this.dataset.max) - field.value.replace(/\r?\n/g, "\r\n").length;
      const text = ((left < 0 ? this.dataset.over : this.dataset.left) ?? "{0}").replace("{0}", String(Math.abs(left)));
      shown.textContent = text;
      this.classList.toggle("over", left < 0);
      clearTimeout(this.#timer);
      if (speak) this.#timer = window.setTimeout(() => { this.#spoken.textContent = text; }, 1000);
    };
    this.replaceChildren(shown, this.#spoken);
    update(false);
    field.addEventListener("input", () => update(true));
    window.addEventListener("pageshow", () => update(false)); // text that the browser brought back
  }
}
customElements.define("character-count", CharacterCount);
