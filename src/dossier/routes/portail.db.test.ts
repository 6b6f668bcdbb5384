import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { openConnexion } from "#acces/routes/connexion/deps.ts";
import { CODE_OFFICIEL } from "#service/commandes/code-officiel.ts";
import { openCoffre } from "#service/commandes/coffre.ts";
import { HORLOGE } from "#service/commandes/session.ts";
import { createApp } from "#service/routes/app.ts";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";
import { COURRIER_ESSAI, SMS_ESSAI } from "../../../test/fixtures/courrier.ts";
import { textOf } from "../../../test/fixtures/pages.ts";
import { openDepotPieces } from "../sql/piece/depot-pieces.ts";

const EPCI = "200068666";
const PAS_ENCORE = "pas encore enregistrée : aucune ancienneté ne court";
const DEMANDE = `/ma-demande/${EPCI}`;
const COFFRE = openCoffre("essai");

let database: TestDatabase;
let app: ReturnType<typeof createApp>;
/** Texts of the messages sent. */
const messages: string[] = [];
const courrier: typeof COURRIER_ESSAI = {
  ...COURRIER_ESSAI,
  envoyer: async ({ texte }) => {
    messages.push(texte);
    return { etat: "depose" };
  },
};
/** Milliseconds that a test adds to the clock. */
let avance = 0;
const horloge = {
  aujourdhui: () => HORLOGE.aujourdhui(),
  maintenant: () => new Date(Date.parse(HORLOGE.maintenant()) + avance).toISOString(),
};

beforeAll(async () => {
  database = await createDatabase();
  await database.pool.query(
    "insert into territoire (epci, nom, demonstration) values ($1, 'CA d’essai', true), ('200000001', 'Ailleurs', false)",
    [EPCI],
  );
  await database.pool.query(
    "insert into territoire_commune (epci, commune, nom) values ($1, '52448', 'Saint-Dizier'), ($1, '51278', 'Givry')",
    [EPCI],
  );
  await database.pool.query(
    `with o as (insert into organisation (type, nom) values ('guichet', 'Mairie de Givry'), ('guichet', 'Mairie de Saint-Dizier') returning id, nom)
     insert into guichet_fiche (epci, organisation, nom, niveau, adresse, commune, telephone, publie_le)
     select $1, id, nom, 'enregistrement', '1 place de la Mairie', case when nom like '%Givry' then '51278' else '52448' end, '03 25 00 00 00', now() from o`,
    [EPCI],
  );
  // An agent accredited at each, who came on that day: without one, nobody would read a demande sent there.
  await database.pool.query(
    `with c as (insert into compte (courriel, prenom, nom, vu_le, courriel_prouve_le)
                values ('agent@exemple.fr', 'Agent', 'Essai', $2::date, $2::date) returning id)
     insert into habilitation (compte, organisation, role, epci, debut, fin, motif)
     select c.id, o.id, 'guichet', $1, $2::date, $2::date + 300, 'Posée par un essai'
       from c, organisation o where o.type = 'guichet'`,
    [EPCI, HORLOGE.aujourdhui()],
  );
  const log = { info: () => {}, error: () => {} };
  app = createApp({
    horloge,
    hash: (text: string) => text,
    coffre: COFFRE,
    courrier,
    sms: SMS_ESSAI,
    pieces: openDepotPieces("/nonexistent"),
    antivirus: null,
    codeOfficiel: CODE_OFFICIEL,
    dossierDepots: "/nonexistent",
    log,
    version: "0.0.0",
    debit: 100_000,
    secondEnvoi: null,
    bases: database.bases,
    connexion: openConnexion({
      queries: database.bases.connexions,
      horloge,
      demonstration: true,
      origine: "http://localhost",
      proconnect: null,
      adresse: () => "127.0.0.1",
      log,
    }),
  });
});
afterAll(() => database.drop());

type Page = { readonly statut: number; readonly html: string; readonly text: string; readonly vers: string };

function bodyOf(champs: Readonly<Record<string, string | readonly string[]>>): URLSearchParams {
  const body = new URLSearchParams();
  for (const [nom, valeur] of Object.entries(champs)) {
    for (const une of typeof valeur === "string" ? [valeur] : valeur) body.append(nom, une);
  }
  return body;
}

/** A browser without scripts: cookies, links and forms. */
class Telephone {
  readonly cookies = new Map<string, string>();

