// The page where a person identifies: shows it, reads the choice, and hands the result to oidc-provider.
import { text } from 'node:stream/consumers';
import { acrFor, has, lowAcr, meansFor } from './residents.mjs';
import { faults, refusals } from './faults.mjs';
import { languageOf, nameOf } from './pages/layout.mjs';
import { errorPage } from './pages/error.mjs';
import { residentLoginPage, notAlivePage } from './pages/login.mjs';
import { staffLoginPage } from './pages/staff.mjs';

export function interactions({ provider, profile, people }) {
  const resident = profile.name === 'residents';

  async function show(ctx, lang, interaction) {
    const client = await provider.Client.find(interaction.params.client_id);
    const service = interaction.params.ftn_spname ?? nameOf(client, lang);
    ctx.state.origins = client.redirectUris.map((uri) => new URL(uri).origin);
    if (!resident) return staffLoginPage(ctx, { lang, service, staff: people.staff() });
    const asked = interaction.params.acr_values.split(' ');
    const offered = meansFor(asked);
    const chosen = offered.includes(ctx.query.means) ? ctx.query.means : offered[0];
    return residentLoginPage(ctx, { lang, service, offered, chosen, asked, residents: people.residents() });
  }

  async function answer(ctx, lang, interaction) {
    const form = new URLSearchParams(await text(ctx.req));
    const error = form.get('error');
    if (error) {
      if (!(error in refusals)) return ctx.throw(400);
      return finish(ctx, { error, error_description: refusals[error] });
    }
    const person = profile.findPerson(people, form.get('person'));
    if (!person) return ctx.throw(400, 'unknown person');
    const fault = faults.includes(form.get('fault')) ? form.get('fault') : undefined;
    const login = { accountId: person.id };
    if (resident) {
      if (person.deceasedOn || form.get('fault') === 'deceased') {
        const client = await provider.Client.find(interaction.params.client_id);
        ctx.state.origins = client.redirectUris.map((uri) => new URL(uri).origin);
        return notAlivePage(ctx, lang);
      }
      const means = form.get('means');
      const acr = has(person, means) && acrFor(means, interaction.params.acr_values.split(' '), person);
      if (!acr) return ctx.throw(400, 'the person does not have these means, or they were not asked for');
      login.acr = fault === 'acr-low' ? lowAcr : acr;
      login.amr = [means];
    } else {
      [login.acr] = profile.acrValues;
      login.amr = ['pwd', 'hwk'];
    }
    await finish(ctx, { login, fault });
    if (interaction.session?.accountId && interaction.session.accountId !== person.id) await forget(interaction.session.uid);
  }

  // Someone else identifies in the same browser: the earlier person's session ends here, without the library's
  // page that needs a script.
  async function forget(uid) {
    const session = await provider.Session.findByUid(uid);
    if (!session) return;
    delete session.accountId;
    delete session.authorizations;
    await session.persist();
  }

  async function finish(ctx, result) {
    ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, result, { mergeWithLastSubmission: false }));
    ctx.status = 303;
  }

  return async (ctx, next) => {
    if (!/^\/interaction\/[\w-]+$/.test(ctx.path)) return next();
    ctx.set('cache-control', 'no-store');
    let interaction;
    try {
      interaction = await provider.interactionDetails(ctx.req, ctx.res);
    } catch {
      ctx.status = 400;
      return errorPage(ctx, profile, { error: 'expired' }, languageOf(ctx.query.lang));
    }
    const lang = languageOf(ctx.query.lang ?? interaction.params.ui_locales);
    return ctx.method === 'POST' ? answer(ctx, lang, interaction) : show(ctx, lang, interaction);
  };
}
