// @module-tag moteur
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { z } from "zod";
import { donnerAvis } from "#attributions/actes/cal/tenir.ts";
import { parler, voter } from "#attributions/actes/cal/voter.ts";
import { readSeance } from "#attributions/lectures/cal/seance-lue.ts";
import { HORLOGE } from "#service/commandes/session.ts";
import { contexteOf } from "#service/sql/open-base.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { ROLE_APPLICATION } from "#socle/sql/droits/policies.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { type CommissionDouble, freeLogement, openDouble, openSeance, VOISIN } from "../fixtures/cal.ts";

/** A session of one bailleur over two EPCI, tried by those who sit for one of them: they share a session, not its households. */
const JOUR = HORLOGE.aujourdhui();
const MAINTENANT = `${JOUR}T09:00:00.000Z`;

let db: TestDatabase;
let commission: CommissionDouble;
let seance: number;
let ici: number;
let labas: number;

beforeAll(async () => {
  db = await createDatabase();
  commission = await openDouble(db.pool, db.bases, JOUR);
  [ici, labas] = [await freeLogement(db.pool, commission, 3), await freeLogement(db.pool, commission, 3, VOISIN)];
  seance = await openSeance(commission, [ici, labas], JOUR);
  const [membre] = commission.membres;
  if (!membre) throw new Error("a member");
  const base = db.bases.pour(membre);
  const { candidats } = await readSeance(base, commission.epci, seance);
  for (const liberation of [ici, labas]) {
    const [premier] = candidats.filter((candidat) => candidat.liberation === liberation);
    const sur = { epci: commission.epci, seance, liberation, maintenant: MAINTENANT };
    const votes = [{ candidature: premier?.id ?? 0, sens: "attribution" as const, rang: 1 }];
    await voter(base, { ...sur, jeton: randomUUID(), membre: null, votes });
    await parler(base, { ...sur, jeton: randomUUID(), nature: "message", texte: "Le loyer est élevé.", relu: true });
  }
});
afterAll(() => db.drop());

/** Runs the statements as the application's role and as that person, and takes everything back. Rows of the last one. */
async function as(who: Acteur, text: string, params: readonly unknown[] = []) {
  const client = await db.pool.connect();
  try {
    await client.query(`begin; set local role ${ROLE_APPLICATION}`);
    await client.query("select set_config('blaise.acteur', $1, true)", [contexteOf(who)]);
    return (await client.query<Record<string, unknown>>(text, [...params])).rows;
  } finally {
    await client.query("rollback");
    client.release();
  }
}

const territoiresOf = async (who: Acteur, table: string) =>
  (await as(who, `select distinct epci from ${table} order by epci`)).map(({ epci }) => epci);

const DES_MENAGES = [
  "candidature",
  "seance_logement",
  "seance_vote",
  "seance_message",
  "nominatif.lien",
  "nominatif.menage",
];

