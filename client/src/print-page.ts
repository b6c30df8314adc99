// <print-page data-label="Print">how to print by the browser</print-page>: the words become a button.
class PrintPage extends HTMLElement {
  connectedCallback() {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: this.dataset.label ?? "" });
    button.addEventListener("click", () => print());
    this.replaceChildren(button);
  }
}
customElements.define("print-page", PrintPage);