  async ask(chemin: string, champs?: Readonly<Record<string, string | readonly string[]>>): Promise<Page> {
    const response = await app.request(chemin, {
      ...(champs && { method: "POST", body: bodyOf(champs) }),
      headers: {
        accept: "text/html",
        origin: "http://localhost",
        "sec-fetch-site": "same-origin",
        cookie: [...this.cookies].map(([nom, valeur]) => `${nom}=${valeur}`).join("; "),
      },
    });
    for (const ligne of response.headers.getSetCookie()) this.keep(ligne);
    const html = await response.text();
    return { statut: response.status, html, text: textOf(html), vers: response.headers.get("location") ?? "" };
  }

  keep(ligne: string): void {
    const [, nom = "", valeur = ""] = /^([^=]+)=([^;]*)/.exec(ligne) ?? [];
    if (/max-age=0/i.test(ligne)) this.cookies.delete(nom);
    else this.cookies.set(nom, valeur);
  }

  /** Sends the form of a page with its hidden fields. */
  async repondre(question: string, champs: Readonly<Record<string, string | readonly string[]>>): Promise<Page> {
    const page = await this.ask(`${DEMANDE}/etapes/${question}`);
    expect([question, page.statut, page.vers]).toEqual([question, 200, ""]);
    expect(page.html.match(/<h1>/g)).toHaveLength(1);
    expect(gzipSync(page.html).length).toBeLessThan(20_000);
    const revision = /name="revision" value="(\d+)"/.exec(page.html)?.[1] ?? "";
    return this.ask(`${DEMANDE}/etapes/${question}`, { revision, ...champs });
  }

