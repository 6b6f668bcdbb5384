import { read, utils } from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { expectSoundPage } from "../../../../test/fixtures/pages.ts";
import { textOfPdf } from "../../../../test/fixtures/pdf.ts";
import { openVisiteurs, type Visiteurs } from "../../../../test/fixtures/visiteurs.ts";
import { countMots } from "../../../../test/html/mots.ts";

let visiteurs: Visiteurs;
beforeAll(async () => {
  visiteurs = await openVisiteurs({ jour: "2026-03-10" });
});
afterAll(() => visiteurs.close());

/** Identifiers follow the order of the demonstration. */
const STATU_QUO = "simulation/scenarios/1";
const TRENTE_CINQ = "simulation/scenarios/3";

const LEVIERS = { partHorsQpv: "35", reconstitution: "40", partPlai: "60", partPlaiQ1: "50", gainAnnuel: "0" };

/** Fields of the form as the page writes them, with some changes. */
async function formOf(champs: Readonly<Record<string, string>> = {}, chemin = "simulation/preparer") {
  const { html } = await visiteurs.ask("agent-epci", chemin);
  const form = /<form method="post" action="[^"]*\/calculs"[\s\S]*?<\/form>/.exec(html)?.[0] ?? "";
  const fields = [...form.matchAll(/<input[^>]*>/g)].map(([input]) => [
    /name="([^"]*)"/.exec(input)?.[1] ?? "",
    /value="([^"]*)"/.exec(input)?.[1] ?? "",
  ]);
  return { ...Object.fromEntries(fields), ...LEVIERS, tirages: "1000", ...champs };
}

const compute = async (champs: Readonly<Record<string, string>> = {}, role: RoleHabilite = "agent-epci") =>
  visiteurs.send(role, "simulation/calculs", await formOf(champs));

