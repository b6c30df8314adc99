// Answers as a signed token (RS256), and the keys to check it with.
import { createHash, createPrivateKey, createPublicKey, createSign, generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const encode = value => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The simulator's own key: made at first start, kept in the data directory, never in the repository. */
export function openSigning(dataDir) {
  const file = join(dataDir, 'valtuudet-key.pem');
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  }
  const key = createPrivateKey(readFileSync(file));
  const { e, kty, n } = createPublicKey(key).export({ format: 'jwk' });
  const kid = createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url');   // RFC 7638
  return {
    jwks: { keys: [{ kty, n, e, kid, use: 'sig', alg: 'RS256' }] },
    sign(claims) {
      const content = `${encode({ alg: 'RS256', typ: 'JWT', kid })}.${encode(claims)}`;
      return `${content}.${createSign('RSA-SHA256').update(content).sign(key, 'base64url')}`;
    },
  };
}

/** Claims as DVV's example client reads them: the response and the reasons are strings. */
export const claimsOf = ({ subject, audience, endUser, principal, issues, response, reasons, now }) => ({
  iss: 'Suomi.fi-Valtuudet', aud: [audience], sub: subject, iat: Math.floor(now / 1000), exp: Math.floor(now / 1000) + 600,
  end_user: endUser, principal, issue: issues.length === 1 ? issues[0] : issues,
  response: typeof response === 'string' ? response : JSON.stringify(response), reasons: JSON.stringify(reasons),
});
