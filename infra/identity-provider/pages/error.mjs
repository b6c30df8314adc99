// Something stopped the sign-in before it could return to the service.
import { page } from './layout.mjs';
import { escape, texts } from './texts.mjs';

export function errorPage(ctx, profile, out, lang) {
  const t = texts[lang];
  const detail = out.error === 'expired' ? '' : `
    <dl class="detail"><dt>${t.errorCode}</dt><dd><code>${escape(out.error)}</code></dd>
    ${out.error_description ? `<dt>${t.errorDetail}</dt><dd><code lang="en">${escape(out.error_description)}</code></dd>` : ''}</dl>`;
  page(ctx, { lang, profile, title: t.errorTitle, body: `<h1>${t.errorTitle}</h1><p>${t.errorText}</p>${detail}` });
}
