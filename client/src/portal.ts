// Everything here improves a page that already works without it.
import "./character-count";
import "./error-summary";
import "./print-page";
import "./session-warning";

// Where readings are kept on the device (offline.ts): wiped at the logout, and when somebody else logs in.
const offline = document.querySelector<HTMLScriptElement>("script[data-offline]")?.dataset.offline;
if (offline && localStorage.getItem("portal-offline") !== null) void import(offline);
