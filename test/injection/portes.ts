import { PARTIES_EVALUATION } from "#gouvernance/regles/evaluation/evaluation.ts";
import { EPCI } from "../fixtures/pages.ts";
import { selon } from "../profondeur.ts";
import { type Charge, toText } from "./charges.ts";
import { AUCUN, CHEMINS, type Champs, COOKIES, type Demande, ENTETES, FORMULAIRES, QUESTIONS } from "./entrees.ts";
import { TRANCHES } from "./entrees-programme.ts";
import type { NomLecteur } from "./lecteurs.ts";
import type { Identifiants, Qui } from "./monde.ts";

/** Inputs that stand for all those of one reader: each place takes its own payload, so that one request carries several. */
export type Porte = {
  readonly lecteur: NomLecteur;
  readonly route: string;
  /** Where the reader is written. */
  readonly source: string;
  readonly qui: Qui;
  readonly places: readonly string[];
  demande(textes: Champs, identifiants: Identifiants, rang: number): Demande;
  /** Column where the text of a place is kept, when the answer says that the act was done. */
  readonly gardes: Champs;
  /** The form always comes back, with what was typed. */
  readonly rendue: boolean;
};

type Ouverture = Pick<Porte, "lecteur" | "route" | "source" | "places"> & Partial<Pick<Porte, "rendue" | "gardes">>;

/** Of the form of that route that has all these fields. */
function formulaire({ places, rendue = false, gardes, ...porte }: Ouverture): Porte {
  const found = FORMULAIRES.find(({ route, champs }) => route === porte.route && hasAll(champs(AUCUN, 0), places));
  if (!found) throw new Error(`no form ${porte.route} has ${places.join(", ")}`);
  const { qui, chemin, champs } = found;
  const demande: Porte["demande"] = (textes, ids, rang) => ({
    chemin: chemin(ids, rang),
    champs: { ...champs(ids, rang), ...textes },
  });
  return { ...porte, qui, places, demande, gardes: rendue ? {} : (gardes ?? found.gardes ?? {}), rendue };
}

/** Of what follows the address of that route, when it has all these names. */
function question({ places, rendue = false, ...porte }: Ouverture): Porte {
  const found = QUESTIONS.find(([route, , , parametres]) => route === porte.route && hasAll(parametres, places));
  if (!found) throw new Error(`no address ${porte.route} has ${places.join(", ")}`);
  const [, qui, chemin, parametres] = found;
  const demande: Porte["demande"] = (textes) => ({
    chemin: `${chemin}?${new URLSearchParams({ ...parametres, ...textes })}`,
  });
  return { ...porte, qui, places, demande, gardes: {}, rendue };
}

/** Of an address of which `*` becomes the payload. */
function adresse(lecteur: NomLecteur, chemin: string, source: string): Porte {
  const found = CHEMINS.find(([, , one]) => one === chemin);
  if (!found) throw new Error(`no address ${chemin}`);
  const [route, qui] = found;
  const demande: Porte["demande"] = (textes) => ({
    chemin: chemin.replace("*", () => encodeURIComponent(toText(textes["*"] ?? ""))),
  });
  return { lecteur, route, qui, source, demande, places: ["*"], gardes: {}, rendue: false };
}

type Envoi = Pick<Porte, "source" | "places"> & Demande;

function entetes({ source, places, ...envoi }: Envoi): Porte {
  const route = `${envoi.champs ? "POST" : "GET"} ${envoi.chemin}`;
  const demande: Porte["demande"] = (textes) => ({ ...envoi, entetes: textes });
  return { lecteur: "en-tête", route, source, places, demande, qui: "personne", gardes: {}, rendue: false };
}

/** Where pages and their acts are read, once for all of them. */
const PAGES = "src/socle/routes/page-actes.ts";
const SECURITE = "src/socle/routes/serveur/security.ts";
const CONNEXION = {
  chemin: "/connexion",
  champs: { courriel: "titulaire@essai.invalid", mot_de_passe: "faux, mais assez long" },
};
/** What one of these says ends the reading of the others. */
const SEULS = ["host", "origin", "sec-fetch-site", "content-type"];
const T = "/t/:epci";