/** Part of the URL after the territory. */
const under = (vers: string | null) => (vers ?? "").replace(/^\/t\/\d{9}\//, "");

/** Sentences of the answer, which other outputs repeat. */
const sentencesOf = (html: string) =>
  [...(/<div class="reponse">([\s\S]*?)<\/div>/.exec(html)?.[1] ?? "").matchAll(/<p>(.*?)<\/p>/g)].map(
    ([, said = ""]) => said,
  );

describe("the page", () => {
  it("answers first, then shows the other scenarios", async () => {
    const { statut, html, text } = await visiteurs.ask("agent-epci", TRENTE_CINQ);
    expect(statut).toBe(200);
    expectSoundPage(html);
    expect(text).toContain("Peut-on atteindre 25 % en 2021–2023 ?");
    expect(text).toMatch(/Avec ces hypothèses, non\. De 2021 à 2023, le taux moyen attendu hors QPV est de 23,\d %/);
    expect(text.indexOf("Avec ces hypothèses, non.")).toBeLessThan(text.indexOf("Selon le scénario"));
    expect(text).toContain("hypothèses de démonstration");
    expect(text).toContain("En 2017, 18,3 % : 66 sur 360");
    expect(text).toContain("Après 2024, plus aucun relogement");
    expect(countMots(html).tous).toBeLessThan(800);
  });

  it.each([
    ["annees", ["Taux hors QPV, année par année"]],
    ["leviers", ["Gain annuel des attributions ordinaires"]],
    ["facteurs", ["Ce qui compte le plus"]],
    ["relogements", ["222 ménages sont à reloger de 2019 à 2024"]],
    ["vacance", ["Vacance en QPV : de 14,7 %"]],
    ["bailleurs", ["Vitry Habitat"]],
    [
      "hypotheses",
      [
        "Étalement des relogements",
        "à confirmer",
        "levier choisi",
        "Registre du programme, logements occupés au 1er mars 2018",
      ],
    ],
    ["limites", ["Une simulation n’est pas une prévision", "Tirages"]],
  ])("has its part « %s » one link away", async (partie, dits) => {
    const { html } = await visiteurs.ask("agent-epci", TRENTE_CINQ);
    expect(html).toContain(`${TRENTE_CINQ}?partie=${partie}"`);
    const page = await visiteurs.ask("agent-epci", `${TRENTE_CINQ}?partie=${partie}`);
    expect(page.statut).toBe(200);
    expectSoundPage(page.html);
    for (const said of dits) expect(page.text).toContain(said);
    expect(countMots(page.html).tous).toBeLessThan(1200);
  });

  it("shows no part that does not exist, nor the bailleurs to a commune", async () => {
    expect((await visiteurs.ask("agent-epci", `${TRENTE_CINQ}?partie=autre`)).statut).toBe(404);
    expect((await visiteurs.ask("commune", `${TRENTE_CINQ}?partie=bailleurs`)).statut).toBe(404);
  });

  it("opens on the oldest scenario in use, with all the others beside it", async () => {
    const { text } = await visiteurs.ask("commune", "simulation");
    expect(text).toContain("Scénario « Statu quo");
    expect(text).toContain("50 % des relogés hors QPV");
    expect(text).toContain("35 % des relogés hors QPV, et 1 point de plus par an");
  });

  test.each<[RoleHabilite, boolean, boolean]>([
    ["agent-epci", true, true],
    ["etat", false, true],
    ["commune", false, false],
    ["membre-cal", false, false],
  ])("shows %s what is theirs: to write %s, bailleurs %s", async (role, ecrire, bailleurs) => {
    const { statut, html, text } = await visiteurs.ask(role, TRENTE_CINQ);
    expect(statut).toBe(200);
    expectSoundPage(html);
    expect(text.includes("Changer les leviers")).toBe(ecrire);
    expect(text.includes("Archiver ce scénario")).toBe(ecrire);
    expect(html.includes("?partie=bailleurs")).toBe(bailleurs);
  });

  test.each(["simulation/scenarios/987654", "simulation/scenarios/01", "simulation/scenarios/x"])(
    "%s does not exist",
    async (chemin) => {
      expect((await visiteurs.ask("agent-epci", chemin)).statut).toBe(404);
    },
  );
});

describe("the form", () => {
  it("has the published data in it, and the choices of the oldest scenario", async () => {
    const fields: Readonly<Record<string, string>> = await formOf();
    expect(fields).toMatchObject({
      "reference.attributions": "360",
      "reference.q1": "66",
      "attributions.qpv": "391",
      "parc.qpv.vacants": "536",
      "parc.hors.vacants": "105",
      "periode.debut": "2021",
      "periode.fin": "2023",
    });
    expect(
      Object.entries(fields)
        .flatMap(([nom, valeur]) => (nom.startsWith("groupe.") ? [valeur] : []))
        .sort(),
    ).toEqual(["2019", "2021", "2022", "2023", "2023"]);
  });

  it("reads another year when it is asked", async () => {
    const { html, text } = await visiteurs.ask("agent-epci", "simulation/preparer?reference=2016");
    expectSoundPage(html);
    expect(text).toContain("2016 : 57 sur 305 attributions hors QPV au premier quartile");
  });

  it("keeps what was typed, says what is wrong at its field and above, and computes nothing", async () => {
    const { statut, html, text } = await compute({ partHorsQpv: "beaucoup", "etalement.1": "30" });
    expect(statut).toBe(422);
    expectSoundPage(html);
    expect(text).toContain("2 champs sont à corriger");
    expect(html).toContain('<a href="#partHorsQpv">');
    expect(html).toMatch(
      /<input id="partHorsQpv"[^>]*value="beaucoup"[^>]*aria-invalid="true"[^>]*aria-describedby="[^"]*erreur\.partHorsQpv/,
    );
    expect(html).toContain('id="erreur.etalement.0"');
    // The folded part is open, since one of its fields has an error.
    expect(html).toMatch(/<details open=""><summary>Le rythme des relogements/);
  });

  test.each<RoleHabilite>(["etat", "commune", "responsable-bailleur", "relogement"])("is not for %s", async (role) => {
    expect((await visiteurs.ask(role, "simulation/preparer")).statut).toBe(403);
    expect((await visiteurs.send(role, "simulation/calculs", LEVIERS)).statut).toBe(403);
    expect((await visiteurs.send(role, `${STATU_QUO}/archive`)).statut).toBe(403);
  });
});

