// Faults that a test orders of one register: the next so many requests under a path are slow, refused, garbled or dropped.
import { setTimeout as sleep } from 'node:timers/promises';
import { readJson, Refusal } from '../web.mjs';

export class Faults {
  #orders = [];

  /**
   * { path?: "/service/rest", status?: 400–599, delay?: milliseconds, answer?: "garbled" | "dropped", count?: 1 }
   * Only a delay: slow, and otherwise right. Garbled: 200 and half of a JSON document. Dropped: the line is cut in the middle of the answer.
   * Returns what is wrong with the order, or nothing.
   */
  order({ path = '/', status, delay = 0, answer, count = 1 }) {
    if (typeof path !== 'string' || !path.startsWith('/')) return 'path is the beginning of a path, from its slash';
    if (status !== undefined && !(Number.isInteger(status) && status >= 400 && status <= 599)) return 'status is a whole number from 400 to 599';
    if (!(Number.isInteger(delay) && delay >= 0 && delay <= 600_000)) return 'delay is milliseconds, at most 600000';
    if (answer !== undefined && !['garbled', 'dropped'].includes(answer)) return 'answer is "garbled" or "dropped"';
    if (!(Number.isInteger(count) && count >= 1)) return 'count is a whole number from 1';
    if (status === undefined && delay === 0 && answer === undefined) return 'give a status, a delay or an answer';
    this.#orders.push({ path, status, delay, answer, left: count });
  }

  list() {
    return this.#orders;
  }

  clear() {
    this.#orders = [];
  }

  /** Takes the next fault for the path, waits as it says, and gives the answer to send instead of the right one, if any. */
  async next(path) {
    const order = this.#orders.find(o => path.startsWith(o.path));
    if (!order) return undefined;
    if (--order.left === 0) this.#orders.splice(this.#orders.indexOf(order), 1);
    if (order.delay) await sleep(order.delay);
    if (order.answer === 'dropped') return { cut: '{"result":"ALLO' };
    if (order.answer === 'garbled') return { body: '{"result":"ALLO' };
    if (order.status !== undefined) return { status: order.status, json: { error: 'a fault that was ordered' } };
    return undefined;
  }
}

/** GET, POST and DELETE /faults. */
export async function orderFaults(request, faults) {
  switch (request.method) {
    case 'GET': return { json: faults.list() };
    case 'DELETE': faults.clear(); return { status: 204 };
    case 'POST': {
      const wrong = faults.order(await readJson(request));
      if (wrong) throw new Refusal(400, wrong);
      return { status: 204 };
    }
    default: throw new Refusal(405, 'GET, POST or DELETE');
  }
}
