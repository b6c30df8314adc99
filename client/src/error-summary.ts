// The error summary asks for focus by `autofocus`; older browsers give that to form controls only, so ask again.
const summary = document.querySelector<HTMLElement>(".error-summary");
if (summary && document.activeElement !== summary) summary.focus();