describe("a session over two territories", () => {
  test.each(DES_MENAGES)("opens to those of one its own rows of %s, to the bailleur's members all", async (table) => {
    const { epci, officier, officierVoisin, maire, membres } = commission;
    expect(await territoiresOf(officier, table)).toEqual([epci]);
    expect(await territoiresOf(maire, table)).toEqual([epci]);
    expect(await territoiresOf(officierVoisin, table)).toEqual([VOISIN.epci]);
    for (const membre of membres) expect(await territoiresOf(membre, table)).toEqual([epci, VOISIN.epci]);
  });

  it("is known to all of them: its day, its rules, who sits", async () => {
    const { officier, officierVoisin, secretaire } = commission;
    const membres = (await as(secretaire, "select id from seance_membre")).length;
    for (const who of [officier, officierVoisin]) {
      expect(await as(who, "select id, regles is not null as regles from seance")).toEqual([
        { id: seance, regles: true },
      ]);
      expect(await as(who, "select id from seance_membre")).toHaveLength(membres);
    }
  });

  it("is known to the bailleur's people in each of its territories, with what it has there alone", async () => {
    const { epci, responsable, secretaire } = commission;
    const membres = (await as(secretaire, "select id from seance_membre")).length;
    const [tenue] = responsable.habilitations;
    if (!tenue) throw new Error("a habilitation");
    const autre = await db.pool.query(
      "insert into organisation (type, nom) values ('bailleur', 'Un autre') returning id",
    );
    for (const role of ["agent-bailleur", "responsable-bailleur"] as const) {
      const voisin = { ...responsable, habilitations: [{ ...tenue, role, epci: VOISIN.epci }] };
      expect(await as(voisin, "select id from seance")).toEqual([{ id: seance }]);
      expect(await as(voisin, "select id from seance_membre")).toHaveLength(membres);
      expect(await territoiresOf(voisin, "seance_logement")).toEqual([VOISIN.epci]);
      const concurrent = {
        ...voisin.habilitations[0],
        organisation: z.object({ id: z.number() }).parse(autre.rows[0]).id,
      };
      expect(await as({ ...voisin, habilitations: [{ ...tenue, ...concurrent }] }, "select id from seance")).toEqual(
        [],
      );
    }
    expect(await territoiresOf(responsable, "seance_logement")).toEqual([epci]);
  });

  it("opens nothing more to whoever is habilitated in both and sits for one", async () => {
    const { epci, officier } = commission;
    const [tenue] = officier.habilitations;
    if (!tenue) throw new Error("a habilitation");
    const deux = { ...officier, habilitations: [tenue, { ...tenue, id: 2, epci: VOISIN.epci }] };
    for (const table of DES_MENAGES) expect(await territoiresOf(deux, table), table).toEqual([epci]);
  });

  it("opens nothing to a member who lost one of the territories, but of the other", async () => {
    const { epci, membres } = commission;
    const [membre] = membres;
    if (!membre) throw new Error("a member");
    const reste = { ...membre, habilitations: membre.habilitations.filter((tenue) => tenue.epci === epci) };
    for (const table of DES_MENAGES) expect(await territoiresOf(reste, table), table).toEqual([epci]);
  });

  it("takes no vote from one on the other's candidates, by the door nor by SQL", async () => {
    const { epci, officier, officierVoisin, secretaire } = commission;
    const { candidats, membres } = await readSeance(db.bases.pour(secretaire), epci, seance);
    const sien = candidats.find(({ liberation }) => liberation === ici);
    const siege = membres.find(({ compte }) => compte === officierVoisin.compte);
    const votes = [{ candidature: sien?.id ?? 0, sens: "attribution" as const, rang: 1 }];
    const bulletin = { seance, liberation: ici, jeton: randomUUID(), maintenant: MAINTENANT, membre: null, votes };
    await expect(voter(db.bases.pour(officierVoisin), { ...bulletin, epci: VOISIN.epci })).rejects.toMatchObject({
      code: "logement-hors-seance",
    });
    await expect(
      as(
        officierVoisin,
        `insert into seance_vote (epci, seance, epci_seance, organisation, liberation, candidature, seance_membre, n, sens, le)
         values ($1, $2, $1, $3, $4, $5, $6, 9, 'attribution', now())`,
        [epci, seance, commission.organisation, ici, sien?.id, siege?.id],
      ),
    ).rejects.toMatchObject({ code: "42501" });
    // On their own, each votes.
    expect(await voter(db.bases.pour(officier), { ...bulletin, epci, jeton: randomUUID() })).toBe(true);
  });

  it("takes no opinion of a commune on a dwelling of elsewhere", async () => {
    const { epci, mairie } = commission;
    await db.pool.query("update seance set etat = 'convoquee' where id = $1", [seance]);
    const avis = {
      seance,
      liberation: labas,
      maintenant: MAINTENANT,
      sens: "favorable",
      motif: null,
      relu: false,
    } as const;
    await expect(donnerAvis(db.bases.pour(mairie), { ...avis, epci })).rejects.toMatchObject({
      code: "logement-hors-seance",
    });
    await db.pool.query("update seance set etat = 'ouverte' where id = $1", [seance]);
  });
});

describe("the agenda of where one does not hold the commission", () => {
  const inscrire = `insert into seance_logement (epci, seance, epci_seance, organisation, liberation, ordre, commune, bien)
                    values ($1, $2, $3, $4, $5, 9, '55545', '{}')`;

  it("takes no dwelling from the neighbour's secretary, nor one moved there afterwards", async () => {
    const { epci, organisation, secretaireVoisin } = commission;
    const libre = await freeLogement(db.pool, commission, 3, VOISIN);
    const sur = [VOISIN.epci, seance, epci, organisation, libre];
    await expect(as(secretaireVoisin, inscrire, sur)).rejects.toMatchObject({ code: "42501" });
    const { rows } = await db.pool.query("insert into seance (epci, organisation) values ($1, $2) returning id", [
      VOISIN.epci,
      organisation,
    ]);
    const autre = z.object({ id: z.number() }).parse(rows[0]).id;
    await db.pool.query(inscrire, [VOISIN.epci, autre, VOISIN.epci, organisation, libre]);
    await expect(
      as(secretaireVoisin, "update seance_logement set seance = $1, epci_seance = $2 where liberation = $3", [
        seance,
        epci,
        libre,
      ]),
    ).rejects.toMatchObject({ code: "42501" });
  });

  it("convenes nobody for the neighbour's dwellings in the hand of whoever holds one of the two", async () => {
    const { epci, secretaire, secretaireVoisin, officier, officierVoisin } = commission;
    const seul = { ...secretaire, habilitations: secretaire.habilitations.filter((tenue) => tenue.epci === epci) };
    const convoquer = "select contexte.convoquer_cal($1, $2, $3, $4::date, $4::date) as ok";
    for (const who of [seul, secretaireVoisin]) {
      for (const compte of [officier.compte, officierVoisin.compte, who.compte]) {
        expect(await as(who, convoquer, [VOISIN.epci, seance, compte, JOUR])).toEqual([{ ok: false }]);
      }
    }
    // Nor whoever may not sit there, in the hand of whoever holds both.
    expect(await as(secretaire, convoquer, [VOISIN.epci, seance, officier.compte, JOUR])).toEqual([{ ok: false }]);
  });
});
