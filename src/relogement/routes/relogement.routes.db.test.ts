import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { z } from "zod";
import { expectSoundPage } from "../../../test/fixtures/pages.ts";
import { entrustOrcades } from "../../../test/fixtures/relogements.ts";
import { openVisiteurs, type Reponse, type Visiteurs } from "../../../test/fixtures/visiteurs.ts";

const JOUR = "2030-03-10";

let visiteurs: Visiteurs;
/** `id` of the building entrusted to the officer of these tests. */
let orcades = 0;
/** A bailleur that may sign a lease. */
let bailleur = "";

beforeAll(async () => {
  visiteurs = await openVisiteurs({ jour: JOUR });
  ({ orcades, bailleur } = await entrustOrcades(visiteurs));
}, 180_000);
afterAll(() => visiteurs.close());

const ask = (role: Parameters<Visiteurs["ask"]>[0], chemin = "") => visiteurs.ask(role, `relogement${chemin}`);

const INCONNU = {
  quartile: "inconnu",
  al: "inconnu",
  accompagnement: "inconnu",
  zone: "inconnue",
  acces: "inconnu",
  accession: "inconnu",
};
const MENAGE = {
  ...INCONNU,
  nom: "Essai",
  prenom: "Camélia",
  porte: "2-11",
  personnes: "3",
  adultes: "1",
  enfants: "2",
  loyer: "310,50",
  charges: "95",
  apl: "240",
  surface: "76",
  typologie: "T4",
  zone: "hors-qpv",
  reste_max: "220",
};
const OFFRE = {
  adresse: "3 rue de l’Essai",
  commune: "52448",
  situation: "hors-qpv",
  typologie: "T3",
  le: "2030-02-10",
  loyer: "390",
  charges: "70",
  apl: "260",
  surface: "68",
  premiere_location: "2028-01-15",
  rehabilite: "non",
  residentialise: "non",
  loyer_baisse: "non",
  pru1: "non",
  al: "non",
};

/** Opens a file and returns its number. */
async function openDossier(champs: Readonly<Record<string, string>> = {}): Promise<number> {
  const sent = await visiteurs.send("relogement", "relogement/menages", {
    operation: String(orcades),
    ...MENAGE,
    ...champs,
  });
  const id = /menages\/(\d+)\?fait=ouvert$/.exec(sent.vers ?? "")?.[1];
  if (!id) throw new Error(`${sent.statut} ${sent.text.slice(0, 1500)}`);
  return Number(id);
}

/** Opens the form, then posts it with the hidden fields of the page, as a browser does. */
async function submit(
  id: number,
  suite: string,
  champs: Readonly<Record<string, string>>,
  role: Parameters<Visiteurs["ask"]>[0] = "relogement",
): Promise<Reponse> {
  const page = await ask(role, `/menages/${id}/${suite}`);
  if (page.statut !== 200) return page;
  expectSoundPage(page.html);
  const [chemin = ""] = suite.split("?");
  return visiteurs.send(role, `relogement/menages/${id}/${chemin}`, { ...hiddenOf(page.html), ...champs });
}

function hiddenOf(html: string): Readonly<Record<string, string>> {
  const found = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  return Object.fromEntries(found.map(([, nom = "", valeur = ""]) => [nom, valeur]));
}

const entretien = (id: number) =>
  submit(id, "entretien", { le: "2030-02-01", mode: "domicile", texte: "Souhaits notés" });
const offre = (id: number, champs: Readonly<Record<string, string>> = {}) =>
  submit(id, "offre", { ...OFFRE, bailleur, ...champs });
const refuse = (id: number, numero: number) =>
  submit(id, `offres/${numero}/reponse`, { reponse: "refusee", le: "2030-02-20", motif: "localisation" });

async function expectOk(sent: Promise<Reponse>): Promise<void> {
  const { statut, text } = await sent;
  expect([statut, statut === 303 ? "" : text.slice(0, 1200)]).toEqual([303, ""]);
}

/** A household with two refused offers. */
async function withTwoRefusals(): Promise<number> {
  const id = await openDossier();
  await expectOk(entretien(id));
  for (const numero of [1, 2]) {
    await expectOk(offre(id));
    await expectOk(refuse(id, numero));
  }
  return id;
}

