import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { renderFigurePng } from "./figure-partagee.ts";

const svgOf = (texte: string, police = "sans-serif") =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text x="2" y="15" font-family="${police}">${texte}</text></svg>`;
const hash = (octets: Uint8Array) => createHash("sha256").update(octets).digest("hex");

describe("the picture of a figure", () => {
  it("is drawn once, however often it is asked for", async () => {
    const first = renderFigurePng(svgOf("une"));
    expect(renderFigurePng(svgOf("une"))).toBe(first);
    expect(renderFigurePng(svgOf("deux"))).not.toBe(first);
    expect([...(await first).slice(1, 4)]).toEqual([..."PNG"].map((c) => c.charCodeAt(0)));
  });

  it("is forgotten when many others have been asked for since, and not otherwise", async () => {
    const first = renderFigurePng(svgOf("reste"));
    for (let i = 0; i < 31; i++) await renderFigurePng(svgOf(`autre ${i}`));
    expect(renderFigurePng(svgOf("reste"))).toBe(first);
    for (let i = 0; i < 32; i++) await renderFigurePng(svgOf(`encore ${i}`));
    expect(renderFigurePng(svgOf("reste"))).not.toBe(first);
  });

  it("keeps no failure", async () => {
    const failed = renderFigurePng("rien");
    await expect(failed).rejects.toThrow();
    expect(renderFigurePng("rien")).not.toBe(failed);
    await expect(renderFigurePng("rien")).rejects.toThrow();
  });

  // A machine's own fonts would answer « monospace » otherwise, and no font at all with a blank.
  it("has the font of the pages, whatever the machine has", async () => {
    const [own, any] = await Promise.all([
      renderFigurePng(svgOf("Gagné 56 %", "Source Sans 3")),
      renderFigurePng(svgOf("Gagné 56 %", "monospace")),
    ]);
    expect(hash(own)).toBe(hash(any));
    expect(hash(own)).not.toBe(hash(await renderFigurePng(svgOf(""))));
  });
});
