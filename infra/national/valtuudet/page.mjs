// The selection page: plain HTML and a content security policy without exceptions.
import { escape, languages, texts } from './texts.mjs';

/** The children and the mandators as one choice. The form's own address carries the request, so a language can be changed at any time. */
export function selectionPage({ lang, query, settings, client, redirectUri, delegate, children, mandators, nobody = false }) {
  const t = texts[lang];
  const none = children.length + mandators.length === 0;
  const kind = settings.allowMultiSelection ? 'checkbox' : 'radio';
  const people = [...children, ...mandators.map(m => m.person)];
  const choice = (person, facts) => `
<div class="choice"><input type="${kind}" name="principal" value="${escape(person.id)}" id="p-${escape(person.id)}" aria-describedby="f-${escape(person.id)}">
<label for="p-${escape(person.id)}">${escape(`${person.givenNames} ${person.familyName}`)}</label>
<p class="facts" id="f-${escape(person.id)}">${facts}</p></div>`;
  const group = (id, title, choices) => (choices.length === 0 ? '' : `
<fieldset aria-labelledby="${id}"${nobody ? ' aria-describedby="wrong"' : ''}><legend><h2 id="${id}">${title}</h2></legend>${choices.join('')}</fieldset>`);
  const mandates = list => list.map(m => `${m.issues.map(i => escape(t.themes[i] ?? i.split('/').pop().replaceAll('_', ' '))).join(', ')}, ${m.validUntil ? t.until(day(m.validUntil)) : t.forever}`).join('<br>');

  return page({
    lang, query, status: nobody ? 422 : 200, formAction: new URL(redirectUri).origin, title: (nobody ? `${t.error}: ` : '') + t.title,
    body: `${nobody ? `
<div class="problem" role="alert" aria-labelledby="problem"><h2 id="problem">${t.problemTitle}</h2><ul><li><a id="wrong" href="#p-${escape(people[0]?.id)}">${t.choose}</a></li></ul></div>` : ''}
<h1>${t.title}</h1>
<p>${t.actor}: <strong>${delegate ? escape(`${delegate.givenNames} ${delegate.familyName}`) : '–'}</strong>. ${t.service}: <strong>${escape(client.names[lang])}</strong>.</p>
<form method="post" action="/oauth/authorize?${escape(query)}">
${none ? `<p>${t.nobodyThere}</p>` : ''}${group('children', t.children, children.map(p => choice(p, `${t.born} ${day(p.birthDate)}`)))}${
  group('mandators', t.mandators, mandators.map(m => choice(m.person, mandates(m.mandates))))}
<p class="row">${none ? '' : `<button class="btn" name="act" value="choose">${t.go}</button>
`}<button class="btn quiet" name="act" value="cancel">${t.cancel}</button></p>
</form>`,
  });
}

/** What cannot be sent back to the service stays here. */
export function problemPage({ lang, problem, backTo }) {
  const t = texts[lang];
  return page({
    lang, status: 400, formAction: "'none'", title: t.stopped,
    body: `<h1>${t.stopped}</h1><p>${t.problems[problem]}</p>${backTo ? `<p><a class="btn" href="${escape(backTo)}">${t.back}</a></p>` : ''}`,
  });
}

function page({ lang, query, status, formAction, title, body }) {
  const t = texts[lang];
  const inLanguage = code => { const changed = new URLSearchParams(query); changed.set('lang', code); return escape(`/oauth/authorize?${changed}`); };
  const switcher = query && `
<nav aria-label="${t.language}"><ul class="languages">${Object.entries(languages).map(([code, name]) => `
<li><a href="${inLanguage(code)}" lang="${code}" hreflang="${code}"${code === lang ? ' aria-current="true"' : ''}>${name}</a></li>`).join('')}</ul></nav>`;
  return {
    status,
    type: 'text/html; charset=utf-8',
    // A redirect after the form counts as the form's target in some browsers, so the service's origin is named.
    headers: { 'content-security-policy': `default-src 'none'; style-src 'self'; form-action ${formAction === "'none'" ? formAction : `'self' ${formAction}`}; base-uri 'none'; frame-ancestors 'none'` },
    body: `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} – ${t.brand}</title>
<link rel="stylesheet" href="/valtuudet.css"></head>
<body><a class="skip" href="#main">${t.skip}</a>
<header><div class="wrap"><span class="mark">${t.brand}</span>${switcher || ''}</div></header>
<main id="main" class="wrap"><p class="demo"><strong>${t.demoTitle}</strong> ${t.demoText}</p>${body}</main>
</body></html>
`,
  };
}

const day = date => { const [y, m, d] = date.split('-').map(Number); return `${d}.${m}.${y}`; };
