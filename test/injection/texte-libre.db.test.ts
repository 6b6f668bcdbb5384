// @module-tag ci
import { afterAll, beforeAll, expect, it } from "vitest";
import { createDatabase, type TestDatabase } from "../database.ts";
import { CHARGES } from "./charges.ts";
import { ENTREES, type Entree } from "./entrees.ts";
import { type Monde, openMonde } from "./monde.ts";

/** A word of health on a person: kept nowhere before somebody has read it again (CNIL, zones commentaires). */
const PHRASE = "Un demandeur alcoolique";

/** What somebody or something is called, where it stands, who pays: a street has the name of a doctor, a household that of an illness. */
const NOMS = /\.(nom|prenom|telephone|courriel|porte|adresse|ident_rpls|cle|secteur|financeur|source)$/;

/** Texts of public policy, which speak of households and of their health in general: only what identifies a person is refused there (convention/texte.ts). */
const POLITIQUE = /^(ppgdid|demarche|population_lieu)/;

const isProse = (garde: string) => !NOMS.test(garde) && !POLITIQUE.test(garde);

let database: TestDatabase;
let monde: Monde;
beforeAll(async () => {
  database = await createDatabase();
  monde = await openMonde(database);
}, 120_000);
afterAll(async () => {
  await monde?.close();
  await database?.drop();
});

/** Whether the form was done, the warnings being neither seen nor confirmed. */
async function isDone({ qui, demande }: Entree, rang: number): Promise<boolean> {
  const { chemin, champs = {}, entetes = {} } = demande(PHRASE, monde.identifiants, rang * CHARGES.length);
  const asked = Object.entries(champs).filter(([nom]) => nom !== "relu");
  const answer = await monde.ask(qui, chemin, { method: "POST", body: new URLSearchParams(asked), headers: entetes });
  return answer.status === 303;
}

it("no field that is kept takes a word on a person without asking to read it again", async () => {
  const done: string[] = [];
  expect(ENTREES.filter(({ gardes = [] }) => gardes.some(isProse)).length).toBeGreaterThan(45);
  for (const [rang, entree] of ENTREES.entries()) {
    const { nom, route, gardes = [] } = entree;
    const prose = gardes.filter(isProse);
    if (prose.length > 0 && (await isDone(entree, rang))) done.push(`${route} ${nom} → ${prose.join(", ")}`);
  }
  expect(done).toEqual([]);
});
