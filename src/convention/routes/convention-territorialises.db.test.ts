import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";
import { acteurOf } from "../../../test/fixtures/habilitations.ts";
import { createTestApp } from "../../../test/fixtures/http.ts";
import { EPCI, openTerritoireEssai } from "../../../test/fixtures/lots.ts";
import { expectSoundPage, textOf } from "../../../test/fixtures/pages.ts";

const JOUR = "2019-03-10";
const horloge = { aujourdhui: () => JOUR, maintenant: () => `${JOUR}T09:00:00.000Z` };
const PAGE = "convention/versions/0/territorialises";

let db: TestDatabase;
beforeAll(async () => {
  db = await createDatabase();
  await openTerritoireEssai(db.base);
  await send("convention/preparer", { titre: "Convention", objet: "Objectifs", duree: "3" });
});
afterAll(() => db.drop());

const appOf = (role: RoleHabilite) => createTestApp(db.bases, { horloge }, acteurOf(1, role));

async function read(response: Response) {
  const html = await response.text();
  return { statut: response.status, html, text: textOf(html), vers: response.headers.get("location") };
}
const ask = async (chemin: string, role: RoleHabilite = "agent-epci") =>
  read(await appOf(role).request(`/t/${EPCI}/${chemin}`, { headers: { accept: "text/html" } }));
async function send(chemin: string, champs: Readonly<Record<string, string>>, role: RoleHabilite = "agent-epci") {
  const headers = { accept: "text/html", origin: "http://localhost", "sec-fetch-site": "same-origin" };
  const body = new URLSearchParams(champs);
  return read(await appOf(role).request(`/t/${EPCI}/${chemin}`, { method: "POST", body, headers }));
}

const T3 = { objet: "hors-qpv", porteur: "epci", lieu: "commune:52448", quand: "T3", annee: "2019", taux: "30" };
const written = async () =>
  (await db.base.conventions.versions(EPCI))[0]?.territorialises.map(({ lieu, du, au, taux, nombre }) => [
    lieu?.code ?? null,
    du,
    au,
    taux,
    nombre,
  ]);

describe.sequential("objectives by place or by period, typed", () => {
  it("are added one by one, each told in words", async () => {
    const first = await ask(PAGE);
    expectSoundPage(first.html);
    expect(first.text).toContain("Aucun n’est encore écrit");
    expect((await send(PAGE, T3)).vers).toContain("fait=territorialises");
    expect((await send(PAGE, { ...T3, lieu: "", quand: "annee", annee: "2019", nombre: "1", taux: "" })).statut).toBe(
      422,
    );
    for (const lieu of ["secteur:Nulle part", "commune:75056", "qpv:QP999999"]) {
      const forge = await send(PAGE, { ...T3, objet: lieu.startsWith("qpv") ? "qpv" : "hors-qpv", lieu });
      expect([lieu, forge.statut, forge.text.includes("Ce lieu n’est pas de ce territoire")]).toEqual([
        lieu,
        422,
        true,
      ]);
    }
    const longue = {
      ...T3,
      quand: "mois",
      premier_mois: "2019-07",
      dernier_mois: "2020-12",
      nombre: "1 200",
      taux: "",
    };
    expect((await send(PAGE, { ...longue, annee: "" })).vers).toContain("fait=territorialises");
    expect(await written()).toEqual([
      ["52448", "2019-07-01", "2019-09-30", 0.3, null],
      ["52448", "2019-07-01", "2020-12-31", null, 1200],
    ]);
    const page = await ask(PAGE);
    expectSoundPage(page.html);
    expect(page.text).toContain("Saint-Dizier (52448), 3e trimestre 2019");
    expect(page.text).toContain("Saint-Dizier (52448), juillet 2019 à décembre 2020");
    expect((await ask("convention/versions/0")).text).toContain("Objectifs territorialisés");
  });

  it.each([
    ["twice the same", T3, "cet objectif est écrit deux fois"],
    ["no figure", { ...T3, taux: "" }, "Écrivez un nombre d’attributions, un taux, ou les deux."],
    ["a rate over 100", { ...T3, taux: "130" }, "Taux : écrivez un pourcentage"],
    ["half a lease", { ...T3, nombre: "1,5" }, "Nombre : écrivez un nombre entier"],
    ["no year", { ...T3, annee: "19" }, "Année : écrivez-la en quatre chiffres"],
    ["no month", { ...T3, quand: "mois" }, "Premier mois : écrivez l’année et le mois"],
    [
      "a period that ends first",
      { ...T3, quand: "mois", premier_mois: "2019-09", dernier_mois: "2019-07" },
      "la période finit avant de commencer",
    ],
    ["hors QPV in a neighbourhood", { ...T3, lieu: "qpv:QP052001" }, "ne se mesure pas dans un quartier prioritaire"],
    ["the whole year of all", { ...T3, lieu: "", quand: "annee" }, "s’écrit dans le tableau des objectifs"],
    ["another place", { ...T3, lieu: "pays:FR" }, "Lieu : choisissez dans la liste."],
    ["nobody", { ...T3, porteur: "" }, "Porteur : choisissez dans la liste."],
    ["key workers of a quarter", { ...T3, objet: "travailleurs-essentiels" }, "ne se compte qu’à l’année"],
    ["households recognised DALO of a quarter", { ...T3, objet: "dalo" }, "ne se compte qu’à l’année"],
  ])("are refused with what to do, and given back: %s", async (_, champs, dit) => {
    const before = await written();
    const refused = await send(PAGE, champs);
    expectSoundPage(refused.html);
    expect([refused.statut, refused.text.includes(dit)], refused.text.slice(0, 400)).toEqual([422, true]);
    expect(refused.html).toContain("<title>Erreur");
    expect(await written()).toEqual(before);
  });

  it("are taken off one by one; one that is gone is said, and two added at once are both kept", async () => {
    const cle = "hors-qpv epci commune:52448 2019-07-01 2019-09-30";
    expect((await send(`${PAGE}/retirer`, { retirer: cle })).vers).toContain("fait=territorialises");
    expect((await send(`${PAGE}/retirer`, { retirer: cle })).statut).toBe(409);
    await Promise.all([send(PAGE, T3), send(PAGE, { ...T3, quand: "T4" })]);
    expect((await written())?.map(([, du]) => du).sort()).toEqual(["2019-07-01", "2019-07-01", "2019-10-01"]);
  });

  it("are the EPCI's alone to write", async () => {
    for (const role of ["etat", "responsable-bailleur", "commune"] as const) {
      expect((await ask(PAGE, role)).statut, role).toBe(403);
      expect((await send(PAGE, T3, role)).statut, role).toBe(403);
    }
  });
});
