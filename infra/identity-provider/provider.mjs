// One oidc-provider, set up by a profile (residents or staff). Signing, encryption, PAR, signed requests,
// PKCE, client authentication and replay detection are the library's own; here is only what the profile asks.
import { createHash } from 'node:crypto';
import Provider, { errors, interactionPolicy } from 'oidc-provider';
import { createClients } from './clients.mjs';
import { control } from './control.mjs';
import { installFaults } from './faults.mjs';
import { interactions } from './interactions.mjs';
import { loadKeys } from './keys.mjs';
import { confirmLogout, frontChannelLogout, loggedOut } from './logout.mjs';
import { assets, languageOf } from './pages/layout.mjs';
import { errorPage } from './pages/error.mjs';
import { createStorage } from './storage.mjs';

const minutes = 60;
/** Request objects and client assertions may live ten minutes at most. */
const maxLifetime = 10 * minutes;

function shortLived(claims) {
  const now = Math.floor(Date.now() / 1000);
  return Number.isInteger(claims.exp) && claims.exp - now <= maxLifetime;
}

export async function createProvider({ profile, issuer, people, portalUrl, dataDir, env }) {
  const keys = await loadKeys(dataDir, profile.name);
  const clients = createClients({ profile, portalUrl, env });
  const secure = issuer.startsWith('https:');
  const policy = interactionPolicy.base();
  policy.remove('consent');
  // A session with a lower level than now asked for does not do: identify again.
  policy.get('login').checks.add(new interactionPolicy.Check('acr', 'a higher level of identification is needed', 'login_required',
    ({ oidc }) => !oidc.result?.login && !!oidc.params.acr_values && !!oidc.session.accountId
      && !oidc.params.acr_values.split(' ').includes(oidc.session.acr)));

  const provider = new Provider(issuer, {
    adapter: createStorage(clients.find),
    jwks: keys.jwks,
    acrValues: profile.acrValues,
    scopes: ['openid'],
    subjectTypes: [profile.subjectType],
    responseTypes: ['code'],
    clientAuthMethods: ['private_key_jwt'],
    claims: { openid: ['sub', 'acr', 'amr', 'auth_time', 'sid', ...profile.claimNames] },
    extraClientMetadata: { properties: ['frontchannel_logout_uri', 'client_name#sv', 'client_name#en'] },
    extraParams: {
      ftn_spname: (ctx) => profile.checkRequest(ctx.oidc.params),
      ftn_idp_id: null,
    },
    cookies: {
      // Cookies of localhost are shared between ports, so each provider has names of its own.
      names: { session: `${profile.name}_session`, interaction: `${profile.name}_interaction`, resume: `${profile.name}_resume` },
      keys: [keys.cookieKey],
      long: { httpOnly: true, sameSite: 'lax', secure },
      short: { httpOnly: true, sameSite: 'lax', secure },
    },
    discovery: {
      ui_locales_supported: ['fi', 'sv', 'en'],
      ...(profile.name === 'residents' ? { frontchannel_logout_supported: true, frontchannel_logout_session_supported: true } : {}),
    },
    enabledJWA: {
      clientAuthSigningAlgValues: ['RS256'],
      requestObjectSigningAlgValues: ['RS256'],
      idTokenSigningAlgValues: ['RS256'],
      idTokenEncryptionAlgValues: ['RSA-OAEP', 'RSA-OAEP-256'],
      idTokenEncryptionEncValues: ['A128CBC-HS256', 'A128GCM', 'A256GCM'],
      requestObjectEncryptionAlgValues: [],
      requestObjectEncryptionEncValues: [],
    },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      resourceIndicators: { enabled: false },
      userinfo: { enabled: false },
      encryption: { enabled: true },
      backchannelLogout: { enabled: profile.name === 'staff' },
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
      requestObjects: {
        enabled: true,
        requireSignedRequestObject: true,
        async assertJwtClaimsAndHeader(ctx, claims, header, client) {
          if (ctx.oidc.route !== 'pushed_authorization_request') return; // checked when it was pushed
          if (!shortLived(claims)) throw new errors.InvalidRequestObject('exp must be at most 600 s ahead');
          if (!claims.jti || !header.kid) throw new errors.InvalidRequestObject('jti and kid are required');
          if (!await provider.ReplayDetection.unique(client.clientId, claims.jti, claims.exp)) {
            throw new errors.InvalidRequestObject('jti has been used');
          }
        },
      },
      rpInitiatedLogout: { enabled: true, logoutSource: confirmLogout(profile), postLogoutSuccessSource: loggedOut(profile) },
    },
    async assertJwtClientAuthClaimsAndHeader(ctx, claims, header) {
      if (!shortLived(claims)) throw new errors.InvalidClientAuth('exp must be at most 600 s ahead');
      if (!header.kid || claims.sub !== claims.iss) throw new errors.InvalidClientAuth('kid is required, sub must equal iss');
    },
    pkce: { required: () => true },
    ttl: {
      AccessToken: maxLifetime, AuthorizationCode: 1 * minutes, IdToken: maxLifetime,
      Interaction: 30 * minutes, Session: 30 * minutes, Grant: 30 * minutes,
    },
    interactions: { policy, url: (_, interaction) => `/interaction/${interaction.uid}` },
    // The profile knows no consent step: whoever identifies agrees to being identified.
    async loadExistingGrant(ctx) {
      const known = await provider.Grant.find(ctx.oidc.session.grantIdFor(ctx.oidc.client.clientId) ?? '');
      if (known) return known;
      const grant = new provider.Grant({ accountId: ctx.oidc.session.accountId, clientId: ctx.oidc.client.clientId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
    /** Transient: another value at each login session, so nobody can use it as a user key. */
    pairwiseIdentifier: (ctx, accountId, client) => createHash('sha256')
      .update([keys.pairwiseSalt, client.clientId, accountId, ctx.oidc.entities.Grant?.jti].join('|')).digest('base64url'),
    async findAccount(ctx, id, token) {
      const person = profile.findPerson(people, id);
      return person && {
        accountId: id,
        async claims() {
          // The library gives sid only to clients with back-channel logout; front-channel logout needs it too.
          const session = token?.sessionUid && await provider.Session.findByUid(token.sessionUid);
          const { dialect } = clients.settings(ctx.oidc.client.clientId);
          return { sub: id, sid: session?.sidFor?.(ctx.oidc.client.clientId), ...profile.claimsOf(person, dialect) };
        },
      };
    },
    renderError: (ctx, out) => errorPage(ctx, profile, out, languageOf(ctx.oidc?.params?.ui_locales)),
    // The library keeps its fetches off loopback addresses, but here the relying party is on this machine.
    fetch: (url, { dispatcher, ...options }) => fetch(url, options),
  });

  provider.proxy = secure;
  installFaults(provider, clients);
  for (const part of [assets, control(clients), interactions({ provider, profile, people, clients }), frontChannelLogout(provider, profile)]) {
    provider.use(part);
  }
  provider.on('server_error', (ctx, error) => console.error(profile.name, ctx.method, ctx.path, error));
  const report = (ctx, error) => console.error(profile.name, ctx.method, ctx.path, error.message, error.error_description ?? '', error.error_detail ?? '');
  for (const event of ['authorization.error', 'grant.error', 'pushed_authorization_request.error', 'end_session.error']) provider.on(event, report);
  provider.on('backchannel.error', (ctx, error, client) => console.error(profile.name, 'back-channel logout of', client.clientId, error.message));
  return provider;
}
