import { NOM_EPCI, SIREN_EPCI } from "./communes.ts";
import { encodeWindows1252, type Ligne, writeCsv } from "./csv.ts";
import { toLambert93 } from "./geometrie.ts";
import type { Occupation } from "./occupation.ts";
import type { BatimentDemo, LogementDemo, ResidenceDemo } from "./parc.ts";

/** Named columns of the « loi » file, in its order, then the point of the dwelling in Lambert-93. */
const COLONNES_RPLS = [
  "IDENT_REP",
  "IDENT_INT",
  "DROIT",
  "DEPCOM",
  "CODEPOSTAL",
  "LIBCOM",
  "NUMVOIE",
  "INDREP",
  "TYPVOIE",
  "NOMVOIE",
  "NUMAPPT",
  "NUMBOITE",
  "ESC",
  "COULOIR",
  "ETAGE",
  "COMPLIDENT",
  "ENTREE",
  "BAT",
  "IMMEU",
  "COMPLGEO",
  "LIEUDIT",
  "QPV",
  "TYPECONST",
  "NBPIECE",
  "SURFHAB",
  "CONSTRUCT",
  "LOCAT",
  "PATRIMOINE",
  "ORIGINE",
  "RSEXPRO",
  "SIRETEXPRO",
  "FINAN",
  "FINANAUTRE",
  "CONV",
  "NUMCONV",
  "DATCONV",
  "SORTIEPATRIM",
  "OLDLOGT",
  "NEWLOGT",
  "MODE",
  "BAIL",
  "MODESURF",
  "SURFMODE",
  "LOYERPRINC",
  "LOYERACC",
  "CONTRIB",
  "CUS",
  "DPEDATE",
  "DPEENERGIE",
  "DPESERRE",
  "SRU_EXPIR",
  "SRU_ALINEA",
  "IDENTGES",
  "CODSEGPATRIM",
  "LIBSEGPATRIM",
  "LOYERMAXAPL",
  "LOYERMAXCUS",
  "QUALACQ",
  "MISCOMMERCIAL",
  "PRIXVENTE",
  "PRODFIN",
  "REMLOCDATE",
  "CONTRESLOG",
  "COMMENTAIRE",
  "PMR",
  "CAT_ORG",
  "RS",
  "SIRET",
  "DEP",
  "LIBDEP",
  "REG",
  "LIBREG",
  "EPCI",
  "LIBEPCI",
  "duree_vacance",
  "X",
  "Y",
] as const;

const COMMENTAIRE_DEMO = "donnée de démonstration (synthétique)";

/**
 * The stock at 1 January of a year, 2017 unless `pli` is given, in windows-1252 as the real files of those years are. `pli`: résidences of which the
 * financing is a PLI.
 */
export function writeRpls(
  parc: readonly LogementDemo[],
  occupation: ReadonlyMap<LogementDemo, Occupation>,
  pli: ReadonlySet<ResidenceDemo> = new Set(),
): Uint8Array {
  const ofResidence = remember(
    (residence: ResidenceDemo): Ligne => ({
      ...residenceColumns(residence),
      ...(pli.has(residence) ? { FINAN: "16", CONV: 2, NUMCONV: "", DATCONV: "", CUS: "" } : {}),
    }),
  );
  const ofBatiment = remember(batimentColumns);
  return encodeWindows1252(
    writeCsv(
      COLONNES_RPLS,
      parc.map((logement) => {
        const state = occupation.get(logement);
        if (!state) throw new Error(`No occupation for ${logement.identRep}.`);
        return [
          ofResidence(logement.residence),
          ofBatiment(logement.batiment),
          logementColumns(logement),
          occupationColumns(logement, state),
        ];
      }),
    ),
  );
}

/** Columns shared by all the dwellings of a résidence or of a building are made once. */
function remember<K extends object>(make: (key: K) => Ligne): (key: K) => Ligne {
  const made = new Map<K, Ligne>();
  return (key) => {
    const known = made.get(key);
    if (known) return known;
    const ligne = make(key);
    made.set(key, ligne);
    return ligne;
  };
}