export const PORTES: readonly Porte[] = [
  formulaire({
    lecteur: "formulaire, par un acte",
    source: PAGES,
    route: `POST ${T}/actions/:numero{[0-9]{1,2}}/modifier`,
    places: ["titre", "orientation", "resume", "pilote", "acteurs", "jalons"],
  }),
  formulaire({
    lecteur: "formulaire, par un acte",
    source: PAGES,
    rendue: true,
    route: `POST ${T}/programme/regles`,
    places: ["reference", "plafond", ...TRANCHES],
  }),
  formulaire({
    lecteur: "formulaire, par un acte",
    source: PAGES,
    route: "POST /plateforme/habilitations/accorder",
    places: ["prenom", "nom", "motif"],
  }),
  formulaire({
    lecteur: "formulaire, par un acte",
    source: PAGES,
    route: `POST ${T}/convention/versions/:numero{[0-9]+}/etapes`,
    places: ["nature", "date", "acte"],
  }),
  formulaire({
    lecteur: "formulaire, par un acte",
    source: PAGES,
    route: `POST ${T}/programme/operations/:id{[0-9]+}/etat`,
    places: ["de", "vers"],
  }),
  formulaire({
    lecteur: "formulaire, par un acte",
    source: PAGES,
    route: `POST ${T}/commission/evaluations/preparer`,
    places: PARTIES_EVALUATION,
    gardes: Object.fromEntries(PARTIES_EVALUATION.map((partie) => [partie, `evaluation_projet.textes->>'${partie}'`])),
  }),
  formulaire({
    lecteur: "formulaire, par un acte",
    source: PAGES,
    rendue: true,
    route: `POST ${T}/observatoire/desequilibres/methode`,
    places: [
      "acte",
      "poids.apl",
      "seuil.etabli",
      "seuil.surveiller",
      "seuil.q",
      "seuil.effectifMinimal",
      "seuil.ratio",
    ],
  }),
  question({
    lecteur: "question, par son nom",
    source: PAGES,
    route: `GET ${T}/donnees/bailleurs`,
    places: ["fait"],
  }),
  question({
    lecteur: "question, par son nom",
    source: "src/dossier/routes/information/public.routes.ts",
    rendue: true,
    route: "GET /logement-social/:epci/questions",
    places: ["q"],
  }),
  question({
    lecteur: "question, entière",
    source: "src/dossier/routes/information/conditions.ts",
    rendue: true,
    route: "GET /logement-social/:epci/conditions",
    places: ["adultes", "charge", "age1", "age2", "rfr", "recent"],
  }),
  question({
    lecteur: "question, entière",
    source: "src/observatoire/routes/remontee/remontee.routes.ts",
    route: `GET ${T}/observatoire/remontees`,
    places: ["type", "etat", "commune", "bailleur", "residence"],
  }),
  {
    ...question({
      lecteur: "question, plusieurs fois",
      source: "src/relogement/routes/recherche.routes.ts",
      route: `GET ${T}/relogement/logements`,
      places: ["typologie", "commune"],
    }),
    places: Array.from({ length: 10 }, (_, rang) => `${rang % 2 === 0 ? "typologie" : "commune"} ${rang}`),
    demande: (textes) => ({
      chemin: `/t/${EPCI}/relogement/logements?${new URLSearchParams(
        Object.entries(textes).map(([place, texte]): [string, string] => [place.replace(/ \d+$/, ""), texte]),
      )}`,
    }),
  },
  question({
    lecteur: "question, de l’interface",
    source: "src/service/routes/api/operations.routes.ts",
    route: "GET /api/v1/territoires/:epci/operations",
    places: ["genre", "commune"],
  }),
  adresse("adresse, en nombre", `/t/${EPCI}/donnees/lots/*`, "src/imports/routes/lot/find-lot.ts"),
  adresse("adresse, en texte", "/logement-social/*", "src/dossier/routes/information/vitrine.ts"),
  adresse("adresse, de l’interface", "/api/v1/territoires/*/lots", "src/service/routes/api/routes.ts"),
  {
    // Nobody is logged in: sent to the page that logs in, with the address to come back to.
    ...adresse("adresse, entière", "/t/*/bilan", "src/socle/routes/serveur/on-error.ts"),
    places: ["*", "a", "b", "c", "d", "e", "f", "g"],
    demande: ({ "*": debut = "", ...suite }) => ({
      chemin: `/t/${encodeURIComponent(toText(debut))}/bilan?${new URLSearchParams(suite)}`,
    }),
  },
  entetes({
    source: "src/socle/routes/serveur/on-error.ts",
    chemin: "/nulle-part",
    places: ENTETES.filter((nom) => !SEULS.includes(nom)),
  }),
  entetes({
    source: "src/socle/routes/serveur/assets.ts",
    chemin: "/statique/style.css",
    places: ["if-none-match", "accept-encoding"],
  }),
  ...SEULS.map((nom) =>
    entetes({
      source: nom === "content-type" ? "src/socle/routes/serveur/refuse-nir.ts" : SECURITE,
      ...CONNEXION,
      places: [nom],
    }),
  ),
  {
    lecteur: "témoin",
    route: "POST /connexion",
    source: "src/socle/routes/connexion/cookie.ts",
    qui: "personne",
    places: COOKIES,
    gardes: {},
    rendue: false,
    demande: (textes) => ({
      ...CONNEXION,
      entetes: { cookie: COOKIES.map((nom) => `${nom}=${textes[nom] ?? ""}`).join("; ") },
    }),
  },
];

/** An input with few places costs a request for each payload or two: a run of every day gives it less of each family, another part to each input. */
const PEU = 3;
const PARTS = selon({ ci: { peu: 16, plus: 2 }, preuve: { peu: 1, plus: 1 } });

/** Of these, which come in turn from so many families, those that the input meets. */
export function chargesOfPorte(porte: Porte, charges: readonly Charge[], familles: number): readonly Charge[] {
  const part = porte.places.length > PEU ? PARTS.plus : PARTS.peu;
  const rang = PORTES.indexOf(porte);
  return charges.filter((_, i) => (Math.floor(i / familles) + rang) % part === 0);
}

function hasAll(champs: Champs, places: readonly string[]): boolean {
  return places.every((place) => champs[place] !== undefined);
}
