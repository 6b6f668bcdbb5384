import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { annulationOf } from "../../../../test/fixtures/annulation.ts";
import { createTestApp } from "../../../../test/fixtures/http.ts";
import {
  attribution,
  EPCI,
  logement,
  openTerritoireEssai,
  QPV_CARRE,
  stageRows,
} from "../../../../test/fixtures/lots.ts";
import { expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";
import { addOrganisation, addPersonne } from "../../../../test/journal/personnes.ts";
import { publishLot } from "../lot/publish-lot.ts";
import { annulerRattachement, previewRattachement, rattacherCommune } from "./rattacher-commune.ts";

const DEHORS = "51649";
let database: TestDatabase;

const MOIS = ["02", "05", "08", "11"];
const rows = (nombre: number, given: Parameters<typeof attribution>[0], from: number) =>
  Array.from({ length: nombre }, (_, i) => attribution({ bailSigneLe: `2017-${MOIS[i % 4]}-10`, ...given }, from + i));

/** Here, 20 of the first quartile out of 50; there, 8 of 8, one of them unlocated; one more in another commune outside. */
const FICHIER = [
  ...rows(20, { quartileDeclare: "q1", revenuMensuel: 300 }, 0),
  ...rows(30, {}, 100),
  ...rows(7, { commune: DEHORS, quartileDeclare: "q1", revenuMensuel: 300 }, 200),
  ...rows(1, { commune: DEHORS, quartileDeclare: "q1", revenuMensuel: 300, situationDeclaree: "inconnue" }, 300),
  ...rows(1, { commune: "51123" }, 400),
];

async function publish(fichier: string, lignes = FICHIER): Promise<void> {
  await publishLot(database.base, await stageRows(database.base, "sne-attributions", lignes, { fichier }), {
    confirme: true,
  });
}

beforeEach(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
  await publishLot(database.base, await stageRows(database.base, "qpv", [QPV_CARRE]), { confirme: true });
  const stock = [logement({ situationDeclaree: "hors-qpv" }, 1)];
  for (const periode of ["2017", "2018"])
    await publishLot(
      database.base,
      await stageRows(database.base, "rpls", stock, { periode, fichier: `${periode}.csv` }),
    );
  await publish("baux.csv");
});
afterEach(() => database.drop());

const bilanOf = () => computeBilan(database.base, { epci: EPCI, periode: yearPeriode(2017), bailleur: null });
const SAISIE = { epci: EPCI, commune: DEHORS, motif: "arrêté du préfet du 12 décembre 2016", relu: false };

describe("a commune outside the perimeter, counted by decision", () => {
  it("enters the counts at once, and those of the next file; nothing is deduced there", async () => {
    expect((await bilanOf()).horsQpv).toMatchObject({ realise: 20, assiette: 50 });
    await rattacherCommune(database.base, SAISIE);
    const avec = await bilanOf();
    expect([avec.total, avec.horsQpv.realise, avec.horsQpv.assiette]).toEqual([58, 27, 57]);
    // The perimeters of this commune are not published here: a lease without a side stays unlocated.
    expect(avec.nonLocalisees).toMatchObject({ total: 1, probablesHorsQpv: 0 });
    expect(avec.horsTerritoire).toEqual([{ commune: "51123", baux: 1 }]);

    await publish("suivant.csv", [...FICHIER, ...rows(1, { commune: DEHORS, bailSigneLe: "2017-12-01" }, 500)]);
    expect((await bilanOf()).total).toBe(59);
  });

  it("is shown before it is decided, and nothing is kept of the try", async () => {
    const { avant, apres } = await previewRattachement(database.base, { epci: EPCI, commune: DEHORS, annee: 2017 });
    expect([avant.horsQpv.assiette, apres.horsQpv.assiette]).toEqual([50, 57]);
    expect((await bilanOf()).horsQpv.assiette).toBe(50);
    expect(await database.base.rattachements.list(EPCI)).toEqual([]);
  });

  it("is set aside again, and the decision stays written", async () => {
    const id = await rattacherCommune(database.base, SAISIE);
    await annulerRattachement(database.base, { epci: EPCI, id });
    expect((await bilanOf()).horsQpv.assiette).toBe(50);
    expect(await database.base.rattachements.list(EPCI)).toMatchObject([
      { commune: DEHORS, motif: SAISIE.motif, decidePar: "essai", annulePar: "essai" },
    ]);
    await expect(annulerRattachement(database.base, { epci: EPCI, id })).rejects.toMatchObject({
      code: "rattachement-inconnu",
    });
    await rattacherCommune(database.base, SAISIE);
    expect((await bilanOf()).horsQpv.assiette).toBe(57);
  });

  it("is decided once when two persons decide at once", async () => {
    const tries = await Promise.allSettled([
      rattacherCommune(database.base, SAISIE),
      rattacherCommune(database.base, SAISIE),
    ]);
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(tries.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "commune-deja-rattachee" },
    });
    expect((await bilanOf()).horsQpv.assiette).toBe(57);
  });

  it.each([
    ["a commune of which no lease is published", { commune: "75056" }, "commune-absente"],
    ["no reason", { motif: "  " }, "motif-absent"],
    ["a reason about somebody's health", { motif: "ménage atteint d’un cancer" }, "motif-a-relire"],
  ])("is refused: %s", async (_, given, code) => {
    await expect(rattacherCommune(database.base, { ...SAISIE, ...given })).rejects.toMatchObject({ code });
    expect(await database.base.rattachements.list(EPCI)).toEqual([]);
  });
});

