import { read, utils } from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { createMemoire } from "#socle/lectures/memoire.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { createTestApp } from "../../../../test/fixtures/http.ts";
import { expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";
import { textOfPdf } from "../../../../test/fixtures/pdf.ts";
import { addOrganisation, addPersonne } from "../../../../test/journal/personnes.ts";
import type { AnalyseDesequilibre } from "../../lectures/desequilibre/analyse.ts";
import { readDesequilibres } from "../../lectures/desequilibre/read-analyse.ts";

const EPCI = "200068666";
const horloge = { aujourdhui: () => "2026-03-10", maintenant: () => "2026-03-10T09:00:00.000Z" };
const PAGE = "observatoire/desequilibres";

let database: TestDatabase;
let organisation: number;
const apps = new Map<RoleHabilite, Promise<ReturnType<typeof createTestApp>>>();

beforeAll(async () => {
  database = await createDemoDatabase();
  organisation = await addOrganisation(database.pool, "epci", "Organisation d’essai");
});
afterAll(() => database.drop());

function appOf(role: RoleHabilite) {
  const opened =
    apps.get(role) ??
    addPersonne(database.pool, role, [{ role, epci: EPCI, organisation }]).then((acteur) =>
      createTestApp(database.bases, { horloge }, acteur),
    );
  apps.set(role, opened);
  return opened;
}

async function ask(role: RoleHabilite, chemin: string) {
  const response = await (await appOf(role)).request(`/t/${EPCI}/${chemin}`, { headers: { accept: "text/html" } });
  const octets = new Uint8Array(await response.arrayBuffer());
  return { statut: response.status, octets, html: new TextDecoder().decode(octets), response };
}

async function send(role: RoleHabilite, chemin: string, champs: Readonly<Record<string, string>> = {}) {
  const response = await (await appOf(role)).request(`/t/${EPCI}/${chemin}`, {
    method: "POST",
    body: new URLSearchParams(champs),
    headers: { accept: "text/html", origin: "http://localhost", "sec-fetch-site": "same-origin" },
  });
  return { statut: response.status, html: await response.text(), vers: response.headers.get("location") };
}

function readAnalyse() {
  const question = { epci: EPCI, millesime: null, enquete: null, methode: null, aujourdhui: horloge.aujourdhui() };
  return readDesequilibres(database.base, createMemoire(1), question);
}

async function lastActe(): Promise<string | undefined> {
  const { rows } = await database.pool.query<{ acte: string }>(
    "select acte from journal.entree where organisation = $1 order by numero desc limit 1",
    [organisation],
  );
  return rows[0]?.acte;
}

describe("the demonstration, read", () => {
  it("leaves out the eight buildings that the signed document demolishes, by name", async () => {
    const { analyse } = await readAnalyse();
    const noms = analyse?.exclues.map(({ unite }) => unite?.nom).sort();
    expect(noms).toEqual(["Antilles", "Fidji", "Ibiza", "Miquelon", "Orcades", "Réunion", "Samoa", "Vulcain"]);
    // 320 dwellings; none of the empty ones is commercial vacancy.
    expect(analyse?.exclues.reduce((total, { unite }) => total + (unite?.logements ?? 0), 0)).toBe(320);
    expect(analyse?.territoire.vacance).toMatchObject({ strategique: 98, commerciale: 536 + 105 });
    expect(analyse?.territoire.logements).toBe(6261 - 320);
    expect(analyse?.horsParc).toBe(0);
  });

  it("finds its established résidences in the Vert-Bois, as the signed document says", async () => {
    const { analyse } = await readAnalyse();
    const etablies = analyse?.residences.filter(
      ({ populations }) => (populations.occupants.surrepresentations ?? 0) >= 2,
    );
    expect(etablies?.length).toBeGreaterThan(3);
    expect(etablies?.every(({ situation }) => situation === "qpv")).toBe(true);
  });

  it("says nothing of a résidence of fewer than eleven answers", async () => {
    const { analyse } = await readAnalyse();
    const petites = analyse?.residences.filter(({ populations }) => populations.occupants.classe === "effectif-faible");
    expect(petites?.length).toBeGreaterThan(0);
    for (const { populations } of petites ?? []) {
      expect(populations.occupants.ecarts.map(({ taux }) => taux)).toEqual(
        populations.occupants.ecarts.map(() => null),
      );
    }
  });

  it("is computed once for the same data", async () => {
    const memoire = createMemoire<AnalyseDesequilibre>(2);
    const question = { epci: EPCI, millesime: null, enquete: null, methode: null, aujourdhui: horloge.aujourdhui() };
    const first = await readDesequilibres(database.base, memoire, question);
    expect((await readDesequilibres(database.base, memoire, question)).analyse).toBe(first.analyse);
    const before = await readDesequilibres(database.base, memoire, { ...question, aujourdhui: "2016-01-01" });
    expect(before.analyse).not.toBe(first.analyse);
    expect(before.analyse?.exclues).toEqual([]);
  });
});

describe("the page", () => {
  it("says how many are left out and which, the version applied, and its error rates", async () => {
    const { statut, html } = await ask("agent-epci", PAGE);
    expect(statut).toBe(200);
    expectSoundPage(html);
    const text = textOf(html);
    expect(text).toContain("8 résidences exclues de la lecture");
    expect(text).toContain("Méthode, version 1");
    expect(text).toContain("à confirmer");
    expect(textOf((await ask("agent-epci", `${PAGE}/methode`)).html)).toContain("Miquelon");
    const figures = [...html.matchAll(/desequilibres\/(figures\/[a-z-]+)/g)].map(([, figure]) => figure);
    const pages = await Promise.all(figures.map((figure) => ask("agent-epci", `${PAGE}/${figure}`)));
    for (const { html: une } of pages) expectSoundPage(une);
    const suites = pages.map((une) => textOf(une.html)).join(" ");
    expect(suites).toContain("La puissance est modeste pour les petites résidences");
    expect(suites).toContain("fausses alertes");
  });

  it("filters, sorts and switches populations by its address", async () => {
    const rows = async (question: string) => {
      const { octets } = await ask("commune", `${PAGE}/figures/desequilibres-par-residence.csv?${question}`);
      return new TextDecoder().decode(octets).trim().split("\r\n").slice(1);
    };
    const [lues, toutes, hamaris] = [await rows(""), await rows("classe=toutes"), await rows("bailleur=999000029")];
    expect(toutes.length).toBeGreaterThan(lues.length);
    expect(hamaris.length).toBeGreaterThan(0);
    expect(hamaris.every((row) => row.includes(";Hamaris;"))).toBe(true);
    // A key does not contain its owner's SIREN.
    expect(toutes.filter((row) => /^\d{9}-/.test(row))).toEqual([]);
    expect(await rows("population=emmenages-recents")).not.toEqual(lues);
    const noms = (await rows("tri=nom")).map((row) => row.split(";")[1] ?? "");
    expect(noms).toEqual(noms.toSorted((a, b) => a.localeCompare(b, "fr")));
    expect((await ask("commune", `${PAGE}?classe=sans`)).statut).toBe(400);
    expect((await ask("commune", `${PAGE}?methode=7`)).statut).toBe(404);
  });

  test.each<[RoleHabilite, number]>([
    ["agent-epci", 200],
    ["commune", 200],
    ["agent-bailleur", 200],
    ["reservataire", 200],
    ["etat", 200],
    ["membre-cal", 200],
    ["dpo", 403],
    ["gestionnaire-epci", 403],
  ])("%s: %s, and writes nothing unless it is the EPCI", async (role, statut) => {
    for (const chemin of [PAGE, `${PAGE}/methode`, `${PAGE}/listes`])
      expect((await ask(role, chemin)).statut).toBe(statut);
    if (role === "agent-epci") return;
    for (const chemin of [`${PAGE}/methode`, `${PAGE}/exclusions`, `${PAGE}/listes`]) {
      expect((await send(role, chemin)).statut).toBe(403);
    }
  });
});

describe("the fiche of a résidence", () => {
  const chemin = (cle: string) => `observatoire/residences/${cle}`;

  it("answers the five questions in sentences, on the page and in the document", async () => {
    const { analyse } = await readAnalyse();
    const unite = analyse?.residences.find(({ populations }) => (populations.occupants.surrepresentations ?? 0) >= 2);
    const page = await ask("membre-cal", chemin(unite?.cle ?? ""));
    expectSoundPage(page.html);
    const text = textOf(page.html);
    for (const question of ["déséquilibrée", "établi, ou du bruit", "entrants l’aggravent", "Fonctionne-t-elle mal"]) {
      expect(text).toContain(question);
    }
    expect(page.html).toContain(`aria-label="Place de la résidence ${unite?.nom} à `);
    expect(text).toContain(`Écart établi : ${unite?.populations.occupants.surrepresentations} sur-représentations`);
    const pdf = await ask("membre-cal", `${chemin(unite?.cle ?? "")}/fiche.pdf`);
    expect(pdf.response.headers.get("content-type")).toBe("application/pdf");
    const lu = textOfPdf(pdf.octets);
    if (lu === null) return;
    expect(lu).toContain(unite?.nom);
    expect(lu.replaceAll(/\s+/g, " ")).toContain("sur-représentations");
    expect(lu).toContain("Données de démonstration");
  });

  it("is one sheet, whatever there is to say of the résidence", async () => {
    const { analyse } = await readAnalyse();
    const classes = ["ecart-etabli", "effectif-faible"] as const;
    const [etablies = [], petites = []] = classes.map((classe) =>
      analyse?.residences.filter(({ populations }) => populations.occupants.classe === classe),
    );
    expect(etablies.length).toBeGreaterThan(10);
    const exclues = analyse?.exclues.flatMap(({ unite }) => (unite ? [unite] : [])) ?? [];
    for (const unite of [...etablies, ...petites.slice(0, 2), ...exclues.slice(0, 1)]) {
      const pdf = await ask("agent-epci", `${chemin(encodeURIComponent(unite.cle))}/fiche.pdf`);
      const lu = textOfPdf(pdf.octets);
      if (lu === null) return;
      // A form feed ends each page.
      expect([unite.nom, lu.split("\f").filter((page) => page.trim() !== "").length]).toEqual([unite.nom, 1]);
      const text = lu.replaceAll(/\s+/g, " ");
      expect(text).toContain("édition de travail du 10 mars 2026");
      expect(text).toContain("Version 1 de la méthode, à confirmer");
      expect(text).toContain("Logements");
      expect(text).toContain("Remontées de terrain en cours");
      if (!("populations" in unite)) continue;
      for (const question of [
        "déséquilibrée",
        "établi, ou du bruit",
        "entrants l’aggravent",
        "Fonctionne-t-elle mal",
      ]) {
        expect(text).toContain(question);
      }
    }
  });

  it("« effectif trop faible », without a rate, for the smallest", async () => {
    const { analyse } = await readAnalyse();
    const petite = analyse?.residences.find(({ populations }) => populations.occupants.classe === "effectif-faible");
    const text = textOf((await ask("commune", chemin(petite?.cle ?? ""))).html);
    expect(text).toContain("Effectif trop faible");
    expect(text).toContain("Moins de 11 ménages ont répondu");
  });

  it("of an excluded one says why, and nothing else; of none, that it is not there", async () => {
    const { analyse } = await readAnalyse();
    const demolie = analyse?.exclues.find(({ unite }) => unite?.nom === "Miquelon");
    const text = textOf((await ask("commune", chemin(demolie?.exclusion.cle ?? ""))).html);
    expect(text).toContain("Exclue de la lecture des déséquilibres");
    expect(text).not.toContain("APL");
    expect((await ask("commune", chemin("999000011-52448-nulle-part"))).statut).toBe(404);
  });
});

describe("the method and the exclusions", () => {
  const saisie = {
    depuis: "2026-03-10",
    acte: "Conférence du 9 mars 2026 (essai)",
    "poids.apl": "2",
    "poids.famille-monoparentale": "0,5",
    "seuil.etabli": "0,95",
    "seuil.surveiller": "0,8",
    "seuil.q": "0,05",
    "seuil.effectifMinimal": "15",
    "seuil.ratio": "1,5",
    "seuil.enjeuMixite": "1",
  };

  it("refuses what is not a method, and gives back what was typed", async () => {
    const { statut, html } = await send("agent-epci", `${PAGE}/methode`, { ...saisie, "seuil.etabli": "beaucoup" });
    expect(statut).toBe(422);
    expect(textOf(html)).toContain("Seuils hors limites");
    expect(html).toContain('value="beaucoup"');
  });

  it("publishes the second version, which never changes, beside the first", async () => {
    expect((await send("agent-epci", `${PAGE}/methode`, saisie)).vers).toContain("fait=methode");
    expect(await lastActe()).toBe("methode-desequilibre-publiee");
    const { analyse, methodes, enVigueur } = await readAnalyse();
    expect(enVigueur).toBe(2);
    expect(methodes.map(({ version }) => version)).toEqual([1, 2]);
    expect(analyse?.methode).toMatchObject({
      version: 2,
      confiance: "S",
      seuils: { etabli: 0.95, effectifMinimal: 15 },
    });
    expect(analyse?.methode.indicateurs).toEqual([
      { indicateur: "apl", poids: 2 },
      { indicateur: "famille-monoparentale", poids: 0.5 },
    ]);
    expect(textOf((await ask("commune", `${PAGE}?methode=1`)).html)).toContain("ce n’est pas celle en vigueur");
    await expect(database.pool.query("update methode_desequilibre set acte = 'x'")).rejects.toThrow(/never changes/);
    await expect(database.pool.query("delete from methode_desequilibre")).rejects.toThrow(/never changes/);
  });

  it("excludes a résidence with its act, and brings it back", async () => {
    const { analyse } = await readAnalyse();
    const cle = analyse?.residences[0]?.cle ?? "";
    const champs = { cle, motif: "vente", depuis: "2026-01-01", acte: "Délibération d’essai du 1er janvier 2026" };
    expect((await send("agent-epci", `${PAGE}/exclusions`, { ...champs, acte: "x" })).statut).toBe(422);
    expect((await send("agent-epci", `${PAGE}/exclusions`, { ...champs, cle: "nulle-part" })).statut).toBe(404);
    expect((await send("agent-epci", `${PAGE}/exclusions`, champs)).vers).toContain("fait=exclusion");
    expect(await lastActe()).toBe("residence-exclue");
    expect((await send("agent-epci", `${PAGE}/exclusions`, champs)).statut).toBe(409);
    const after = (await readAnalyse()).analyse;
    expect(after?.residences.some((unite) => unite.cle === cle)).toBe(false);
    const exclusion = after?.exclues.find((one) => one.exclusion.cle === cle)?.exclusion;
    const reprise = `${PAGE}/exclusions/${exclusion?.id}/reprise`;
    expect((await send("agent-epci", reprise)).vers).toContain("fait=reprise");
    expect((await send("agent-epci", reprise)).statut).toBe(409);
    expect((await send("agent-epci", `${PAGE}/exclusions/987654/reprise`)).statut).toBe(404);
  });
});

describe("the list annexed to the convention", () => {
  const listes = () => database.base.desequilibres.listes(EPCI);

  it("is proposed by the method, one project at a time", async () => {
    const [demo] = await listes();
    expect(demo).toMatchObject({ etat: "projet", methode: 1 });
    expect((await send("agent-epci", `${PAGE}/listes`)).statut).toBe(409);
    expect((await send("agent-epci", `${PAGE}/listes/${demo?.id}/abandon`)).vers).toContain("fait=abandon");
    expect(await listes()).toEqual([]);
    expect((await send("agent-epci", `${PAGE}/listes`)).vers).toContain("fait=proposee");
    const [liste] = await listes();
    const { analyse } = await readAnalyse();
    expect(liste).toMatchObject({ etat: "projet", methode: 2, millesime: "2017", etablieLe: "2026-03-10" });
    expect(liste?.lignes.map(({ cle }) => cle).sort()).toEqual(
      analyse?.residences
        .filter(({ populations }) => (populations.occupants.surrepresentations ?? 0) >= 1)
        .map(({ cle }) => cle)
        .sort(),
    );
  });

  it("changes by hand, each time with a reason that speaks of no person", async () => {
    const [liste] = await listes();
    const base = `${PAGE}/listes/${liste?.id}`;
    const [retiree] = liste?.lignes ?? [];
    const { analyse } = await readAnalyse();
    const on = new Set(liste?.lignes.map(({ cle }) => cle));
    const ajoutee = analyse?.residences.find(({ cle }) => !on.has(cle))?.cle ?? "";
    expect((await send("agent-epci", `${base}/retrait`, { cle: retiree?.cle ?? "", motif: "non" })).statut).toBe(422);
    const sante = await send("agent-epci", `${base}/ajout`, { cle: ajoutee, motif: "Locataire schizophrène au 3e" });
    expect(sante.statut).toBe(422);
    expect(textOf(sante.html)).toContain("J’ai relu ce motif");
    const motif = "Bâtiment livré après l’enquête";
    expect((await send("agent-epci", `${base}/retrait`, { cle: retiree?.cle ?? "", motif })).vers).toContain("retrait");
    expect((await send("agent-epci", `${base}/ajout`, { cle: ajoutee, motif })).vers).toContain("fait=ajout");
    const [after] = await listes();
    expect(after?.lignes.find(({ cle }) => cle === retiree?.cle)).toMatchObject({ retenue: false, motif });
    expect(after?.lignes.find(({ cle }) => cle === ajoutee)).toMatchObject({ retenue: true, origine: "ajout", motif });
  });

  it("is adopted once, frozen in the database, and annexed as documents", async () => {
    const [liste] = await listes();
    const base = `${PAGE}/listes/${liste?.id}`;
    const arret = { arreteeLe: "2026-03-10", acte: "Conférence du 10 mars 2026 (essai)" };
    expect((await send("agent-epci", `${base}/arret`, { ...arret, arreteeLe: "2026-03-11" })).statut).toBe(422);
    expect((await send("agent-epci", `${base}/arret`, arret)).vers).toContain("fait=arret");
    expect(await lastActe()).toBe("liste-mixite-arretee");
    expect((await send("agent-epci", `${base}/abandon`)).statut).toBe(409);
    for (const text of [
      "update liste_mixite set acte = 'x'",
      "delete from liste_mixite",
      "update ligne_mixite set motif = 'x'",
      "delete from ligne_mixite",
      `insert into ligne_mixite (liste_mixite, epci, cle, nom, commune) values (${liste?.id}, '${EPCI}', 'x', 'x', 'x')`,
    ]) {
      await expect(database.pool.query(text)).rejects.toThrow(/never changes/);
    }
    const retenues = (await listes())[0]?.lignes.filter(({ retenue }) => retenue) ?? [];
    const classeur = read((await ask("etat", `${base}/annexe.xlsx`)).octets);
    const rows = utils.sheet_to_json<Record<string, string>>(classeur.Sheets.Liste ?? {});
    expect(rows.map((row) => row.Clé)).toEqual(retenues.map(({ cle }) => cle));
    const csv = (await ask("etat", `${base}/annexe.csv`)).html;
    expect(csv.trim().split("\r\n")).toHaveLength(retenues.length + 1);
    const lu = textOfPdf((await ask("etat", `${base}/annexe.pdf`)).octets);
    if (lu === null) return;
    expect(lu).toContain("Arrêtée le 10 mars 2026");
    for (const { nom } of retenues) expect(lu).toContain(nom);
  });
});
