import { SECTIONS } from "#bilan/lectures/rapport/ports.ts";
import { EPCI } from "../fixtures/pages.ts";
import { toText } from "./charges.ts";
import { FORMULAIRES_CONNEXION } from "./entrees-connexion.ts";
import { CHEMINS_CONTEXTES, FORMULAIRES_CONTEXTES, QUESTIONS_CONTEXTES } from "./entrees-contextes.ts";
import { ENTREES_REPARATION } from "./entrees-reparation.ts";
import type { Identifiants, Qui } from "./monde.ts";
import { AUCUN_URBAIN } from "./monde-urbain.ts";

export type Champs = Readonly<Record<string, string>>;
export type Demande = {
  readonly chemin: string;
  readonly champs?: Champs;
  /** Sent alone, as a file of the form. */
  readonly fichier?: readonly [nom: string, contenu: string];
  readonly entetes?: Champs;
};

/** One place of the product where a text of the user's goes in. */
export type Entree = {
  readonly nom: string;
  /** As the router writes it, with its method. */
  readonly route: string;
  readonly qui: Qui;
  demande(charge: string, identifiants: Identifiants, rang: number): Demande;
  /** Fields of a form that hold the text, when they are several. */
  readonly champs?: readonly string[];
  /** Columns where the text is kept, as it was sent, when the answer says that the act was done. */
  readonly gardes?: readonly string[];
};

export type Formulaire = {
  readonly route: string;
  readonly qui: Qui;
  chemin(identifiants: Identifiants, rang: number): string;
  champs(identifiants: Identifiants, rang: number): Champs;
  /** Fields that are kept as they were written, and where. */
  readonly gardes?: Champs;
  /** Fields that one piece of code reads: one request carries the payload in all of a group. */
  readonly ensembles?: readonly (readonly string[])[];
  /** The only fields that become a payload here: the others are in another entry of the route. */
  readonly seuls?: readonly string[];
};

export const AUCUN: Identifiants = {
  lot: 0,
  rapport: "",
  depot: "",
  bienvenue: "",
  adresses: [],
  habilitations: [0],
  administrateur: 0,
  localisation: 0,
  bailleur: 0,
  bilanBailleur: 0,
  reservataire: 0,
  droit: 0,
  conventionFlux: 0,
  residence: "",
  aDater: "",
  rejets: { lot: 0, motif: "", colonne: "", lignes: [0] },
  groupe: { commune: "", bailleur: "", adresses: "" },
  urbain: AUCUN_URBAIN,
};

const T = `/t/${EPCI}`;
const jour = (plus: number) => new Date(Date.now() + plus * 86_400_000).toISOString().slice(0, 10);
const hab = ({ habilitations }: Identifiants, rang: number) => String(habilitations[rang % habilitations.length]);
const LONG = "un motif assez long pour être accepté";

const RAPPORT: Champs = { annee: "2017", periode: "annee", sections: "synthese", relu: "oui" };
const COMMENTAIRES: Champs = Object.fromEntries(SECTIONS.map((section) => [`commentaire-${section}`, "constat"]));

