// @module-tag ci
// @module-tag long
// @module-tag profondeur
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { serveApp } from "#socle/routes/serveur/serve.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { selon } from "../profondeur.ts";
import { CHARGES, type Charge, FAMILLES, MARQUE } from "./charges.ts";
import { ENTREES } from "./entrees.ts";
import { inspectHtml } from "./inspecter.ts";
import { attack, type Bilan, isImpossible } from "./masse.ts";
import { countRows, describeSchema, type Monde, openMonde, type Qui } from "./monde.ts";
import { pagesUrbaines } from "./pages-urbaines.ts";
import { chargesOfPorte, PORTES, type Porte } from "./portes.ts";

/**
 * Every reader meets half of each family, or a sixteenth where a request carries few (portes.ts); the inputs, which differ only by where they stand,
 * one for each of three that follow one another, from another one each time. All to all would be 1 900 000 requests.
 */
const UN_SUR = 3;
/** Prime with the payloads' number, and with the families': each in turn, none before all the others. */
const SAUT = 27;

/** The families of this passage: on another version of the engine, those that speak to the engine. */
const SERVIES: readonly string[] = process.env.DATABASE_URL
  ? ["sql", "sql-type", "controle", "jeu-de-caracteres"]
  : FAMILLES;
const SERVIES_CHARGES = CHARGES.filter(({ famille }) => SERVIES.includes(famille));

const chargesInTurn = (entree: number): readonly Charge[] =>
  entree % UN_SUR === 0 ? SERVIES_CHARGES.slice(((entree / UN_SUR) * SAUT) % SERVIES_CHARGES.length).slice(0, 1) : [];

/** One payload in 62 for each input, of a third of the families: three inputs that follow one another meet them all. */
const DENSITE = { pas: 62, parts: 3 } as const;

function chargesDense(entree: number): readonly Charge[] {
  // One more at each turn: an input and a payload would else always have the same parity, and half of the payloads meet nobody.
  const reste = (entree * 7 + Math.floor(entree / DENSITE.pas)) % DENSITE.pas;
  return CHARGES.filter(
    ({ famille }, charge) =>
      charge % DENSITE.pas === reste &&
      ((charge % FAMILLES.length) + entree) % DENSITE.parts === 0 &&
      SERVIES.includes(famille),
  );
}

/** How many inputs that follow one another meet all the families. */
const { chargesOf, suite } = selon({
  ci: { chargesOf: chargesInTurn, suite: FAMILLES.length * UN_SUR },
  preuve: { chargesOf: chargesDense, suite: DENSITE.parts },
});

/** Tables that the accepted forms write in; all the others keep the rows they had. */
const ECRITES =
  /^(acces\.\w+|journal\.\w+|nominatif\.(menage_reloge|demandeur|personne|menage|souhait|souhait_cherche|lieu_ouvert|registre|mandat|evenement|message|envoi|entretien|fiche_\w+)|public\.(grille_cotation|ppgdid(_\w+)?|zone_locale|demarche|population_lieu|guichet_fiche|information|action_\w+|decision_\w+|bilan_bailleur|bilan_flux|contingent|flux_soustraction|categorie_locale|convention_\w+|engagement|evaluation_projet|instance(_\w+)?|reunion(_\w+)?|relogement(_\w+)?|charte_\w+|cas_\w+|operation(_\w+)?|regle_programme|commune_plh|scenario_\w+|logement_suivi|liberation|seuil_rapprochement|bail_suivi|examen_occupation|zone_examen|designation|candidature|plan|correspondance_colonne|mission_relogement|mesure_corrective|remontee|remontee_suite|compte|habilitation|localisation|organisation|territoire(_commune)?|attribution|lot(_rejet|_anomalie)?|rapport|revue_habilitation|droit_saisie|bailleur_nomme|fait|fait_attribution|cube_\w+))$/;