  async commencer(champs: Readonly<Record<string, string>> = { pour: "moi" }): Promise<readonly string[]> {
    const { vers, text, statut } = await this.ask(`${DEMANDE}/nouvelle`, champs);
    expect([statut, vers, statut === 303 ? "" : text]).toEqual([303, `${DEMANDE}/code`, ""]);
    const page = await this.ask(vers);
    return page.html.match(/[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/g) ?? [];
  }
}

const REPONSES: readonly (readonly [string, Readonly<Record<string, string | readonly string[]>>])[] = [
  ["vous/identite", { civilite: "madame", nom: "Exemple", prenom: "Camille", naissance: "1990-05-02" }],
  ["vous/joindre", { telephone: "06 39 98 00 01", courriel: "camille@demonstration.invalid", accords: ["courriel"] }],
  ["vous/situation", { situation: "celibataire" }],
  ["vous/nationalite", { nationalite: "inconnue" }],
  ["menage/composition", {}],
  ["menage/handicap", { handicap: "oui", personnes: "1", fauteuil: "oui", motifs: ["07"] }],
  ["revenus/travail", { profession: "salarie-prive", contrat_court: "non" }],
  ["revenus/employeur", { siret: "356 000 000 00048", plus_de_dix: "oui" }],
  ["revenus/ressources", { sources: ["salaire"], mensuel: "1 350,40" }],
  ["revenus/impots", { rfr_inconnu: "oui" }],
  ["logement-actuel/logement", { mode: "locataire-prive", commune: "52448", proprietaire_ailleurs: "non" }],
  ["logement-actuel/loyer", { loyer: "520" }],
  ["logement-actuel/taille", { personnes: "2", pieces: "2", surface: "38" }],
  ["recherche/motifs", { principal: "13", autres: ["09"] }],
  ["recherche/logement", { typologies: ["T2", "T3"], genre: "indifferent" }],
  ["recherche/lieux", { lieu_1: "52448", lieu_3: "51278", elargir: "oui" }],
  ["recherche/rapide", { mobilite: "non", meuble: "non" }],
  ["recherche/violences", { violences: "inconnu" }],
  ["recherche/dalo", { dalo: "non" }],
];

const one = async <T>(schema: z.ZodType<T>, text: string, params: readonly unknown[] = []): Promise<T> =>
  schema.parse((await database.pool.query<Record<string, unknown>>(text, [...params])).rows[0]);

async function repondreTout(telephone: Telephone): Promise<void> {
  for (const [question, champs] of REPONSES) {
    const { statut, vers, text } = await telephone.repondre(question, champs);
    expect([question, statut, statut === 303 ? "" : text]).toEqual([question, 303, ""]);
    expect(vers).toMatch(/\/etapes\//);
  }
}

// Forty pages in sequence: a busy machine exceeds the default timeout.
describe("a household asks for a dwelling without a script", { timeout: 120_000 }, () => {
  it("from « nouvelle » to « envoyée », and comes back to it by its code", async () => {
    const telephone = new Telephone();
    const nouvelle = await telephone.ask(`${DEMANDE}/nouvelle`);
    expect(nouvelle.text).toContain("10 minutes");
    const [code = ""] = await telephone.commencer();
    expect((await telephone.ask(`${DEMANDE}/etapes`)).vers).toBe(`${DEMANDE}/etapes/vous/identite`);

    // An error is shown first, and the input is kept.
    const refuse = await telephone.repondre("vous/identite", { nom: "Exemple", prenom: "", naissance: "1990-05-02" });
    expect(refuse.statut).toBe(422);
    expect(refuse.html).toContain('value="Exemple"');
    expect(refuse.html).toMatch(/<h2[^>]*autofocus[^>]*>[^<]*Corrigez/);
    expect(refuse.html).toContain('href="#prenom"');

    await telephone.ask(`${DEMANDE}/etapes/menage/personnes/nouvelle`);
    const enfant = { qualite: "garde-partagee", prenom: "Noa", nom: "Exemple", naissance: "2019-03-01", revision: "0" };
    expect((await telephone.ask(`${DEMANDE}/etapes/menage/personnes/nouvelle`, enfant)).vers).toContain(
      "personne-ajoutee",
    );

    await repondreTout(telephone);
    expect((await telephone.ask(`${DEMANDE}/etapes`)).vers).toBe(`${DEMANDE}/etapes/verifier`);
    const verifier = await telephone.ask(`${DEMANDE}/etapes/verifier`);
    expect(verifier.text).toContain("Salarié d’une entreprise");
    expect(verifier.text).not.toContain("fauteuil");
    expect(verifier.text.indexOf("Mairie de Saint-Dizier")).toBeLessThan(verifier.text.indexOf("Mairie de Givry"));
    const guichet = /name="guichet" value="(\d+)"/.exec(verifier.html)?.[1] ?? "";
    const envoi = await telephone.ask(`${DEMANDE}/envoyer`, { guichet });
    expect([envoi.statut, envoi.vers, envoi.statut === 303 ? "" : envoi.text]).toEqual([303, `${DEMANDE}/envoyee`, ""]);
    const envoyee = await telephone.ask(envoi.vers);
    expect(envoyee.text).toContain("système national");
    // Until the national system has it, every page says so, and the message too.
    const avant = [`${DEMANDE}/etapes/vous/identite`, DEMANDE, `${DEMANDE}/etapes/documents`, `${DEMANDE}/reglages`];
    for (const chemin of avant) expect((await telephone.ask(chemin)).text, chemin).toContain(PAS_ENCORE);
    expect(envoyee.text).toContain(PAS_ENCORE);
    expect(messages.at(-1)?.replaceAll("\u00a0", " ")).toContain(PAS_ENCORE);
    const saisine = formatJour(addDays(HORLOGE.aujourdhui(), 15)).replaceAll("\u00a0", " ");
    expect((await telephone.ask(DEMANDE)).text).toContain(
      `Sans enregistrement le ${saisine}, vous pouvez écrire au préfet.`,
    );
    expect(envoyee.text).toMatch(/D-[0-9A-Z]{4}-[0-9A-Z]{4}/);

    // Derived columns hold nothing sensitive.
    const menage = await one(
      z.looseObject({}),
      `select m.*, d.etat, d.guichet is not null as "aGuichet" from nominatif.menage m join nominatif.demandeur d on d.id = m.demandeur
        where d.telephone = '06 39 98 00 01'`,
    );
    expect(menage).toMatchObject({
      personnes: 2,
      pieces_min: 3,
      unite_conso: 1,
      revenu_mensuel: 1350,
      action_logement: "oui",
    });
    expect(menage).toMatchObject({
      nature: "acces",
      etat: "a-enregistrer",
      aGuichet: true,
      categorie_plafond: 2,
      quartile: "inconnu",
    });
    expect(JSON.stringify(menage)).not.toMatch(/"07"|fauteuil|accessible/);

    const revenu = new Telephone();
    expect((await revenu.ask(`${DEMANDE}/etapes`)).vers).toBe(`${DEMANDE}/reprendre`);
    const retour = await revenu.ask(`${DEMANDE}/reprendre`, {
      code: code.toLowerCase().replaceAll("-", " ").replace("0", "o"),
    });
    expect([retour.statut, retour.vers]).toEqual([303, DEMANDE]);
    expect((await revenu.ask(`${DEMANDE}/etapes/menage/handicap`)).html).toMatch(/value="oui" checked/);
    const pdf = await revenu.ask(`${DEMANDE}/reponses.pdf`);
    expect(pdf.statut).toBe(200);

    // A sent demande may still change, and each change writes an event.
    expect((await revenu.repondre("revenus/ressources", { mensuel: "0", sources: [] })).statut).toBe(303);
    const { codes } = await one(
      z.object({ codes: z.array(z.string()) }),
      "select array_agg(e.code order by e.id) as codes from nominatif.evenement e join nominatif.demandeur d on d.id = e.demandeur where d.telephone = '06 39 98 00 01'",
    );
    expect(codes).toEqual(["demande-commencee", "demande-deposee", "etape-enregistree"]);
    await database.pool.query(
      "update nominatif.demandeur set etat = 'active', numero_hash = 'empreinte', enregistree_le = $1, anciennete_le = $1, echeance_le = $1::date + 365 where telephone = '06 39 98 00 01'",
      [HORLOGE.aujourdhui()],
    );
    for (const chemin of avant) expect((await revenu.ask(chemin)).text, chemin).not.toContain(PAS_ENCORE);
    await revenu.ask(`${DEMANDE}/quitter`, {});
    expect((await revenu.ask(`${DEMANDE}/etapes`)).vers).toBe(`${DEMANDE}/reprendre`);
  });

  it("and nobody else: a code of nobody, of elsewhere, a visit that is old", async () => {
    const telephone = new Telephone();
    const [code = ""] = await telephone.commencer();
    const autre = new Telephone();
    const refus = await autre.ask(`${DEMANDE}/reprendre`, { code: "0000-0000-0000-0000" });
    expect(refus.statut).toBe(422);
    const ailleurs = await autre.ask("/ma-demande/200000001/reprendre", { code });
    const message = "Ce code n’ouvre aucune demande ici";
    expect([refus.text.includes(message), ailleurs.text.includes(message)]).toEqual([true, true]);
    expect(autre.cookies.has("blaise-dossier")).toBe(false);
    avance = 61 * 60_000;
    expect((await telephone.ask(`${DEMANDE}/etapes`)).vers).toBe(`${DEMANDE}/reprendre`);
    avance = 0;
  });

  it("and is left, or kept, of no territory that is not open: what its address says leads nowhere", async () => {
    const telephone = new Telephone();
    await telephone.commencer();
    for (const epci of ["999999999", "%60cat)", "%0A1"]) {
      const { statut, vers } = await telephone.ask(`/ma-demande/${epci}/quitter`, {});
      expect([epci, statut, vers]).toEqual([epci, 404, ""]);
      expect((await telephone.ask(`/ma-demande/${epci}/compte/garder`)).statut).toBe(404);
    }
    expect((await telephone.ask(`${DEMANDE}/etapes`)).vers).toBe(`${DEMANDE}/etapes/vous/identite`);
  });

  it("two windows: on two questions both are kept, on one the late is told", async () => {
    const telephone = new Telephone();
    await telephone.commencer();
    const un = { revision: "0", nom: "Un", prenom: "Camille", naissance: "1990-05-02" };
    expect((await telephone.ask(`${DEMANDE}/etapes/vous/identite`, un)).statut).toBe(303);
    expect((await telephone.ask(`${DEMANDE}/etapes/vous/situation`, { revision: "0", situation: "veuf" })).statut).toBe(
      303,
    );
    const tard = await telephone.ask(`${DEMANDE}/etapes/vous/identite`, { ...un, nom: "Deux" });
    expect(tard.statut).toBe(409);
    expect(tard.text).toContain("dans une autre fenêtre");
    expect(tard.html).toContain('value="Deux"');
    expect(tard.html).toContain('name="revision" value="1"');
    expect((await telephone.ask(`${DEMANDE}/etapes/vous/identite`, { ...un, nom: "Deux", revision: "1" })).statut).toBe(
      303,
    );
    const seul = await telephone.repondre("vous/situation", { situation: "pacse", suite: "plus-tard" });
    expect(seul.vers).toBe(`${DEMANDE}/pause`);
    expect((await telephone.ask(`${DEMANDE}/pause`)).text).toContain("6 mois");
    expect((await telephone.ask(`${DEMANDE}/etapes`)).vers).toBe(`${DEMANDE}/etapes/vous/joindre`);
  });

  it("for another person, on a dated mandate that the person takes back", async () => {
    const aidant = new Telephone();
    const jour = HORLOGE.aujourdhui();
    const mandat = { pour: "autre", nom: "Alex Aidant", qualite: "travailleur-social", signe_le: jour, au: jour };
    expect((await aidant.ask(`${DEMANDE}/nouvelle`, { ...mandat, au: "2001-01-01" })).statut).toBe(422);
    const [propre = "", personne = ""] = await aidant.commencer(mandat);
    expect(
      (await aidant.repondre("vous/identite", { nom: "Exemple", prenom: "Dominique", naissance: "1950-01-01" })).statut,
    ).toBe(303);
    // Sensitive questions, and the person's own decisions, are closed to a mandate.
    expect((await aidant.ask(`${DEMANDE}/etapes/recherche/violences`)).statut).toBe(404);
    expect((await aidant.ask(`${DEMANDE}/mandats`)).statut).not.toBe(200);
    const titulaire = new Telephone();
    await titulaire.ask(`${DEMANDE}/reprendre`, { code: personne });
    expect((await titulaire.ask(`${DEMANDE}/etapes/recherche/violences`)).statut).toBe(200);
    const mandats = await titulaire.ask(`${DEMANDE}/mandats`);
    expect(mandats.text).toContain("Alex Aidant");
    const retirer = /action="([^"]+\/retirer)"/.exec(mandats.html)?.[1] ?? "";
    expect((await titulaire.ask(retirer, {})).statut).toBe(303);
    expect((await aidant.ask(`${DEMANDE}/etapes`)).vers).toBe(`${DEMANDE}/reprendre`);
    expect((await new Telephone().ask(`${DEMANDE}/reprendre`, { code: propre })).statut).toBe(422);
    expect((await titulaire.ask(`${DEMANDE}/etapes`)).statut).toBe(303);
  });

  it("keeps its file in an account, and renews or gives it up", async () => {
    const telephone = new Telephone();
    await telephone.commencer();
    await telephone.repondre("vous/identite", { nom: "Compte", prenom: "Lou", naissance: "1990-05-02" });
    const ecrit = await telephone.ask(`${DEMANDE}/compte`, { courriel: "lou@demonstration.invalid" });
    expect(ecrit.vers).toBe(`${DEMANDE}/compte?fait=ecrit`);
    const bienvenue = /http:\/\/localhost(\/bienvenue\/\S+)/.exec(messages.at(-1) ?? "")?.[1] ?? "";
    const mot = "quatre chevaux dans la marne";
    const entree = await telephone.ask(bienvenue, { prenom: "Lou", nom: "Compte", mot_de_passe: mot });
    expect([entree.statut, entree.vers]).toEqual([303, `${DEMANDE}/compte/garder`]);
    expect((await telephone.ask(entree.vers)).text).toContain("Garder cette demande");
    expect((await telephone.ask(entree.vers, {})).vers).toBe(`${DEMANDE}/pause?fait=compte`);
    telephone.cookies.delete("blaise-dossier");
    expect((await telephone.ask(`${DEMANDE}/etapes/vous/identite`)).html).toContain('value="Compte"');
    // A household cannot open the agents' pages.
    expect((await telephone.ask(`/t/${EPCI}`)).statut).not.toBe(200);

    const { id } = await one(z.object({ id: z.string() }), "select id from nominatif.demandeur where nom = 'Compte'");
    await database.pool.query(
      `update nominatif.demandeur set etat = 'a-renouveler', numero_hash = 'essai', enregistree_le = contexte.aujourdhui() - 340,
              anciennete_le = contexte.aujourdhui() - 340, echeance_le = contexte.aujourdhui() + 25, preavis_le = contexte.aujourdhui() where id = $1`,
      [id],
    );
    expect((await telephone.ask(`${DEMANDE}/renouveler`)).text).toContain("un an de plus");
    expect((await telephone.ask(`${DEMANDE}/renouveler`, {})).vers).toContain("fait=renouvelee");
    const nom = await telephone.repondre("vous/identite", { nom: "Autre", prenom: "Lou", naissance: "1990-05-02" });
    expect(nom.text).toContain("pièce d’identité au guichet");
    expect((await telephone.ask(`${DEMANDE}/renoncer`, {})).statut).toBe(422);
    expect((await telephone.ask(`${DEMANDE}/renoncer`, { sur: "oui" })).vers).toContain("fait=renoncee");
    const fin = await one(
      z.looseObject({}),
      "select etat, radie_motif, anciennete_le = contexte.aujourdhui() - 340 as gardee, preavis_le from nominatif.demandeur where id = $1",
      [id],
    );
    expect(fin).toEqual({ etat: "radiee", radie_motif: "renonciation", gardee: true, preavis_le: null });
    expect((await telephone.repondre("vous/situation", { situation: "veuf" })).statut).not.toBe(303);
  });
});