describe("opening a file", () => {
  it("asks for the building and the name alone, and draws a reference", async () => {
    const page = await ask("relogement", `/menages/nouveau?operation=${orcades}`);
    expectSoundPage(page.html);
    expect(page.html).toContain(`value="${orcades}" selected`);
    const id = await openDossier({ ...INCONNU, personnes: "", adultes: "", enfants: "", loyer: "" });
    const { html, text } = await ask("relogement", `/menages/${id}`);
    expectSoundPage(html);
    expect(text).toMatch(/ORC-\d{3}, Camélia Essai/);
    expect(text).toContain("À rencontrer");
    expect(text).toContain("inconnu");
  });

  it("is refused with every mistake at once, each at its field, and all that was typed", async () => {
    const sent = await visiteurs.send("relogement", "relogement/menages", {
      ...MENAGE,
      operation: "",
      nom: "",
      loyer: "beaucoup",
      porte: "3-07",
    });
    expect(sent.statut).toBe(422);
    expectSoundPage(sent.html);
    for (const champ of ["operation", "nom", "loyer"]) {
      expect(sent.html).toContain(`href="#${champ}"`);
      expect(sent.html).toContain(`id="${champ}-erreur"`);
    }
    expect(sent.html).toMatch(/role="alert" tabindex="-1" autofocus/);
    expect(sent.html).toContain('value="beaucoup"');
    expect(sent.html).toContain('value="3-07"');
  });

  it("is refused in a building that is not entrusted", async () => {
    const sent = await visiteurs.send("relogement", "relogement/menages", {
      ...MENAGE,
      operation: String(orcades + 1e6),
    });
    expect(sent.statut).toBe(422);
    expect(sent.text).toContain("Choisissez un immeuble à démolir");
  });

  it("is tied both ways to the household that it leaves", async () => {
    const origine = await openDossier();
    const { html } = await ask("relogement", `/menages/nouveau?operation=${orcades}&origine=${origine}`);
    expectSoundPage(html);
    const jeune = await openDossier({ origine: String(origine), nom: "Jeune" });
    expect((await ask("relogement", `/menages/${jeune}`)).html).toContain(`/menages/${origine}"`);
    expect((await ask("relogement", `/menages/${origine}`)).html).toContain(`/menages/${jeune}"`);
  });
});

describe("names", () => {
  it("are read by those who rehouse, and told to the journal once a reading", async () => {
    const id = await openDossier();
    await ask("relogement", `/menages/${id}`);
    const count = async () => {
      const { rows } = await visiteurs.database.pool.query(
        "select count(*)::integer as lus from journal.entree where acte = 'dossier-lu' and objet = $1",
        [`relogement:${id}`],
      );
      return z.tuple([z.object({ lus: z.number() })]).parse(rows)[0].lus;
    };
    const before = await count();
    expect((await ask("relogement", `/menages/${id}`)).text).toContain("Camélia Essai");
    expect(await count()).toBe(before + 1);
    // These forms open no name.
    for (const suite of ["entretien", "situation", "etape", "feuille"])
      await ask("relogement", `/menages/${id}/${suite}`);
    expect(await count()).toBe(before + 1);
  });

  test.each(["agent-epci", "membre-coordination"] as const)("are nowhere for %s", async (role) => {
    const id = await openDossier();
    await expectOk(entretien(id));
    for (const chemin of ["/menages", `/menages/${id}`, `/immeubles/${orcades}`, `/menages/${id}/feuille`]) {
      const { statut, html } = await ask(role, chemin);
      expect([chemin, statut]).toEqual([chemin, 200]);
      for (const mot of ["Camélia", "Essai,", "2-11", "Souhaits notés"]) expect(html).not.toContain(mot);
    }
    expect((await ask(role, `/menages/${id}`)).text).not.toContain("Modifier");
    expect((await ask(role, `/menages/${id}/entretien`)).statut).toBe(403);
    expect((await ask(role, "/menages/nouveau")).statut).toBe(403);
  });

  it("are those of the household that one follows: another officer has none of them", async () => {
    const id = await openDossier();
    expect((await ask("agent-bailleur", `/menages/${id}`)).statut).toBe(404);
    expect((await ask("reservataire", `/menages/${id}`)).statut).toBe(404);
    expect((await ask("agent-bailleur", "/menages")).text).toContain("Aucun dossier à montrer");
  });
});

