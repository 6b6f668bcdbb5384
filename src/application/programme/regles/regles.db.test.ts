import { afterAll, beforeAll, it } from "vitest";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { computeRegles } from "./compute-regles.ts";
import type { ReglesLues } from "./regles.ts";

const EPCI = "200068666";
const AUJOURDHUI = "2026-11-25";

let database: TestDatabase;
let lues: ReglesLues;
beforeAll(async () => {
  database = await createDemoDatabase();
  lues = await computeRegles(database.base, { epci: EPCI, aujourdhui: AUJOURDHUI, tri: "verdict" });
});
afterAll(() => database.drop());

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");
it("debug", () => {
  for (const r of lues.regles) {
    console.log(r.code, "|", plain(r.seuil), "|", r.precisions.map(plain));
    for (const p of r.reponses)
      console.log(
        "   ",
        p.libelle,
        p.issue,
        p.part,
        p.total,
        p.taux,
        p.bornes,
        p.manque,
        p.surplus,
        p.inconnus,
        p.phrases.map(plain).join(" / "),
        p.operations.length,
      );
  }
  console.log(lues.phrases.map(plain));
  for (const c of lues.communes)
    console.log(c.nom, c.issue, c.tauxReference?.toFixed(3), c.cible?.aRealiser, c.realises, c.reste, plain(c.raison));
});
