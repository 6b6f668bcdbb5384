import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDemoDatabase, type TestDatabase } from "../database.ts";
import { type LogementSigne, offrirEtAccepter, signerBailDemo } from "../fixtures/bail-signe.ts";
import { openPagesDemo, type QuiDemo } from "../fixtures/demo-personnes.ts";

/** A quarter later than the last file of the demonstration; leases of rehoused households of the year are known already. */
const JOUR = "2019-01-10";
const QUI = "responsable-bailleur";
let database: TestDatabase;
let pages: ReturnType<typeof openPagesDemo>;
let logement: LogementSigne;
const ou = () => ({ database, pages, qui: QUI, jour: JOUR }) as const;

beforeAll(async () => {
  database = await createDemoDatabase();
  pages = openPagesDemo(database, JOUR);
  logement = await offrirEtAccepter(ou());
});
afterAll(() => database.drop());

const lit = async (qui: QuiDemo, chemin: string) => (await pages.ask(qui, chemin)).text;

const nombreDe = (texte: string, motif: RegExp) => Number(motif.exec(texte)?.[1] ?? Number.NaN);
const totalDe = async () => nombreDe(await lit("agent-epci", "bilan?annee=2019"), /(\d+) attributions suivies/);
const fluxDe = async () =>
  nombreDe(await lit("agent-epci", "contingents/bilan-flux?annee=2019"), /Dont (\d+) baux signés/);

describe("a lease signed today, of which no file is published", () => {
  it("changes the bilan, what remains, the contingents and the yearly flux at the next request", async () => {
    const [total, flux] = [await totalDe(), await fluxDe()];
    expect(await signerBailDemo(ou(), logement)).toBe(303);
    expect([await totalDe(), await fluxDe()]).toEqual([total + 1, flux + 1]);
    expect(await lit("agent-epci", "bilan?annee=2019")).toContain("provisoires (1 au T1,");
    expect(await lit("agent-epci", "objectifs?annee=2019")).toContain(
      `${total + 1} baux provisoires, signés dans Blaise en 2019`,
    );
    expect(await lit("agent-epci", "contingents?annee=2019")).toContain(
      "et baux provisoires signés depuis dans Blaise",
    );
    expect(await lit("agent-epci", "bilan/recoupement?annee=2019")).toContain(`${total + 1} en attente d’un fichier`);
  });

  it("is what the next dwelling is oriented by", async () => {
    const { rows } = await database.pool.query<{ id: string }>(
      `select l.id from liberation l join logement_suivi s on s.id = l.logement
        where l.close_le is null and s.situation = 'hors-qpv' and l.organisation = (select organisation from liberation where id = $1) limit 1`,
      [logement.liberation],
    );
    expect(await lit(QUI, `liberations/${rows[0]?.id}`)).toContain("2019");
  });

  it("is told by the frozen report: which leases no file had", async () => {
    const { statut, text } = await pages.send("agent-epci", "rapport", {
      annee: "2019",
      periode: "annee",
      sections: "synthese",
      relu: "oui",
    });
    expect(statut, text.slice(0, 600)).toBe(303);
    const { rows } = await database.pool.query<{ dit: string }>(
      "select bilan -> 'provisoires' ->> 'phrase' as dit from rapport order by id desc limit 1",
    );
    expect(rows[0]?.dit).toContain("provisoires (1 au T1,");
  });
});