describe("the list of the households that one follows", () => {
  it("has twenty-five of them a page, each once, the most urgent first", async () => {
    const referencesOf = (html: string) => [...html.matchAll(/>([A-Z]{3}-\d+)</g)].map(([, one]) => one);
    const first = await ask("agent-epci", "/menages");
    const total = Number(/(\d+) ménages\./.exec(first.text)?.[1]);
    const pages = Math.ceil(total / 25);
    expect(first.text).toContain(`Lignes 1 à 25 sur ${total}`);
    const seen = [];
    for (let page = 1; page <= pages; page += 1) {
      const found = referencesOf((await ask("agent-epci", `/menages?feuille=menages.${page}`)).html);
      expect(found.length).toBe(page < pages ? 25 : total - 25 * (pages - 1));
      seen.push(...found);
    }
    expect(new Set(seen).size).toBe(total);
    const last = await ask("agent-epci", "/menages?feuille=menages.9999");
    expect(last.text).toContain(`Lignes ${25 * (pages - 1) + 1} à ${total} sur ${total}`);
  });

  it("sorts all of them, not those of the sheet", async () => {
    const avant = (html: string) =>
      [...html.matchAll(/data-titre="Reste à charge avant">([^<]*)</g)].map(([, cellule]) =>
        Number((cellule ?? "").replaceAll(/\D/g, "")),
      );
    const sorted = avant((await ask("agent-epci", "/menages?ordre=-menages.avant")).html);
    const all = avant((await ask("agent-epci", "/menages?feuille=menages.tout")).html);
    expect(sorted).toHaveLength(25);
    expect(sorted).toEqual(all.toSorted((a, b) => b - a).slice(0, 25));
    expect(sorted).not.toEqual(all.slice(0, 25).toSorted((a, b) => b - a));
  });

  it("opens the names of the rows shown alone", async () => {
    await ask("relogement", "/menages?ordre=menages.menage&feuille=menages.2");
    const { rows } = await visiteurs.database.pool.query(
      "select objet from journal.entree where acte = 'dossier-liste' and ressource = 'relogement' order by numero desc limit 1",
    );
    const [{ objet }] = z.tuple([z.object({ objet: z.string() })]).parse(rows);
    expect(objet.split(",").length).toBe(25);
  });
});

describe("an act on several households", () => {
  const idsOf = (html: string) => [...html.matchAll(/name="menage" value="(\d+)"/g)].map(([, one]) => one ?? "");

  it("counts each view as its own list does", async () => {
    const { html } = await ask("agent-epci", "/menages");
    const vues = [...html.matchAll(/href="\/t\/\d+\/relogement(\/menages[^"]*)"[^>]*>[^<]*<i>(\d+)<\/i>/g)];
    expect(vues.length).toBeGreaterThan(3);
    for (const [, chemin = "", compte] of vues) {
      const { text } = await ask("agent-epci", chemin.replaceAll("&amp;", "&"));
      expect(text).toMatch(new RegExp(`\\b${compte} (sur \\d+ )?ménages?\\.`));
    }
  });

  it("shows them first, writes each apart, and tells for whom nothing was written", async () => {
    const ouverts = idsOf((await ask("relogement", "/menages?etat=a-rencontrer")).html).slice(0, 2);
    const [clos = ""] = idsOf((await ask("relogement", "/menages?etat=reloge")).html);
    const menages = [...ouverts, clos];
    const page = await ask("relogement", `/menages/relancer?${menages.map((id) => `menage=${id}`).join("&")}`);
    expectSoundPage(page.html);
    expect(page.text).toContain("Enregistrer pour 3 ménages choisis");
    const sent = await visiteurs.send("relogement", "relogement/menages/relancer", {
      menage: menages,
      le: "2030-04-02",
    });
    expect(sent.text).toContain("Enregistré pour 2 ménages. Rien d’écrit pour 1 ménage");
    expect(sent.text).toContain("Ce dossier est clos");
    for (const id of ouverts) {
      expect((await ask("relogement", `/menages/${id}`)).text).toContain("Rappeler le ménage, le 2 avril 2030");
    }
    expect((await ask("relogement", `/menages/${clos}`)).text).not.toContain("2 avril 2030");
  });

  it("is offered to whoever may do it alone", async () => {
    const { html } = await ask("agent-epci", "/menages");
    expect(html).not.toContain("/menages/relancer");
    expect((await ask("agent-epci", "/menages/relancer?menage=1")).statut).toBe(403);
    const [menage = ""] = idsOf(html);
    const confies = await ask("agent-epci", `/menages/confier?menage=${menage}`);
    expect(confies.text).toContain("Un ménage se confie avec son immeuble entier");
    expect((await ask("relogement", "/menages/confier?menage=1")).statut).toBe(403);
    expect((await ask("relogement", "/menages/porter-au-comite")).text).toContain("Aucun ménage n’est coché");
  });
});

