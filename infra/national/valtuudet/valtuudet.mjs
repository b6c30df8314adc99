// Suomi.fi e-Authorizations for acting for a person (HPA): the page, the Web API, the REST API.
import { readFileSync } from 'node:fs';
import { createHttp } from '../web.mjs';
import { orderFaults } from '../register/faults.mjs';
import { createApi } from './api.mjs';
import { createOauth } from './oauth.mjs';

const css = readFileSync(new URL('./valtuudet.css', import.meta.url));

export function createValtuudet(parts) {
  const { faults, control, signing } = parts;
  const [api, oauth] = [createApi(parts), createOauth(parts)];
  return createHttp(async request => {
    const url = new URL(request.url, 'http://localhost');
    if (url.pathname.startsWith('/control/')) return await control(request, url.pathname);
    if (url.pathname === '/faults') return await orderFaults(request, faults);
    if (url.pathname === '/valtuudet.css') return { type: 'text/css', body: css };
    const fault = await faults.next(url.pathname);
    if (fault) return fault;
    if (url.pathname === '/.well-known/jwks.json') return { json: signing.jwks };
    return url.pathname.startsWith('/oauth/') ? await oauth(request, url) : api(request, url);
  });
}