/** Every form: a request that is accepted, of which one field at a time becomes a payload. */
export const FORMULAIRES: readonly Formulaire[] = [
  ...FORMULAIRES_CONNEXION,
  {
    route: "POST /t/:epci/habilitations/accorder",
    qui: "gestionnaire-epci",
    chemin: () => `${T}/habilitations/accorder`,
    champs: (_, rang) => ({
      courriel: `personne${rang}@essai.invalid`,
      prenom: "Prénom",
      nom: "Nom",
      organisation: "",
      organisation_type: "commune",
      organisation_nom: `Mairie ${rang}`,
      organisation_siren: "",
      role: "commune",
      remise: "courriel",
      communes: "52448",
      sensible: "",
      debut: jour(0),
      fin: jour(30),
      motif: LONG,
    }),
    gardes: {
      courriel: "compte.courriel",
      prenom: "compte.prenom",
      nom: "compte.nom",
      organisation_nom: "organisation.nom",
      motif: "habilitation.motif",
    },
  },
  {
    route: "POST /t/:epci/habilitations/:id{[0-9]+}/renouveler",
    qui: "gestionnaire-epci",
    chemin: (ids, rang) => `${T}/habilitations/${hab(ids, rang)}/renouveler`,
    champs: (_, rang) => ({ motif: LONG, fin: jour(31 + (rang % 250)) }),
    gardes: { motif: "habilitation.motif" },
  },
  {
    route: "POST /t/:epci/habilitations/:id{[0-9]+}/revoquer",
    qui: "gestionnaire-epci",
    chemin: (ids, rang) => `${T}/habilitations/${hab(ids, rang)}/revoquer`,
    champs: () => ({ motif: LONG }),
    gardes: { motif: "journal.entree.motif" },
  },
  {
    route: "POST /t/:epci/habilitations/dormants",
    qui: "gestionnaire-epci",
    chemin: () => `${T}/habilitations/dormants`,
    champs: (ids, rang) => ({ habilitation: hab(ids, rang), motif: LONG }),
  },
  {
    route: "POST /plateforme/habilitations/accorder",
    qui: "administrateur",
    chemin: () => "/plateforme/habilitations/accorder",
    champs: (_, rang) => ({
      courriel: `gerant${rang}@essai.invalid`,
      prenom: "Prénom",
      nom: "Nom",
      charge: EPCI,
      debut: jour(0),
      fin: jour(30),
      motif: LONG,
    }),
    gardes: { prenom: "compte.prenom", nom: "compte.nom", motif: "habilitation.motif" },
  },
  {
    route: "POST /plateforme/habilitations/:id{[0-9]+}/renouveler",
    qui: "administrateur",
    chemin: ({ administrateur }) => `/plateforme/habilitations/${administrateur}/renouveler`,
    champs: () => ({ motif: LONG, fin: jour(20) }),
  },
  {
    route: "POST /plateforme/habilitations/:id{[0-9]+}/revoquer",
    qui: "administrateur",
    chemin: ({ administrateur }) => `/plateforme/habilitations/${administrateur}/revoquer`,
    champs: () => ({ motif: LONG }),
  },
  ...["fermer", "rouvrir"].map(
    (acte): Formulaire => ({
      // Of nobody: an account that is closed would no longer serve the other payloads.
      route: `POST /plateforme/habilitations/:id{[0-9]+}/${acte}`,
      qui: "administrateur",
      chemin: () => `/plateforme/habilitations/987654/${acte}`,
      champs: () => ({ motif: LONG }),
    }),
  ),
  {
    route: "POST /t/:epci/donnees/localiser",
    qui: "agent-epci",
    chemin: () => `${T}/donnees/localiser`,
    champs: ({ adresses }) => ({ adresse: adresses[0] ?? "", situation: "qpv", motif: "vue sur place" }),
    gardes: { motif: "localisation.motif" },
  },
  {
    route: "POST /t/:epci/donnees/localiser",
    qui: "agent-epci",
    chemin: () => `${T}/donnees/localiser`,
    champs: ({ adresses }) => ({ adresse: adresses[0] ?? "", proposition: "aucune" }),
  },
  {
    route: "POST /t/:epci/donnees/lots/:id/publier",
    qui: "agent-epci",
    chemin: ({ lot }) => `${T}/donnees/lots/${lot}/publier`,
    champs: () => ({ confirme: "oui" }),
  },
  {
    route: "POST /t/:epci/donnees/depots/:depot/:rang/colonnes",
    qui: "agent-epci",
    chemin: ({ depot }) => `${T}/donnees/depots/${depot}/0/colonnes`,
    champs: () => ({ source: "seuils", "champ:siren_epci": "alpha" }),
  },
  ...["rapport", "rapport/apercu"].map(
    (page): Formulaire => ({
      route: `POST /t/:epci/${page}`,
      qui: "agent-epci",
      chemin: () => `${T}/${page}`,
      champs: () => RAPPORT,
    }),
  ),
  ...FORMULAIRES_CONTEXTES,
];

/** The eleven comments go through the same code: one request carries the payload in all of them. What is only shown is not kept. */
const COMMENTES = ["rapport", "rapport/apercu"].map(
  (page): Entree => ({
    nom: `POST /t/:epci/${page} commentaire-*`,
    route: `POST /t/:epci/${page}`,
    qui: "agent-epci",
    demande: (charge) => ({
      chemin: `${T}/${page}`,
      champs: { ...RAPPORT, ...Object.fromEntries(Object.keys(COMMENTAIRES).map((champ) => [champ, charge])) },
    }),
    gardes: page === "rapport" ? ["rapport.commentaires->>'synthese'"] : [],
  }),
);

