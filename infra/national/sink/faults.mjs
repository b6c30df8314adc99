// Faults that a test orders: the next so many requests of a channel are slow, refused, or accepted without saying so.
import { setTimeout as sleep } from 'node:timers/promises';

const channels = ['sms', 'email'];

export class Faults {
  #orders = [];

  /**
   * { channel?: "sms" | "email", status?: 400–599, delay?: milliseconds, when?: "before" | "after", count?: 1 }
   * Without a status the request is only slow. "after" accepts the message and then answers as if it had failed.
   * Returns what is wrong with the order, or nothing.
   */
  order({ channel, status, delay = 0, when = 'before', count = 1 }) {
    if (channel !== undefined && !channels.includes(channel)) return `channel is one of ${channels.join(', ')}`;
    if (status !== undefined && !(Number.isInteger(status) && status >= 400 && status <= 599)) return 'status is a whole number from 400 to 599';
    if (!(Number.isInteger(delay) && delay >= 0 && delay <= 600_000)) return 'delay is milliseconds, at most 600000';
    if (!['before', 'after'].includes(when)) return 'when is "before" or "after"';
    if (!(Number.isInteger(count) && count >= 1)) return 'count is a whole number from 1';
    if (status === undefined && delay === 0) return 'give a status, a delay or both';
    this.#orders.push({ channel, status, delay, when, left: count });
  }

  list() {
    return this.#orders;
  }

  clear() {
    this.#orders = [];
  }

  /** Takes the next fault of the channel, waits as it says, and tells the status to fail with and whether to accept first. */
  async next(channel) {
    const order = this.#orders.find(o => o.channel === undefined || o.channel === channel);
    if (!order) return { status: undefined, accept: true };
    if (--order.left === 0) this.#orders.splice(this.#orders.indexOf(order), 1);
    if (order.delay) await sleep(order.delay);
    return { status: order.status, accept: order.status === undefined || order.when === 'after' };
  }
}
