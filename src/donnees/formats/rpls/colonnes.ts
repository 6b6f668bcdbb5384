import type { Reponse } from "#droit/regles/attribution/attribution.ts";
import { type Definition, requise } from "../decode/colonne.ts";
import { quote } from "../french.ts";
import { codePostal, oneOf, readCommune, sirenBailleur } from "../values/code.ts";
import { jour, mois } from "../values/date.ts";
import { isEmpty, type Lecteur, warn } from "../values/defaut.ts";
import { annee, decimal, entier } from "../values/nombre.ts";
import { codeLibre, texteLibre } from "../values/texte.ts";
import { listPositions } from "./positions.ts";

const OUI_NON = new Map<string, Reponse | null>([
  ["1", "oui"],
  ["2", "non"],
  ["OUI", "oui"],
  ["NON", "non"],
  ["O", "oui"],
  ["N", "non"],
]);

const DITS_OUI_NON = "1 pour oui, 2 pour non";

/** A code kept under its own name. */
function same(codes: string): ReadonlyMap<string, string> {
  return new Map(codes.split(" ").map((code) => [code, code]));
}

/** « 9 » is « sans objet » in these lists. */
function sameBut9(codes: string): ReadonlyMap<string, string | null> {
  return new Map<string, string | null>([...same(codes), ["9", null]]);
}

const TYPES_CONSTRUCTION = new Map<string, "C" | "I" | "E">([
  ["C", "C"],
  ["I", "I"],
  ["E", "E"],
  ["COLLECTIF", "C"],
  ["INDIVIDUEL", "I"],
  ["ETUDIANT", "E"],
]);

/** The files have letters; the 2018 dictionary announces 2 to 8 for A to G, 9 « sans objet », 0 and NC « non renseigné ». */
const DPE = new Map<string, string | null>([
  ..."ABCDEFG".split("").flatMap((letter, i): [string, string][] => [
    [letter, letter],
    [String(i + 2), letter],
  ]),
  ["9", null],
  ["N", null],
]);

const FINANCEMENTS = same("10 11 12 13 14 15 16 17 49 50 51 52 53 54 55 99");

/** 9 means « nine and more ». */
const pieces: Lecteur<number> = entier({ min: 1, max: 99 }, { absent: [0] });

const metres = entier({ min: 0, max: 998 }, { absent: [999] });

/** 0 m² is read as unknown, with a warning; 999 is the « sans objet » of the neighbouring columns. */
const surface: Lecteur<number> = (texte) => {
  const lu = metres(texte);
  return lu === 0
    ? warn("surface-nulle", "La surface habitable est 0 : tenue pour inconnue. Demandez-la au bailleur.")
    : lu;
};

const euros = entier({ min: 0, max: 9_998 }, { absent: [9_999] });

/** 9999 is « sans objet ». A rent of 0 stays 0: shown apart, and out of the means. */
const loyer: Lecteur<number> = (texte) => {
  const lu = euros(texte);
  return lu === 0
    ? warn("loyer-nul", "Le loyer est 0 : gardé tel quel, laissé hors des moyennes. Vérifiez auprès du bailleur.", 0)
    : lu;
};

/** Code of the neighbourhood; « HZ » outside any, « CSZ » for a commune without any. */
const codeQpv: Lecteur<string> = (texte) => {
  const code = texte.toUpperCase();
  if (isEmpty(texte) || code === "HZ" || code === "CSZ") return code === "HZ" || code === "CSZ" ? "hors" : null;
  return /^Q[PN]\w{5,6}$/.test(code)
    ? code
    : warn("code-qpv", `${quote(texte)} n’est pas un code de QPV : cellule laissée vide.`);
};

const coordonnee: Lecteur<number> = decimal({ min: -20_100_000, max: 20_100_000 });

/**
 * Every column read from RPLS, for the four dialects and all vintages. Names of the « loi » file first, then DiDo's; when a vintage renames one
 * (PLG_QP24 from 2024), the newest comes first.
 */