/** Addresses and what may follow them. */
export const QUESTIONS: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /connexion", "personne", "/connexion", { retour: "/mon-compte" }],
  ["GET /mon-compte", "titulaire", "/mon-compte", { fait: "cle" }],
  ["GET /t/:epci/bilan", "agent-epci", `${T}/bilan`, { annee: "2017", periode: "annee", bailleur: "999000029" }],
  ["GET /t/:epci/bilan", "agent-bailleur", `${T}/bilan`, { bailleur: "999000029" }],
  [
    "GET /t/:epci/:fichier{bilan\\.(pdf|docx|xlsx|csv|json)}",
    "agent-epci",
    `${T}/bilan.csv`,
    { annee: "2017", periode: "annee", bailleur: "999000029", format: "ouvert" },
  ],
  ["GET /t/:epci/rapport", "agent-epci", `${T}/rapport`, { annee: "2017", periode: "annee", bailleur: "" }],
  ["GET /t/:epci/donnees", "agent-epci", `${T}/donnees`, { fait: "publie" }],
  ["GET /t/:epci/donnees/localiser", "agent-epci", `${T}/donnees/localiser`, { adresse: "x", fait: "localise" }],
  [
    "GET /t/:epci/habilitations",
    "gestionnaire-epci",
    `${T}/habilitations`,
    { vue: "actuelles", role: "commune", organisation: "1", fait: "revue" },
  ],
  ["GET /t/:epci/droits", "gestionnaire-epci", `${T}/droits`, { role: "commune", ressource: "lot" }],
  [
    "GET /t/:epci/journal",
    "dpo",
    `${T}/journal`,
    { du: "2026-01-01", au: "2026-12-31", compte: "1", acte: "connexion", demandeur: "", apres: "" },
  ],
  ["GET /t/:epci/journal.csv", "dpo", `${T}/journal.csv`, { du: "2026-01-01", acte: "connexion" }],
  [
    "GET /plateforme/habilitations/accorder",
    "administrateur",
    "/plateforme/habilitations/accorder",
    { territoire: EPCI },
  ],
  [
    "GET /api/v1/territoires/:epci/bilans/:annee",
    "agent-epci",
    `/api/v1/territoires/${EPCI}/bilans/2017`,
    { periode: "annee", bailleur: "999000029" },
  ],
  ["GET /statique/:nom", "personne", "/statique/style.css", { v: "1" }],
  ...QUESTIONS_CONTEXTES,
];

/** `*` becomes the payload, as an address carries it. */
export const CHEMINS: readonly [route: string, qui: Qui, chemin: string][] = [
  ["GET /statique/:nom", "personne", "/statique/*"],
  ["GET /bienvenue/:jeton", "personne", "/bienvenue/*"],
  ["POST /bienvenue/:jeton", "personne", "/bienvenue/*"],
  ["GET /t/:epci", "agent-epci", "/t/*"],
  ["GET /t/:epci/bilan", "agent-epci", "/t/*/bilan"],
  ["GET /t/:epci/bilan", "personne", "/t/*/bilan"],
  ["GET /t/:epci/:fichier{bilan\\.(pdf|docx|xlsx|csv|json)}", "agent-epci", `${T}/*`],
  ["GET /t/:epci/rapport/:numero", "agent-epci", `${T}/rapport/*`],
  ["GET /t/:epci/rapport/:fichier{.+\\.(pdf|docx|xlsx|csv|json)}", "agent-epci", `${T}/rapport/*.csv`],
  ["GET /t/:epci/donnees/lots/:id", "agent-epci", `${T}/donnees/lots/*`],
  ["GET /t/:epci/donnees/lots/:id/avancement", "agent-epci", `${T}/donnees/lots/*/avancement`],
  ["GET /t/:epci/donnees/lots/:id/rejets.csv", "agent-epci", `${T}/donnees/lots/*/rejets.csv`],
  ["POST /t/:epci/donnees/lots/:id/publier", "agent-epci", `${T}/donnees/lots/*/publier`],
  ["POST /t/:epci/donnees/lots/:id/annuler", "agent-epci", `${T}/donnees/lots/*/annuler`],
  ["POST /t/:epci/donnees/lots/:id/abandonner", "agent-epci", `${T}/donnees/lots/*/abandonner`],
  ["GET /t/:epci/donnees/depots/:depot", "agent-epci", `${T}/donnees/depots/*`],
  ["GET /t/:epci/donnees/depots/:depot/avancement", "agent-epci", `${T}/donnees/depots/*/avancement`],
  ["GET /t/:epci/donnees/depots/:depot/:rang/colonnes", "agent-epci", `${T}/donnees/depots/*/0/colonnes`],
  ["POST /t/:epci/donnees/depots/:depot/:rang/colonnes", "agent-epci", `${T}/donnees/depots/*/0/colonnes`],
  ["POST /t/:epci/donnees/localiser/:id{[0-9]+}/annuler", "agent-epci", `${T}/donnees/localiser/*/annuler`],
  ["GET /t/:epci/habilitations/:id{[0-9]+}", "gestionnaire-epci", `${T}/habilitations/*`],
  ["POST /t/:epci/habilitations/:id{[0-9]+}/lien", "gestionnaire-epci", `${T}/habilitations/*/lien`],
  ["POST /t/:epci/habilitations/:id{[0-9]+}/preuve", "gestionnaire-epci", `${T}/habilitations/*/preuve`],
  ["POST /plateforme/habilitations/:id{[0-9]+}/preuve", "administrateur", "/plateforme/habilitations/*/preuve"],
  ["POST /t/:epci/habilitations/:id{[0-9]+}/revoquer", "gestionnaire-epci", `${T}/habilitations/*/revoquer`],
  ["GET /plateforme/habilitations/:id{[0-9]+}", "administrateur", "/plateforme/habilitations/*"],
  ["POST /plateforme/habilitations/:id{[0-9]+}/lien", "administrateur", "/plateforme/habilitations/*/lien"],
  ["POST /t/:epci/habilitations/:id{[0-9]+}/sessions", "gestionnaire-epci", `${T}/habilitations/*/sessions`],
  ["POST /plateforme/habilitations/:id{[0-9]+}/sessions", "administrateur", "/plateforme/habilitations/*/sessions"],
  ["POST /plateforme/habilitations/:id{[0-9]+}/fermer", "administrateur", "/plateforme/habilitations/*/fermer"],
  ["POST /plateforme/habilitations/:id{[0-9]+}/rouvrir", "administrateur", "/plateforme/habilitations/*/rouvrir"],
  ["GET /api/v1/territoires/:epci/bilans/:annee", "agent-epci", `/api/v1/territoires/${EPCI}/bilans/*`],
  ["GET /api/v1/territoires/:epci/bilans/:annee", "agent-epci", "/api/v1/territoires/*/bilans/2017"],
  ["GET /api/v1/territoires/:epci/lots", "agent-epci", "/api/v1/territoires/*/lots"],
  ["GET /api/v1/territoires/:epci/lots/:id", "agent-epci", `/api/v1/territoires/${EPCI}/lots/*`],
  ["GET /api/v1/territoires/:epci/a-localiser", "agent-epci", "/api/v1/territoires/*/a-localiser"],
  ...CHEMINS_CONTEXTES,
];

