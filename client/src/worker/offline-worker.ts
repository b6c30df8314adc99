// Keeps one page for use without a network: /{lang}/measurements/offline, the same for everybody, asked for without cookies, with
// the style and scripts that it names. Nothing else is ever put into the cache. It is there only where a person has switched it on.
declare const self: ServiceWorkerGlobalScope;
export {};

const cacheName = "portal-readings-1";
const languages = ["fi", "sv", "en"];
const page = (lang: string): string => `/${lang}/measurements/offline`;

self.addEventListener("install", () => void self.skipWaiting());
self.addEventListener("activate", event => event.waitUntil(self.clients.claim()));

self.addEventListener("message", event => {
  if (event.data !== "refresh") return;
  event.waitUntil(refresh().then(() => event.ports[0]?.postMessage("kept"), () => event.ports[0]?.postMessage("failed")));
});

self.addEventListener("fetch", event => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/assets/")) event.respondWith(kept(url.pathname).then(answer => answer ?? fetch(request)));
  else if (request.mode !== "navigate") return;
  else if (languages.some(lang => url.pathname === page(lang))) event.respondWith(kept(url.pathname).then(answer => answer ?? fetch(request)));
  // Without a network another page leads here: the app does not just fail to open.
  else event.respondWith(fetch(request).catch(async () => {
    const lang = languages.find(code => url.pathname.split("/")[1] === code) ?? "fi";
    return (await kept(page(lang))) ? Response.redirect(page(lang)) : Response.error();
  }));
});

const kept = async (path: string): Promise<Response | undefined> => await (await caches.open(cacheName)).match(path, { ignoreVary: true });

/** All of it, or as it was: first what the pages name, then the pages, and then what no page names any more. */
async function refresh(): Promise<void> {
  const cache = await caches.open(cacheName);
  const named = new Set<string>();
  const pages: [string, Response][] = [];
  for (const lang of languages) {
    const answer = await fetch(page(lang), { credentials: "omit", cache: "no-store", redirect: "error" });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const text = await answer.text();
    for (const [address] of text.matchAll(/\/assets\/[\w.-]+/g)) named.add(address);
    const headers = new Headers(answer.headers);
    // The text is no longer compressed, and without a network there is nothing to fetch ahead.
    for (const name of ["Content-Encoding", "Content-Length", "Speculation-Rules"]) headers.delete(name);
    pages.push([page(lang), new Response(text, { headers })]);
  }
  for (const address of named) if (!(await cache.match(address, { ignoreVary: true }))) await cache.add(new Request(address, { credentials: "omit" }));
  for (const [address, answer] of pages) await cache.put(address, answer);
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/assets/") && !named.has(pathname)) await cache.delete(request);
  }
}