/** Fields that a page has as many of as it has rows. */
const EN_NOMBRE =
  /^(champ:|entete:|commentaire-|contingent-|partenaire-|nombre-|presence-|mandataire-|poids\.|groupe\.).*/;

let database: TestDatabase;
let monde: Monde;
beforeAll(async () => {
  database = await createDatabase();
  monde = await openMonde(database);
}, 120_000);
afterAll(async () => {
  await monde?.close();
  await database?.drop();
}, 120_000);

describe("the list of inputs is whole", () => {
  it("has every route that takes a form or a parameter", () => {
    // Acts whose only input is the address of their row: those are in the list by that address.
    const sansTexte = [
      "POST /connexion/cle/options",
      "POST /mon-compte/cles/options",
      "POST /mon-compte/preuve",
      "POST /ma-demande/:epci/renouveler",
      "POST /t/:epci/demandes/doublons/chercher",
      "POST /t/:epci/demandes/entretiens",
      "POST /t/:epci/examens-occupation/reprise",
      "POST /t/:epci/donnees/deposer",
      "POST /t/:epci/observatoire/diffusion",
      "POST /t/:epci/observatoire/desequilibres/listes",
      // A body of JSON: its cells are those of the file of notices, by the same reader.
      "POST /api/v1/territoires/:epci/conges",
    ];
    const routes = monde.app.routes
      .filter(({ method, path }) => method !== "ALL" && (method === "POST" || /:(?!epci)/.test(path)))
      .map(({ method, path }) => `${method} ${path}`);
    const tried = new Set(ENTREES.map(({ route }) => route));
    expect([...new Set(routes)].filter((route) => !tried.has(route) && !sansTexte.includes(route))).toEqual([]);
    expect([...tried].filter((route) => !routes.includes(route) && route.startsWith("POST"))).toEqual([]);
  });

  it("has every field of every form that the pages show", async () => {
    const { lot, habilitations, administrateur, depot, bienvenue, bilanBailleur, droit, conventionFlux, urbain } =
      monde.identifiants;
    const { aDater, groupe, rejets } = monde.identifiants;
    const rejet = new URLSearchParams({ motif: rejets.motif, colonne: rejets.colonne });
    const t = "/t/200068666";
    const pages: readonly [Qui, string][] = [
      ["personne", "/connexion"],
      ["personne", bienvenue],
      ["titulaire", "/mon-compte"],
      ["agent-epci", `${t}/bilan`],
      ["agent-epci", `${t}/rapport`],
      ["agent-epci", `${t}/donnees/localiser`],
      ["agent-epci", `${t}/donnees/lots/${lot}`],
      ["agent-epci", `${t}/donnees/depots/${depot}/0/colonnes`],
      ...[
        "recherche?q=Givry",
        "definitions",
        "aide",
        "aide/demande",
        "a-faire",
        "a-faire/toutes",
        "demarrage",
        "bilan/methode",
        "objectifs",
        "objectifs/hypotheses",
        "donnees",
        "donnees/deposer",
        "donnees/publier",
        `donnees/depots/${aDater}`,
        `donnees/lots/${rejets.lot}/rejets?${rejet}`,
        "donnees/localiser?vue=decisions",
        `donnees/localiser/groupe?${new URLSearchParams({ commune: groupe.commune, bailleur: groupe.bailleur })}`,
        "donnees/localiser/reponses",
      ].map((page): [Qui, string] => ["agent-epci", `${t}/${page}`]),
      ["agent-epci", `${t}/convention`],
      ["agent-epci", `${t}/convention/preparer`],
      ["agent-epci", `${t}/convention/versions/0`],
      ["agent-epci", `${t}/convention/versions/0/objectifs`],
      ["agent-epci", `${t}/avenants`],
      ["agent-epci", `${t}/mesures?annee=2017`],
      ...["parc", "carte", "loyers", "portraits", "segregation", "demandes", "packs/preparer?trimestre=2018-T3"].map(
        (page): [Qui, string] => ["agent-epci", `${t}/observatoire/${page}`],
      ),
      ...["desequilibres", "desequilibres/methode", "desequilibres/listes", "diffusion", "remontees"].map(
        (page): [Qui, string] => ["agent-epci", `${t}/observatoire/${page}`],
      ),
      ["agent-epci", `${t}/observatoire/loyers?partie=menages`],
      ["agent-epci", `${t}/observatoire/remontees/nouvelle?commune=52448`],
      ["responsable-bailleur", `${t}/contingents?annee=2017`],
      ["responsable-bailleur", `${t}/contingents/ajouter`],
      ["responsable-bailleur", `${t}/contingents/${droit}`],
      ["responsable-bailleur", `${t}/contingents/conventions/ajouter`],
      ["responsable-bailleur", `${t}/contingents/conventions/${conventionFlux}?annee=2017`],
      ["responsable-bailleur", `${t}/bilans-bailleurs?annee=2017`],
      ["responsable-bailleur", `${t}/bilans-bailleurs/${bilanBailleur}`],
      ...pagesUrbaines(urbain).map(([qui, page]): [Qui, string] => [qui, `${t}/${page}`]),
      ["gestionnaire-epci", `${t}/habilitations`],
      ["gestionnaire-epci", `${t}/habilitations/accorder`],
      ["gestionnaire-epci", `${t}/habilitations/dormants`],
      ["gestionnaire-epci", `${t}/habilitations/${habilitations[0]}`],
      ["gestionnaire-epci", `${t}/droits`],
      ["dpo", `${t}/journal`],
      ["personne", "/aide"],
      ["administrateur", "/territoires"],
      ["administrateur", "/territoires/ouvrir?siren=200034718"],
      ["administrateur", "/plateforme/habilitations/accorder"],
      ["administrateur", `/plateforme/habilitations/${administrateur}`],
    ];
    const shown = new Set<string>();
    for (const [qui, chemin] of pages) {
      const answer = await monde.ask(qui, chemin);
      expect(answer.status, chemin).toBe(200);
      const html = await answer.text();
      expect(inspectHtml(html), chemin).toEqual([]);
      const fields = html.matchAll(/<(?:input|select|textarea|button)[^>]* name="([^"]+)"/g);
      for (const [, nom = ""] of fields) shown.add(nom.replace(EN_NOMBRE, "$1"));
    }
    const tried = new Set(
      ENTREES.flatMap(({ nom, champs }) => champs ?? nom.split(/[ ?]/).at(-1) ?? []).map((nom) =>
        nom.replace(EN_NOMBRE, "$1"),
      ),
    );
    expect(shown.size).toBeGreaterThan(30);
    expect([...shown].filter((nom) => !tried.has(nom))).toEqual([]);
  });
});

