// Everything here improves a page that already works without it.
import "./character-count";
import "./error-summary";
import "./print-page";
import "./session-warning";
