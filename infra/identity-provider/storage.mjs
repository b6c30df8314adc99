// Where oidc-provider keeps sessions, codes and interactions: in memory, so a restart signs everyone out.
// Clients are looked up live, so that tests can change a client's algorithms while the provider runs.

export function createStorage(findClient) {
  const items = new Map();
  const byUid = new Map();
  const byGrant = new Map();
  setInterval(() => {
    const now = Date.now();
    for (const [key, { until }] of items) if (until < now) items.delete(key);
    for (const [grant, keys] of byGrant) if (![...keys].some((key) => items.has(key))) byGrant.delete(grant);
    for (const [uid, key] of byUid) if (!items.has(key)) byUid.delete(uid);
  }, 60_000).unref();

  const live = (key) => {
    const item = items.get(key);
    return item && item.until >= Date.now() ? item.payload : undefined;
  };

  return class Storage {
    constructor(model) {
      this.model = model;
    }

    #key = (id) => `${this.model}:${id}`;

    async find(id) {
      return this.model === 'Client' ? findClient(id) : live(this.#key(id));
    }

    async findByUid(uid) {
      return live(byUid.get(uid));
    }

    async upsert(id, payload, expiresIn) {
      const key = this.#key(id);
      items.set(key, { payload, until: expiresIn ? Date.now() + expiresIn * 1000 : Infinity });
      if (this.model === 'Session') byUid.set(payload.uid, key);
      if (payload.grantId) {
        if (!byGrant.has(payload.grantId)) byGrant.set(payload.grantId, new Set());
        byGrant.get(payload.grantId).add(key);
      }
    }

    async consume(id) {
      live(this.#key(id)).consumed = Math.floor(Date.now() / 1000);
    }

    async destroy(id) {
      items.delete(this.#key(id));
    }

    async revokeByGrantId(grantId) {
      for (const key of byGrant.get(grantId) ?? []) items.delete(key);
      byGrant.delete(grantId);
    }
  };
}
