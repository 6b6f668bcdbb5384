import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import {
  fluxEtat,
  openSceneContingents,
  type QuiContingent,
  type SceneContingents,
} from "../../../../test/fixtures/contingents.ts";
import { attribution, BAILLEUR, EPCI, stageRows } from "../../../../test/fixtures/lots.ts";
import { addPersonne } from "../../../../test/journal/personnes.ts";
import { addConventionFlux } from "../../actes/contingent/ecrire-convention.ts";
import { sayDepartements } from "../../images/bilan-flux-tables.ts";
import { computeBilanFlux } from "./compute-bilan-flux.ts";

const VOISINE = "200000000";
const LOINTAINE = "200000001";
const JOUR = "2018-02-10";
let database: TestDatabase;
let scene: SceneContingents;

type Code = "PPRIOR" | "COLTER" | "COLACT" | "AUCUN" | "inconnu";

const TRIMESTRES = ["02", "05", "08", "11"] as const;
let fichiers = 0;
let personnes = 0;

/** Leases of 2017, in turn of each quarter of `mois`. */
async function publish(
  epci: string,
  commune: string,
  contingents: readonly Code[],
  { mois = TRIMESTRES, rejetees = 0 }: { readonly mois?: readonly string[]; readonly rejetees?: number } = {},
) {
  const rows = contingents.map((contingent, i) =>
    attribution({ contingent, commune, bailSigneLe: `2017-${mois[i % mois.length]}-10` }, 500 + i),
  );
  fichiers += 1;
  const fichier = `${epci}-${fichiers}.csv`;
  const lot = await stageRows(database.base, "sne-attributions", rows, { periode: "2017", epci, fichier, rejetees });
  await publishLot(database.base, lot, { confirme: true });
}

const ICI: readonly Code[] = [
  ...Array<Code>(4).fill("PPRIOR"),
  ...Array<Code>(3).fill("COLACT"),
  ...Array<Code>(3).fill("AUCUN"),
  ...Array<Code>(2).fill("inconnu"),
];
const CHEZ_VOISINE: readonly Code[] = ["PPRIOR", "PPRIOR", "inconnu", "COLTER"];

beforeAll(async () => {
  database = await createDatabase();
  scene = await openSceneContingents(database);
  const { territoires } = database.base;
  await territoires.add({ epci: VOISINE, nom: "Voisine", demonstration: true }, [
    { commune: "52332", nom: "Montier", population: 2000 },
  ]);
  await territoires.add({ epci: LOINTAINE, nom: "Lointaine", demonstration: true }, [
    { commune: "51108", nom: "Châlons", population: 44000 },
  ]);
  const { ville } = scene.organisations;
  await addConventionFlux(scene.base("etat", "creer"), EPCI, fluxEtat(scene));
  await addConventionFlux(
    scene.base("un", "creer"),
    EPCI,
    fluxEtat(scene, { reservataire: ville, contingent: "COLTER", part: 0.1 }),
  );
  await publish(EPCI, "52448", ICI);
  await publish(VOISINE, "52332", CHEZ_VOISINE);
  await publish(LOINTAINE, "51108", ["PPRIOR"]);
});
afterAll(() => database.drop());

/** `partout`: held in the neighbouring territory too, and in one of another département. */
async function readAs(qui: QuiContingent, partout: boolean) {
  return departementsOf(partout ? await openPartout(qui) : scene.acteur(qui));
}

async function openPartout(qui: QuiContingent) {
  const organisation = scene.organisations[qui as "un"];
  const here = scene.acteur(qui);
  const role = here.habilitations[0]?.role;
  personnes += 1;
  const one = await addPersonne(
    database.pool,
    `${qui}-partout-${personnes}`,
    [EPCI, VOISINE, LOINTAINE].map((epci) => ({ role, epci, organisation }) as never),
  );
  const siren = here.habilitations[0]?.siren ?? null;
  return { ...one, habilitations: one.habilitations.map((held) => ({ ...held, siren })) };
}

async function departementsOf(acteur: ReturnType<SceneContingents["acteur"]>) {
  const base = database.bases.pour(acteur, { ressource: "contingent", action: "lire" });
  const bilan = await computeBilanFlux(base, { epci: EPCI, annee: 2017, bailleur: BAILLEUR, contingent: null }, JOUR);
  return bilan.departements ?? [];
}

describe("a convention of flux of a whole département", () => {
  it("counts the leases of its bailleur in every territory there that is read, and this one's share between bounds", async () => {
    const lus = await readAs("un", true);
    expect(lus.map(({ reservataire, ...flux }) => flux)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          departement: "52",
          ici: { certaines: 4, possibles: 2 },
          departementLu: { certaines: 6, possibles: 3 },
          part: [4 / 7, 6 / 8],
          lus: ["Territoire d’essai", "Voisine"],
          nonLus: [],
        }),
        // A lease of a collectivité elsewhere may be another one's: possible, not certain.
        expect.objectContaining({
          ici: { certaines: 0, possibles: 2 },
          departementLu: { certaines: 0, possibles: 4 },
          part: [0, 1],
        }),
      ]),
    );
    expect(sayDepartements(lus)).toContain("Territoire d’essai et Voisine");
  });

  it("says which open territory is closed to the reader, and no share then", async () => {
    const lus = await readAs("un", false);
    expect(lus[0]).toMatchObject({
      ici: { certaines: 4, possibles: 2 },
      departementLu: { certaines: 4, possibles: 2 },
      part: null,
      nonLus: ["Voisine"],
    });
    expect(sayDepartements(lus)).toContain("non lus par votre habilitation\u00A0: Voisine");
    expect((await readAs("etat", true)).some(({ part }) => part !== null)).toBe(true);
  });

  it("counts the lines of a neighbour's file that were not read, and lets its missing quarter open the share", async () => {
    const personne = await openPartout("un");
    const ofEtat = async () => {
      const lus = await departementsOf(personne);
      return { ...lus.find(({ contingent }) => contingent === "PPRIOR"), dit: sayDepartements(lus) };
    };
    expect(await ofEtat()).toMatchObject({ nonLues: 0, incomplets: [] });
    await publish(VOISINE, "52332", CHEZ_VOISINE, { rejetees: 2 });
    const rejets = await ofEtat();
    expect(rejets).toMatchObject({
      ici: { certaines: 4, possibles: 2 },
      departementLu: { certaines: 6, possibles: 5 },
      part: [4 / 9, 6 / 8],
      nonLues: 2,
    });
    expect(rejets.dit).toContain("2\u00A0lignes rejetées des fichiers des autres territoires");
    await publish(VOISINE, "52332", CHEZ_VOISINE, { mois: ["05"] });
    const troue = await ofEtat();
    expect(troue).toMatchObject({ part: [0, 6 / 8], nonLues: 0, incomplets: ["Voisine"] });
    expect(troue.dit).toContain("Trimestre passé sans fichier entier\u00A0: Voisine");
    await publish(EPCI, "52448", ICI, { mois: ["05"] });
    expect(await ofEtat()).toMatchObject({ part: [0, 1], incomplets: ["Territoire d’essai", "Voisine"] });
  });
});
