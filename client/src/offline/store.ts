// What this device keeps: one key that never leaves the browser, whose it is, and the readings that wait, each encrypted by it.
export interface Fault { field: string; message: string; suggestions?: string[]; canBeRight?: boolean }

/** A reading as it was typed. */
export interface Waiting {
  id: string;
  measure: string;
  /** ISO 8601 with the device's own offset. */
  at: string;
  values: Record<string, string>;
  context?: string;
  words?: string;
  confirmed?: boolean;
  /** What the portal asked back: it is not sent again before it is answered. */
  faults?: Fault[];
  /** Of this state of it: another is made by each change. Never sent. */
  stamp?: string;
}

export interface Device { key: CryptoKey; tag: string }
interface Sealed { id: string; order: number; stamp: string; iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer }

const name = "portal-readings";
const flag = "portal-offline";
const changes = "BroadcastChannel" in self ? new BroadcastChannel(name) : undefined;

/** Whether anything is kept here, without opening anything: for every page of the portal. */
export const isOn = (): boolean => localStorage.getItem(flag) !== null;

/** What other pages of the portal have to say, in the language in which it was switched on. */
export interface Said { logout: string; differs: string; notYours: string }

export const said = (): Said => JSON.parse(localStorage.getItem(flag) ?? '{"logout":"","differs":"","notYours":""}') as Said;

export const canKeep = (): boolean => "indexedDB" in self && "serviceWorker" in navigator && !!self.crypto?.subtle && "locks" in navigator;

/** Another tab, or this one, has changed what is kept. */
export const onChange = (heard: () => void): void => changes?.addEventListener("message", heard);

export async function device(): Promise<Device | undefined> {
  return isOn() ? await run<Device | undefined>("device", "readonly", store => store.get("own")) : undefined;
}

export async function switchOn(tag: string, words: Said): Promise<void> {
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  await run("queue", "readwrite", store => store.clear());
  await run("device", "readwrite", store => store.put({ key, tag } satisfies Device, "own"));
  localStorage.setItem(flag, JSON.stringify(words));
  await navigator.storage?.persist?.().catch(() => false);
  changes?.postMessage("");
}

/** Everything local: the key first, so that what might stay behind cannot be read. */
export async function wipe(): Promise<void> {
  await run("device", "readwrite", store => store.clear()).catch(() => undefined);
  await run("queue", "readwrite", store => store.clear()).catch(() => undefined);
  localStorage.removeItem(flag);
  indexedDB.deleteDatabase(name);
  for (const cache of await caches.keys()) if (cache.startsWith(name)) await caches.delete(cache);
  for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
  changes?.postMessage("");
}

/** In the order in which they were recorded; one that cannot be opened with the key is not among them. */
export async function all(own: Device): Promise<Waiting[]> {
  const sealed = await run<Sealed[]>("queue", "readonly", store => store.getAll());
  const opened = await Promise.all(sealed.sort((a, b) => a.order - b.order).map(async item => {
    const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: item.iv, additionalData: bound(own, item.id) }, own.key, item.data).catch(() => undefined);
    return text ? [{ ...(JSON.parse(new TextDecoder().decode(text)) as Waiting), stamp: item.stamp }] : [];
  }));
  return opened.flat();
}

export const count = (): Promise<number> => run("queue", "readonly", store => store.count());

/** New, or in the place of the one with the same id. */
export async function put(own: Device, reading: Waiting): Promise<void> {
  const sealed = await seal(own, reading);
  await change(reading.id, (store, before) => store.put({ ...sealed, order: before?.order ?? sealed.order }));
}

/** Says what was asked back of it as it was sent; nothing when it has been changed or taken away since. */
export async function ask(own: Device, sent: Waiting, faults: Fault[]): Promise<void> {
  const sealed = await seal(own, { ...sent, faults });
  await change(sent.id, (store, before) => before?.stamp === sent.stamp && store.put({ ...sealed, order: before?.order ?? sealed.order }));
}

/** Takes it away; what has been changed since it was sent stays. */
export const removeSent = (sent: Waiting): Promise<void> => change(sent.id, (store, before) => before?.stamp === sent.stamp && store.delete(sent.id));

export const remove = (id: string): Promise<void> => change(id, store => store.delete(id));

async function seal(own: Device, { stamp: _, ...reading }: Waiting): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bound(own, reading.id) }, own.key, new TextEncoder().encode(JSON.stringify(reading)));
  return { id: reading.id, order: Date.now(), stamp: crypto.randomUUID(), iv, data };
}

/** Looks at what there is and changes it, in one transaction: no other tab comes between. */
async function change(id: string, make: (store: IDBObjectStore, before: Sealed | undefined) => unknown): Promise<void> {
  await run("queue", "readwrite", store => {
    const asked = store.get(id) as IDBRequest<Sealed | undefined>;
    asked.onsuccess = () => { make(store, asked.result); };
    return asked;
  });
  changes?.postMessage("");
}

/** A reading belongs to its owner and its id: moved to another's queue it cannot be opened. */
const bound = (own: Device, id: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(`${own.tag} ${id}`);

async function run<T>(part: "device" | "queue", mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest): Promise<T> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore("device");
      opening.result.createObjectStore("queue", { keyPath: "id" });
    };
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  try {
    return await new Promise<T>((resolve, reject) => {
      const work = db.transaction(part, mode, { durability: "strict" });
      const asked = ask(work.objectStore(part));
      work.oncomplete = () => resolve(asked.result as T);
      work.onabort = work.onerror = () => reject(work.error);
    });
  } finally {
    db.close();
  }
}
