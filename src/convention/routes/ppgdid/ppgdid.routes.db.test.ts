import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HORLOGE } from "#service/commandes/session.ts";
import { addDays, addMonths } from "#socle/regles/shared/calendrier.ts";
import { expectSoundPage } from "../../../../test/fixtures/pages.ts";
import { textOfPdf } from "../../../../test/fixtures/pdf.ts";
import { openVisiteurs, type Visiteurs } from "../../../../test/fixtures/visiteurs.ts";

const JOUR = HORLOGE.aujourdhui();

let visiteurs: Visiteurs;
beforeAll(async () => {
  visiteurs = await openVisiteurs({ jour: JOUR });
});
afterAll(() => visiteurs.close());

type Role = "agent-epci" | "commune" | "guichet";
const ask = (chemin = "", role: Role = "agent-epci") => visiteurs.ask(role, `ppgdid${chemin}`);
const send = (chemin: string, champs: Readonly<Record<string, string>>, role: Role = "agent-epci") =>
  visiteurs.send(role, `ppgdid${chemin}`, champs);
const acte = (nature: string, date: string, more: Readonly<Record<string, string>> = {}) =>
  send("/1/actes", { nature, date, annee: "", acte: "Délibération n° 1", ...more });

describe("a plan, from its draft to its end", () => {
  it("is prepared by the EPCI alone, one at a time; its partners read the draft, a desk does not", async () => {
    expectSoundPage((await ask()).html);
    expect((await send("", { titre_plan: "Plan" }, "commune")).statut).toBe(403);
    expect((await send("", { titre_plan: " " })).statut).toBe(422);
    expect((await send("", { titre_plan: "Plan partenarial 2026" })).vers).toMatch(/ppgdid\/1\?fait=prepare$/);
    const second = await send("", { titre_plan: "Un autre" });
    expect([second.statut, second.text.includes("déjà en préparation")]).toEqual([409, true]);
    expect((await ask("/1", "guichet")).statut).toBe(404);
    expect((await ask("", "guichet")).text).toContain("Aucun plan enregistré");
    const lu = await ask("/1", "commune");
    expect([lu.statut, lu.html.includes('<form class="saisie"')]).toEqual([200, false]);
    const page = await ask("/1");
    expectSoundPage(page.html);
    expect(page.text).toContain("13 rubriques ne sont pas écrites");
  });

  it("each item is written alone; only those that the text leaves open may be left undecided", async () => {
    const page = await ask("/1/rubriques/12");
    expectSoundPage(page.html);
    expect(page.text).toContain("rien n’est décidé sur ce point");
    expect((await ask("/1/rubriques/14")).statut).toBe(404);
    const mal = await send("/1/rubriques/3", { texte: "", non_decidee: "oui" });
    expect([mal.statut, mal.text.includes("elle est à écrire")]).toEqual([422, true]);
    for (let rang = 1; rang <= 11; rang++) {
      expect((await send(`/1/rubriques/${rang}`, { texte: `Ce que dit le ${rang}°.` })).statut).toBe(303);
    }
    await send("/1/rubriques/12", { texte: "", non_decidee: "oui" });
    expect((await ask("/1")).text).toContain("1 rubrique n’est pas écrite : 13°.");
    await send("/1/rubriques/13", { texte: "", non_decidee: "oui" });
    expect((await ask("/1")).text).toContain("Les treize rubriques du plan sont écrites.");
  });

  it("the first reception is held to the zone of the territory, and to both when nothing tells it", async () => {
    expect((await send("/1/accueil", { jours: "zéro", organisme: "" })).statut).toBe(422);
    expect((await send("/1/accueil", { jours: "12,5", organisme: "" })).text).toContain("de 1 à 365");
    await send("/1/accueil", { jours: "45", organisme: "Le service du logement" });
    expect((await ask("/1")).text).toContain("rien ne dit ici de quelle zone est le territoire");
    await send("/1/accueil", { jours: "30", organisme: "Le service du logement" });
    expect((await ask("/1")).text).toContain("Premier accueil en 30 jours au plus : le texte en admet 30.");
  });

  it("its conventions have their signatories, each with a day that has come, once", async () => {
    const champs = {
      nature_convention: "service-accueil",
      titre: "Accueil",
      signataires: "Hamaris\nHamaris",
      arrete: "",
    };
    expect((await send("/1/conventions", champs)).text).toContain("écrite deux fois");
    expect((await send("/1/conventions", { ...champs, signataires: " " })).text).toContain("qui signe");
    expect((await send("/1/conventions", { ...champs, signataires: "Hamaris\r\nVitry Habitat" })).statut).toBe(303);
    const page = await ask("/1");
    expect(page.text).toContain("« Accueil » : Hamaris et Vitry Habitat n’ont pas signé.");
    expectSoundPage(page.html);
    const [signataire = ""] = /name="signataire" value="(\d+)"/.exec(page.html)?.slice(1) ?? [];
    expect((await send("/1/signatures", { signataire, le: addDays(JOUR, 1) })).statut).toBe(422);
    expect((await send("/1/signatures", { signataire, le: JOUR })).statut).toBe(303);
    expect((await send("/1/signatures", { signataire, le: JOUR })).statut).toBe(404);
    expect((await ask("/1")).text).toContain("« Accueil » : Vitry Habitat n’a pas signé.");
  });

  it("adopted, it is everybody’s and says what it said; its bilans are of years, its end is known", async () => {
    expect((await acte("adoption", addDays(JOUR, 1))).statut).toBe(422);
    expect((await acte("bilan-triennal", JOUR)).text).toContain("d’abord être adopté");
    expect((await acte("adoption", addMonths(JOUR, -36))).statut).toBe(303);
    const publie = await ask("/1", "guichet");
    expect([publie.statut, publie.text.includes("En vigueur"), publie.html.includes('<form class="saisie"')]).toEqual([
      200,
      true,
      false,
    ]);
    expect((await send("/1/rubriques/1", { texte: "Autre chose." })).statut).toBe(409);
    expect((await send("/1/accueil", { jours: "10", organisme: "" })).statut).toBe(409);
    expect((await send("/1/abandonner", { confirme: "oui" })).statut).toBe(409);
    expect((await acte("bilan-annuel", JOUR)).text).toContain("dites l’année");
    expect((await acte("bilan-annuel", JOUR, { annee: "l’an passé" })).text).toContain("quatre chiffres");
    expect((await acte("bilan-annuel", JOUR, { annee: "2024" })).statut).toBe(303);
    expect((await acte("bilan-annuel", JOUR, { annee: "2024" })).statut).toBe(409);
    expect((await ask("/1")).text).toContain("Le bilan triennal était à faire à partir du");
    for (const rang of [1, 2]) expect([rang, (await acte("prolongation", JOUR)).statut]).toEqual([rang, 303]);
    expect((await acte("prolongation", JOUR)).text).toContain("autant que le texte le permet");
  });

  it("its document says the same, to whoever reads it", async () => {
    const { octets } = await ask("/1/document.pdf", "commune");
    const texte = textOfPdf(octets);
    expect(texte).toContain("Plan partenarial 2026");
    expect(texte).toContain("Ce que dit le 11°.");
    expect(texte).toContain("Le plan dit que rien n’est décidé.");
  });

  it("a revision begins with what the plan says; abandoned, it is forgotten", async () => {
    expect((await send("", { titre_plan: "Révision" })).vers).toMatch(/ppgdid\/2\?/);
    expect((await ask("/2")).text).toContain("Les treize rubriques du plan sont écrites.");
    // A revision changes nothing in the plan in force.
    expect((await visiteurs.ask("agent-epci", "documents")).text).toContain("« Plan partenarial 2026 », du");
    const sans = await send("/2/abandonner", { confirme: "" });
    expect([sans.statut, sans.text.includes("rien n’a été effacé")]).toEqual([409, true]);
    expect((await send("/2/abandonner", { confirme: "oui" })).vers).toContain("fait=abandonne");
    expect((await ask("/2")).statut).toBe(404);
    expect((await ask("/1")).text).toContain("Ce que dit le 1°.");
  });
});

describe("the schema of documents", () => {
  it("shows what follows from what, and where the territory stands, to whoever may read the convention", async () => {
    const page = await visiteurs.ask("commune", "documents");
    expectSoundPage(page.html);
    expect(page.text).toContain("Plan partenarial de gestion de la demande");
    expect(page.text).toContain("« Plan partenarial 2026 », du");
    expect(page.text).toContain("tenu hors de Blaise");
  });
});
