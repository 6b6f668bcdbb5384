import type { BrowserContext } from "playwright-core";

export type Guetteur = { readonly vus: readonly string[] };

/** Listens to all that a payload would set off in the pages of this context: a dialog, a refusal of the policy, a call to elsewhere. */
export async function watch(context: BrowserContext, url: string): Promise<Guetteur> {
  const vus: string[] = [];
  await context.exposeBinding("signaler", (_, violation: string) => void vus.push(`policy: ${violation}`));
  await context.addInitScript(() => {
    // In the page: its own globals, which the types of Node do not know.
    const { document, signaler } = globalThis as unknown as {
      document: { addEventListener(type: string, listener: (event: Record<string, string>) => void): void };
      signaler(text: string): void;
    };
    document.addEventListener("securitypolicyviolation", (event) =>
      signaler(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`),
    );
  });
  context.on("dialog", (dialog) => {
    vus.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on("console", (message) => {
    if (/content security policy|refused to/i.test(message.text())) vus.push(`console: ${message.text()}`);
  });
  context.on("weberror", (error) => vus.push(`script: ${error.error().message}`));
  context.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("data:image/")) vus.push(`call: ${request.url()}`);
  });
  return { vus };
}