describe("from the levers to a scenario that everybody reads", () => {
  it("computes, shows what nobody keeps yet, saves it under its name, compares it, archives it", async () => {
    const { statut, vers } = await compute({ gainAnnuel: "0,5" });
    expect(statut).toBe(303);
    const calcul = under(vers);
    expect(calcul).toMatch(/^simulation\/calculs\/[0-9a-f-]{36}$/);
    const shown = await visiteurs.ask("agent-epci", calcul);
    expectSoundPage(shown.html);
    expect(shown.text).toContain("Ce résultat n’est pas encore enregistré");
    expect((await visiteurs.ask("agent-epci", `${calcul}/avancement`)).html).toBe('{"statut":"fini"}');

    const refused = await visiteurs.send("agent-epci", calcul, { nom: "x" });
    expect(refused.statut).toBe(422);
    expect(refused.text).toContain("écrivez au moins 3 caractères");
    const taken = await visiteurs.send("agent-epci", calcul, { nom: "20 % des relogés hors QPV" });
    expect([taken.statut, taken.html.includes('value="20 % des relogés hors QPV"')]).toEqual([409, true]);

    const saved = await visiteurs.send("agent-epci", calcul, { nom: "Demi-point par an" });
    expect(saved.statut).toBe(303);
    const [chemin = ""] = under(saved.vers).split("?");
    const page = await visiteurs.ask("commune", chemin);
    expect(page.text).toContain("Scénario « Demi-point par an », enregistré le");
    expect(page.text).not.toContain("hypothèses de démonstration");
    expect(sentencesOf(page.html)).toEqual(sentencesOf(shown.html));

    const id = chemin.split("/").at(-1);
    const compared = await visiteurs.ask("commune", `simulation/comparaison?s=3&s=${id}`);
    expect(compared.text).toMatch(/Gain annuel des attributions ordinaires 0 point par an \+ 0,5 point par an/);

    expect((await visiteurs.send("agent-epci", `${chemin}/archive`)).statut).toBe(303);
    expect((await visiteurs.send("agent-epci", `${chemin}/archive`)).statut).toBe(409);
    expect((await visiteurs.ask("commune", chemin)).text).toContain("archivé le 10 mars 2026");
    expect((await visiteurs.ask("commune", "simulation")).text).toContain("Scénarios archivés");
  });

  it("is followed by its own page until it ends, and by its own person alone", async () => {
    const calcul = under((await compute()).vers);
    expect((await visiteurs.ask("etat", calcul)).statut).toBe(403);
    expect((await visiteurs.ask("agent-epci", "simulation/calculs/00000000-0000-4000-8000-000000000000")).statut).toBe(
      404,
    );
    const again = await visiteurs.ask("agent-epci", `simulation/preparer?calcul=${calcul.split("/").at(-1)}`);
    expect(again.html).toMatch(/<input id="partHorsQpv"[^>]*value="35"/);
  });
});

describe("comparing", () => {
  it("puts what differs first, then what each gives", async () => {
    const { html, text } = await visiteurs.ask("etat", "simulation/comparaison?s=1&s=3&s=5");
    expectSoundPage(html);
    expect(text).toMatch(/Ce qui les distingue.*Part des relogés hors QPV 0,0 % 35,0 % 35,0 %/);
    expect(text.indexOf("Ce qui les distingue")).toBeLessThan(text.indexOf("Ce qu’ils donnent"));
    expect(text).toMatch(/Chances d’atteindre moins de 1 sur 100 \d+ sur 100 8\d sur 100/);
  });

  test.each([
    ["nothing asked", "", 200, "Choisir les scénarios"],
    ["one", "?s=1", 422, "Cochez de 2 à 4 scénarios"],
    ["five", "?s=1&s=2&s=3&s=4&s=5", 422, "Cochez de 2 à 4 scénarios"],
    ["one that does not exist", "?s=1&s=987654", 404, "Page introuvable"],
  ])("%s", async (_, query, statut, said) => {
    const answer = await visiteurs.ask("etat", `simulation/comparaison${query}`);
    expect(answer.statut).toBe(statut);
    expect(answer.text).toContain(said);
  });
});

