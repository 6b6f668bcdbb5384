import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Identifiants, Qui } from "./monde.ts";
import {
  type IdentifiantsUrbains,
  LOGEMENT_ESSAI,
  MENAGE_ESSAI,
  OFFRE_ESSAI,
  SITUATION_ESSAI,
} from "./monde-urbain.ts";

const T = `/t/${EPCI}/relogement`;
const QUI: Qui = "relogement";
const MENAGES = "/t/:epci/relogement/menages";
const MENAGE = `${MENAGES}/:id{[1-9][0-9]{0,14}}`;
const IMMEUBLE = "/t/:epci/relogement/immeubles/:id{[1-9][0-9]{0,14}}";
const CHARTE = "/t/:epci/relogement/comite/charte/:id{[1-9][0-9]{0,14}}";
const DECLARES = "/t/:epci/relogement/logements/declares";

type Groupe = keyof IdentifiantsUrbains["menages"];

/** Another file each time, so that each form is sent over what it was shown with. */
function menage({ urbain }: Identifiants, groupe: Groupe, rang: number): string {
  const ids = urbain.menages[groupe];
  return `${T}/menages/${ids[rang % ids.length]}`;
}

/** One form of a file. */
function acte(
  suite: string,
  groupe: Groupe,
  champs: (ids: Identifiants) => Champs,
  more: Pick<Formulaire, "gardes" | "ensembles" | "seuls"> = {},
): Formulaire {
  return {
    route: `POST ${MENAGE}/${suite.replace("/1/", "/:rang/")}`,
    qui: QUI,
    chemin: (ids, rang) => `${menage(ids, groupe, rang)}/${suite}`,
    champs: (ids) => ({ ...champs(ids), etat_lu: ids.urbain.etatsLus[groupe] }),
    ...more,
  };
}

const ENTRETIEN: Champs = { le: "2026-02-01", mode: "domicile", texte: "Souhaits notés", relu: "oui" };
const DECISION: Champs = { objet: "poursuite", le: "2026-02-01", motif: "Le comité en a parlé", relu: "oui" };
const REPONSE: Champs = { reponse: "refusee", le: "2026-02-20", motif: "autre", precision: "trop loin", relu: "oui" };
const { nom: _, prenom: __, telephone: ___, courriel: ____, porte: _____, ...NOMBRES } = MENAGE_ESSAI;
const NOMS = ["nom", "prenom", "telephone", "courriel", "porte"];
const NOMS_GARDES: Champs = Object.fromEntries(NOMS.map((nom) => [nom, `nominatif.menage_reloge.${nom}`]));
const SITUATION = Object.keys(SITUATION_ESSAI);

const offre = ({ bailleur }: Identifiants): Champs => ({ ...OFFRE_ESSAI, bailleur: String(bailleur), relu: "oui" });
const autres = (champs: Champs, ...sauf: readonly string[]) => Object.keys(champs).filter((nom) => !sauf.includes(nom));

const DU_DOSSIER: readonly Formulaire[] = [
  acte("entretien", "entretien", () => ENTRETIEN, {
    seuls: ["texte"],
    gardes: { texte: "relogement_entretien.texte" },
  }),
  acte("entretien", "entretien", () => ENTRETIEN, { seuls: ["le", "mode"], ensembles: [["le", "mode"]] }),
  acte("situation", "entretien", () => ({ ...SITUATION_ESSAI, revision: "1" }), {
    seuls: [...SITUATION, "revision"],
    ensembles: [[...SITUATION, "revision"]],
  }),
  acte("identite", "identite", () => ({ ...MENAGE_ESSAI, revision: "1" }), {
    gardes: NOMS_GARDES,
    seuls: Object.keys(MENAGE_ESSAI),
    ensembles: [NOMS, Object.keys(NOMBRES)],
  }),
  acte("etape", "entretien", () => ({ quoi: "visite", le: "2026-09-01" }), {
    seuls: ["quoi", "le"],
    ensembles: [["quoi", "le"]],
  }),
  acte(
    "enquete",
    "entretien",
    () => ({ jour: "2026-02-01", logement: "plutot", quartier: "", accompagnement: "", effort: "22" }),
    {
      seuls: ["jour", "logement", "effort"],
      ensembles: [["jour", "logement", "quartier", "accompagnement", "effort"]],
    },
  ),
  acte("etat", "entretien", () => ({ vers: "diagnostic", le: "2026-02-01" }), { seuls: ["vers", "le"] }),
  acte("annuler-bail", "entretien", () => ({}), {}),
  acte("blocage", "entretien", () => ({ motif: "autre", le: "2026-02-01" }), {
    seuls: ["motif", "le"],
    ensembles: [["motif", "le"]],
  }),
  acte("decision", "comite", () => DECISION, { seuls: ["motif"], gardes: { motif: "relogement_comite.motif" } }),
  acte("decision", "comite", () => DECISION, { seuls: ["objet", "le"], ensembles: [["objet", "le"]] }),
  acte("offre", "adresse", offre, {
    seuls: ["adresse", "ident_rpls"],
    ensembles: [["adresse", "ident_rpls"]],
    gardes: { adresse: "relogement_offre.adresse", ident_rpls: "relogement_offre.ident_rpls" },
  }),
  acte("offre", "raison", offre, { seuls: ["raison_rang"], gardes: { raison_rang: "relogement_offre.raison_rang" } }),
  acte("offre", "raison", offre, {
    seuls: [...autres(OFFRE_ESSAI, "adresse", "ident_rpls", "raison_rang"), "bailleur"],
    ensembles: [[...autres(OFFRE_ESSAI, "adresse", "ident_rpls", "raison_rang"), "bailleur"]],
  }),
  acte("offres/1/reponse", "reponse", () => REPONSE, {
    seuls: ["precision"],
    gardes: { precision: "relogement_offre.precision" },
  }),
  acte("offres/1/reponse", "reponse", () => REPONSE, {
    seuls: ["reponse", "le", "motif"],
    ensembles: [["reponse", "le", "motif"]],
  }),
  acte("offres/1/visite", "reponse", () => ({ le: "2026-02-15" }), { seuls: ["le"] }),
  acte("offres/1/bail", "reponse", () => ({ le: "2026-02-25" }), { seuls: ["le"] }),
];

