// The provider's own keys: made at first start, kept in DATA_DIR, never in the repository.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';

export async function loadKeys(dataDir, name) {
  const file = join(dataDir, `${name}.keys.json`);
  if (!existsSync(file)) {
    const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
    const jwk = await exportJWK(privateKey);
    const keys = [{ ...jwk, use: 'sig', alg: 'RS256', kid: await calculateJwkThumbprint(jwk) }];
    writeFileSync(file, JSON.stringify({
      jwks: { keys },
      cookieKey: randomBytes(32).toString('base64url'),
      pairwiseSalt: randomBytes(32).toString('base64url'),
    }), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}
