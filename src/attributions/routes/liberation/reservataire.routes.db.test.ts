import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { openPagesDemo } from "../../../../test/fixtures/demo-personnes.ts";

const JOUR = "2018-11-15";
let database: TestDatabase;
let pages: ReturnType<typeof openPagesDemo>;
let [id, reservataire, reference] = [0, 0, ""];

async function one<T>(text: string, params: readonly unknown[] = []): Promise<T> {
  const { rows } = await database.pool.query<{ v: T }>(text, [...params]);
  return rows[0]?.v as T;
}

const COMPTE = "(select h.organisation from habilitation h join compte c on c.id = h.compte where c.courriel = $1)";

beforeAll(async () => {
  database = await createDemoDatabase();
  pages = openPagesDemo(database, JOUR);
  reservataire = await one(`select ${COMPTE}::integer as v`, ["reservataire@demonstration.invalid"]);
  const logement = await one<string>(
    `select s.id::text as v from logement_suivi s where s.organisation = ${COMPTE}
        and not exists (select from liberation l where l.logement = s.id) order by s.id limit 1`,
    ["agent-bailleur@demonstration.invalid"],
  );
  const { vers } = await pages.send("agent-bailleur", "liberations", {
    logement,
    origine: "conge",
    filiere: "ordinaire",
    financement: "PLUS",
    meuble: "non",
    contingent: "COLACT",
    cause_vacance: "inconnue",
    preavis: "2018-10-01",
  });
  id = Number(/liberations\/(\d+)/.exec(vers ?? "")?.[1]);
  reference = await one(
    `update nominatif.demandeur set numero_hash = '052041800077700'
      where id = (select demandeur from nominatif.registre where etat = 'active' order by reference limit 1) returning reference as v`,
  );
});
afterAll(() => database.drop());

const path = (suite = "") => `liberations/${id}${suite}`;
const ask = (champs: Readonly<Record<string, string>> = {}) =>
  pages.send("agent-bailleur", path("/reservataire"), {
    reservataire: String(reservataire),
    contingent: "COLACT",
    droit: "",
    avant: "2018-11-30",
    ...champs,
  });

describe("candidates of a réservataire", () => {
  it("reads nothing of a dwelling before its bailleur asks", async () => {
    expect((await pages.ask("reservataire", path())).statut).toBe(404);
  });

  it("is asked by the bailleur, for days to come, once at a time", async () => {
    expect((await ask({ avant: "2018-11-01" })).statut).toBe(422);
    expect((await ask({ reservataire: "987654" })).statut).toBe(422);
    expect((await ask()).statut).toBe(303);
    expect((await ask()).statut).toBe(409);
    const page = await pages.ask("reservataire", path());
    expect(page.statut).toBe(200);
    expect(page.text).toContain("Votre réponse");
    expect(page.text).not.toContain("Mettre à jour les dates");
  });

  it("answers with its candidates, not before it has named one", async () => {
    const early = await pages.send("reservataire", path("/reponse"), { reponse: "designe", rendu_motif: "" });
    expect(early.statut).toBe(422);
    expect(early.text).toContain("Désignez au moins un candidat");
    // A file of no contingent yet: neither its reference nor the number of another opens it.
    for (const inconnue of [reference, "052041800077799", "D-ZZZZ-ZZZZ"]) {
      const { statut } = await pages.send("reservataire", path("/candidatures"), { reference: inconnue });
      expect(statut, inconnue).toBe(404);
    }
    expect((await pages.send("reservataire", path("/candidatures"), { reference: "douze" })).statut).toBe(422);
    const own = { reference: "0520 418 0007 7700" };
    expect((await pages.send("agent-bailleur", path("/candidatures"), own)).statut).toBe(404);
    expect((await pages.send("reservataire", path("/candidatures"), own)).statut).toBe(303);
    expect((await pages.send("reservataire", path("/candidatures"), own)).statut).toBe(409);
    expect((await pages.send("reservataire", path("/reponse"), { reponse: "designe", rendu_motif: "" })).statut).toBe(
      303,
    );
    const { rows } = await database.pool.query(
      "select c.source, c.reservataire::integer as organisation, d.reponse from candidature c join designation d on d.liberation = c.liberation where c.liberation = $1",
      [id],
    );
    expect(rows).toEqual([{ source: "reservataire", organisation: reservataire, reponse: "designe" }]);
  });

  it("neither withdraws the bailleur's candidates nor offers the dwelling", async () => {
    const candidature = await one<number>("select id::integer as v from candidature where liberation = $1", [id]);
    for (const [suite, champs] of [
      ["offre", { repondre_avant: "2018-12-15" }],
      ["bail", { bail_le: JOUR }],
      ["retrait", { retrait_motif: "Se retire", relu: "oui" }],
    ] as const) {
      const { statut } = await pages.send("reservataire", path(`/candidatures/${candidature}/${suite}`), champs);
      expect([403, 404, 409], suite).toContain(statut);
    }
  });

  it("gives the dwelling back: the bailleur reads why, and it is its own to attribute", async () => {
    expect((await ask()).statut).toBe(303);
    const rendu = { reponse: "rendu", rendu_motif: "Aucun salarié ne cherche ce type." };
    expect((await pages.send("reservataire", path("/reponse"), rendu)).statut).toBe(303);
    expect(await one("select reservataire as v from liberation where id = $1", [id])).toBeNull();
    expect((await pages.ask("agent-bailleur", path())).text).toContain("Aucun salarié ne cherche ce type");
    expect((await pages.ask("reservataire", path())).statut).toBe(404);
  });

  it("lets its delay run out: the bailleur writes it, and takes the dwelling back", async () => {
    expect((await ask({ avant: JOUR })).statut).toBe(303);
    await database.pool.query(
      "update designation set demandee_le = '2018-10-01', avant = '2018-11-01' where liberation = $1 and reponse is null",
      [id],
    );
    const late = await pages.send("reservataire", path("/reponse"), { reponse: "rendu", rendu_motif: "" });
    expect(late.statut).toBe(409);
    expect((await pages.send("agent-bailleur", path("/reprise"))).statut).toBe(303);
    expect(await one("select reponse as v from designation where liberation = $1 order by id desc limit 1", [id])).toBe(
      "sans-reponse",
    );
  });
});
