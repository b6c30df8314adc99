// The residents' login page: means of identification, then the demo people who have them. Works without a script.
import { acrFor, has } from '../residents.mjs';
import { faultFields } from './fault-fields.mjs';
import { page } from './layout.mjs';
import { escape, texts } from './texts.mjs';

const profile = { name: 'residents' };

export function residentLoginPage(ctx, { lang, service, offered, chosen, asked, residents }) {
  const t = texts[lang];
  const shown = residents.filter((person) => has(person, chosen) && acrFor(chosen, asked, person));
  page(ctx, { lang, profile, switchable: true, title: t.loginTitle, body: `
    <h1>${t.loginTitle}</h1>
    <p>${t.service}: <strong>${escape(service)}</strong></p>
    <form method="post" action="?lang=${lang}"><p><button class="btn quiet" name="error" value="access_denied">${t.cancel}</button></p></form>
    <h2 id="means">${t.pickMeans}</h2>
    <nav aria-labelledby="means"><ul class="means">${offered.map((name) => `
      <li><a href="?means=${name}&amp;lang=${lang}"${name === chosen ? ' aria-current="true"' : ''}>${t.means[name]}</a></li>`).join('')}
    </ul></nav>
    <form method="post" action="?lang=${lang}">
      <input type="hidden" name="means" value="${chosen}">
      ${faultFields(t, ['acr-low', 'wrong-nonce', 'expired', 'future', 'unencrypted', 'slow', 'deceased'])}
      <h2 id="who">${t.pickPerson}</h2>
      ${shown.length ? '' : `<p>${t.nobody}</p>`}
      <ul class="people" aria-labelledby="who">${shown.map((person) => `
        <li><button name="person" value="${escape(person.id)}"><b>${escape(person.callName)} ${escape(person.familyName)}</b>
          <span class="id">${escape(person.hetu ?? person.eidas?.personIdentifier ?? person.ffi?.foreignPersonIdentifier)}</span>
          <small lang="en">${escape(person.purpose)}</small></button></li>`).join('')}
      </ul>
    </form>` });
}

/** The population register does not know the person as living: nobody is logged in. */
export function notAlivePage(ctx, lang) {
  const t = texts[lang];
  page(ctx, { lang, profile, title: t.registerTitle, body: `
    <h1>${t.registerTitle}</h1>
    <p>${t.registerText}</p>
    <form method="post" action="?lang=${lang}"><p><button class="btn" name="error" value="access_denied">${t.backToService}</button></p></form>` });
}
