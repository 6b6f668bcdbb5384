// @module-tag profondeur
import type { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { droitsOf } from "#socle/regles/habilitation/matrice.ts";
import { ROLES, type Role } from "#socle/regles/habilitation/role.ts";
import type { Env } from "#socle/routes/deps.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { baseOf } from "../fixtures/base.ts";
import { enVol } from "../fixtures/en-vol.ts";
import { createTestApp } from "../fixtures/http.ts";
import { selon } from "../profondeur.ts";
import { acteurOf, buildMonde, EPCIS, type Monde } from "./monde.ts";
import { type Route, routesOf } from "./routes.ts";

const ROUTES = routesOf(createTestApp(baseOf({})));
const nameOf = ({ methode, chemin }: Route) => `${methode} ${chemin}`;

describe("every route declares what it is for", () => {
  it("none without a declaration", () => {
    expect(ROUTES.length).toBeGreaterThan(600);
    expect(ROUTES.filter(({ declaration }) => declaration === null).map(nameOf)).toEqual([]);
  });

  it("below a territory, only the home, the search and the guide are for every member; all the rest has its line of the matrix", () => {
    const open = ROUTES.filter(
      ({ chemin, declaration }) => chemin.includes("/:epci") && declaration !== null && "ouverte" in declaration,
    );
    const membres = [
      "",
      "/a-faire",
      "/a-faire/toutes",
      "/recherche",
      "/definitions",
      "/reprendre",
      "/reprendre/epingler",
      "/reprendre/retirer",
      "/reprendre/garder",
      "/reprendre/oublier",
    ].map((suite) => `/t/:epci${suite}`);
    expect(
      open
        .map(({ chemin }) => chemin)
        .filter((chemin) => !membres.includes(chemin) && !chemin.startsWith("/t/:epci/aide")),
    ).toEqual([]);
  });

  it("and what it declares is a right that somebody has", () => {
    const idle = ROUTES.filter(
      ({ declaration }) =>
        declaration !== null &&
        "ressource" in declaration &&
        !ROLES.some((role) =>
          droitsOf(role, declaration.ressource).some(({ actions }) => actions.includes(declaration.action)),
        ),
    );
    expect(idle.map(nameOf)).toEqual([]);
  });
});

/** What identifies a row in an address: how it is named by the table, and what is put in the other parameters. */
const PARAMETRES: Readonly<Record<string, { readonly table: string; readonly absent: string }>> = {
  "/donnees/lots/:id": { table: "lot", absent: "987654" },
  "/lots/:id": { table: "lot", absent: "987654" },
  "/donnees/localiser/:id": { table: "localisation", absent: "987654" },
  "/donnees/hors-territoire/:id": { table: "rattachement", absent: "987654" },
  "/donnees/perimetre/:id": { table: "acte_perimetre", absent: "987654" },
  "/donnees/bailleurs/:id": { table: "acte_bailleur", absent: "987654" },
  "/donnees/zones/:id": { table: "zone_locale", absent: "987654" },
  "/rapport/:numero": { table: "rapport", absent: "2017-annee-99" },
  "/convention/versions/:numero": { table: "convention_version", absent: "99" },
  "/rapport/:fichier": { table: "rapport", absent: "2017-annee-99" },
  "/bilans-bailleurs/:id": { table: "bilan_bailleur", absent: "987654" },
  "/bilans-bailleurs/:fichier": { table: "bilan_bailleur", absent: "987654" },
  "/contingents/bilans/:id": { table: "bilan_flux", absent: "987654" },
  "/contingents/conventions/:id": { table: "convention_flux", absent: "987654" },
  "/contingents/lignes/:ligne": { table: "flux_soustraction", absent: "987654" },
  "/contingents/:id": { table: "contingent", absent: "987654" },
  "/publics-prioritaires/categories/:id": { table: "categorie_locale", absent: "987654" },
  "/observatoire/packs/:id": { table: "pack_trimestriel", absent: "987654" },
  "/observatoire/packs/:fichier": { table: "pack_trimestriel", absent: "987654" },
  "/observatoire/diffusion/:id": { table: "diffusion", absent: "987654" },
  "/observatoire/remontees/:id": { table: "remontee", absent: "987654" },
  "/candidats/:demandeur": { table: "nominatif.demandeur", absent: "00000000-0000-4000-8000-000000000000" },
  "/cal/:seance": { table: "seance", absent: "987654" },
  "/liberations/fichier/:depot": { table: "depot", absent: "00000000-0000-4000-8000-000000000000" },
  "/liberations/menages/:depot": { table: "depot", absent: "00000000-0000-4000-8000-000000000000" },
  "/liberations/vacants/demandes/:demande": { table: "demande_logement", absent: "987654" },
  "/liberations/vacants/:id": { table: "liberation", absent: "987654" },
  "/liberations/echanges/offres/:offre": { table: "echange_offre", absent: "987654" },
  "/liberations/echanges/:echange": { table: "echange", absent: "987654" },
  "/liberations/:id": { table: "liberation", absent: "987654" },
  "/plans/:plan": { table: "plan", absent: "987654" },
  "/bilan/paires/:paire": { table: "paire_bail", absent: "987654" },
  "/bilan/paires/decisions/:decision": { table: "paire_decision", absent: "987654" },
  "/examens-occupation/baux/:bail": { table: "bail_suivi", absent: "987654" },
  "/relogement/menages/:id": { table: "relogement", absent: "987654" },
  "/relogement/immeubles/:id": { table: "operation", absent: "987654" },
  "/relogement/comite/charte/:id": { table: "operation", absent: "987654" },
  "/relogement/logements/declares/:id": { table: "logement_suivi", absent: "987654" },
  "/desequilibres/exclusions/:id": { table: "residence_exclue", absent: "987654" },
  "/desequilibres/listes/:id": { table: "liste_mixite", absent: "987654" },
  "/simulation/scenarios/:id": { table: "scenario_simulation", absent: "987654" },
  "/simulation/calculs/:calcul": { table: "calcul", absent: "00000000-0000-4000-8000-000000000000" },
  "/programme/operations/:id": { table: "operation", absent: "987654" },
  "/programme/conventions/:id": { table: "convention_objectif", absent: "987654" },
  "/commission/instances/:id": { table: "instance", absent: "987654" },
  "/commission/reunions/:reunion": { table: "reunion", absent: "987654" },
  "/commission/decisions/:decision": { table: "decision_instance", absent: "987654" },
  "/commission/decisions/:id": { table: "decision_instance", absent: "987654" },
  "/reperes/demarches/:demarche": { table: "demarche", absent: "987654" },
  "/reperes/populations/:population": { table: "population_lieu", absent: "987654" },
  "/ppgdid/:numero": { table: "ppgdid", absent: "97" },
  "/demandes/cotation/:grille": { table: "grille_cotation", absent: "987654" },
  "/commission/cas/:cas": { table: "cas_bloque", absent: "987654" },
  "/commission/evaluations/:numero": { table: "evaluation", absent: "EVAL-2017-99" },
  "/commission/evaluations/:fichier": { table: "evaluation", absent: "EVAL-2017-99" },
  "/cil/evaluations/:numero": { table: "evaluation", absent: "EVAL-2017-99" },
  "/cil/evaluations/:fichier": { table: "evaluation", absent: "EVAL-2017-99" },
  "/actions/:numero": { table: "action_convention", absent: "98" },
  "/demandes/fiches-contact/:fiche": { table: "nominatif.fiche_contact", absent: "987654" },
  "/demandes/doublons/:doublon": { table: "nominatif.doublon", absent: "987654" },
  "/demandes/veille/:veille": { table: "veille", absent: "987654" },
  "/demandes/entretiens/:entretien": { table: "nominatif.entretien", absent: "987654" },
  "/demandes/accueil/contenus/:contenu": { table: "information", absent: "987654" },
  "/demandes/accueil/guichets/:guichet": { table: "guichet_fiche", absent: "987654" },
  "/demandes/:demandeur": { table: "nominatif.demandeur", absent: "00000000-0000-4000-8000-000000000000" },
  "/documents/recus/:piece": { table: "nominatif.piece", absent: "00000000-0000-4000-8000-000000000000" },
  "/mesures/:id": { table: "mesure_corrective", absent: "987654" },
  "/habilitations/:id": { table: "habilitation", absent: "987654" },
  "/ma-demande/:epci/propositions/:proposition": { table: "proposition", absent: "987654" },
  "/ma-demande/:epci/echanges/:echange": { table: "echange", absent: "987654" },
  "/ma-demande/:epci/mandats/:mandat": { table: "nominatif.mandat", absent: "987654" },
  "/relogement/importer/:depot": { table: "depot", absent: "00000000-0000-4000-8000-000000000000" },
  "/donnees/depots/:depot": { table: "depot", absent: "00000000-0000-4000-8000-000000000000" },
};

const FLUX = ["contingent", "convention_flux", "flux_soustraction", "bilan_flux"] as const;

/** Parameters that name no row of anybody's. */
const SANS_LIGNE =
  /^\/(statique\/:nom|aide\/:chapitre|t\/:epci\/aide\/:chapitre|droit\/:code|plateforme\/droit\/(:code|saisies\/:id)|observatoire\/:epci\/:jeu|bienvenue\/:jeton|ma-demande\/:epci\/(etapes\/(?!documents)|reprendre|coordonnees)|t\/:epci\/:fichier|t\/:epci\/(bilan|objectifs)\/:partie|t\/:epci\/bilan\/:fichier|ma-demande\/:epci\/etapes\/documents\/:nature|t\/:epci\/(simulation|commission|demandes|donnees\/modeles|donnees\/correspondances)\/:fichier|t\/:epci\/(actions|liberations\/(delais|salaries))\/figures\/:fichier|t\/:epci\/observatoire\/residences\/:cle|t\/:epci\/observatoire[^:]*\/figures\/:fichier|t\/:epci\/observatoire\/portraits\/:maille|t\/:epci\/programme\/(regles|calendrier)[^:]*\/:fichier|api\/v1\/territoires\/:epci\/(bilans|objectifs)\/:annee)|^\/t\/:epci\/(bilan|habilitations|journal|droits)\.csv/;

function parametreOf(chemin: string): { readonly table: string; readonly absent: string } | null {
  const plain = chemin.replaceAll(/\{[^/]*\}/g, "");
  const found = Object.entries(PARAMETRES).find(([pattern]) => plain.includes(pattern));
  return found?.[1] ?? null;
}

describe("identifiers of somebody else's rows", () => {
  let database: TestDatabase;
  let monde: Monde;
  const identifiants = new Map<string, readonly string[]>();
  beforeAll(async () => {
    database = await createDatabase();
    monde = await buildMonde(database.pool);
    await database.pool.query("update lot set statut = 'pret'");
    await database.pool.query("update rapport set numero = '2018-annee-0' || id");
    await database.pool.query("update evaluation set numero = 'EVAL-2018-0' || id");
    for (const table of [
      "lot",
      "localisation",
      "paire_bail",
      "paire_decision",
      "habilitation",
      "rattachement",
      "acte_perimetre",
      "acte_bailleur",
      "zone_locale",
      "bilan_bailleur",
      "categorie_locale",
      "mesure_corrective",
      "diffusion",
      "remontee",
      "pack_trimestriel",
      "residence_exclue",
      "liste_mixite",
      "scenario_simulation",
      "operation",
      "convention_objectif",
      "logement_suivi",
      "liberation",
      "plan",
      "seance",
      "instance",
      "reunion",
      "decision_instance",
      "cas_bloque",
      "grille_cotation",
      "demarche",
      "population_lieu",
      "nominatif.fiche_contact",
      "nominatif.entretien",
      "nominatif.mandat",
      "nominatif.demandeur",
      "nominatif.doublon",
      "nominatif.piece",
      "proposition",
      "veille",
      "information",
      "guichet_fiche",
      ...FLUX,
    ]) {
      const { rows } = await database.pool.query<{ id: string }>(
        `select id::text as id from ${table} where epci = $1`,
        [EPCIS.ailleurs],
      );
      identifiants.set(
        table,
        rows.map(({ id }) => id),
      );
    }
    for (const table of ["rapport", "evaluation"]) {
      const { rows } = await database.pool.query<{ numero: string }>(`select numero from ${table} where epci = $1`, [
        EPCIS.ailleurs,
      ]);
      identifiants.set(
        table,
        rows.map(({ numero }) => numero),
      );
    }
    // Numbers are a territory's own: this one is nobody's here.
    await database.pool.query("update convention_version set numero = 80 where epci = $1", [EPCIS.ailleurs]);
    identifiants.set("convention_version", ["80"]);
    await database.pool.query("update ppgdid set numero = 80 where epci = $1", [EPCIS.ailleurs]);
    identifiants.set("ppgdid", ["80"]);
    await database.pool.query("update action_convention set numero = 80 where epci = $1", [EPCIS.ailleurs]);
    identifiants.set("action_convention", ["80"]);
    // Deposits are files: another person's cannot be told from none.
    identifiants.set("depot", ["11111111-1111-4111-8111-111111111111"]);
    identifiants.set("calcul", ["11111111-1111-4111-8111-111111111111"]);
  });
  afterAll(() => database?.drop());

  const WITH_ID = ROUTES.filter(({ chemin }) => /:(?!epci)/.test(chemin) && !SANS_LIGNE.test(chemin));

  it("each route that takes one has its parameter in this test", () => {
    expect(WITH_ID.filter(({ chemin }) => parametreOf(chemin) === null).map(nameOf)).toEqual([]);
    expect(WITH_ID.length).toBeGreaterThan(300);
  });

  /** A route is tried by every other role, by the others on the next one. */
  const UN_SUR = selon({ ci: 2, preuve: 1 });

  /** The rows of elsewhere, and the ways to write one that a person would try: each role tries one of them, on each route another. */
  function triesOf(table: string, rang: number): readonly string[] {
    const own = identifiants.get(table) ?? [];
    const [first = "1"] = own;
    const written = [`0${first}`, `${first}.0`, `${first}%20`, `%2b${first}`];
    return [
      ...own.slice(0, 5),
      ...selon({ ci: written.slice(Math.floor(rang / UN_SUR) % 4).slice(0, 1), preuve: written }),
    ];
  }

  type Answer = { readonly statut: number; readonly corps: string };

  const ask = async (app: Hono<Env>, { methode }: Route, path: string): Promise<Answer> => {
    const headers = { accept: "application/json", origin: "http://localhost" };
    const init = methode === "GET" ? { headers } : { method: methode, headers, body: new URLSearchParams() };
    const response = await app.request(path, init);
    return { statut: response.status, corps: await response.text() };
  };

  function fill(chemin: string, epci: string, id: string): string {
    return (
      chemin
        .replaceAll(/\{[^/]*\}/g, "")
        .replace(":epci", epci)
        .replace(":rang", "0")
        .replace(":fichier", `${id}.${formatOf(chemin)}`)
        .replace(/:(id|numero|depot)/, id)
        // What hangs on a meeting, an instance or an action: as unknown as what it hangs on.
        .replaceAll(/:[a-z]+/g, id)
    );
  }

  /** The first that the file's address allows. */
  function formatOf(chemin: string): string {
    return /:fichier\{[^}]*\\\.\(?(\w+)/.exec(chemin)?.[1] ?? "json";
  }

  /** A malformed identifier may be a 400 or no page at all: that tells nothing either. */
  const isMalformed = ({ statut, corps }: Answer) =>
    statut === 400 || (statut === 404 && corps.includes("page-introuvable"));

  /** What an answer says once the identifiers that were asked for are out of it. */
  const said = ({ statut, corps }: Answer) =>
    `${statut} ${corps.replaceAll(/[0-9a-f-]{36}|[\d.+]+(-annee-[\d.]+)?\s*/g, "#")}`;

  async function differences(app: Hono<Env>, route: Route, rang: number): Promise<readonly string[]> {
    const parametre = parametreOf(route.chemin);
    if (!parametre) return [];
    const missing = await ask(app, route, fill(route.chemin, EPCIS.ici, parametre.absent));
    const found: string[] = [];
    for (const id of triesOf(parametre.table, rang)) {
      const answer = await ask(app, route, fill(route.chemin, EPCIS.ici, id));
      if (said(answer) !== said(missing) && !isMalformed(answer)) {
        found.push(`${nameOf(route)} ${id}: ${said(answer)}, missing ${said(missing)}`);
      }
      if (answer.statut < 300) found.push(`${nameOf(route)} ${id}: open`);
    }
    return found;
  }

  it.each(ROLES)("%s: a row of elsewhere answers as one that does not exist, by every route", async (role: Role) => {
    const app = createTestApp(database.bases, {}, acteurOf(role, monde));
    const rangOf = (route: Route) => WITH_ID.indexOf(route) + ROLES.indexOf(role);
    const own = WITH_ID.filter((route) => rangOf(route) % UN_SUR === 0);
    const ecarts = await enVol(own, 8, (route) => differences(app, route, rangOf(route)));
    expect(ecarts.flat()).toEqual([]);
  });

  it("nothing was changed by all these attempts", async () => {
    const { rows } = await database.pool.query(
      "select statut, count(*)::integer as lots from lot where profil <> 'registre' group by statut",
    );
    expect(rows).toEqual([{ statut: "pret", lots: 3 }]);
  });
});
