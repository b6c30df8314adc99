// On every page of the portal, where something is kept on the device: it is wiped at the logout, and when somebody else logs in.
import { count, device, isOn, said, wipe } from "./store";
import { owner, send } from "./send";

let leaving = false;

export async function guard(): Promise<void> {
  if (!isOn()) return;
  if (/^\/(fi|sv|en)\/signed-out\//.test(location.pathname)) return await wipe();
  document.addEventListener("click", e => {
    const link = (e.target as Element).closest<HTMLAnchorElement>("a[href^='/bff/logout']");
    if (!link || !isOn() || e.ctrlKey || e.metaKey) return;
    e.preventDefault();
    if (leaving) return;
    leaving = true;
    void leave(link.href).finally(() => { leaving = false; });
  });
  const sid = document.querySelector<HTMLElement>("session-warning")?.dataset.sid;
  if (!sid || sessionStorage.getItem("portal-offline-sid") === sid) return;
  const [own, session] = [await device(), await owner()];
  if (session === "other" || (typeof session === "object" && session.tag !== own?.tag)) await wipe();
  else if (typeof session === "object") {
    sessionStorage.setItem("portal-offline-sid", sid);
    await send(); // they may have logged in to send
  }
}

/** What can still be sent is sent; what cannot is asked about; then everything goes. */
async function leave(to: string): Promise<void> {
  await send(3_000).catch(() => undefined);
  const left = await count().catch(() => 0);
  if (left > 0 && !confirm(said().logout.replace("{0}", String(left)))) return;
  await wipe();
  location.href = to;
}