/** Read by the product or by what stands before it. Of a cookie, the value. */
export const ENTETES = [
  "accept",
  "accept-encoding",
  "accept-language",
  "authorization",
  "content-type",
  "forwarded",
  "host",
  "if-none-match",
  "origin",
  "range",
  "referer",
  "sec-fetch-site",
  "user-agent",
  "via",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-http-method-override",
  "x-real-ip",
  "x-request-id",
  "x-requete",
] as const;
export const COOKIES = ["blaise", "blaise-appareil", "blaise-cle", "blaise-dossier", "blaise-proconnect"] as const;

export const ENTREES: readonly Entree[] = [
  ...FORMULAIRES.flatMap(fieldsOf),
  ...COMMENTES,
  ...ENTREES_REPARATION,
  ...QUESTIONS.flatMap(([route, qui, chemin, parametres]) =>
    Object.keys(parametres).map(
      (nom): Entree => ({
        nom: `${route} ?${nom}`,
        route,
        qui,
        demande: (charge) => ({ chemin: `${chemin}?${new URLSearchParams({ ...parametres, [nom]: charge })}` }),
      }),
    ),
  ),
  ...CHEMINS.map(
    ([route, qui, chemin]): Entree => ({
      nom: `${route} ${chemin}`,
      route,
      qui,
      demande: (charge) => ({
        chemin: chemin.replace("*", () => encodeURIComponent(toText(charge))),
        ...(route.startsWith("POST") ? { champs: { motif: LONG } } : {}),
      }),
    }),
  ),
  ...ENTETES.map(
    (nom): Entree => ({
      nom: `header ${nom}`,
      route: "GET /t/:epci/donnees/deposer",
      qui: "agent-epci",
      demande: (charge) => ({ chemin: `${T}/donnees/deposer`, entetes: { [nom]: charge } }),
    }),
  ),
  ...COOKIES.map(
    (nom): Entree => ({
      nom: `cookie ${nom}`,
      route: "POST /connexion",
      qui: "personne",
      demande: (charge) => ({
        chemin: "/connexion",
        champs: { courriel: "titulaire@essai.invalid", mot_de_passe: "faux, mais assez long" },
        entetes: { cookie: `${nom}=${charge}` },
      }),
    }),
  ),
];

function fieldsOf(formulaire: Formulaire): Entree[] {
  const { route, qui, chemin, champs, gardes = {}, ensembles = [], seuls } = formulaire;
  const noms = seuls ?? Object.keys(champs(AUCUN, 0));
  const groupes = [...ensembles, ...noms.filter((nom) => !ensembles.flat().includes(nom)).map((nom) => [nom])];
  return groupes.map((groupe) => ({
    nom: `${route} ${groupe.join(" ")}`,
    route,
    qui,
    champs: groupe,
    demande: (charge, ids, rang) => ({
      chemin: chemin(ids, rang),
      champs: { ...champs(ids, rang), ...Object.fromEntries(groupe.map((nom) => [nom, charge])) },
    }),
    gardes: groupe.flatMap((nom) => gardes[nom] ?? []),
  }));
}
