import type { Page } from "playwright-core";

/** Tabs until the focused element says this; what a person without a mouse does. Fails after too many. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let tries = 0; tries < 120; tries++) {
    await page.keyboard.press("Tab");
    const said = await page.evaluate(() => {
      const { document } = globalThis as unknown as {
        document: { activeElement: { textContent: string; id: string } | null };
      };
      return `${document.activeElement?.id ?? ""} ${document.activeElement?.textContent ?? ""}`;
    });
    if (typeof name === "string" ? said.includes(name) : name.test(said)) return;
  }
  throw new Error(`« ${name} » cannot be reached with Tab on ${page.url()}`);
}

/** For a key that leads to another page. */
export async function pressAndWait(page: Page, key: string): Promise<void> {
  await Promise.all([page.waitForEvent("load"), page.keyboard.press(key)]);
}