describe("the page", () => {
  const appOf = async (role: "agent-epci" | "membre-coordination") => {
    const organisation = await addOrganisation(database.pool, "epci", "Organisation d’essai");
    return createTestApp(
      database.bases,
      {},
      await addPersonne(database.pool, role, [{ role, epci: EPCI, organisation }]),
    );
  };
  const PAGE = `/t/${EPCI}/donnees/hors-territoire`;
  const headers = { accept: "text/html", origin: "http://localhost", "sec-fetch-site": "same-origin" };
  const form = (fields: Record<string, string>) => ({ method: "POST", headers, body: new URLSearchParams(fields) });

  it("lists the communes, shows the effect of one, decides and takes back", async () => {
    const app = await appOf("agent-epci");
    const bilan = await (await app.request(`/t/${EPCI}/bilan?annee=2017`, { headers })).text();
    expect(bilan).toContain(`href="${PAGE}"`);
    const html = await (await app.request(`${PAGE}?commune=${DEHORS}`, { headers })).text();
    expectSoundPage(html);
    expect(textOf(html)).toMatch(/9 baux publiés, dans 2 communes[\s\S]*20 sur 50[\s\S]*27 sur 57/);

    const done = await app.request(PAGE, form({ commune: DEHORS, motif: SAISIE.motif }));
    expect(done.status).toBe(303);
    const vers = done.headers.get("location") ?? "";
    const after = await (await app.request(vers, { headers })).text();
    expect(textOf(after)).toMatch(
      /comptée avec le territoire[\s\S]*1 bail publié, dans 1 commune[\s\S]*arrêté du préfet/,
    );
    const [{ id } = { id: 0 }] = await database.base.rattachements.list(EPCI);
    expect([vers, annulationOf(after)?.chemin]).toEqual([
      `${PAGE}?fait=rattachee&annuler=${id}`,
      `donnees/hors-territoire/${id}/annuler`,
    ]);
    expect((await app.request(`${PAGE}/${id}/annuler`, form({}))).headers.get("location")).toBe(`${PAGE}?fait=annule`);
    const restored = await (await app.request(`${PAGE}?commune=${DEHORS}`, { headers })).text();
    expect(textOf(restored)).toMatch(/9 baux publiés, dans 2 communes[\s\S]*20 sur 50[\s\S]*27 sur 57/);
  });

  it("keeps what was typed when it is refused, and says why", async () => {
    const app = await appOf("agent-epci");
    const refused = await app.request(PAGE, form({ commune: DEHORS, motif: "ménage atteint d’un cancer" }));
    const html = await refused.text();
    expect(refused.status).toBe(422);
    expect(html).toContain('value="ménage atteint d’un cancer"');
    expectSoundPage(html);
  });

  it("is not of whoever only reads the bilan", async () => {
    const app = await appOf("membre-coordination");
    expect((await app.request(PAGE, { headers })).status).toBe(403);
    const bilan = await (await app.request(`/t/${EPCI}/bilan?annee=2017`, { headers })).text();
    expect(textOf(bilan)).toContain("9 baux mis de côté");
    expect(bilan).not.toContain(PAGE);
  });
});
