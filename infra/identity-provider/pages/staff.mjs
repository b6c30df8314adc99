// The staff picker: one button per demo professional.
import { faultFields } from './fault-fields.mjs';
import { page } from './layout.mjs';
import { escape, texts } from './texts.mjs';

export function staffLoginPage(ctx, { lang, service, staff }) {
  const t = texts[lang];
  page(ctx, { lang, profile: { name: 'staff' }, switchable: true, title: t.staffTitle, body: `
    <h1>${t.staffTitle}</h1>
    <p>${t.service}: <strong>${escape(service)}</strong></p>
    <form method="post" action="?lang=${lang}"><p><button class="btn quiet" name="error" value="access_denied">${t.cancel}</button></p></form>
    <form method="post" action="?lang=${lang}">
      ${faultFields(t, ['wrong-nonce', 'expired', 'future', 'slow'])}
      <h2 id="who">${t.pickPerson}</h2>
      <ul class="people" aria-labelledby="who">${staff.map((person) => `
        <li><button name="person" value="${escape(person.id)}"><b>${escape(person.name)}</b>
          <span>${escape([...person.roles.map((role) => t.roles[role] ?? role), person.unit].filter(Boolean).join(' · '))}</span>
          <small lang="en">${escape(person.purpose)}</small></button></li>`).join('')}
      </ul>
    </form>` });
}