export const COLONNES_RPLS = {
  identRep: { noms: ["IDENT_REP"], genre: "identifiant", lecteur: () => codeLibre },
  identInt: { noms: ["IDENT_INT"], genre: "identifiant", lecteur: () => texteLibre },
  siret: { noms: ["SIRET", "SIREN", "SIREN_BAILLEUR"], genre: "code", lecteur: () => sirenBailleur },
  bailleurNom: { noms: ["RS", "RAISON_SOCIALE"], genre: "texte", lecteur: () => texteLibre },
  commune: requise(["DEPCOM", "CODE_COMMUNE", "CODE_INSEE", "DEPCOM_CODE"], "code", readCommune),
  communeNom: { noms: ["LIBCOM", "DEPCOM_LIBELLE"], genre: "texte", lecteur: () => texteLibre },
  codePostal: { noms: ["CODEPOSTAL", "CODE_POSTAL"], genre: "code", lecteur: () => codePostal },
  numero: { noms: ["NUMVOIE"], genre: "texte", lecteur: () => texteLibre },
  repetition: { noms: ["INDREP"], genre: "texte", lecteur: () => texteLibre },
  typeVoie: { noms: ["TYPVOIE"], genre: "texte", lecteur: () => texteLibre },
  voie: { noms: ["NOMVOIE"], genre: "texte", lecteur: () => texteLibre },
  complement: { noms: ["COMPLIDENT"], genre: "texte", lecteur: () => texteLibre },
  residence: { noms: ["COMPLGEO"], genre: "texte", lecteur: () => texteLibre },
  qpv: { noms: ["QPV", "QPV_CODE"], genre: "code", lecteur: () => oneOf(OUI_NON, { dits: DITS_OUI_NON }) },
  qpvCode: { noms: ["PLG_QP24", "PLG_QP15", "PLG_QP"], genre: "code", lecteur: () => codeQpv },
  typeConstruction: {
    noms: ["TYPECONST", "TYPECONST_CODE"],
    genre: "code",
    lecteur: () => oneOf(TYPES_CONSTRUCTION, { dits: "C pour collectif, I pour individuel, E pour logement étudiant" }),
  },
  pieces: { noms: ["NBPIECE"], genre: "nombre", lecteur: () => pieces },
  surface: { noms: ["SURFHAB"], genre: "nombre", lecteur: () => surface },
  construction: {
    noms: ["CONSTRUCT"],
    genre: "nombre",
    lecteur: (c) => annee({ min: 1000, aujourdhui: c.aujourdhui }),
  },
  miseEnLocation: { noms: ["LOCAT"], genre: "nombre", lecteur: (c) => annee({ min: 1850, aujourdhui: c.aujourdhui }) },
  entreePatrimoine: {
    noms: ["PATRIMOINE"],
    genre: "nombre",
    lecteur: (c) => annee({ min: 1850, aujourdhui: c.aujourdhui }),
  },
  financement: { noms: ["FINAN", "FINAN_CODE"], genre: "code", lecteur: () => oneOf(FINANCEMENTS, { gravite: "AVE" }) },
  conventionne: { noms: ["CONV"], genre: "code", lecteur: () => oneOf(OUI_NON, { dits: DITS_OUI_NON }) },
  // A convention may take effect after the vintage.
  conventionLe: { noms: ["DATCONV"], genre: "date", lecteur: (c) => jour(c, { future: true }) },
  mode: { noms: ["MODE"], genre: "code", lecteur: () => oneOf(same("1 2 3 4 5 9")) },
  bailDepuis: { noms: ["BAIL"], genre: "date", lecteur: mois },
  disponibleDepuis: { noms: ["REMLOCDATE"], genre: "date", lecteur: mois },
  dureeVacance: {
    noms: ["duree_vacance"],
    genre: "nombre",
    lecteur: () => entier({ min: 0, max: 1_200 }, { absent: [999, 9_999] }),
  },
  loyer: { noms: ["LOYERPRINC"], genre: "nombre", lecteur: () => loyer },
  dpeEnergie: { noms: ["DPEENERGIE"], genre: "code", lecteur: () => oneOf(DPE, { gravite: "AVE" }) },
  dpeSerre: { noms: ["DPESERRE"], genre: "code", lecteur: () => oneOf(DPE, { gravite: "AVE" }) },
  contingent: { noms: ["CONTRESLOG"], genre: "code", lecteur: () => oneOf(sameBut9("1 2 3 4 5 6 7")) },
  sortie: { noms: ["SORTIEPATRIM"], genre: "code", lecteur: () => oneOf(sameBut9("1 2 3 4 5")) },
  x: { noms: ["X", "LONGITUDE", "LON"], genre: "nombre", lecteur: () => coordonnee },
  y: { noms: ["Y", "LATITUDE", "LAT"], genre: "nombre", lecteur: () => coordonnee },
  epsg: { noms: ["EPSG"], genre: "code", lecteur: () => entier({ min: 1_000, max: 99_999 }) },
} as const satisfies Readonly<Record<string, Definition<unknown>>>;

/** Columns that RPLS files carry and that we do not read: known, hence not reported as unknown. */
export const AUTRES_COLONNES = [
  ...listPositions(2017),
  ..."ZUS PMR DATMISEVENTE DATVEFFECT DATE_DEP_DERLOCAT DPE_CONSO_ENER DPE_CONSO_GES DPE_NUM_REF IDENT_FISCAL CAT_ORG RS SIRET DEP LIBDEP REG LIBREG EPCI LIBEPCI DEPARTEMENTS_DE_L_EPCI REGIONS_DE_L_EPCI finan_cus mes_sanscumul loymoy age deconv duree_vacance ANNEE_REMLOC MOIS_REMLOC MOIS_BAIL ANNEE_BAIL BAIL_DATE REMLOCDATE_DATE NUMAPP FINANTURE".split(
    " ",
  ),
  ..."REG_CODE REG_LIBELLE DEP_CODE DEP_LIBELLE EPCI_CODE EPCI_LIBELLE QPV_CODE QPV_LIBELLE DROIT_CODE DROIT_LIBELLE TYPECONST_CODE TYPECONST_LIBELLE FINAN_CODE FINAN_LIBELLE NEWLOGT_CODE NEWLOGT_LIBELLE PMR_CODE PMR_LIBELLE PLG_VOIE EPSG X Y PLG_QP24 PLG_QP15 PLG_QP PLG_IRIS2024_CODE PLG_IRIS2024_LIBELLE PLG_IRIS2022_CODE PLG_IRIS2022_LIBELLE PLG_ZUS PLG_ZFU PLG_QVA QUALITE_VOIE QUALITE_NUMERO QUALITE_XY DISTANCE_PRECISION QUALITE_QP QUALITE_QP24 QUALITE_QP15 QUALITE_IRIS QUALITE_ZUS QUALITE_QVA COMAQP COMAZUS COMIRIS QUALITE_ZFU PLG_IRIS UU2020 AAV2020 ZE2020".split(
    " ",
  ),
];
