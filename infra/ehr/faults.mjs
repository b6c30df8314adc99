// Faults that a test orders for the next requests.
import { setTimeout as sleep } from 'node:timers/promises';

/** "answer" makes the request be handled and gives its answer; undefined as an answer closes the connection. */
const modes = {
  down: () => undefined,
  slow: async (answer, ms) => { await sleep(ms); return answer(); },
  500: () => broken,
  '500-after-apply': async answer => { await answer(); return broken; },
  'drop-answer': async answer => { await answer(); return undefined; },
  duplicate: async answer => { await answer(); return answer(); }, // as a proxy that retries: the second answer is the one heard
};
const broken = {
  status: 500, headers: { 'Content-Type': 'application/fhir+json; charset=utf-8' },
  body: JSON.stringify({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'exception', diagnostics: 'Ordered by a test' }] }),
};

export class Faults {
  #orders = [];

  /**
   * { mode, count?: 1, ms?: 0 (only "slow"), method?: "PUT" … (default: any) }. Orders queue up; a count of 0 lasts until cleared.
   * Returns what is wrong with the order, or nothing.
   */
  order({ mode, count = 1, ms = 0, method } = {}) {
    if (!Object.hasOwn(modes, mode)) return `mode is one of ${Object.keys(modes).join(', ')}`;
    if (!Number.isInteger(count) || count < 0) return 'count is a whole number from 0 (until cleared)';
    if (!Number.isInteger(ms) || ms < 0 || ms > 600_000) return 'ms is at most 600000';
    if (method !== undefined && !['GET', 'POST', 'PUT', 'DELETE'].includes(method)) return 'method is GET, POST, PUT or DELETE';
    this.#orders.push({ mode, count, ms, method });
  }

  list = () => this.#orders;

  clear() {
    this.#orders = [];
  }

  /** "down" hits the token endpoint too, as a server that is down does; the others the resources only. */
  async apply({ method, isToken }, answer) {
    const order = this.#orders.find(o => (o.mode === 'down' || !isToken) && (o.method === undefined || o.method === method));
    if (!order) return answer();
    if (order.count > 0 && --order.count === 0) this.#orders.splice(this.#orders.indexOf(order), 1);
    return modes[order.mode](answer, order.ms);
  }
}
