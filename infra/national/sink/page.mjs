// The page to read what was sent: newest first, one recipient or all.
const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const html = text => String(text ?? '').replace(/[&<>"']/g, c => escapes[c]);
// Links can be followed; a full stop after one is not part of it.
const linked = text => html(text).replace(/https?:\/\/(?:[^\s&<]|&amp;)*[^\s&<.,:;!?)]/g, url => `<a href="${url}">${url}</a>`);
const time = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'Europe/Helsinki' });

export function page(messages, { to, channel }) {
  const count = messages.length === 1 ? '1 message' : `${messages.length} messages`;
  const option = (value, text) => `<option value="${value}"${(channel ?? '') === value ? ' selected' : ''}>${text}</option>`;
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${count}${to ? ` to ${html(to)}` : ''} – SMS and e-mail sink</title>
  <link rel="stylesheet" href="/sink.css">
</head>
<body>
<header>
  <h1>SMS and e-mail sink</h1>
  <p>What the portal has sent. Nothing leaves this machine, and a restart empties the list.</p>
</header>
<main>
  <form method="get" action="/" role="search">
    <p><label for="to">Phone number or e-mail address</label>
    <input id="to" name="to" value="${html(to)}" autocomplete="off" spellcheck="false"></p>
    <p><label for="channel">Sent as</label>
    <select id="channel" name="channel">${option('', 'Either')}${option('sms', 'SMS')}${option('email', 'E-mail')}</select></p>
    <p><button>Show</button> <a href="/">Show all, newest first</a></p>
  </form>
  <h2>${count}${to ? ` to ${html(to)}` : ''}</h2>
${messages.length === 0 ? '  <p>Nothing here yet. When the portal sends something, reload this page.</p>' : [...messages].reverse().map(article).join('\n')}
  ${messages.length === 0 ? '' : '<form method="post" action="/clear"><p><button>Empty the list of all messages</button></p></form>'}
</main>
</body>
</html>
`;
}

function article(message) {
  const kind = message.channel === 'sms' ? 'SMS' : 'E-mail';
  const title = message.channel === 'sms' ? `SMS to ${message.to}` : message.subject || 'E-mail without a subject';
  const lang = /^[a-zA-Z-]{2,12}$/.test(message.language ?? '') ? ` lang="${message.language}"` : '';
  return `  <article aria-labelledby="m-${message.id}">
    <h3 id="m-${message.id}"${message.channel === 'sms' ? '' : lang}>${html(title)}</h3>
    <p class="facts">${kind} to <a href="/?to=${encodeURIComponent(message.to)}">${html(message.to)}</a>${message.from ? ` from ${html(message.fromName || message.from)}` : ''},
      <time datetime="${message.receivedAt}">${time.format(new Date(message.receivedAt))}</time>${message.times > 1 ? `, sent ${message.times} times and kept once` : ''}</p>
    <div class="text"${lang}>${linked(message.text)}</div>
  </article>`;
}
