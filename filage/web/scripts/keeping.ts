// Pages that a link opens and that stay readable without network: kept on the device, by a worker that governs one path.

/** Keep this page, `others` and what dresses them; false on an address that is not safe, where the browser keeps nothing. */
export async function keepPages(scope: string, others: string[] = []): Promise<boolean> {
  if (!("serviceWorker" in navigator)) return false;
  try {
    await navigator.serviceWorker.register("/travailleur.js", { scope });
    await navigator.serviceWorker.ready;
  } catch {
    return false;
  }
  const kept = await caches.open(`filage${scope}`); // as the worker names it
  const dress = performance.getEntriesByType("resource").map((one) => one.name).filter((name) => name.startsWith(`${location.origin}/static/`));
  await Promise.all([location.href, ...dress, ...others].map((name) => kept.add(name).catch(() => undefined)));
  return true;
}