const attaquant = (porte: Porte) => chargesOfPorte(porte, SERVIES_CHARGES, SERVIES.length);

describe(`${SERVIES_CHARGES.length} payloads of ${SERVIES.length} families against ${PORTES.length} readers and ${ENTREES.length} inputs`, () => {
  let bilan: Bilan;
  let avant: ReadonlyMap<string, number>;
  let schema: string;
  let lignes: readonly string[];
  beforeAll(async () => {
    avant = await countRows(database.pool);
    schema = await describeSchema(database.pool);
    const first = monde.journal.length;
    bilan = await attack(monde, { chargesOfPorte: attaquant, chargesOf });
    lignes = monde.journal.slice(first);
  }, 900_000);

  it("every reader meets its payloads, of every family, and shows back what it gives back", () => {
    expect([...bilan.passees.keys()]).toHaveLength(PORTES.length);
    for (const [porte, { recues, rendues }] of bilan.passees) {
      const { lecteur, route, rendue } = porte;
      const met = attaquant(porte);
      const manque = met.filter(({ marque, texte }) => !recues.has(marque) && !isImpossible(lecteur, texte));
      expect(manque, `${lecteur}, ${route}`).toEqual([]);
      expect(new Set(met.map(({ famille }) => famille)).size).toBe(SERVIES.length);
      if (rendue) expect(rendues.size, `shown back: ${route}`).toBeGreaterThan(met.length / 2);
    }
  });

  it("inputs that follow one another meet all the families, and no payload is left out", () => {
    const used = new Set(PORTES.flatMap(attaquant));
    for (const entree of ENTREES.keys()) {
      const met = Array.from({ length: suite }, (_, pas) => chargesOf(entree + pas)).flat();
      expect(new Set(met.map(({ famille }) => famille)).size).toBe(SERVIES.length);
      for (const charge of met) used.add(charge);
    }
    expect(used.size).toBe(SERVIES_CHARGES.length);
    expect(bilan.envoyees).toBeGreaterThan(ENTREES.length / UN_SUR + SERVIES_CHARGES.length);
  });

  it("no 500, nothing raw in a page, no header more, no payload in another answer; what is accepted is kept as it was sent", () => {
    expect(bilan.defauts.slice(0, 40)).toEqual([]);
    expect(bilan.gardees).toBeGreaterThan(SERVIES_CHARGES.length);
  });

  it("no table lost a row; those that no form writes in have theirs, and the schema is what it was", async () => {
    const apres = await countRows(database.pool);
    const changed = [...avant].filter(([nom, rows]) => {
      const now = apres.get(nom) ?? -1;
      return ECRITES.test(nom)
        ? now < rows && !/^(acces\.defi|public\.(zone_locale|(fait|cube)\w*))$/.test(nom)
        : now !== rows;
    });
    expect(changed).toEqual([]);
    expect([...apres.keys()]).toEqual([...avant.keys()]);
    expect(await describeSchema(database.pool)).toBe(schema);
  });

  it("the log has one line a request, each of one JSON object, and no payload", () => {
    const entry = z.object({ level: z.string(), time: z.string(), msg: z.string() });
    const said = lignes.map((line) => entry.parse(JSON.parse(line)));
    expect(lignes.filter((line) => MARQUE.test(line) || line.indexOf("\n") !== line.length - 1)).toEqual([]);
    // The address that was located is located back: one request more for each.
    expect(said.filter(({ msg }) => msg === "requête").length - bilan.envoyees).toBeLessThanOrEqual(bilan.gardees);
    expect(said.filter(({ msg }) => msg === "requête").length).toBeGreaterThanOrEqual(bilan.envoyees);
    expect(said.filter(({ level }) => level !== "info")).toEqual([]);
  });
});

