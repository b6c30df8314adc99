// The relying parties, and the switches tests turn while the provider runs (algorithms, dialect, faults).
import { errors } from 'oidc-provider';

const algs = [null, 'RSA-OAEP', 'RSA-OAEP-256'];
const encs = [null, 'A128CBC-HS256', 'A128GCM', 'A256GCM'];

export function createClients({ profile, portalUrl, env }) {
  const defaults = { ...profile.defaults(env), dialect: env.DIALECT ?? 'ftn', fault: null, slowMs: 15_000, metadata: {} };
  const extra = (env.EXTRA_REDIRECTS ?? '').split(/[\s,]+/).filter(Boolean);
  const settings = new Map([[profile.clientId, { ...defaults }]]);
  let generation = 0;

  function metadata(id) {
    const setting = settings.get(id);
    if (!setting) return undefined;
    const base = profile.client({ portalUrl });
    return {
      client_id: id,
      ...base,
      redirect_uris: [...base.redirect_uris, ...extra],
      post_logout_redirect_uris: [...base.post_logout_redirect_uris, ...extra],
      ...(setting.metadata.jwks ? {} : { jwks_uri: `${portalUrl}/.well-known/jwks.json` }),
      grant_types: ['authorization_code'],
      response_types: ['code'],
      scope: 'openid',
      subject_type: profile.subjectType,
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'RS256',
      request_object_signing_alg: 'RS256',
      id_token_signed_response_alg: 'RS256',
      ...(setting.idTokenAlg
        ? { id_token_encrypted_response_alg: setting.idTokenAlg, id_token_encrypted_response_enc: setting.idTokenEnc }
        : {}),
      ...setting.metadata,
      // Not client metadata: a new value makes oidc-provider build the client anew and fetch its keys again.
      generation: setting.generation,
    };
  }

  return {
    find: metadata,
    settings: (id) => settings.get(id),
    /** Adds a client or changes some of its switches. */
    change(id, changes) {
      const unknown = Object.keys(changes).filter((key) => !(key in defaults));
      if (unknown.length) throw new errors.InvalidRequest(`unknown setting: ${unknown.join(', ')}`);
      const next = { ...defaults, ...settings.get(id), ...changes, generation: ++generation };
      if (!algs.includes(next.idTokenAlg) || !encs.includes(next.idTokenEnc)) {
        throw new errors.InvalidRequest(`idTokenAlg: ${algs.join(', ')}; idTokenEnc: ${encs.join(', ')}`);
      }
      settings.set(id, next);
      return next;
    },
    /** Back to how the process started. */
    reset(id) {
      if (id === profile.clientId) settings.set(id, { ...defaults, generation: ++generation });
      else settings.delete(id);
    },
  };
}
