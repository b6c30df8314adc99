// The error summary asks for focus by `autofocus`; older browsers give that to form controls only, so ask again,
// unless the person was quicker than this script and has begun somewhere else.
const summary = document.querySelector<HTMLElement>(".error-summary");
if (summary && document.activeElement === document.body) summary.focus();