describe("documents", () => {
  it("prints one page, which says what the screen says", async ({ skip }) => {
    const { html } = await visiteurs.ask("agent-epci", TRENTE_CINQ);
    const { statut, octets } = await visiteurs.ask("agent-epci", `${TRENTE_CINQ}/simulation.pdf`);
    expect(statut).toBe(200);
    const raw = textOfPdf(octets);
    if (raw === null) return skip();
    const plain = (text: string) => text.replaceAll(/[\s\u00a0\u202f]+/g, " ");
    expect(raw).toContain("Page 1 sur 1");
    const sentences = sentencesOf(html);
    expect(sentences).toHaveLength(2);
    for (const sentence of sentences) expect(plain(raw)).toContain(plain(sentence));
    expect(plain(raw)).toContain("35 % des relogés hors QPV, enregistré le");
  });

  it.each([1, 2, 4, 5, 6])("keeps to one page for the scenario %i too", async (id) => {
    const raw = textOfPdf((await visiteurs.ask("commune", `simulation/scenarios/${id}/simulation.pdf`)).octets);
    expect(raw ?? "Page 1 sur 1").toContain("Page 1 sur 1");
  });

  it("gives the yearly table as numbers, in a workbook and in both CSV", async () => {
    const { octets } = await visiteurs.ask("etat", `${TRENTE_CINQ}/simulation.xlsx`);
    const book = read(octets);
    expect(book.SheetNames).toEqual([
      "À propos",
      "Réponse",
      "Années",
      "Relogements",
      "Vacance",
      "Bailleurs",
      "Facteurs",
      "Hypothèses",
      "Définitions",
    ]);
    const [header, first] = utils.sheet_to_json<readonly unknown[]>(book.Sheets.Années ?? {}, { header: 1 });
    expect(header?.[2]).toBe("Taux moyen");
    expect(first?.[0]).toBe("2018");
    expect(first?.[2]).toBeCloseTo(0.184, 2);
    const csv = (await visiteurs.ask("etat", `${TRENTE_CINQ}/simulation.csv?format=ouvert`)).html;
    expect(csv.split("\n")[0]).toBe("code,libelle,moyenne,moyenne_min,moyenne_max,cible,chances");
    expect((await visiteurs.ask("etat", `${TRENTE_CINQ}/simulation.csv`)).html).toContain(";");
  });

  it("gives nobody the lines of a bailleur that the page does not show them", async () => {
    const { octets } = await visiteurs.ask("commune", `${TRENTE_CINQ}/simulation.xlsx`);
    expect(read(octets).SheetNames).not.toContain("Bailleurs");
  });

  it("prints a comparison, and gives it as numbers", async () => {
    const query = "?s=1&s=3";
    const pdf = await visiteurs.ask("etat", `simulation/comparaison.pdf${query}`);
    expect(textOfPdf(pdf.octets) ?? "Ce qui les distingue").toContain("Ce qui les distingue");
    const { octets } = await visiteurs.ask("etat", `simulation/comparaison.xlsx${query}`);
    const lignes = utils.sheet_to_json<readonly unknown[]>(read(octets).Sheets.Résultats ?? {}, { header: 1 });
    const moyenne = lignes.find(([libelle]) => libelle === "Taux moyen de la période");
    expect(moyenne?.[1]).toBeCloseTo(0.184, 2);
    expect((await visiteurs.ask("etat", "simulation/comparaison.pdf?s=1")).statut).toBe(422);
  });
});
