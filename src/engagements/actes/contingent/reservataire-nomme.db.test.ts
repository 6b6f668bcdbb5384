import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { computeEffort } from "#bilan/lectures/effort/compute-effort.ts";
import type { Action } from "#socle/regles/habilitation/ressource.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { baux, publish } from "../../../../test/fixtures/annee-2019.ts";
import { acteurOf } from "../../../../test/fixtures/habilitations.ts";
import { EPCI, logement, openTerritoireEssai } from "../../../../test/fixtures/lots.ts";
import { OPH, openConvention } from "../../../../test/fixtures/successions.ts";
import { computeContingents } from "../../lectures/contingent/compute-contingents.ts";
import { readEcrits } from "../../lectures/convention/lire-ecrits.ts";
import type { DroitReservation } from "../../regles/contingent/droit.ts";
import type { Engagement, Porteur } from "../../regles/convention/engagement.ts";
import { readObjectifAnnee } from "../../regles/convention/objectif-annee.ts";
import { addDroit, updateDroit } from "./ecrire-droit.ts";

/**
 * The SNE has one code, AUTRES, for Défense and the hospital. In 2019 the OPH signs ten leases on it: two in R1 and R2, named by Défense's right,
 * three in R3 to R5, named by the hospital's, and five that no right names. R6, named by the hospital, is let on Action Logement's contingent: that
 * lease is not the hospital's.
 */
let database: TestDatabase;
let defense = 0;
let hopital = 0;
let bailleur = 0;
beforeAll(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
  const add = async (type: string, nom: string, siren: string | null) =>
    (
      await database.pool.query<{ id: number }>(
        "insert into organisation (type, nom, siren, demonstration) values ($1, $2, $3, true) returning id",
        [type, nom, siren],
      )
    ).rows[0]?.id ?? 0;
  bailleur = await add("bailleur", "OPH", OPH);
  defense = await add("reservataire", "Défense", null);
  hopital = await add("reservataire", "Centre hospitalier", null);
  await publish(
    database,
    "rpls",
    Array.from({ length: 6 }, (_, i) => logement({ bailleur: OPH, bailleurNom: "OPH" }, i + 1)),
    { periode: "2019" },
  );
  const let_ = (numero: string | null, contingent: "AUTRES" | "COLACT", prioritaire: "oui" | "non", rang: number) =>
    baux(1, { bailleur: OPH, numeroRpls: numero, contingent, prioritaire }, rang, ["03"]);
  await publish(
    database,
    "sne-attributions",
    [
      ...let_("R1", "AUTRES", "oui", 1),
      ...let_("R2", "AUTRES", "non", 2),
      ...["R3", "R4", "R5"].flatMap((numero, i) => let_(numero, "AUTRES", "non", 10 + i)),
      ...[0, 1, 2, 3, 4].flatMap((i) => let_(null, "AUTRES", "oui", 20 + i)),
      ...let_("R6", "COLACT", "non", 30),
    ],
    { periode: "2019" },
  );
});
afterAll(() => database.drop());

/** The State writes the rights. */
const etat = (action: Action) => database.bases.pour(acteurOf(1, "etat"), { ressource: "contingent", action });

const droit = (reservataire: number, logements: readonly string[]) => ({
  bailleur,
  reservataire,
  mode: "stock" as const,
  contingent: "AUTRES" as const,
  nombre: 20,
  depuis: "2015-01-01",
  jusque: null,
  justification: "Convention de réservation",
  exception: reservataire === defense ? ("defense" as const) : ("sante" as const),
  logements,
});

const lines = async () =>
  (await computeContingents(database.base, { epci: EPCI, annee: 2019 }, "2020-06-01")).reservataires.map(
    ({ nom, baux: compte }) => [nom, compte?.certaines, compte?.possibles],
  );

describe("two réservataires of one code", () => {
  it("share what nobody attributes, and keep what their rights name", async () => {
    await addDroit(etat("creer"), EPCI, droit(defense, []));
    // The only réservataire of the code: all its leases are its own.
    expect(await lines()).toEqual([["Défense", 10, 0]]);
    await addDroit(etat("creer"), EPCI, droit(hopital, ["R3", "R4", "R5", "R6"]));
    expect(await lines()).toEqual([
      ["Centre hospitalier", 3, 7],
      ["Défense", 0, 7],
    ]);
    const [own] = (await database.base.contingents.droits(EPCI)).filter(({ reservataire }) => reservataire === defense);
    const asked: DroitReservation = droit(defense, ["R1", "R2"]);
    await updateDroit(etat("modifier"), EPCI, own ?? { id: 0, revision: 0 }, asked);
    expect(await lines()).toEqual([
      ["Centre hospitalier", 3, 5],
      ["Défense", 2, 5],
    ]);
  });

  it("name a dwelling once, and say which right has it", async () => {
    await expect(addDroit(etat("creer"), EPCI, droit(defense, ["R4"]))).rejects.toMatchObject({
      code: "logement-deja-nomme",
      message: expect.stringContaining("Centre hospitalier"),
    });
    expect(await database.base.contingents.absents(EPCI, ["R1", "R99"])).toEqual(["R99"]);
  });

  it("are each held to their own objective, what nobody attributes being in its bounds", async () => {
    const porteur = (id: number, nom: string): Porteur => ({
      type: "reservataire",
      contingent: "AUTRES",
      organisation: { id, nom },
    });
    const engagement = (held: Porteur, nombre: number): Engagement => ({
      annee: 2019,
      objet: "publics-prioritaires",
      porteur: held,
      taux: null,
      nombre,
      reference: null,
    });
    const own = porteur(defense, "Défense");
    await openConvention(database, [engagement(own, 1), engagement(porteur(hopital, "Centre hospitalier"), 6)]);
    const ecrit = await readEcrits(database.base, EPCI);
    expect(readObjectifAnnee(ecrit, 2019, "publics-prioritaires", own)?.nombre).toBe(1);
    const effort = await computeEffort(database.base, {
      epci: EPCI,
      annee: 2019,
      bailleur: null,
      dernierMois: 12,
      prior: "jeffreys",
      attentes: new Map(),
    });
    const bloc = effort.blocs.find(({ objet }) => objet === "publics-prioritaires");
    expect(
      bloc?.lignes
        .filter((one) => one.porteur.type === "reservataire" && one.porteur.organisation !== undefined)
        .map(({ nom, lecture, cible }) => [nom, lecture.realise, lecture.inconnus.total, cible?.objectif.nombre]),
    ).toEqual([
      ["Défense", 1, 5, 1],
      ["Centre hospitalier", 0, 5, 6],
    ]);
  });
});

describe("two persons who name one dwelling at once", () => {
  const named = async () =>
    (await database.base.contingents.droits(EPCI)).filter(({ logements }) => logements.includes("R7")).length;

  it("one right has it, and the other person is told which", async () => {
    const both = await Promise.allSettled(
      [defense, hopital].map((qui) => addDroit(etat("creer"), EPCI, droit(qui, ["R7"]))),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "logement-deja-nomme" } });
    expect(await named()).toBe(1);
  });

  it("so it is when rights that are already written are changed", async () => {
    const ids = await Promise.all([defense, hopital].map((qui) => addDroit(etat("creer"), EPCI, droit(qui, []))));
    const both = await Promise.allSettled(
      ids.map((id, rang) =>
        updateDroit(etat("modifier"), EPCI, { id, revision: 0 }, droit([defense, hopital][rang] ?? 0, ["R8"])),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "logement-deja-nomme" } });
  });
});
