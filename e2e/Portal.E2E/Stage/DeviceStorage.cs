using Microsoft.Playwright;

namespace Portal.E2E;

/// <summary>What the portal has left on a device, as somebody sees it who looks into the browser.</summary>
static class DeviceStorage
{
    /// <summary>All that a browser can keep, by its names.</summary>
    public static Task<string> Left(IPage page) => page.EvaluateAsync<string>("""
        async () => {
          const left = {
            databases: (await indexedDB.databases()).map(d => d.name), caches: await caches.keys(),
            workers: (await navigator.serviceWorker.getRegistrations()).length, flags: Object.keys(localStorage),
          };
          return JSON.stringify(Object.fromEntries(Object.entries(left).filter(([, v]) => v.length !== 0 && v !== 0)));
        }
        """);

    /// <summary>What somebody finds who looks at what the browser has stored: sealed readings, a key that cannot be taken out, pages of nobody.</summary>
    public static Task<string> Kept(IPage page) => page.EvaluateAsync<string>("""
        async () => {
          const done = request => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = reject; });
          const db = await done(indexedDB.open("portal-readings"));
          const store = name => db.transaction(name).objectStore(name);
          const [queue, own] = [await done(store("queue").getAll()), await done(store("device").get("own"))];
          db.close();
          const readable = queue.filter(item => /"132"|"205"|systolic|blood-pressure/.test(new TextDecoder().decode(item.data) + JSON.stringify({ ...item, data: 0 })));
          const cache = await caches.open((await caches.keys())[0]);
          const pages = (await Promise.all((await cache.keys()).map(async request => (await cache.match(request)).text()))).filter(text => text.startsWith("<!DOCTYPE"));
          return `${queue.length} readings, ${readable.length} readable, extractable: ${own.key.extractable}, ${pages.length} pages, ${pages.filter(text => /Lehto|Hannu/.test(text)).length} with a name`;
        }
        """);
}
