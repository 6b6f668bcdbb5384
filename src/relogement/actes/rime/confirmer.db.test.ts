import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fichierOf } from "#donnees/formats/fichier.ts";
import { HORLOGE } from "#service/commandes/session.ts";
import type { Base } from "#socle/lectures/base.ts";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { readRime } from "../../formats/rime/read-rime.ts";
import { preparerRime } from "../../lectures/rime/preparer.ts";
import { confirmerRime } from "./confirmer.ts";

const EPCI = "200068666";
const JOUR = HORLOGE.aujourdhui();

let database: TestDatabase;
let officier: Base;

beforeAll(async () => {
  database = await createDemoDatabase();
  officier = await baseOf("relogement", "creer");
});
afterAll(() => database?.drop());

async function baseOf(role: string, action: "creer" | "modifier"): Promise<Base> {
  const compte = await database.bases.connexions.findCompteByCourriel(`${role}@demonstration.invalid`);
  const acteur = compte && (await database.bases.connexions.readActeur(compte.id, JOUR));
  if (!acteur) throw new Error(`no ${role} in the demonstration`);
  return database.bases.pour(acteur, { ressource: "relogement", action });
}

const read = (...files: readonly (readonly string[])[]) =>
  readRime(
    files.map((lines, i) => fichierOf(`${i}.csv`, Buffer.from(`${lines.join("\n")}\n`))),
    { aujourdhui: JOUR, colonnes: {} },
  );

async function confirm(base: Base, ...files: readonly (readonly string[])[]) {
  return confirmerRime(base, { epci: EPCI, lu: await read(...files), aujourdhui: JOUR, empreinte: null });
}

async function count(condition: string): Promise<number> {
  const { rows } = await database.pool.query<{ n: number }>(
    `select count(*)::int as n from relogement where ${condition}`,
  );
  return rows[0]?.n ?? -1;
}

const M = "Référence;Opération;Nom;Prénom;Décohabitation";
const O = "Référence;Numéro;Proposée le;Bailleur;Adresse;Commune;Réponse;Réponse donnée le;Bail signé le";

describe("a confirmation is whole or nothing", () => {
  it("ties a décohabitation to a household of the same file", async () => {
    await confirm(officier, [M, "X-2;Orcades;Essai;Ondine;X-1", "X-1;Orcades;Essai;Basile;"]);
    const { rows } = await database.pool.query(
      "select o.reference from relogement r join relogement o on o.id = r.decohabitation_de where r.reference = 'X-2'",
    );
    expect(rows).toEqual([{ reference: "X-1" }]);
  });

  it("a lease that no bilan can count is refused, and with it all the file", async () => {
    await database.pool.query("insert into organisation (type, nom) values ('bailleur', 'Bailleur nouveau')");
    const offre = "X-3;1;04/05/2026;Bailleur nouveau;8 rue des Essais;52448;Acceptée;10/05/2026;20/05/2026";
    await expect(confirm(officier, [M, "X-3;Orcades;Essai;Tess;"], [O, offre])).rejects.toMatchObject({
      code: "bail-sans-siren",
    });
    expect(await count("reference = 'X-3'")).toBe(0);
  });

  it("a reference of somebody else's file is told, and nothing is written", async () => {
    await database.pool.query(
      "update mission_relogement set du = '2019-01-01', au = '2020-01-01' where operation = (select id from operation where nom = 'Ibiza' and epci = $1)",
      [EPCI],
    );
    const before = await count("true");
    const error = await confirm(officier, [M, "X-4;Orcades;Essai;Ugo;", "IBI-001;Orcades;Essai;Noé;"]).catch((e) => e);
    expect(error).toMatchObject({ code: "rime-references-prises", message: expect.stringContaining("IBI-001") });
    expect(await count("true")).toBe(before);
    // The building is not entrusted to the officer any more.
    const { apercu } = await preparerRime(officier, {
      epci: EPCI,
      aujourdhui: JOUR,
      lu: await read([M, "X-5;Ibiza;Essai;Ugo;"]),
    });
    expect(apercu.problemes.map(({ code }) => code)).toEqual(["operation-inconnue"]);
  });

  it("a preview that is not that of the files any more is refused", async () => {
    const lu = await read(["Référence;Personnes", "X-1;4"]);
    const demande = { epci: EPCI, lu, aujourdhui: JOUR };
    const { apercu } = await preparerRime(officier, demande);
    await database.pool.query("update relogement set personnes = 2, revision = revision + 1 where reference = 'X-1'");
    await expect(confirmerRime(officier, { ...demande, empreinte: apercu.empreinte })).rejects.toMatchObject({
      code: "rime-apercu-perime",
    });
    expect(await count("reference = 'X-1' and personnes = 2")).toBe(1);
  });

  it("what changes nothing is not written, nor told in the journal", async () => {
    await expect(confirm(officier, ["Référence;Personnes", "X-1;2"])).rejects.toMatchObject({
      code: "rime-rien-a-ecrire",
    });
  });

  it("nobody opens a file in a building of which they have no charge", async () => {
    const bailleur = await baseOf("agent-bailleur", "modifier");
    await expect(confirm(bailleur, [M, "X-6;Orcades;Essai;Ugo;"])).rejects.toMatchObject({
      code: "rime-rien-a-ecrire",
    });
    expect(await count("reference = 'X-6'")).toBe(0);
  });
});

describe("a case that the file opens", () => {
  const E = "Référence;Opération;Nom;Prénom;État;État depuis le;Motif du blocage";
  const casOf = async (reference: string) => {
    const { rows } = await database.pool.query(
      "select k.motif, k.ouvert_le::text as ouvert, k.clos_le::text as clos from cas_bloque k join relogement r on r.id = k.relogement where r.reference = $1",
      [reference],
    );
    return rows;
  };

  it("is the commission's to close, once, whatever the file says next of the household", async () => {
    await confirm(officier, [E, "X-8;Orcades;Essai;Ana;Situation bloquée;01/05/2026;Dette de loyer"]);
    const ouvert = [{ motif: "dette-locative", ouvert: "2026-05-01", clos: null }];
    expect(await casOf("X-8")).toEqual(ouvert);
    await confirm(officier, [E, "X-8;;;;Offres;01/06/2026;"]);
    expect(await casOf("X-8")).toEqual(ouvert);
    await confirm(officier, [E, "X-8;;;;Situation bloquée;01/07/2026;Autre"]);
    expect(await casOf("X-8")).toEqual(ouvert);
  });
});