const DECLARATION: Champs = {
  ...LOGEMENT_ESSAI,
  etat: "libre",
  disponible: "",
  acces: "inconnu",
  contingent: "inconnu",
  revision: "1",
};
const DECLARANT: Qui = "responsable-bailleur";
const FAITS = autres(DECLARATION, "adresse", "revision");

export const FORMULAIRES_RELOGEMENT: readonly Formulaire[] = [
  {
    route: `POST ${MENAGES}`,
    qui: QUI,
    chemin: () => `${T}/menages`,
    champs: ({ urbain }) => ({
      ...MENAGE_ESSAI,
      ...SITUATION_ESSAI,
      operation: String(urbain.demolition),
      origine: "",
    }),
    gardes: NOMS_GARDES,
    ensembles: [NOMS, [...Object.keys(NOMBRES), ...SITUATION]],
  },
  ...DU_DOSSIER,
  ...["relancer", "porter-au-comite"].map(
    (geste): Formulaire => ({
      // Of nobody: a file that is written would no longer be the one that the other payloads were shown.
      route: `POST ${MENAGES}/${geste}`,
      qui: QUI,
      chemin: () => `${T}/menages/${geste}`,
      champs: () => ({ menage: "987654321", le: "2026-02-01" }),
      ensembles: [["menage", "le"]],
    }),
  ),
  {
    route: `POST ${MENAGES}/confier`,
    qui: "agent-epci",
    chemin: () => `${T}/menages/confier`,
    champs: ({ urbain }) => ({ menage: "987654321", compte: String(urbain.officier), le: "2026-02-01" }),
    ensembles: [["menage", "compte", "le"]],
  },
  {
    route: `POST ${IMMEUBLE}/confier`,
    qui: "agent-epci",
    chemin: ({ urbain }) => `${T}/immeubles/${urbain.demolition}/confier`,
    champs: ({ urbain }) => ({ compte: String(urbain.officier), du: "2026-01-01" }),
    ensembles: [["compte", "du"]],
  },
  {
    route: `POST ${IMMEUBLE}/retirer`,
    qui: "agent-epci",
    chemin: ({ urbain }) => `${T}/immeubles/${urbain.demolition}/retirer`,
    champs: ({ urbain }) => ({ mission: String(urbain.mission) }),
  },
  {
    route: `POST ${CHARTE}/point`,
    qui: QUI,
    chemin: ({ urbain }) => `${T}/comite/charte/${urbain.demolition}/point`,
    champs: () => ({ point: "projet-urbain", reponse: "oui", le: "2026-02-01", texte: "Calendrier tenu", relu: "oui" }),
    seuls: ["texte", "point", "reponse", "le"],
    ensembles: [["reponse", "le"]],
    gardes: { texte: "charte_relogement.texte" },
  },
  {
    route: "POST /t/:epci/relogement/comite/valeurs",
    qui: "agent-epci",
    chemin: () => `${T}/comite/valeurs`,
    champs: () => ({ code: "part-neuf", depuis: "2026-01-01", valeur: "30", source: "Charte d’essai, page 3" }),
    ensembles: [["code", "depuis", "valeur"]],
    gardes: { source: "charte_valeur.source" },
  },
  {
    route: `POST ${DECLARES}`,
    qui: DECLARANT,
    chemin: () => DECLARES.replace(":epci", EPCI),
    champs: (_ids, rang) => ({ ...DECLARATION, cle: `LOG-${rang}` }),
    ensembles: [FAITS, ["adresse", "cle"]],
    gardes: { adresse: "logement_suivi.adresse", cle: "logement_suivi.cle" },
  },
  {
    route: `POST ${DECLARES}/:id{[1-9][0-9]{0,14}}`,
    qui: DECLARANT,
    chemin: ({ urbain }) => `${T}/logements/declares/${urbain.logementSuivi}`,
    champs: () => ({ ...DECLARATION, cle: "LOG-1" }),
    seuls: ["adresse", "revision"],
  },
  {
    route: "POST /t/:epci/relogement/rime.xlsx",
    qui: QUI,
    chemin: () => `${T}/rime.xlsx`,
    champs: () => ({ finalite: "Réunion du comité de suivi", noms: "oui" }),
    gardes: { finalite: "journal.entree.motif" },
  },
  {
    route: "POST /t/:epci/relogement/importer/:depot",
    qui: QUI,
    chemin: ({ urbain }) => `${T}/importer/${urbain.rime}`,
    champs: () => ({ empreinte: "0" }),
  },
  {
    route: "POST /t/:epci/relogement/importer/:depot/colonnes",
    qui: QUI,
    chemin: ({ urbain }) => `${T}/importer/${urbain.rime}/colonnes`,
    champs: () => ({ "entete:0": "REF", "champ:0": "telephone" }),
  },
  {
    // Last: a new deposit takes the place of the one that waits.
    route: "POST /t/:epci/relogement/importer",
    qui: QUI,
    chemin: () => `${T}/importer`,
    champs: () => ({ fichiers: "" }),
  },
];

