// Who may do what at the FHIR interface.
import { Refused } from '../fhir/outcome.mjs';
import { allows } from './scopes.mjs';

/**
 * Gives a function that refuses a request without a good token and returns what to ask about each interaction.
 * @param openRead lets this machine read without a token, for people who look by hand
 */
export const createAuthorize = ({ tokens, openRead }) => ({ method, headers, isLocal }) => {
  const { authorization } = headers;
  if (authorization === undefined && openRead && isLocal && (method === 'GET' || method === 'HEAD')) return () => {};
  const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  const scopes = tokens.scopesOf(token);
  if (!scopes) {
    const challenge = `Bearer realm="ehr"${authorization === undefined ? '' : ', error="invalid_token"'}`;
    throw new Refused(401, 'login', 'A good access token is needed', { headers: { 'WWW-Authenticate': challenge } });
  }
  return (type, power) => {
    if (allows(scopes, type, power)) return;
    const headers = { 'WWW-Authenticate': 'Bearer realm="ehr", error="insufficient_scope"' };
    throw new Refused(403, 'forbidden', `The token has no scope system/${type}.${power}`, { headers });
  };
};
