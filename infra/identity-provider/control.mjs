// For tests only, and only from this machine: GET, PUT and DELETE /control/clients/{id} read, change and reset
// a relying party's switches (idTokenAlg, idTokenEnc, dialect, fault, slowMs, metadata such as jwks).
import { json } from 'node:stream/consumers';

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

export function control(clients) {
  return async (ctx, next) => {
    const id = /^\/control\/clients\/([\w.-]+)$/.exec(ctx.path)?.[1];
    if (!id) return next();
    if (!loopback.has(ctx.req.socket.remoteAddress) || ctx.get('x-forwarded-for')) return ctx.throw(403);
    try {
      if (ctx.method === 'PUT') {
        // A page in a browser cannot send this type elsewhere without being asked first.
        if (!ctx.is('application/json')) return ctx.throw(415);
        clients.change(id, await json(ctx.req));
      } else if (ctx.method === 'DELETE') clients.reset(id);
      else if (ctx.method !== 'GET') return ctx.throw(405);
    } catch (error) {
      if (ctx.status >= 400 && error.status) throw error;
      ctx.status = 400;
      ctx.body = { error: error.error_description ?? error.message };
      return;
    }
    ctx.body = clients.settings(id) ?? {};
  };
}
