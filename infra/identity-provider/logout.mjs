// Ending the provider's session: the page that asks (Suomi.fi shows a summary and returns only after the person
// has confirmed), the last page, and front-channel logout, which oidc-provider itself no longer has.
import { languageOf, nameOf, page } from './pages/layout.mjs';
import { escape, texts } from './pages/texts.mjs';

export const confirmLogout = (profile) => (ctx, form) => {
  const lang = languageOf(ctx.oidc.params.ui_locales);
  const t = texts[lang];
  ctx.state.origins = (ctx.oidc.client?.postLogoutRedirectUris ?? []).map((uri) => new URL(uri).origin);
  page(ctx, { lang, profile, title: t.logoutTitle, body: `
    <h1>${t.logoutTitle}</h1>
    <p>${ctx.oidc.client ? t.logoutText(escape(nameOf(ctx.oidc.client, lang))) : t.logoutPlain}</p>
    ${form}
    <p><button class="btn" form="op.logoutForm" name="logout" value="yes"
      formaction="${ctx.oidc.urlFor('end_session_confirm')}?ui_locales=${lang}">${t.logoutButton}</button></p>` });
};

export const loggedOut = (profile) => (ctx) => {
  const lang = languageOf(ctx.query.ui_locales);
  const t = texts[lang];
  page(ctx, { lang, profile, title: t.loggedOutTitle, body: `<h1>${t.loggedOutTitle}</h1><p>${t.loggedOutText}</p>` });
};

/** Tells the other services of the same session, by hidden frames on the page after logout. */
export function frontChannelLogout(provider, profile) {
  return async (ctx, next) => {
    const { pathname } = new URL(provider.urlFor('end_session_confirm'));
    const others = ctx.path === pathname && ctx.method === 'POST' ? await frames(ctx, provider) : [];
    await next();

    if (ctx.oidc?.route === 'end_session' && ctx.status === 200 && !ctx.oidc.session.accountId) {
      // No session left to end: nothing to confirm, so straight back.
      const { post_logout_redirect_uri: back, state } = ctx.oidc.params;
      const target = new URL(back ?? `${provider.urlFor('end_session_success')}?ui_locales=${languageOf(ctx.oidc.params.ui_locales)}`);
      if (back && state) target.searchParams.set('state', state);
      ctx.redirect(target.href);
      ctx.status = 303;
    }
    if (ctx.status !== 303 || !ctx.oidc.params.logout) return;
    const target = ctx.response.get('location');
    const last = target === provider.urlFor('end_session_success');
    if (others.length === 0 && !last) return;
    ctx.remove('location');
    ctx.status = 200;
    ctx.state.origins = [new URL(target).origin];
    ctx.state.frames = others.map((uri) => new URL(uri).origin);
    const lang = languageOf(ctx.query.ui_locales);
    const t = texts[lang];
    page(ctx, { lang, profile, title: t.loggedOutTitle, body: `
      <h1>${t.loggedOutTitle}</h1>
      <p>${last ? t.loggedOutText : t.othersToldText}</p>
      ${last ? '' : `<p><a class="btn" href="${escape(target)}">${t.backToService}</a></p>`}
      ${others.map((uri) => `<iframe hidden src="${escape(uri)}" title="${t.loggedOutTitle}"></iframe>`).join('\n')}` });
  };
}

async function frames(ctx, provider) {
  const session = await provider.Session.get(ctx);
  const uris = [];
  for (const [clientId, { sid }] of Object.entries(session.authorizations ?? {})) {
    // The service that asked for the logout has ended its own session already.
    const uri = clientId !== session.state?.clientId && (await provider.Client.find(clientId))?.frontchannel_logout_uri;
    if (!uri) continue;
    const target = new URL(uri);
    target.searchParams.set('iss', provider.issuer);
    target.searchParams.set('sid', sid);
    uris.push(target.href);
  }
  return uris;
}