describe("from the first meeting to the lease", () => {
  it("makes three offers, is refused a fourth without the comité, then signs", async () => {
    const id = await withTwoRefusals();
    const two = await ask("relogement", `/menages/${id}`);
    expect(two.text).toContain("Deux offres sont refusées");
    expect(two.text).toContain("Offre 3 sur 3");
    // 310,50 + 95 − 240 = 165,50 for 76 m²; 390 + 70 − 260 = 200 for 68 m².
    expect(two.text).toContain("Reste à charge avant 166 €, 2,18 €/m² Reste à charge après 200 €, 2,94 €/m²");
    expect(two.text).toContain("Différence +35 €, +0,76 €/m²");
    await expectOk(offre(id));
    const full = await ask("relogement", `/menages/${id}`);
    expect(full.text).toContain("une de plus demande une décision du comité de suivi");
    const fourth = await ask("relogement", `/menages/${id}/offre`);
    expect([fourth.statut, fourth.text]).toEqual([409, expect.stringContaining("décision du comité")]);
    await expectOk(submit(id, "offres/3/visite", { le: "2030-02-12" }));
    await expectOk(submit(id, "offres/3/reponse", { reponse: "acceptee", le: "2030-02-20", motif: "" }));
    const before = (await ask("relogement", `/immeubles/${orcades}`)).text;
    await expectOk(submit(id, "offres/3/bail", { le: "2030-03-01" }));
    const signed = await ask("relogement", `/menages/${id}`);
    expectSoundPage(signed.html);
    expect(signed.text).toContain("Relogé depuis le 1er mars 2030");
    expect(countOf((await ask("relogement", `/immeubles/${orcades}`)).text)).toBe(countOf(before) + 1);
    expect(signed.text).toContain("Enquête du inconnu");
    const enquete = { jour: "2030-03-05", logement: "plutot", quartier: "pas", accompagnement: "", effort: "24,5" };
    expect((await submit(id, "enquete", { ...enquete, jour: "2031-01-01" })).statut).toBe(422);
    await expectOk(submit(id, "enquete", enquete));
    const asked = await ask("relogement", `/menages/${id}`);
    expect(asked.text).toMatch(
      /Logement Plutôt satisfait Quartier Pas satisfait Accompagnement inconnu Taux d’effort 24,5\s%/,
    );
    expect((await ask("relogement", `/immeubles/${orcades}`)).text).toMatch(/logement \d+\ssur\s\d+, quartier/);
    await expectOk(submit(id, "annuler-bail", {}));
    expect(countOf((await ask("relogement", `/immeubles/${orcades}`)).text)).toBe(countOf(before));
  });

  const countOf = (text: string) => Number(/(\d+) ménages? relogés? sur/.exec(text)?.[1]);

  it("opens a fourth offer with a decision of the comité, and one only", async () => {
    const id = await withTwoRefusals();
    await expectOk(offre(id));
    await expectOk(refuse(id, 3));
    await expectOk(
      submit(id, "decision", { objet: "quatrieme-offre", le: "2030-03-01", motif: "Deux logements à visiter" }),
    );
    expect((await ask("relogement", `/menages/${id}`)).text).toContain(
      "Autorisée par le comité de suivi du 1er mars 2030",
    );
    await expectOk(offre(id, { le: "2030-03-02" }));
    expect((await ask("relogement", `/menages/${id}/offre`)).statut).toBe(409);
  });

  it("asks why an offer is refused, at its field", async () => {
    const id = await openDossier();
    await expectOk(entretien(id));
    await expectOk(offre(id));
    const sent = await submit(id, "offres/1/reponse", { reponse: "refusee", le: "2030-02-20", motif: "" });
    expect(sent.statut).toBe(422);
    expect(sent.html).toContain('href="#motif"');
    expect(sent.html).toContain('id="motif-erreur"');
  });

  it("asks why, at its field, when the search finds better placed dwellings for the household", async () => {
    const id = await openDossier({ reste_max: "", zone: "indifferente", typologie: "T3" });
    await expectOk(entretien(id));
    const last = { premiere_location: "1975-01-01", rehabilite: "non", residentialise: "non", pru1: "non" };
    const sent = await offre(id, last);
    expect([sent.statut, sent.text]).toEqual([
      422,
      expect.stringContaining("mieux placés dans l’ordre de relogement conviennent"),
    ]);
    expect(sent.html).toContain('href="#raison_rang"');
    await expectOk(offre(id, { ...last, raison_rang: "Le ménage veut rester près de l’école" }));
    expect((await ask("relogement", `/menages/${id}`)).text).toContain("Le ménage veut rester près de l’école");
  });

  it("says that an offer comes after a first meeting", async () => {
    const id = await openDossier();
    const { statut, text } = await ask("relogement", `/menages/${id}/offre`);
    expect([statut, text]).toEqual([409, expect.stringContaining("après un premier entretien")]);
  });

  it("sends a blocked case to the commission, and records a departure", async () => {
    const id = await openDossier();
    await expectOk(submit(id, "blocage", { motif: "dette-locative", le: "2030-03-01" }));
    expect((await ask("relogement", `/menages/${id}`)).text).toContain("Situation bloquée : dette de loyer");
    await expectOk(submit(id, "etat?vers=depart", { vers: "depart", le: "2030-03-05" }));
    const gone = await ask("relogement", `/menages/${id}`);
    expect(gone.text).toContain("Parti sans relogement");
    expect(gone.html).not.toContain('/entretien"');
  });
});

