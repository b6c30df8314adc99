// The frame of every page: language, headings, stylesheet, and a content security policy without exceptions.
import { readFileSync } from 'node:fs';
import { escape, texts } from './texts.mjs';

const style = readFileSync(new URL('../style.css', import.meta.url));
const languages = { fi: 'Suomi', sv: 'Svenska', en: 'English' };

/** The first language of ui_locales that there are texts in; Finnish when none. */
export const languageOf = (locales) => String(locales ?? '').split(' ')
  .map((locale) => locale.slice(0, 2).toLowerCase()).find((lang) => lang in languages) ?? 'fi';

/** A relying party's name in the reader's language (`client_name#sv` and so on, else `client_name`). */
export const nameOf = (client, lang) => client[`client_name#${lang}`] ?? client.clientName;

export async function assets(ctx, next) {
  if (ctx.path === '/style.css') {
    ctx.type = 'css';
    ctx.body = style;
  } else if (ctx.path === '/favicon.ico') ctx.status = 204;
  else await next();
}

export function page(ctx, { lang, profile, title, body, switchable }) {
  const t = texts[lang];
  const query = (code) => escape('?' + new URLSearchParams({ ...ctx.query, lang: code }));
  const origins = [...new Set(["'self'", ...(ctx.state.origins ?? [])])].join(' ');
  ctx.set('content-security-policy', "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
    + `form-action ${origins}; frame-src ${[...new Set(ctx.state.frames ?? ["'none'"])].join(' ')}`);
  ctx.set('x-content-type-options', 'nosniff');
  ctx.set('referrer-policy', 'no-referrer');
  ctx.type = 'html';
  ctx.body = `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} – ${t.brand[profile.name]}</title>
<link rel="stylesheet" href="/style.css"></head>
<body class="${profile.name}"><a class="skip" href="#main">${t.skip}</a>
<header><div class="wrap"><span class="mark">${t.brand[profile.name]}</span>${switchable ? `
<nav aria-label="${t.language}"><ul class="languages">${Object.entries(languages).map(([code, name]) => `
<li><a href="${query(code)}" lang="${code}" hreflang="${code}"${code === lang ? ' aria-current="true"' : ''}>${name}</a></li>`).join('')}</ul></nav>` : ''}
</div></header>
<main id="main" class="wrap"><p class="demo"><strong>${t.demoTitle}</strong> ${t.demoText}</p>${body}</main>
</body></html>`;
}
