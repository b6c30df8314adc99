// SMART Backend Services: the client proves who it is with a JWT signed by a key of its published set, and gets a short-lived token.
import { randomBytes } from 'node:crypto';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { parseScope } from './scopes.mjs';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const algorithms = ['RS384', 'ES384', 'RS256'];
const longestAssertion = 300; // seconds, SMART App Launch 2.2 §"Authenticate to the token endpoint"
const clockDifference = 5;

class TokenError extends Error {
  constructor(status, error, text) {
    super(text);
    Object.assign(this, { status, error });
  }
}

export function createTokens({ tokenUrl, clientId, jwksUrl, tokenSeconds }) {
  // No cooldown: a key the set did not hold a moment ago may just have been made.
  const keys = createRemoteJWKSet(new URL(jwksUrl), { cooldownDuration: 0, timeoutDuration: 5000 });
  const usedAssertions = new Map(); // jti → when it expires
  const tokens = new Map(); // token → { scopes, until }
  const seconds = () => Date.now() / 1000;

  async function issue(form) {
    const asked = name => form.get(name) ?? '';
    if (asked('grant_type') !== 'client_credentials') throw new TokenError(400, 'unsupported_grant_type', 'grant_type is client_credentials');
    if (asked('client_assertion_type') !== assertionType || !asked('client_assertion'))
      throw new TokenError(400, 'invalid_request', `client_assertion_type is ${assertionType}, with a client_assertion`);
    await verify(asked('client_assertion'));

    const texts = asked('scope').split(' ').filter(Boolean);
    const scopes = texts.map(parseScope);
    if (scopes.length === 0 || scopes.includes(undefined)) throw new TokenError(400, 'invalid_scope', 'Ask for scopes such as system/Appointment.cruds');
    const token = randomBytes(32).toString('base64url');
    forgetOld(tokens, ({ until }) => until);
    tokens.set(token, { scopes, until: seconds() + tokenSeconds });
    return { access_token: token, token_type: 'bearer', expires_in: tokenSeconds, scope: texts.join(' ') };
  }

  async function verify(assertion) {
    let claims;
    try {
      ({ payload: claims } = await jwtVerify(assertion, keys, {
        algorithms, issuer: clientId, subject: clientId, audience: tokenUrl, clockTolerance: clockDifference, requiredClaims: ['exp', 'jti'],
      }));
    } catch (error) {
      if (!isAboutTheAssertion(error)) throw new TokenError(503, 'temporarily_unavailable', `The client's keys cannot be fetched: ${error.message}`);
      throw new TokenError(401, 'invalid_client', `client_assertion: ${error.message}`);
    }
    if (claims.exp > seconds() + longestAssertion + clockDifference) throw new TokenError(401, 'invalid_client', 'client_assertion: "exp" is more than five minutes away');
    forgetOld(usedAssertions, exp => exp + clockDifference);
    if (usedAssertions.has(claims.jti)) throw new TokenError(401, 'invalid_client', 'client_assertion: this "jti" has been used');
    usedAssertions.set(claims.jti, claims.exp);
  }

  function forgetOld(map, until) {
    for (const [key, value] of map) if (until(value) < seconds()) map.delete(key);
  }

  return {
    /** The scopes of a good token; undefined for any other. */
    scopesOf(token) {
      const found = tokens.get(token);
      return found && found.until > seconds() ? found.scopes : undefined;
    },

    /** Answers a token request whose form body is given. */
    async answer(body) {
      const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', Pragma: 'no-cache' };
      try {
        return { status: 200, headers, body: JSON.stringify(await issue(new URLSearchParams(body.toString()))) };
      } catch (error) {
        if (!(error instanceof TokenError)) throw error;
        console.warn(`Token refused: ${error.message}`);
        return { status: error.status, headers, body: JSON.stringify({ error: error.error, error_description: error.message }) };
      }
    },
  };
}

/** jose's own errors tell of the assertion; those of fetching the key set, and any other, do not. */
function isAboutTheAssertion(error) {
  return error instanceof errors.JOSEError && error.code !== 'ERR_JOSE_GENERIC' && !(error instanceof errors.JWKSTimeout) && !(error instanceof errors.JWKSInvalid);
}

export const smartConfiguration = tokenUrl => ({
  token_endpoint: tokenUrl,
  token_endpoint_auth_methods_supported: ['private_key_jwt'],
  token_endpoint_auth_signing_alg_values_supported: algorithms,
  grant_types_supported: ['client_credentials'],
  scopes_supported: ['system/*.cruds'],
  capabilities: ['client-confidential-asymmetric', 'permission-v1', 'permission-v2'],
});