describe("two at once, or twice the same", () => {
  it("keeps one interview of a form that is sent twice, and says so", async () => {
    const id = await openDossier();
    const page = await ask("relogement", `/menages/${id}/entretien`);
    const champs = { ...hiddenOf(page.html), le: "2030-02-01", mode: "domicile", texte: "Dit une fois" };
    const chemin = `relogement/menages/${id}/entretien`;
    const sent = await Promise.all([1, 2].map(() => visiteurs.send("relogement", chemin, champs)));
    expect(sent.map(({ statut }) => statut).toSorted()).toEqual([303, 409]);
    expect(sent.find(({ statut }) => statut === 409)?.text).toContain("Rien de cet envoi n’est enregistré");
    const { text } = await ask("relogement", `/menages/${id}`);
    expect(text.split("Dit une fois")).toHaveLength(2);
  });

  it("tells the second officer that the file has changed, with what they typed", async () => {
    const id = await openDossier();
    const page = await ask("relogement", `/menages/${id}/situation`);
    await expectOk(submit(id, "situation", { ...MENAGE, personnes: "4" }));
    const late = await visiteurs.send("relogement", `relogement/menages/${id}/situation`, {
      ...hiddenOf(page.html),
      ...MENAGE,
      reste_max: "199",
    });
    expect([late.statut, late.text]).toEqual([409, expect.stringContaining("Le dossier a changé")]);
    expect(late.html).toContain('value="199"');
  });

  it("refuses health, and asks to read again what looks personal", async () => {
    const id = await openDossier();
    const sante = await submit(id, "entretien", { le: "2030-02-01", mode: "domicile", texte: "dépression sévère" });
    expect(sante.statut).toBe(422);
    expect(sante.html).toContain('href="#texte"');
    const texte = "Rappeler le 06 39 98 12 47";
    const asked = await submit(id, "entretien", { le: "2030-02-01", mode: "domicile", texte });
    expect(asked.html).toContain('name="relu"');
    expect(asked.html).toContain(texte);
    await expectOk(submit(id, "entretien", { le: "2030-02-01", mode: "domicile", texte, relu: "oui" }));
  });
});

describe("the list", () => {
  it("is filtered by state and by what calls for an act, and its address keeps them", async () => {
    const id = await withTwoRefusals();
    await expectOk(submit(id, "etape", { quoi: "visite", le: "2030-03-01" }));
    const { html, text } = await ask("relogement", "/menages?alerte=deux-refus&etat=offres");
    expectSoundPage(html);
    expect(html).toContain(`/menages/${id}"`);
    expect(html).toContain('name="alerte" value="deux-refus"');
    expect(html).toContain('value="offres" selected');
    expect(text).toContain("2 refusées, 1 possible");
    expect((await ask("relogement", "/menages?alerte=etape-depassee")).html).toContain(`/menages/${id}"`);
    expect((await ask("relogement", "/menages?etat=depart&alerte=deux-refus")).text).toContain(
      "Aucun ménage ne répond",
    );
    expect((await ask("relogement", "/menages?alerte=inconnue")).statut).toBe(400);
  });
});

describe("the sheet of an interview", () => {
  it("is filled with the file, or blank, and has no name", async () => {
    const id = await openDossier();
    const filled = await ask("relogement", `/menages/${id}/feuille`);
    expectSoundPage(filled.html);
    expect(filled.text).toContain("Hors quartier prioritaire");
    expect(filled.text).not.toContain("Camélia");
    const blank = await ask("relogement", `/menages/${id}/feuille?vierge=oui`);
    expectSoundPage(blank.html);
    expect(blank.text).not.toContain("Hors quartier prioritaire");
  });
});
