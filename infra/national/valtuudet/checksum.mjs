// X-AsiointivaltuudetAuthorization: {clientId} {timestamp} {checksum}, over the raw path and query as it was sent.
import { createHmac } from 'node:crypto';
import { Refusal, same } from '../web.mjs';

const skew = 5 * 60_000;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/;

export const checksum = (key, pathAndQuery, timestamp) =>
  createHmac('sha256', key).update(`${pathAndQuery} ${timestamp}`).digest('base64');

/** Refuses a request that is not signed with the key, or whose clock is more than five minutes off. */
export function requireChecksum(request, { clientId, key, now, status }) {
  const [client, timestamp, given, ...more] = (request.headers['x-asiointivaltuudetauthorization'] ?? '').split(' ');
  if (!given || more.length > 0) throw new Refusal(status, 'X-AsiointivaltuudetAuthorization is missing or not "clientId timestamp checksum"');
  if (!same(client, clientId)) throw new Refusal(status, 'unknown client');
  if (!instant.test(timestamp)) throw new Refusal(status, 'the timestamp is not ISO 8601 with a zone');
  if (Math.abs(Date.parse(timestamp) - now) > skew) throw new Refusal(status, 'the timestamp is more than five minutes off');
  if (!same(given, checksum(key, request.url, timestamp))) throw new Refusal(status, 'the checksum is not right');
}
