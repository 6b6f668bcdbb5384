import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const SRC = new URL("../../../", import.meta.url);

/**
 * RGPD, art. 22, and CCH, art. L. 441-2-8: points are an aid to whoever decides. No rule that changes the state of a demande, proposes a dwelling,
 * withdraws a demande or strikes it off reads them.
 */
test("no state of a demande, and no delay, depends on points", () => {
  const vie = ["dossier/regles/vie.ts", "dossier/regles/etat.ts"];
  const couches = [
    "guichet/actes/registre",
    "guichet/lectures/registre",
    "attributions/actes/proposition",
    "guichet/sql/registre",
  ].flatMap((dossier) => list(dossier));
  const lus = [...vie, ...couches].filter((path) => !path.endsWith(".test.ts"));
  expect(lus.length).toBeGreaterThan(10);
  // A module that calls `coterDemande` to score again is no reader of points, provided that it ignores the result.
  const REFAIRE = /import \{ coterDemande \} from "[^"]*\/cotation\/coter\.ts";/;
  const lecteurs = lus.filter((path) =>
    /points|cotation/i.test(readFileSync(new URL(path, SRC), "utf8").replace(REFAIRE, "")),
  );
  for (const path of lus)
    expect(readFileSync(new URL(path, SRC), "utf8"), path).not.toMatch(/[=(:?] *(await )?coterDemande\(/);
  // The page of the file shows the points.
  expect(lecteurs.filter((path) => !/lire-fiche|fiche\.queries|acces\.queries/.test(path))).toEqual([]);
});

test("what scores writes nothing of a demande but its points and its event", () => {
  const writes = ["dossier/actes/cotation", "dossier/lectures/cotation", "dossier/sql/cotation"]
    .flatMap(list)
    .flatMap((path) => [
      ...readFileSync(new URL(path, SRC), "utf8").matchAll(/(?:insert into|update|delete from) ([a-z_.]+)/g),
    ])
    .map(([, table]) => table);
  expect([...new Set(writes)].sort()).toEqual(["grille_cotation", "nominatif.cotation", "nominatif.evenement"]);
});

function list(dossier: string): readonly string[] {
  try {
    return readdirSync(new URL(dossier, SRC))
      .filter((nom) => nom.endsWith(".ts") && !nom.includes(".test."))
      .map((nom) => `${dossier}/${nom}`);
  } catch {
    return [];
  }
}
