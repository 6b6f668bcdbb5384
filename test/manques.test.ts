import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const SRC = new URL("../src/", import.meta.url);
const FICHIERS = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
  .map((path) => [path, readFileSync(new URL(path, SRC), "utf8")] as const);

const whoWrite = (pattern: RegExp) => FICHIERS.filter(([, texte]) => pattern.test(texte)).map(([path]) => path);

/** What a value that is not there is called has one definition, and is shown by one component. */
describe("a value that is not there is written nowhere by hand", () => {
  test.each<readonly [string, RegExp, readonly string[]]>([
    [
      "the words",
      /["`>](sans objet|pas dans le fichier|effectif trop faible|n\.d\.|non publié)["`<]/,
      ["socle/regles/shared/manque.ts"],
    ],
    ["the component", /class="manque"/, ["socle/pages/design/manque.tsx"]],
  ])("%s", (_quoi, pattern, seuls) => {
    expect(whoWrite(pattern)).toEqual(seuls);
  });
});
