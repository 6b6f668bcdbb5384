import { read } from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { createTestApp } from "../../../../test/fixtures/http.ts";
import { expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";
import { textOfPdf } from "../../../../test/fixtures/pdf.ts";
import { addOrganisation, addPersonne } from "../../../../test/journal/personnes.ts";

const EPCI = "200068666";
const horloge = { aujourdhui: () => "2018-10-20", maintenant: () => "2018-10-20T09:00:00.000Z" };
const CHEMIN = "observatoire/packs";

let database: TestDatabase;
let organisation: number;
/** SIREN. */
let oph: string;
const apps = new Map<RoleHabilite, Promise<ReturnType<typeof createTestApp>>>();

beforeAll(async () => {
  database = await createDemoDatabase();
  organisation = await addOrganisation(database.pool, "epci", "Organisation d’essai");
  const { rows } = await database.pool.query<{ siren: string }>(
    "select bailleur as siren from cube_parc where bailleur_nom = 'OPH de Saint-Dizier' limit 1",
  );
  oph = rows[0]?.siren ?? "";
});
afterAll(() => database.drop());

function appOf(role: RoleHabilite) {
  const opened =
    apps.get(role) ??
    addPersonne(database.pool, role, [{ role, epci: EPCI, organisation }]).then((acteur) =>
      createTestApp(
        database.bases,
        { horloge },
        {
          ...acteur,
          habilitations: acteur.habilitations.map((one) => ({ ...one, siren: role === "agent-bailleur" ? oph : null })),
        },
      ),
    );
  apps.set(role, opened);
  return opened;
}

async function ask(role: RoleHabilite, chemin: string) {
  const response = await (await appOf(role)).request(`/t/${EPCI}/${chemin}`, { headers: { accept: "text/html" } });
  const octets = new Uint8Array(await response.arrayBuffer());
  return { statut: response.status, octets, html: new TextDecoder().decode(octets) };
}

async function freeze(role: RoleHabilite, trimestre: string) {
  const response = await (await appOf(role)).request(`/t/${EPCI}/${CHEMIN}`, {
    method: "POST",
    body: new URLSearchParams({ trimestre }),
    headers: { accept: "text/html", origin: "http://localhost", "sec-fetch-site": "same-origin" },
  });
  return { statut: response.status, html: await response.text(), vers: response.headers.get("location") };
}

describe("preparing and freezing", () => {
  test.each<[RoleHabilite, number]>([
    ["agent-epci", 200],
    ["etat", 403],
    ["membre-coordination", 403],
    ["responsable-bailleur", 403],
    ["commune", 403],
  ])("%s prepares: %d", async (role, statut) => {
    expect((await ask(role, `${CHEMIN}/preparer?trimestre=2018-T3`)).statut).toBe(statut);
    if (statut === 403) expect((await freeze(role, "2018-T3")).statut).toBe(403);
  });

  it("shows the quarter, crossed and with its unknown, before it is frozen", async () => {
    const { html } = await ask("agent-epci", `${CHEMIN}/preparer?trimestre=2018-T3`);
    expectSoundPage(html);
    const text = textOf(html);
    expect(text).toContain("Pack du 3e trimestre 2018, à figer");
    expect(text).toContain("Mutation dans le parc social, 1er quartile");
    const localisation = await ask("agent-epci", `${CHEMIN}/figures/pack-localisation?trimestre=2018-T3`);
    expectSoundPage(localisation.html);
    expect(textOf(localisation.html)).toContain("Adresses encore à localiser");
    expect(text).toContain("Le dernier stock publié est du 31 décembre 2017, avant la fin du trimestre.");
    expect(html).toMatch(/figures\/[^"]+">Hamaris<\/a>/);
  });

  it("freezes once, numbered, and says when nothing has changed", async () => {
    const first = await freeze("agent-epci", "2018-T3");
    expect([first.statut, first.vers]).toEqual([303, expect.stringMatching(/packs\/\d+\?fait=fige$/)]);
    const again = await freeze("agent-epci", "2018-T3");
    expect(again.statut).toBe(409);
    expect(textOf(again.html)).toContain("Le pack 2018-T3-01 contient déjà ces chiffres");
    const early = await freeze("agent-epci", "2018-T4");
    expect(early.statut).toBe(422);
    expect(textOf(early.html)).toContain("n’est pas terminé");
    const { rows } = await database.pool.query("select 1 from journal.entree where acte = 'pack-fige'");
    expect(rows).toHaveLength(1);
  });
});

describe("a frozen pack", () => {
  const chemin = async () => {
    const { rows } = await database.pool.query<{ id: string }>("select id::text as id from pack_trimestriel");
    return `${CHEMIN}/${rows[0]?.id}`;
  };

  test.each<[RoleHabilite, readonly string[]]>([
    ["agent-epci", ["Hamaris", "OPH de Saint-Dizier"]],
    ["etat", ["Hamaris", "OPH de Saint-Dizier"]],
    ["membre-coordination", ["Hamaris", "OPH de Saint-Dizier"]],
    ["agent-bailleur", ["OPH de Saint-Dizier"]],
    ["commune", []],
    ["reservataire", []],
    ["membre-cal", []],
  ])("is read by %s, with the lines of %j", async (role, bailleurs) => {
    const { statut, html } = await ask(role, await chemin());
    expect(statut).toBe(200);
    expectSoundPage(html);
    const text = textOf(html);
    expect(text).toContain("Pack 2018-T3-01 : 3e trimestre 2018");
    expect(text).toContain("Les données publiées aujourd’hui donnent les mêmes chiffres.");
    for (const nom of ["Hamaris", "OPH de Saint-Dizier", "Plurial Novilia"]) {
      const own = html.includes(`>${nom}</a>`);
      expect(own, nom).toBe(bailleurs.includes(nom) || (bailleurs.length === 2 && nom === "Plurial Novilia"));
    }
    const book = read((await ask(role, `${await chemin()}.xlsx`)).octets);
    expect(book.SheetNames.filter((nom) => nom.startsWith("pack-bailleur-"))).toHaveLength(
      bailleurs.length === 2 ? 5 : bailleurs.length,
    );
  });

  it("prints: what the page says is in the PDF", async (context) => {
    const { octets, statut } = await ask("agent-epci", `${await chemin()}.pdf`);
    expect(statut).toBe(200);
    const text = textOfPdf(octets);
    if (text === null) return context.skip("pdftotext n’est pas installé (paquet poppler-utils)");
    expect(text).toContain("Pack trimestriel, 3e trimestre 2018");
    expect(text).toContain("version figée 2018-T3-01");
    expect(text.replaceAll(/[\s\u00a0\u202f]+/g, " ")).toContain("Nouvelle entrée, 1er quartile");
    expect(text).toContain("Hamaris");
  });

  it("does not move when a later import changes the figures: it tells the difference", async () => {
    const before = await database.pool.query("select contenu::text as c, empreinte from pack_trimestriel");
    await database.pool.query(
      "update cube_bail set nombre = nombre + 1 where mois = '2018-08-01' and situation = 'inconnue'",
    );
    const { html } = await ask("commune", await chemin());
    expect(textOf(html)).toMatch(/Depuis que ce pack est figé, \d+ valeurs? ont? changé/);
    const after = await database.pool.query("select contenu::text as c, empreinte from pack_trimestriel");
    expect(after.rows).toEqual(before.rows);
    const second = await freeze("agent-epci", "2018-T3");
    expect(second.statut).toBe(303);
    expect(textOf((await ask("commune", CHEMIN)).html)).toContain("2018-T3-02");
  });

  it("is refused any change, the owner's included; its agent's name alone may go", async () => {
    const attempt = (text: string) => database.pool.query(text);
    for (const table of ["pack_trimestriel", "pack_bailleur"]) {
      await expect(attempt(`delete from ${table}`)).rejects.toThrow("a frozen pack never changes");
      await expect(attempt(`update ${table} set contenu = '{}'`)).rejects.toThrow("a frozen pack never changes");
    }
    await expect(attempt("update pack_trimestriel set fige_par = 'un autre'")).rejects.toThrow("never changes");
    const { rowCount } = await attempt("update pack_trimestriel set fige_par = 'agent (nom effacé)'");
    expect(rowCount).toBe(2);
  });

  it("of another territory does not exist", async () => {
    expect((await ask("agent-epci", `${CHEMIN}/987654`)).statut).toBe(404);
    expect((await ask("agent-epci", `${CHEMIN}/abc`)).statut).toBe(404);
  });
});