describe("headers written byte by byte, that no client library would send", () => {
  it("neither split an answer nor reach the log", async () => {
    const server = await serveApp(monde.app, 0, "127.0.0.1", { annonceMs: 0 });
    const first = monde.journal.length;
    const coupures = CHARGES.filter(({ famille }) => ["coupure", "journal", "controle", "en-tete"].includes(famille));
    try {
      for (const [rang, { texte }] of coupures.entries()) {
        const nom = ["user-agent", "cookie", "x-forwarded-for", "referer", "accept"][rang % 5];
        const raw = await sendRaw(
          server.port,
          `GET /accessibilite HTTP/1.1\r\nhost: localhost\r\n${nom}: ${texte}\r\nconnection: close\r\n\r\n`,
        );
        expect(raw, JSON.stringify(texte)).toMatch(/^HTTP\/1\.1 (200|400|405|431) /);
        const [head = ""] = raw.split("\r\n\r\n");
        expect(MARQUE.test(head), JSON.stringify(texte)).toBe(false);
        expect(head).toContain("content-security-policy:");
      }
    } finally {
      await server.close();
    }
    expect(monde.journal.slice(first).filter((line) => MARQUE.test(line))).toEqual([]);
  });
});

function sendRaw(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let said = "";
    socket.setEncoding("latin1").on("data", (chunk: string) => {
      said += chunk;
    });
    socket.once("close", () => resolve(said));
    socket.once("error", reject);
    socket.write(Buffer.from(request, "utf8"));
  });
}