function residenceColumns(residence: ResidenceDemo): Ligne {
  const { bailleur, commune, construction } = residence;
  return {
    DROIT: 1,
    DEPCOM: commune.code,
    CODEPOSTAL: commune.codePostal,
    LIBCOM: commune.nom,
    TYPVOIE: residence.typeVoie,
    NOMVOIE: residence.nomVoie,
    COMPLGEO: residence.nom,
    QPV: residence.qpv ? 1 : 2,
    TYPECONST: residence.type,
    CONSTRUCT: construction,
    LOCAT: construction,
    PATRIMOINE: construction,
    ORIGINE: construction >= 2005 && construction % 2 === 0 ? 4 : 1,
    ...financementColumns(construction, commune.code),
    SORTIEPATRIM: 9,
    ...dpeColumns(construction),
    IDENTGES: bailleur.siren,
    MISCOMMERCIAL: 2,
    COMMENTAIRE: COMMENTAIRE_DEMO,
    PMR: construction >= 2008 ? 2 : 1,
    CAT_ORG: bailleur.categorie,
    RS: bailleur.nom,
    SIRET: bailleur.siret,
    ...TERRITOIRE[commune.code.slice(0, 2)],
    EPCI: SIREN_EPCI,
    LIBEPCI: NOM_EPCI,
  };
}

const TERRITOIRE: Readonly<Record<string, Ligne>> = {
  "51": { DEP: "51", LIBDEP: "Marne", REG: "44", LIBREG: "Grand Est" },
  "52": { DEP: "52", LIBDEP: "Haute-Marne", REG: "44", LIBREG: "Grand Est" },
};

/** Hypothèse: one financing a period (51 PLR, 52 HLM/O, 12 PLA, 13 PLUS, 10 PLAI, 14 PLS), all under an APL convention. */
function financementColumns(construction: number, commune: string): Ligne {
  const finan = financementOf(construction);
  const annee = Math.max(construction, 1979);
  return {
    FINAN: finan,
    CONV: 1,
    NUMCONV: `${commune.slice(0, 2)}/3/01-${annee}/DEMO`,
    DATCONV: `01/07/${Math.min(annee, 2015)}`,
    CUS: { "10": 11, "14": 14 }[finan] ?? 13,
  };
}

function financementOf(construction: number): string {
  if (construction < 1966) return "52";
  if (construction < 1977) return construction % 4 === 0 ? "51" : "52";
  if (construction < 2000) return "12";
  if (construction % 5 === 0) return "10";
  return construction % 7 === 0 ? "14" : "13";
}

/** Hypothèse: the older the building, the worse its label; one programme in six has no diagnosis (01/1900). */
function dpeColumns(construction: number): Ligne {
  if (construction % 6 === 1) return { DPEDATE: "01/1900" };
  const rank = construction >= 2010 ? 1 : construction >= 1990 ? 2 : construction >= 1975 ? 3 : 4;
  const at = (place: number): string => "ABCDEFG"[Math.min(place, 6)] ?? "";
  return {
    DPEDATE: `0${1 + (construction % 9)}/201${construction >= 2010 ? 6 : construction % 6}`,
    DPEENERGIE: at(rank - 1 + (construction % 2)),
    DPESERRE: at(rank - 1 + (construction % 3 === 0 ? 1 : 0)),
  };
}

function batimentColumns(batiment: BatimentDemo): Ligne {
  const [x, y] = toLambert93(batiment.point);
  return { NUMVOIE: batiment.numero, BAT: batiment.lettre ?? "", X: x, Y: y };
}

function logementColumns(logement: LogementDemo): Ligne {
  const { residence, batiment, surface } = logement;
  const collectif = residence.type === "C";
  return {
    IDENT_REP: logement.identRep,
    IDENT_INT: `${residence.bailleur.cle.toUpperCase()}-${residence.commune.code}-${logement.identRep.slice(4)}`,
    NUMAPPT: collectif ? 100 * logement.etage + 1 + ((logement.porte - 1) % 4) : "",
    ETAGE: collectif ? logement.etage : "",
    ESC: collectif && batiment.logements > 16 ? 1 + Math.floor((logement.porte - 1) / 16) : "",
    NBPIECE: logement.pieces,
    SURFHAB: surface,
    MODESURF: 3,
    SURFMODE: surface,
    CONTRESLOG: logement.contingent,
  };
}

/** 999: without object. */
function occupationColumns(logement: LogementDemo, state: Occupation): Ligne {
  return {
    MODE: state.mode,
    BAIL: state.bail,
    LOYERPRINC: state.loyer,
    LOYERACC: 999,
    CONTRIB: 999,
    LOYERMAXAPL: Math.round(logement.surface * 6.5),
    REMLOCDATE: state.disponible,
    duree_vacance: state.dureeVacance ?? "",
  };
}