const recherche: Champs = {
  menage: "",
  choix: "1",
  typologie: "T3",
  commune: "52448",
  zone: "hors-qpv",
  acces: "",
  bailleur: "",
  origine: "",
  limite: "220",
};

export const QUESTIONS_RELOGEMENT: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /t/:epci/relogement/menages", QUI, `${T}/menages`, { operation: "", etat: "", alerte: "", page: "1" }],
  ["GET /t/:epci/relogement/menages/nouveau", QUI, `${T}/menages/nouveau`, { operation: "", origine: "" }],
  ["GET /t/:epci/relogement/menages/relancer", QUI, `${T}/menages/relancer`, { menage: "1" }],
  ["GET /t/:epci/relogement/menages/porter-au-comite", QUI, `${T}/menages/porter-au-comite`, { menage: "1" }],
  ["GET /t/:epci/relogement/menages/confier", "agent-epci", `${T}/menages/confier`, { menage: "1" }],
  ["GET /t/:epci/relogement/logements", QUI, `${T}/logements`, recherche],
  ["GET /t/:epci/relogement/logements/declares", "agent-epci", `${T}/logements/declares`, { fait: "enregistre" }],
  ["GET /t/:epci/relogement/comite", QUI, `${T}/comite`, { depuis: "", partie: "charte" }],
  ["GET /t/:epci/relogement/comite/note.docx", QUI, `${T}/comite/note.docx`, { depuis: "" }],
  ["GET /t/:epci/relogement/importer", QUI, `${T}/importer`, { fait: "abandonne" }],
];

/** `*` becomes the payload, as an address carries it. */
export const CHEMINS_RELOGEMENT: readonly [route: string, qui: Qui, chemin: string][] = [
  [`GET ${IMMEUBLE}`, QUI, `${T}/immeubles/*`],
  [`GET ${IMMEUBLE}/confier`, "agent-epci", `${T}/immeubles/*/confier`],
  [`GET ${CHARTE}`, QUI, `${T}/comite/charte/*`],
  [`GET ${CHARTE}/point`, QUI, `${T}/comite/charte/1/point?point=*`],
  [`GET ${MENAGE}`, QUI, `${T}/menages/*`],
  [`GET ${MENAGE}/feuille`, QUI, `${T}/menages/*/feuille`],
  [`GET ${MENAGE}/etat`, QUI, `${T}/menages/1/etat?vers=*`],
  [`GET ${MENAGE}/offre`, QUI, `${T}/menages/2/offre?logement=*`],
  ...["entretien", "situation", "identite", "etape", "enquete", "annuler-bail", "blocage", "decision"].map(
    (suite): [string, Qui, string] => [`GET ${MENAGE}/${suite}`, QUI, `${T}/menages/*/${suite}`],
  ),
  ...["visite", "reponse", "bail"].map((suite): [string, Qui, string] => [
    `GET ${MENAGE}/offres/:rang/${suite}`,
    QUI,
    `${T}/menages/3/offres/*/${suite}`,
  ]),
  [`GET ${DECLARES}/:id{[1-9][0-9]{0,14}}`, DECLARANT, `${T}/logements/declares/*`],
  ["GET /t/:epci/relogement/importer/:depot", QUI, `${T}/importer/*`],
  ["GET /t/:epci/relogement/importer/:depot/colonnes", QUI, `${T}/importer/*/colonnes`],
  ["GET /t/:epci/relogement/importer/:depot/refus.csv", QUI, `${T}/importer/*/refus.csv`],
  ["POST /t/:epci/relogement/importer/:depot/abandonner", QUI, `${T}/importer/*/abandonner`],
];
