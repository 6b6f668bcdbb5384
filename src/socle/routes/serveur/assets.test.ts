import { expect, it } from "vitest";
import { Assets } from "./assets.ts";

it("gives the style whole, in one file, from the sources as from the build", async () => {
  const style = await (await new Assets().routes().request("/style.css")).text();
  expect(style).not.toContain("@import");
  // Of the sheets of the frame and of lists.
  expect(style).toContain(".cadre-haut");
  expect(style).toContain(".filtres");
});
