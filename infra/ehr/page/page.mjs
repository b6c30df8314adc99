// The page to see what has arrived: the latest appointments, newest change first.
const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const html = text => String(text ?? '').replace(/[&<>"']/g, c => escapes[c]);
const format = options => new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'Europe/Helsinki' });
const when = format({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
const changed = format({ dateStyle: 'short', timeStyle: 'medium' });
const columns = ['When', 'Who', 'With and where', 'Status', 'Version', 'Changed'];
const shown = 50;

export async function page(repository) {
  const { total, entry } = await repository.search({ resourceType: 'Appointment', count: shown, sortRules: [{ code: '_lastUpdated', descending: true }] });
  const count = total > shown ? `The latest ${shown} of ${total} appointments` : total === 1 ? '1 appointment' : `${total} appointments`;
  const body = `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${count} – EHR</title>
  <link rel="stylesheet" href="/ehr.css">
</head>
<body>
<header>
  <h1>EHR of the development stack</h1>
  <p>What the portal has delivered, the newest change first. Synthetic people only. <a href="/fhir/metadata">What this server can do</a></p>
</header>
<main>
  <h2 id="count">${count}</h2>
${total === 0 ? '  <p>Nothing here yet. Book a time in the portal, then reload this page.</p>' : table(entry.map(e => e.resource), repository)}
</main>
</body>
</html>
`;
  const headers = {
    'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'", 'Referrer-Policy': 'no-referrer',
  };
  return { status: 200, headers, body };
}

const table = (appointments, repository) => `  <div class="wide" role="region" aria-labelledby="count" tabindex="0">
  <table>
    <thead><tr>${columns.map(c => `<th scope="col">${c}</th>`).join('')}</tr></thead>
    <tbody>
${appointments.map(a => row(a, repository)).join('\n')}
    </tbody>
  </table>
  </div>`;

function row({ id, start, status, participant = [], contained = [], meta }, repository) {
  const actors = participant.map(p => p.actor).filter(Boolean);
  const isPatient = actor => actor.reference?.startsWith('Patient/');
  const time = start ? `<time datetime="${html(start)}">${when.format(new Date(start))}</time>` : 'No time';
  const history = meta.versionId === '1' ? '1' : `<a href="/fhir/Appointment/${id}/_history" aria-label="${meta.versionId}, earlier versions">${meta.versionId}</a>`;
  const find = reference => (reference.startsWith('#') ? contained.find(r => `#${r.id}` === reference) : repository.current(...reference.split('/')));
  const names = list => list.map(actor => html(name(actor, find))).join('<br>') || '–';
  return `      <tr><th scope="row"><a href="/fhir/Appointment/${id}">${time}</a></th><td>${names(actors.filter(isPatient))}</td>`
    + `<td>${names(actors.filter(a => !isPatient(a)))}</td><td>${html(status)}</td><td>${history}</td><td>${changed.format(new Date(meta.lastUpdated))}</td></tr>`;
}

/** The name the reference carries, else that of the resource it points to, else the reference itself. */
function name({ display, reference, identifier }, find) {
  const resource = reference && find(reference);
  return display ?? nameOf([resource?.name].flat()[0]) ?? reference ?? identifier?.value ?? '';
}

function nameOf(name) {
  if (typeof name !== 'object') return name;
  return name.text ?? ([...(name.given ?? []), name.family].filter(Boolean).join(' ') || undefined);
}
